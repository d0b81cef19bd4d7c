"""What the invented residents are called: surnames and given names as common as they are in life.

Weights are rounded from published frequencies: a few surnames cover half of all people, and a given name
tells the decade. Tables of facts; the combination of name, number and address is nobody's.
"""

from __future__ import annotations

from random import Random
from typing import Final

__all__ = ["given_name", "surname"]

#: Per thousand of the population, the commonest surnames first.
_SURNAMES: Final = {
    "王": 71, "李": 70, "张": 67, "刘": 51, "陈": 45, "杨": 32, "赵": 23, "黄": 22, "周": 21, "吴": 20,
    "徐": 15, "孙": 15, "胡": 13, "朱": 13, "高": 12, "林": 12, "何": 11, "郭": 11, "马": 11, "罗": 9,
    "梁": 8, "宋": 8, "郑": 8, "谢": 7, "韩": 7, "唐": 7, "冯": 6, "于": 6, "董": 6, "萧": 1,
    "程": 6, "曹": 6, "袁": 5, "邓": 5, "许": 5, "傅": 5, "沈": 5, "曾": 5, "彭": 5, "吕": 5,
    "苏": 5, "卢": 5, "蒋": 5, "蔡": 5, "贾": 4, "丁": 4, "魏": 4, "薛": 4, "叶": 4, "阎": 3,
    "余": 4, "潘": 4, "杜": 4, "戴": 3, "夏": 4, "钟": 3, "汪": 4, "田": 4, "任": 4, "姜": 3,
    "范": 3, "方": 3, "石": 3, "姚": 3, "谭": 3, "廖": 2, "邹": 3, "熊": 2, "金": 3, "陆": 3,
    "郝": 2, "孔": 2, "白": 2, "崔": 3, "康": 2, "毛": 2, "邱": 2, "秦": 2, "江": 2, "史": 2,
    "顾": 2, "侯": 3, "邵": 3, "孟": 3, "龙": 1, "万": 2, "段": 2, "雷": 1, "钱": 2, "汤": 2,
    "尹": 2, "黎": 1, "易": 1, "常": 2, "武": 2, "乔": 2, "贺": 1, "赖": 1, "龚": 1, "文": 1,
    "葛": 3, "穆": 1, "怀": 1, "支": 1, "蒙": 1, "代": 2, "欧阳": 1, "司马": 1, "上官": 1, "诸葛": 1,
}  # fmt: skip

#: Surnames held more often by 回族 households of the plain.
_HUI_SURNAMES: Final = {"马": 30, "李": 12, "张": 10, "王": 8, "白": 6, "穆": 6, "杨": 5, "丁": 5, "沙": 3}

#: Given names by the last year of birth they were usual in: (until, men's, women's).
_BY_TIME: Final = (
    (1955, "德胜 广才 国良 金山 长河 玉堂 振山 文明 学义 宗礼 传德 福来 永贵 万林 士杰 保田 景山 凤池",
           "秀英 桂兰 玉兰 桂英 秀兰 凤英 玉珍 素珍 兰英 玉英 秀珍 翠英 桂荣 素兰 淑英 凤兰 翠兰 金兰"),
    (1969, "建国 国强 建军 志强 卫东 建华 爱国 国庆 永强 援朝 跃进 红旗 建设 保国 学军 金柱 洪亮 继山",
           "秀英 桂英 玉梅 爱华 红梅 凤英 丽华 建华 秀梅 玉华 翠英 春兰 秋菊 爱玲 素云 月英 彩霞 桂芝"),
    (1979, "军 勇 伟 涛 强 建军 志刚 海涛 永刚 俊峰 红卫 卫国 海军 晓东 新华 光明 文军 立新 春生 东升",
           "丽 敏 艳 红 霞 芳 英 红梅 春梅 晓红 丽娟 海燕 秀芳 玉霞 雪梅 红霞 艳丽 爱民 俊英 亚丽 桂芳"),
    (1989, "伟 磊 鹏 超 勇 涛 杰 波 刚 飞 亮 峰 辉 建 斌 志伟 海波 晓峰 文涛 俊杰 永亮 明亮 海龙 东东",
           "静 丽 娟 艳 燕 娜 芳 敏 玲 霞 婷 倩 莉 雪 丹丹 莉莉 晓丽 海霞 文静 亚楠 艳丽 春燕 小芳 翠翠"),
    (1999, "鹏 杰 浩 帅 凯 旭 宇 龙 阳 康 俊杰 鹏飞 志豪 文博 家豪 成龙 子龙 晓宇 振宇 明明 天宇 梦龙",
           "婷 静 雪 颖 慧 倩 悦 梦 婷婷 雪梅 梦雨 文文 欣怡 思雨 佳佳 梦婷 雨晴 晓雪 莹莹 甜甜 静雅 亚男"),
    (2009, "浩然 子豪 宇轩 俊熙 文杰 家乐 雨泽 嘉豪 天翔 晨阳 梓豪 鑫 博文 志远 子涵 明轩 梦阳 宏博 思远",
           "欣怡 梓涵 雨桐 佳怡 子涵 雨欣 思琪 梦瑶 语嫣 可欣 紫萱 欣悦 静怡 雅婷 诗雨 若曦 心怡 晨曦"),
    (9999, "沐宸 浩宇 宇轩 奕辰 梓睿 子墨 沐阳 俊熙 一诺 亦辰 宇泽 皓轩 铭宇 景行 书恒 言蹊 星野 予安",
           "梓涵 一诺 欣怡 诗涵 语桐 梓萱 若汐 沐瑶 依诺 可馨 艺涵 苡沫 清妍 念安 知夏 舒窈 星语 书瑶"),
)  # fmt: skip

#: Characters that make a two-character name together, so that not everybody has one of the usual names.
_MEN: Final = "志文国建明德海永春东新成立俊学家振金宝福天思宏景"
_MEN_END: Final = "军强伟平华峰涛龙林亮山生刚辉安良杰斌飞宁远祥友民"
_WOMEN: Final = "春秀玉雪晓文美丽月彩雅慧红翠海金艳淑佳欣思语"
_WOMEN_END: Final = "兰英梅华芳霞云玲娟琴萍红丽敏洁莲凤燕婷雯琳怡"


def surname(random: Random, *, hui: bool = False) -> str:
    """A surname, drawn as often as it is met."""
    table = _HUI_SURNAMES if hui else _SURNAMES
    return random.choices(list(table), weights=list(table.values()))[0]


def given_name(random: Random, *, male: bool, year: int) -> str:
    """A given name of the sex and the time: often a usual one of those years, else two characters."""
    if random.random() < 0.45:
        first, last = (_MEN, _MEN_END) if male else (_WOMEN, _WOMEN_END)
        return random.choice(first) + random.choice(last)
    men, women = next((men, women) for until, men, women in _BY_TIME if year <= until)
    names = (men if male else women).split()
    # The commonest come first and are drawn more often: weight 1/(rank + 4).
    return random.choices(names, weights=[1 / (rank + 5) for rank in range(len(names))])[0]
