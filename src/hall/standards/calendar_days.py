"""Single days of the working calendar, and the year that is built when none has been announced.

The State Council announces each year's holidays and 调休 only in the autumn before. Until then a year is
*provisional*: weekends and the statutory holidays of 全国年节及纪念日放假办法 (2024 revision: 第二条 thirteen
days; 第六条 a holiday falling on a weekend is made up on a working day), without any 调休.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from holidays import country_holidays

__all__ = [
    "CalendarDay",
    "days_of_year",
    "provisional_year",
    "read_calendar_file",
    "read_calendar_row",
    "weekday_name",
]

ONE_DAY: Final = timedelta(days=1)
_WEEKDAYS: Final = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")

#: The announced file names holidays in English.
_NAMES: Final = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}


#: How the holidays library names rest days that a State Council notice gives in exchange for worked weekends.
_EXCHANGED_REST: Final = "休息日"


class CalendarDay(NamedTuple):
    """One day: worked or not, the holiday it belongs to (also when worked in exchange), announced or not."""

    day: date
    is_working: bool
    name: str = ""
    provisional: bool = False


def weekday_name(day: date) -> str:
    """星期一 … 星期日."""
    return _WEEKDAYS[day.weekday()]


def days_of_year(year: int) -> Iterator[date]:
    """Every day of the year, in order."""
    start = date(year, 1, 1).toordinal()
    for ordinal in range(start, date(year, 12, 31).toordinal() + 1):
        yield date.fromordinal(ordinal)


@cache
def provisional_year(year: int) -> tuple[CalendarDay, ...]:
    """The year by the regulation alone (第二条、第六条), every day marked provisional.

    Beyond the years whose lunar calendar is tabulated only weekends and the fixed dates are known; the mark
    'provisional' covers that too.
    """
    holidays = _statutory_holidays(year)
    return tuple(
        CalendarDay(day, day.weekday() < 5 and day not in holidays, holidays.get(day, ""), provisional=True)
        for day in days_of_year(year)
    )


def read_calendar_file(path: Path) -> Iterator[CalendarDay]:
    """The days of an announced calendar: date, is_workday, holiday_en, is_adjusted_workday.

    A malformed row raises ValueError naming its line: a calendar with a hole must not be used silently.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                yield read_calendar_row(row)
            except ValueError as error:
                raise ValueError(f"{path.name} 第 {line} 行：{error}") from error


def read_calendar_row(row: Mapping[str, str | None]) -> CalendarDay:
    """One day of an announced calendar; ValueError with the reason when it can't be read."""
    text, worked = row.get("date"), row.get("is_workday")
    if worked not in ("0", "1"):
        raise ValueError(f"is_workday 应为 0 或 1：{worked}")
    try:
        day = date.fromisoformat(text or "")
    except ValueError as error:
        raise ValueError(f"日期应为 2027-01-01 的形式：{text}") from error
    name = (row.get("holiday_en") or "").strip()
    return CalendarDay(day, worked == "1", _NAMES.get(name, name))


def fill_year(year: int, known: Iterable[CalendarDay]) -> tuple[CalendarDay, ...]:
    """The whole year: the known days, and provisional ones wherever nothing is known."""
    by_day = {entry.day: entry for entry in known}
    return tuple(by_day.get(entry.day, entry) for entry in provisional_year(year))


def _statutory_holidays(year: int) -> dict[date, str]:
    """The thirteen days and those made up for weekends, without the exchanges announced for single years."""
    found = {
        day: name.replace("农历除夕", "春节").replace("; ", "、")
        for day, name in country_holidays("CN", years=[year], language="zh_CN").items()
        if not name.startswith(_EXCHANGED_REST)
    }
    if found:
        return found
    fixed = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节"} | {(10, day): "国庆节" for day in (1, 2, 3)}
    return {date(year, month, day): name for (month, day), name in fixed.items()}
