"""A city of invented people: loaded once, loaded again without change, replaced by another seed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from hall.foundation.public import Conflict, NotLoaded, Refused
from hall.identity.public import SYSTEM
from hall.places.models import Division
from hall.registers.loading.people import load_people, load_people_file, load_sources
from hall.registers.models import AttributeSource, FirmRecord, PersonRecord
from hall.registers.public import FIELDS, demo_firms_of, demo_household

DATA = Path(__file__).parents[3] / "data"
pytestmark = pytest.mark.django_db

PLACES = [
    ("340000000000", "安徽省", "province", None),
    ("341600000000", "亳州市", "city", "340000000000"),
    ("341602000000", "谯城区", "county", "341600000000"),
    ("341602001000", "花戏楼街道", "town", "341602000000"),
    ("341602001001", "白布社区居民委员会", "village", "341602001000"),
    ("341602109000", "魏岗镇", "town", "341602000000"),
    ("341602109201", "张桥村村民委员会", "village", "341602109000"),
]


@pytest.fixture
def villages() -> None:
    for code, name, level, parent in PLACES:
        Division.objects.create(code=code, name=name, level=level, parent_id=parent)


def load(people: int = 60, firms: int = 6, seed: str = "openhall") -> tuple[int, int, int]:
    report = load_people(actor=SYSTEM, people=people, legal_persons=firms, seed=seed)
    return report.added, report.changed, report.unchanged


@pytest.mark.usefixtures("villages")
def test_people_and_firms_come_in_and_stay_when_loaded_again() -> None:
    assert load() == (60 + 6 + len(FIELDS), 0, 0)
    assert load() == (0, 0, 60 + 6)
    assert PersonRecord.objects.filter(is_demo=True).count() == 60
    assert FirmRecord.objects.filter(is_demo=True).count() == 6


@pytest.mark.usefixtures("villages")
def test_another_seed_takes_the_place_of_the_invented_only() -> None:
    load()
    kept = PersonRecord.objects.first()
    assert kept is not None
    PersonRecord.objects.filter(pk=kept.pk).update(is_demo=False)
    report = load_people(actor=SYSTEM, people=30, legal_persons=3, seed="another")
    assert PersonRecord.objects.filter(is_demo=True).count() in (29, 30)
    assert FirmRecord.objects.filter(is_demo=True).count() == 3
    assert PersonRecord.objects.filter(pk=kept.pk).exists()
    assert [note.source for note in report.remarks] == ["PersonRecord", "FirmRecord"]


@pytest.mark.usefixtures("villages")
def test_id_numbers_and_phones_are_sealed_in_the_table() -> None:
    load()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone FROM registers_personrecord WHERE phone <> '' LIMIT 1")
        assert all(text.startswith("enc1:") for text in cursor.fetchone())


@pytest.mark.usefixtures("villages")
def test_the_family_and_the_firm_for_demonstrations_are_found() -> None:
    assert demo_household() == []
    load()
    head, wife, child = demo_household()
    assert (head.relation_to_head, wife.relation_to_head, child.relation_to_head) == ("户主", "妻", "女")
    assert head.phone.startswith("161")
    restaurant, *_ = demo_firms_of(head.id_number)
    assert restaurant.name.endswith("示例餐饮有限公司")


@pytest.mark.usefixtures("villages")
def test_a_department_a_city_has_renamed_stays_renamed() -> None:
    load_sources(actor=SYSTEM)
    AttributeSource.objects.filter(field="person.name").update(department="亳州市公安局")
    load()
    assert AttributeSource.objects.get(field="person.name").department == "亳州市公安局"


def test_without_villages_nobody_is_invented() -> None:
    with pytest.raises(Conflict, match="村"):
        load()


@pytest.mark.usefixtures("villages")
def test_a_file_says_how_many_and_of_which_seed(tmp_path: Path) -> None:
    path = tmp_path / "demo_people.json"
    path.write_text('{"seed": "openhall", "people": 12, "legal_persons": 2}', encoding="utf-8")
    report = load_people_file(path, actor=SYSTEM)
    assert report.added == 12 + 2 + len(FIELDS)
    path.write_text('{"people": "many"}', encoding="utf-8")
    with pytest.raises(NotLoaded) as refused:
        load_people_file(path, actor=SYSTEM)
    assert refused.value.report.rejected[0].source == "demo_people.json"


@pytest.mark.usefixtures("villages")
def test_in_production_nobody_is_invented(settings: pytest.FixtureRequest) -> None:
    settings.HALL_MODE = "production"  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="正式环境"):
        load()
    report = load_people_file(DATA / "demo_people.json", actor=SYSTEM)
    assert [note.reason for note in report.remarks] == ["正式环境不载入演示居民"]
    assert not PersonRecord.objects.exists()
