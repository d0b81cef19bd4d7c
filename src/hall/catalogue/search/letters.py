"""Typed letters as pinyin: shenfenzheng → shen fen zheng. What is not wholly pinyin may be initials (sfz)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from hall.catalogue.search.readings import as_heard

__all__ = ["pieces", "syllables"]

_WRITTEN: Final = frozenset(
    re.findall(
        r"[a-z]+",
        """
    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao
    ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui
    chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die
    ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan
    gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen
    heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju
    juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai
    lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve
    lue ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao
    ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve nue o ou pa pai pan
    pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong
    qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao
    se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui
    shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou
    tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu
    xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze
    zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang
    zhui zhun zhuo zi zong zou zu zuan zui zun zuo
    """,
    )
)
#: Also as people with another ear spell them: sen for shen, zong for zhong.
_KNOWN: Final = _WRITTEN | {as_heard(syllable) for syllable in _WRITTEN}
_LONGEST: Final = max(map(len, _KNOWN))


def syllables(letters: str) -> tuple[str, ...]:
    """The syllables of letters that are pinyin through and through, else nothing."""
    found = pieces(letters)
    return found if all(piece in _KNOWN for piece in found) else ()


@lru_cache(maxsize=4096)
def pieces(letters: str) -> tuple[str, ...]:
    """Letters cut into as few pieces as possible, most of them syllables: shenfz → shen f z."""
    best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
    for end in range(1, len(letters) + 1):
        best.append(
            min(
                (odd + (piece not in _KNOWN), count + 1, (*cut, piece))
                for start in range(max(0, end - _LONGEST), end)
                for odd, count, cut in [best[start]]
                for piece in [letters[start:end]]
                if piece in _KNOWN or len(piece) == 1
            )
        )
    return best[-1][2]
