"""What an office does is named after what it is: a permit is granted, a status confirmed, a benefit paid.

One row per item type (GB/T 39046-2020 A.1): the names of its notices, the law each step rests on, what can
be done against a refusal. 行政许可法 governs permits alone; for the other types there is no general act, so
the rows cite what does apply: 优化营商环境条例 (第三十五条: 政务服务事项 are 行政权力事项 and 公共服务事项;
第三十六条: told once, done in time), 社会救助暂行办法, 政府信息公开条例, and for redress 行政复议法 (2023)
and 行政诉讼法 (2017). These texts were read; article by article they are named below.

From general knowledge, without a text at hand: that a refusal of any kind gives its reasons and names the
remedies (行政许可法 第三十八条 says so for permits, 社会救助暂行办法 第十一条 for social relief; elsewhere
it is the general principle of 正当程序), the customary titles of notices, and that a public service is
refused by an answer (答复), not a decision. What the hall does of its own accord says so: 本大厅自定.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from hall.standards.code_sets import ItemType

__all__ = ["PROCEEDINGS", "Basis", "Proceeding", "Step", "proceeding_of"]

LICENSING: Final = "《中华人民共和国行政许可法》"
BUSINESS: Final = "《优化营商环境条例》"
RELIEF: Final = "《社会救助暂行办法》"
OPENNESS: Final = "《中华人民共和国政府信息公开条例》"
REVIEW: Final = "《中华人民共和国行政复议法》"
LITIGATION: Final = "《中华人民共和国行政诉讼法》"


class Step(StrEnum):
    """What an office does with an application, each on a basis of its own."""

    FILE = "file"
    RECEIVE = "receive"
    SUPPLEMENT = "supplement"
    ACCEPT = "accept"
    DEEM = "deem"
    NOT_NEEDED = "not_needed"
    NOT_OURS = "not_ours"
    REVIEW = "review"
    LIMIT = "limit"
    GRANT = "grant"
    REFUSE = "refuse"
    DELIVER = "deliver"
    PUBLISH = "publish"


class Basis(NamedTuple):
    """A law with its article ("" when none speaks of it), and what it, or else the hall itself, demands.

    Some laws speak of firms only (市场主体): before a natural person they are no basis and aren't cited.
    """

    law: str
    demands: str
    firms_only: bool = False

    def law_for(self, applicant_kind: str) -> str:
        return "" if self.firms_only and applicant_kind == "natural" else self.law

    def clause_for(self, applicant_kind: str) -> str:
        """依照《…》第…条， as a notice begins a sentence; nothing where no law speaks."""
        law = self.law_for(applicant_kind)
        return f"依照{law}，" if law else ""


@dataclass(frozen=True)
class Proceeding:
    """How matters of one type are decided. Words are those of the notice; `titles` are by kind of letter."""

    item_type: ItemType
    matter: str
    grants: str
    refuses: str
    titles: Mapping[str, str]
    bases: Mapping[Step, Basis]
    not_needed: str
    review_article: str
    suit_article: str

    @property
    def is_permit(self) -> bool:
        return self.item_type == ItemType.PERMIT

    def basis(self, step: Step) -> Basis:
        return self.bases[step]

    def finding(self, step: Step) -> str:
        """Why an application isn't accepted, as the notice says it."""
        return self.not_needed if step == Step.NOT_NEEDED else "该事项依法不属于本机关职权范围"

    def outcome(self, outcome: str) -> str:
        """What a decision (granted or refused) is called: 准予行政许可, 不予确认."""
        return self.grants if outcome == "granted" else self.refuses


def _titles(granted: str, refused: str, **others: str) -> Mapping[str, str]:
    usual = {
        "receipt": "收件凭证",
        "acceptance": "受理通知书",
        "supplement": "一次性补正告知书",
        "not_accepted": "不予受理决定书",
        "granted": granted,
        "refused": refused,
    }
    return MappingProxyType(usual | others)


