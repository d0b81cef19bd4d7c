"""Rules on the materials asked for."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from hall.catalogue.rules.lint.rule import ELEMENTS, INSPECTION, Family, Severity
from hall.catalogue.rules.lint.view import GuideView, Paper

__all__ = ["papers"]

papers = Family("材料")

_SHARED: Final = "国务院令第716号 第七条：共享能得到的，不得要求重复提供"
_PROOFS: Final = "优化营商环境条例 第四十四条：证明事项应当有法律、法规或者国务院决定依据"
_VAGUE: Final = re.compile(
    r"其他(?:的|相关|有关|需要的)?[^，。；、()（）]{0,8}(?:材料|资料|文件|条件|证明|凭证)"
    r"|等(?:的)?(?:相关|有关)?(?:材料|资料|文件)|^(?:相关|有关)(?:的)?(?:证明)?(?:材料|资料|文件)"
    r"|(?:规定的|要求的)(?:相关|有关|其他)"
)
_EMPTY_LAW: Final = re.compile(
    r"(?:按照|依据|根据)?(?:相关|有关)?法律、?法规(?:规定)?应?(?:提交)?的?(?:材料)?|相关规定|政策规定"
)
_HELD: Final = re.compile(
    r"^(?:申请人|本人|法定代表人|经营者)?(?:的|有效)?(?:中华人民共和国)?(?:居民)?"
    r"(?:身份证(?:件)?|户口簿|户口本|营业执照|不动产权证书?|结婚证|社会保障卡)(?:原件|复印件|正反面)*$"
)
_GONE: Final = (
    ("企业名称预先核准", "企业名称预先核准已取消（企业名称登记管理规定，国务院令第734号）"),
    ("组织机构代码证", "组织机构代码证已并入统一社会信用代码（国发〔2015〕33号）"),
    ("税务登记证", "税务登记证已并入营业执照（国办发〔2015〕50号）"),
    ("流动人口婚育证明", "流动人口婚育证明已不再要求"),
)
_NUMERALS: Final = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_COPIES: Final = re.compile(r"(?:一式)?([一二两三四五六七八九]|\d{1,2})份(?!以上)")
_TELLING: Final = re.compile(
    r"^(?:（?空白）?|样[板表本]|模板|申请书?表?|表格?|附件\d*)+\.(?:docx?|pdf|xlsx?|jpg|png|zip)$"
)


@papers.guide(
    "G201",
    Severity.ERROR,
    "没有列出材料",
    "No materials listed",
    origin="行政许可法 第三十条：公示需要提交的全部材料的目录",
    remedy="列出全部材料；确实一份都不要的，写明不用材料。",
)
def _none(guide: GuideView) -> str:
    return "没有列出要交的材料" if not guide.papers else ""


@papers.paper(
    "G202",
    Severity.ERROR,
    "含糊的兜底材料",
    "A vague catch-all material",
    origin=f"{INSPECTION}：13 % 要求“其他材料”；行政许可法 第三十条",
    remedy="把“其他”“等相关材料”换成具体名称；列不出来的，删去。",
)
def _vague(guide: GuideView, paper: Paper) -> str:
    found = _VAGUE.search(paper.title)
    return f"“{found[0]}”说不清要交什么" if found else ""


@papers.paper(
    "G203",
    Severity.WARNING,
    "不知道材料从哪里来",
    "A material without its source",
    origin=f"{ELEMENTS}：材料来源（source_type）",
    remedy="写明由谁出具、到哪里办；申请人自己写的，写申请人自备。",
)
def _no_source(guide: GuideView, paper: Paper) -> str:
    return f"来源写的是“{paper.source or '（空）'}”" if paper.source in {"", "其他"} else ""


@papers.paper(
    "G204",
    Severity.WARNING,
    "没有份数",
    "Copies missing",
    origin=f"{ELEMENTS}：材料份数（page_num）",
    remedy="填写份数；不用提交纸质的，写明只传电子版。",
)
def _no_copies(guide: GuideView, paper: Paper) -> str:
    return "没有份数" if not paper.copies else ""


@papers.paper(
    "G205",
    Severity.WARNING,
    "份数与文字不一致",
    "Copies contradict the text",
    origin=f"{ELEMENTS}：材料份数（page_num）",
    remedy="改份数或改文字，让两处一致。",
)
def _copies_differ(guide: GuideView, paper: Paper) -> str:
    found = _COPIES.search(f"{paper.title} {paper.note}")
    if not found or not paper.copies:
        return ""
    said = _NUMERALS.get(found[1]) or int(found[1])
    return f"文字写“{found[0]}”，份数写 {paper.copies}" if said != paper.copies else ""


@papers.paper(
    "G206",
    Severity.WARNING,
    "原件还是复印件，前后不一",
    "Original or copy: the two places differ",
    origin=f"{ELEMENTS}：材料类型、材料形式（material_format）",
    remedy="改名称或改类型，让两处一致。",
)
def _original_or_copy(guide: GuideView, paper: Paper) -> str:
    copy, original = "复印件" in paper.title, "原件" in paper.title
    if copy and not original and paper.original == "原件":
        return "名称写复印件，类型写原件"
    if original and not copy and paper.original == "复印件":
        return "名称写原件，类型写复印件"
    return ""


@papers.paper(
    "G207",
    Severity.WARNING,
    "政府发的证照仍要申请人交",
    "A licence the government issued is still asked for",
    origin=f"{_SHARED}；第十条：电子证照与纸质证照具有同等法律效力",
    remedy="由电子证照或部门核验代替；暂时不能的，写明何时能。",
)
def _issued_by_government(guide: GuideView, paper: Paper) -> str:
    if paper.kind != "证照" or paper.source != "政府部门核发" or paper.must != "必要" or paper.is_saved:
        return ""
    return "" if _HELD.match(paper.title) else "政府部门核发的证照，没有免提交"


@papers.paper(
    "G208",
    Severity.ERROR,
    "登记机关已有的仍要申请人交",
    "What the registers hold is still asked for",
    origin=_SHARED,
    remedy="身份证、户口簿、营业执照等改为系统核验，标为免提交。",
)
def _held_already(guide: GuideView, paper: Paper) -> str:
    if paper.is_saved or paper.must != "必要" or not _HELD.match(paper.title):
        return ""
    return "登记机关已有，没有免提交"


@papers.paper(
    "G209",
    Severity.WARNING,
    "申请表没有空白表",
    "An application form without a blank",
    origin=f"{INSPECTION}：约 40 % 没有表格下载；行政许可法 第三十条：公示申请书示范文本",
    remedy="上传空白表和填写样例，或者改为网上填写。",
)
def _no_blank(guide: GuideView, paper: Paper) -> str:
    missing = paper.kind == "申请表" and not paper.blank_form and not paper.filled_online
    return "是申请表，没有可下载的空白表" if missing else ""


@papers.paper(
    "G210",
    Severity.NOTE,
    "必要材料没有分类",
    "A required material of no kind",
    origin=f"{ELEMENTS}：材料类型（material_type）",
    remedy="归入证照、证明材料或申请表；分不清的说明它是什么。",
)
def _no_kind(guide: GuideView, paper: Paper) -> str:
    return f"类别写“{paper.kind or '（空）'}”" if paper.must == "必要" and paper.kind in {"", "其他"} else ""


@papers.guide(
    "G211",
    Severity.ERROR,
    "同一材料列了两次",
    "A material listed twice",
    origin="行政许可法 第三十一条：不得要求提交无关的材料；优化营商环境条例 第四十四条",
    remedy="合并重复的材料；不同情形才交的，写明是哪种情形。",
)
def _twice(guide: GuideView) -> str:
    counts = Counter(re.sub(r"[\s《》（）()“”]", "", paper.title) for paper in guide.papers)
    twice = [title for title, number in counts.items() if number > 1]
    return f"列了不止一次：{'、'.join(twice)}" if twice else ""


@papers.paper(
    "G212",
    Severity.WARNING,
    "要证明而没有法律依据",
    "A proof asked for without a legal basis",
    origin=_PROOFS,
    remedy="写明要求这份证明的法律、法规或国务院决定；没有的，取消或改为告知承诺。",
)
def _proof_without_law(guide: GuideView, paper: Paper) -> str:
    wanted = paper.kind == "证明材料" and paper.must == "必要" and not paper.is_saved
    return "要求证明，没有写依据" if wanted and not paper.law else ""


@papers.paper(
    "G213",
    Severity.ERROR,
    "已取消的材料",
    "A material that has been abolished",
    origin=_PROOFS,
    remedy="删去这份材料。",
)
def _abolished(guide: GuideView, paper: Paper) -> str:
    return next((why for words, why in _GONE if words in paper.title), "")


@papers.paper(
    "G214",
    Severity.NOTE,
    "必要材料没有依据",
    "A required material without a basis",
    origin="行政许可法 第十六条、第三十条；优化营商环境条例 第四十四条",
    remedy="写明哪部法律、法规、规章的哪一条要求它。",
)
def _no_law(guide: GuideView, paper: Paper) -> str:
    return "没有写要求它的依据" if paper.must == "必要" and paper.kind != "证明材料" and not paper.law else ""


@papers.paper(
    "G215",
    Severity.WARNING,
    "材料依据等于没说",
    "A basis that says nothing",
    origin="行政许可法 第三十条；优化营商环境条例 第四十四条",
    remedy="写出法律、法规的名称和条款。",
)
def _empty_law(guide: GuideView, paper: Paper) -> str:
    return f"依据只写“{paper.law}”" if paper.law and _EMPTY_LAW.fullmatch(paper.law) else ""


@papers.paper(
    "G216",
    Severity.ERROR,
    "全程网办，材料却只收纸质",
    "No visit, yet paper only",
    origin=f"{ELEMENTS}：到办事现场次数、材料形式（material_format）；国务院令第716号 第八条",
    remedy="改为收电子材料，或者把到现场次数改为实际次数。",
)
def _paper_only(guide: GuideView, paper: Paper) -> str:
    needed = paper.must == "必要" and paper.medium == "纸质" and not paper.is_saved
    return (
        "到现场 0 次，却只收纸质" if needed and guide.visits == 0 and guide.channels == ("网上办理",) else ""
    )


@papers.paper(
    "G217",
    Severity.NOTE,
    "一条材料里塞了几样",
    "Several materials in one row",
    origin=f"{ELEMENTS}：材料名称（每份材料一行）",
    remedy="拆成一份一行，分别写份数和来源。",
)
def _several(guide: GuideView, paper: Paper) -> str:
    length, parts = len(paper.title), len(re.split(r"[、；;]", re.sub(r"[（(].*?[）)]", "", paper.title)))
    return f"名称有 {length} 个字、{parts} 样东西" if length > 60 or parts > 3 else ""


@papers.paper(
    "G218",
    Severity.WARNING,
    "容缺后补没有说何时补",
    "May follow later, and not said when",
    origin=f"{ELEMENTS}：材料必要性（is_need）；容缺受理应写明补交期限",
    remedy="写明几个工作日内补齐、补到哪里。",
)
def _later_when(guide: GuideView, paper: Paper) -> str:
    return (
        "可以后补，没有写期限"
        if "后补" in paper.must and not re.search(r"\d+\s*个?(?:工作)?[日天]", paper.note)
        else ""
    )


@papers.paper(
    "G219",
    Severity.NOTE,
    "空白表的名称看不出是什么表",
    "A blank form with a meaningless name",
    origin=f"{INSPECTION}：约 40 % 没有可用的表格下载",
    remedy="文件名写表的全名。",
)
def _nameless_blank(guide: GuideView, paper: Paper) -> str:
    return f"空白表叫“{paper.blank_form}”" if _TELLING.match(paper.blank_form) else ""
