"""A query as the index understands it: which lexemes it asks for, and how much each says.

How rare a lexeme is in the catalogue is weighed later, by the database; a word that no item carries weighs
nothing there. So only the words that items do carry, and people add without meaning them, are named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import rjieba

from hall.catalogue.search.letters import pieces, syllables
from hall.catalogue.search.readings import first_letters, pinyin, sayings_within, sound_pairs, spelt
from hall.catalogue.search.words import CHINESE, normalised, numbers, pairs, simplified, words

__all__ = ["LONGEST_QUERY", "Question", "asked_lexemes", "read"]

LONGEST_QUERY: Final = 80
#: Said around what is wanted. Dropped, unless nothing else is left.
_FILLERS: Final = frozenset(
    re.findall(
        r"\S+",
        """
    我 我们 我家 我妈 我爸 你 您 他 她 它 自己家 咱 咱们 本人 请 请问 麻烦 您好 你好 谢谢 帮 帮忙 给
    替 为 为了 怎么 怎么办 怎么样 怎样 如何 什么 啥 哪 哪里 哪儿 哪个 哪些 多少 多少钱 多久 几 几天
    为什么 什么样 什么时候 吗 呢 吧 啊 呀 啦 嘛 么 的 地 得 了 着 过 是 在 有 没 没有 有没有 和 跟
    与 或 把 被 让 从 到 去 来 往 向 对 要 想 想要 需要 应该 该 必须 能 能不能 会 可以 可 可不可以
    是不是 要不要 算不算 行不行 不 不是 就 都 也 还 又 再 才 刚 刚刚 已经 快 快要 现在 今天 今年
    去年 明年 以后 之后 后 以前 之前 前 时 时候 一 一下 一个 一家 一些 个 这 这个 那 那个 里 里面 上
    下 中 这样 那样 情况 事情 事 东西 其 及 等 但 但是 如果 因为 所以
    """,
    )
)
#: Said of nearly everything in a hall. Kept, but they weigh little beside what is meant.
_FAINT: Final = frozenset(
    re.findall(
        r"\S+",
        """
    办 办理 办个 要办 申请 申办 手续 流程 程序 步骤 材料 资料 条件 要求 部门 地方 网上 线上 窗口
    大厅 证 证件 证书 证明 服务 事项 业务 准备 带 填 表格 网址 电话 地址 时间 费用 收费 规定 政策
    咨询 相关 有关 进行 使用 个人
    """,
    )
)
_LATIN: Final = re.compile(r"[a-z]+")
_CODE: Final = re.compile(r"(?=[0-9a-z-]*[0-9]{4})[0-9a-z][0-9a-z-]{5,}", re.IGNORECASE)

_WORD, _PART, _PAIR, _CHARACTER, _SOUND, _FAINTLY = 1.0, 0.5, 0.5, 0.3, 0.4, 0.15
_WHOLE = 0.5


@dataclass
class Question:
    """What is asked: lexemes with what each says, letters to look for as they stand, a code if it is one."""

    text: str
    meant: str = ""
    asked: dict[str, float] = field(default_factory=dict)
    letters: str = ""
    code: str = ""

    @property
    def sound(self) -> str:
        """How what is meant is read aloud."""
        return pinyin(self.meant)

    def ask(self, lexemes: Iterable[str], worth: float) -> None:
        for lexeme in lexemes:
            self.asked[lexeme] = max(worth, self.asked.get(lexeme, 0.0))


def read(query: str) -> Question:
    """Understand a query."""
    text = normalised(simplified(query[:LONGEST_QUERY]))
    question = Question(text)
    stripped = query.strip()
    if _CODE.fullmatch(stripped):
        question.code = stripped.upper()
    kept = list(_meant(text))
    question.meant = "".join(kept)
    for run in CHINESE.findall(question.meant):
        _ask_chinese(question, run)
    for run in CHINESE.findall(text):
        _ask_sayings(question, spelt(run))
    _ask_words(question, kept)
    _ask_letters(question, _LATIN.findall(text))
    question.ask(re.findall(r"[0-9]+", text), _WORD)
    question.ask(numbers(text), _WORD)
    return question


def asked_lexemes(query: str) -> dict[str, float]:
    """What a query asks the index for, and how much each says."""
    return read(query).asked


def _meant(text: str) -> Iterator[str]:
    """The words of the query without what is said around them; all of them when nothing else is left."""
    cut = [word for word in rjieba.cut(text) if word.strip()]
    meant = [word for word in cut if word not in _FILLERS]
    strong = [word for word in meant if word not in _FAINT]
    yield from (meant if strong else meant or cut)


def _ask_words(question: Question, kept: list[str]) -> None:
    for word in kept:
        if not CHINESE.fullmatch(word):
            continue
        faint = _FAINTLY if word in _FAINT else 1.0
        if len(word) == 1:
            question.ask([word], _CHARACTER * faint)
            continue
        question.ask([word], _WORD * faint)
        question.ask((part for part in words(word) if part != word), _PART * faint)


def _ask_chinese(question: Question, run: str) -> None:
    """Pairs of characters and of syllables, across the gaps that dropped words left: 开[一家]饭店."""
    question.ask((pair for pair in pairs(run) if pair not in _FAINT), _PAIR)
    _ask_sounds(question, spelt(run), _SOUND)


def _ask_sounds(question: Question, heard: Sequence[str], worth: float) -> None:
    question.ask(sound_pairs(heard), worth)
    _ask_sayings(question, heard)


def _ask_sayings(question: Question, heard: Sequence[str]) -> None:
    for saying, length in sayings_within(heard):
        question.ask([saying], _WHOLE * length)


def _ask_letters(question: Question, runs: list[str]) -> None:
    """Letters may be a word (ktv), pinyin whole (shebaoka) or begun (sheb), or first letters (sbk)."""
    if not runs:
        return
    question.ask(runs, _WORD)
    question.ask([f"={' '.join(runs)}"], _WORD)
    whole = [syllables(run) for run in runs]
    for run, found in zip(runs, whole, strict=True):
        first = "".join(piece[0] for piece in pieces(run))
        if not found:
            question.ask(sound_pairs([piece for piece in pieces(run) if len(piece) > 1]), _PART)
            question.ask([f"^{first}"], _WORD if first == run else _PART)
        elif len(found) == 1 or len(run) <= 4:
            question.ask([f"^{run}"], _PART)
    heard = [syllable for found in whole for syllable in found]
    if all(whole):
        _ask_sounds(question, heard, _WORD)
    elif CHINESE.search(question.text):
        question.ask([f"^{first_letters(question.meant)}"], _PART)
    if not all(whole) or len(heard) == 1:
        question.letters = "".join(runs)