_PERMIT_BASES: Final = {
    Step.FILE: Basis(
        f"{LICENSING}第三十一条",
        "申请人应当如实提交有关材料和反映真实情况，并对其申请材料实质内容的真实性负责。",
    ),
    Step.RECEIVE: Basis(
        f"{LICENSING}第三十二条第二款", "受理或者不予受理，都应当出具加盖专用印章和注明日期的书面凭证。"
    ),
    Step.SUPPLEMENT: Basis(
        f"{LICENSING}第三十二条第一款第（四）项",
        "材料不齐全或者不符合法定形式的，当场或者五个工作日内一次告知需要补正的全部内容；"
        "逾期不告知的，自收到申请材料之日起即为受理。",
    ),
    Step.ACCEPT: Basis(
        f"{LICENSING}第三十二条第一款第（五）项",
        "申请事项属于本机关职权范围，材料齐全、符合法定形式，或者已按要求提交全部补正材料的，应当受理。"
        "出具加盖专用印章、注明日期的书面凭证。",
    ),
    Step.DEEM: Basis(
        f"{LICENSING}第三十二条第一款第（四）项", "逾期不告知补正的，自收到申请材料之日起即为受理。"
    ),
    Step.NOT_NEEDED: Basis(
        f"{LICENSING}第三十二条第一款第（一）项", "依法不需要取得行政许可的，即时告知申请人不受理。"
    ),
    Step.NOT_OURS: Basis(
        f"{LICENSING}第三十二条第一款第（二）项",
        "依法不属于本机关职权范围的，即时作出不予受理的决定，并告知向有关行政机关申请。",
    ),
    Step.REVIEW: Basis(
        f"{LICENSING}第三十四条", "对申请人提交的材料进行审查。审查意见应当写明依据。"
    ),
    Step.LIMIT: Basis(
        f"{LICENSING}第四十二条、第八十二条",
        "期限自受理次日起算，只计工作日；依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，"
        "所需时间不计算在内，本机关将书面告知（《行政许可法》第四十五条、第八十二条）。",
    ),
    Step.GRANT: Basis(
        f"{LICENSING}第三十八条第一款",
        "符合法定条件、标准的，依法作出准予行政许可的书面决定；准予的决定应当公开。",
    ),
    Step.REFUSE: Basis(
        f"{LICENSING}第三十八条第二款",
        "作出不予行政许可的书面决定，应当说明理由，并告知申请复议或者提起诉讼的权利。",
    ),
    Step.DELIVER: Basis(f"{LICENSING}第四十四条", "自作出决定之日起十个工作日内向申请人颁发、送达证件。"),
    Step.PUBLISH: Basis(f"{LICENSING}第四十条", "准予行政许可的决定应当予以公开，公众有权查阅。"),
}  # fmt: skip

#: No act orders the course of these matters in general: what holds for any 政务服务事项, and our own rules.
_OTHER_BASES: Final = {
    Step.FILE: Basis("", "申请人应当如实提交有关材料，并对材料的真实性负责。"),
    Step.RECEIVE: Basis("", "收到申请即出具注明日期的收件凭证（本大厅自定）。"),
    Step.SUPPLEMENT: Basis(
        f"{BUSINESS}第三十六条第一款",
        "需要补正材料、手续的，一次性告知需要补正的内容。本大厅自定：当场或者五个工作日内告知，"
        "逾期未告知的，按已受理办理。",
        firms_only=True,
    ),
    Step.ACCEPT: Basis("", "属于本机关职责范围，材料齐全、符合要求的，予以受理，出具注明日期的书面凭证。"),
    Step.DEEM: Basis("", "本大厅承诺五个工作日内告知补正内容；逾期未告知的，自收到材料之日起按已受理办理。"),
    Step.NOT_NEEDED: Basis("", "不需要办理的，当场说明不受理的理由。"),
    Step.NOT_OURS: Basis("", "不属于本机关职责范围的，当场说明，并告知向哪个机关申请。"),
    Step.REVIEW: Basis(
        f"{BUSINESS}第三十五条、第三十六条",
        "按公布的条件审查，没有法律、法规、规章依据不得增设条件和环节；需要现场核查的，及时安排。"
        "审查意见应当写明依据。",
    ),
    Step.LIMIT: Basis(
        f"{BUSINESS}第三十六条第二款",
        "期限自受理次日起算。法律、法规、规章和国家有关规定有时限的，在规定的时限内办结；"
        "没有规定的，在公布的时限内办结。",
    ),
    Step.GRANT: Basis("", "符合规定条件的，作出书面决定。"),
    Step.REFUSE: Basis("", "决定不予办理的，书面说明理由和依据，并告知申请复议或者提起诉讼的权利。"),
    Step.DELIVER: Basis("", "自作出决定之日起十个工作日内送达结果（本大厅自定）。"),
    Step.PUBLISH: Basis(
        f"{OPENNESS}第二十条第（五）项", "行政许可和其他对外管理服务事项的办理结果，主动公开。"
    ),
}  # fmt: skip

