"""Invented legal persons and sole traders, each represented by one of the invented residents.

Every business name carries 示例, and every credit code a division that doesn't exist: nobody's competitor
turns up in a demonstration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final, NamedTuple

from hall.registers.rules.synthetic_people import AS_OF, Resident, Village
from hall.standards import credit_code
from hall.standards.credit_code import DEMO_DIVISION_PREFIX

__all__ = ["Firm", "firms"]


class Firm(NamedTuple):
    """One invented legal person or sole trader."""

    credit_code: str
    name: str
    firm_type: str
    representative: Resident
    address: str
    division: str
    registered_capital: Decimal
    founded_on: date
    business_scope: str
    phone: str


@dataclass(frozen=True)
class _Form:
    code: str
    name: str
    ending: str
    share: int
    capital: tuple[int, ...]  # in 万元


@dataclass(frozen=True)
class _Trade:
    name: str
    scope: str
    forms: str  # codes of the forms it is done in


_FORMS: Final = (
    _Form("91", "有限责任公司", "有限公司", 36, (10, 50, 100, 200, 500, 1000, 3000, 5000)),
    _Form("92", "个体工商户", "店", 54, (1, 3, 5, 8, 10, 20, 30)),
    _Form("93", "农民专业合作社", "专业合作社", 10, (50, 100, 200, 300, 500)),
)

_TRADES: Final = (
    _Trade("中药材", "中药材种植；地产中草药购销；农副产品销售", "91 92 93"),
    _Trade("中药饮片", "中药饮片代煎服务；中药提取物生产；技术开发", "91"),
    _Trade("餐饮", "餐饮服务；小餐饮；外卖递送服务", "91 92"),
    _Trade("食品", "食品销售；预包装食品零售；农副产品销售", "91 92"),
    _Trade("酒业", "酒类经营；包装材料及制品销售；品牌管理", "91 92"),
    _Trade("商贸", "日用百货销售；五金产品零售；互联网销售", "91 92"),
    _Trade("建筑工程", "建设工程施工；建筑劳务分包；建筑材料销售", "91"),
    _Trade("装饰", "住宅室内装饰装修；门窗制造加工；家具安装", "91 92"),
    _Trade("物流", "道路货物运输（不含危险货物）；国内货物运输代理；装卸搬运", "91"),
    _Trade("信息科技", "软件开发；信息系统集成服务；数据处理服务", "91"),
    _Trade("服装", "服装服饰零售；针纺织品销售；服装制造", "91 92"),
    _Trade("美容美发", "生活美容服务；理发服务；化妆品零售", "92"),
    _Trade("汽车服务", "机动车修理和维护；汽车零配件零售；洗车服务", "91 92"),
    _Trade("小麦种植", "谷物种植；农作物种子经营；农业机械服务", "93"),
    _Trade("果蔬种植", "蔬菜种植；水果种植；初级农产品收购", "93"),
    _Trade("畜禽养殖", "牲畜饲养；家禽饲养；饲料原料销售", "93"),
    _Trade("农机服务", "农业机械服务；农业机械租赁；灌溉服务", "93"),
    _Trade("医疗器械", "第一类医疗器械销售；卫生用品销售；健康咨询服务", "91 92"),
    _Trade("教育咨询", "教育咨询服务（不含许可审批项目）；文具用品零售", "91 92"),
    _Trade("广告传媒", "广告制作；广告发布；会议及展览服务", "91 92"),
)

_FIRST: Final = "瑞恒鼎嘉永泰宏华盛德润佳裕金益康福兴隆和聚信诚百顺祥汇安宁"
_LAST: Final = "丰源达通泽和昌盛茂旺康明运业诚信邦凯祺泰兴隆富民顺利欣宜"


def firms(
    people: Sequence[Resident], villages: Sequence[Village], *, count: int, seed: str
) -> Iterator[Firm]:
    """`count` firms. The first is always the first resident's restaurant company."""
    adults = [person for person in people if 22 <= AS_OF.year - person.birth_date.year <= 65]
    by_code = {village.code: village for village in villages}
    for number in range(1, count + 1):
        random = Random(f"{seed}/firm/{number}")
        form = random.choices(_FORMS, [form.share for form in _FORMS])[0]
        trade = random.choice([trade for trade in _TRADES if form.code in trade.forms.split()])
        person = random.choice(adults)
        if number == 1:
            form, trade, person = _FORMS[0], _TRADES[2], people[0]
        yield _firm(random, number, form, trade, person, by_code[person.division])


def _firm(random: Random, number: int, form: _Form, trade: _Trade, person: Resident, home: Village) -> Firm:
    code = credit_code.build(form.code, f"{DEMO_DIVISION_PREFIX}{home.code[4:6]}", f"MA{number:06d}")
    word = random.choice(_FIRST) + random.choice(_LAST)
    return Firm(
        code,
        f"{home.county}{word}示例{trade.name}{form.ending}",
        form.name,
        person,
        f"{home.place}{random.choice(_PLACES)}{random.randint(1, 120)}号",
        home.code,
        Decimal(random.choice(form.capital) * 10_000),
        _founded(random, person),
        trade.scope,
        person.phone,
    )


_PLACES: Final = ("商业街", "农贸市场", "工业集中区", "临街门面", "创业园")


def _founded(random: Random, person: Resident) -> date:
    """A day between the representative's eighteenth birthday, not before 2008, and the register's date."""
    earliest = max(date(2008, 1, 1), date(person.birth_date.year + 19, 1, 1))
    return earliest + timedelta(days=random.randrange((AS_OF - earliest).days))