#: 社会救助暂行办法 第十一条: who may not be relieved is told why in writing; 第六十五条: review or suit.
_PAYMENT_BASES: Final = _OTHER_BASES | {
    Step.REFUSE: Basis(
        "",
        "对不符合条件的申请不予批准，书面说明理由（社会救助依照《社会救助暂行办法》第十一条），"
        "并告知申请复议或者提起诉讼的权利。",
    ),
}

_SERVICE_BASES: Final = _OTHER_BASES | {
    Step.GRANT: Basis("", "符合规定条件的，予以办理，并告知结果。"),
    Step.REFUSE: Basis("", "不能办理的，书面说明理由，并告知怎样提出意见和寻求救济。"),
}

_NOT_NEEDED: Final = "依照现行规定不需要办理该事项"
#: 行政复议法 第十一条 and 行政诉讼法 第十二条: the item under which a refusal of each type can be contested.
_ANY_ACT: Final = ("第十一条第（十五）项", "第十二条第一款第（十二）项")
_PERMIT_ACT: Final = ("第十一条第（三）项", "第十二条第一款第（三）项")
_BENEFIT_ACT: Final = ("第十一条第（十二）项", "第十二条第一款第（十）项")

_ALL: Final = (
    Proceeding(
        ItemType.PERMIT, "行政许可", "准予行政许可", "不予行政许可",
        _titles("准予行政许可决定书", "不予行政许可决定书"),
        _PERMIT_BASES, "该事项依法不需要取得行政许可", *_PERMIT_ACT,
    ),
    Proceeding(
        ItemType.PAYMENT, "行政给付", "准予给付", "不予给付",
        _titles("准予给付决定书", "不予给付决定书"), _PAYMENT_BASES, _NOT_NEEDED, *_BENEFIT_ACT,
    ),
    Proceeding(
        ItemType.CONFIRMATION, "行政确认", "予以确认", "不予确认",
        _titles("行政确认决定书", "不予确认决定书"), _OTHER_BASES, _NOT_NEEDED, *_ANY_ACT,
    ),
    Proceeding(
        ItemType.REWARD, "行政奖励", "给予奖励", "不予奖励",
        _titles("行政奖励决定书", "不予奖励决定书"), _OTHER_BASES, _NOT_NEEDED, *_ANY_ACT,
    ),
    Proceeding(
        ItemType.ADJUDICATION, "行政裁决", "支持申请", "驳回申请",
        _titles("行政裁决书", "行政裁决书（驳回申请）"), _OTHER_BASES, _NOT_NEEDED, *_ANY_ACT,
    ),
    Proceeding(
        ItemType.OTHER_POWER, "行政权力", "准予办理", "不予办理",
        _titles("准予办理决定书", "不予办理决定书"), _OTHER_BASES, _NOT_NEEDED, *_ANY_ACT,
    ),
    Proceeding(
        ItemType.PUBLIC_SERVICE, "公共服务", "予以办理", "不予办理",
        _titles("办理结果通知书", "不予办理答复书", not_accepted="不予受理告知书"),
        _SERVICE_BASES, _NOT_NEEDED, *_ANY_ACT,
    ),
)  # fmt: skip

PROCEEDINGS: Final[Mapping[str, Proceeding]] = MappingProxyType({each.item_type: each for each in _ALL})


def proceeding_of(item_type: str) -> Proceeding:
    """The row of `item_type`. A type nobody applies for (a fine, an inspection) counts as another power."""
    return PROCEEDINGS.get(item_type, PROCEEDINGS[ItemType.OTHER_POWER])
