"""Another city opens from files alone: written from its code, loaded, visited by citizens and staff."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import deque
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from django.test import Client

from hall.identity.public import Account
from hall.places.public import Hall
from hall.project import city
from hall.project.city_folder import Divisions, NoSuchCity, slug_of, write_city
from hall.project.cli.city import city as city_command

DATA = Path(__file__).parents[3] / "data"
DIVISIONS = Divisions(DATA / "divisions_china_county.csv")
FUNCTIONS = DATA / "bozhou" / "department_functions.csv"
#: What only the city that ships with the hall is called by.
BOZHOU = re.compile("亳州|谯城|涡阳|蒙城|利辛|qiaocheng|guoyang|mengcheng|lixin|jingkaiqu")
#: What leads away, or shows nothing of a city.
ELSEWHERE = re.compile(r"^/(static|api|styleguide|open/(guides|services)\.)")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def huangshan(tmp_path: Path) -> Path:
    folder = tmp_path / "huangshan"
    write_city(DIVISIONS, "341000", folder, FUNCTIONS)
    few = {"seed": "huangshan", "people": 60, "legal_persons": 6}
    (folder / "demo_people.json").write_text(json.dumps(few), encoding="utf-8")
    return folder


@pytest.fixture
def opened(db: None, huangshan: Path, settings: LazySettings) -> Path:
    settings.HALL_CITY = "黄山市"
    assert not any(report.rejected for report in city.load(city=str(huangshan)))
    return huangshan


def visited(client: Client, starts: list[str], most: int) -> dict[str, str]:
    """Pages found by following links, each kind of address at most four times."""
    pages: dict[str, str] = {}
    kinds: dict[str, int] = {}
    ahead = deque(starts)
    while ahead and len(pages) < most:
        address = ahead.popleft()
        kind = re.sub(r"[0-9A-Za-z%-]*\d[0-9A-Za-z%-]*", "#", address.partition("?")[0])
        if address in pages or ELSEWHERE.match(address) or kinds.get(kind, 0) >= 4:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        if not answer["Content-Type"].startswith("text/"):  # a paper, not a page
            continue
        pages[address] = answer.getvalue().decode()
        ahead += re.findall(r'href="(/[^"#]*)"', pages[address].replace("&amp;", "&"))
    return pages


def test_a_city_of_which_only_files_are_known_opens(opened: Path) -> None:
    assert city.name_of_city() == "黄山市"
    assert Hall.objects.count() == 8
    every_page_is_its_own()
    its_citizens_and_staff_find_their_way()
    its_open_data_are_its_own()
    again = list(city.load(city=str(opened)))
    assert [report.step for report in again if report.added or report.changed] == []


def every_page_is_its_own() -> None:
    pages = visited(Client(), ["/"], 70)
    assert len(pages) > 40
    strange = {address: found.group() for address, page in pages.items() if (found := BOZHOU.search(page))}
    assert strange == {}
    assert "黄山市" in pages["/"]
    assert "屯溪区政务服务大厅" in pages["/"]


def its_citizens_and_staff_find_their_way() -> None:
    for username, start in (("citizen", "/my/"), ("window", "/desk/"), ("decide.shexian", "/desk/")):
        client = Client()
        client.force_login(Account.objects.get(username=username))
        pages = visited(client, [start], 12)
        assert not any(BOZHOU.search(page) for page in pages.values())


def its_open_data_are_its_own() -> None:
    lines = Client().get("/open/services.ndjson").getvalue().decode().splitlines()
    assert len(lines) > 1000
    assert not any(BOZHOU.search(line) for line in lines)
    authorities = {each["label"] for each in json.loads(lines[-1])["hasCompetentAuthority"]}
    assert any(name.startswith(("黄山市", "歙县")) for name in authorities)


def test_a_file_in_the_folder_goes_before_the_shared_one(huangshan: Path) -> None:
    shutil.copy(DATA / "synonyms.csv", huangshan / "synonyms.csv")
    (huangshan / "forms").mkdir()
    shutil.copy(DATA / "forms" / "person.json", huangshan / "forms" / "person.json")
    paths = {source.what: list(source.paths(DATA, huangshan)) for source in city.SOURCES}
    assert paths["synonyms"] == [huangshan / "synonyms.csv"]
    assert paths["topics"] == [DATA / "service_topics.csv"]
    assert paths["halls"] == [huangshan / "halls.csv"]
    assert paths["divisions"] == [DATA / "divisions_china_county.csv", huangshan / "divisions.csv"]
    assert huangshan / "forms" / "person.json" in paths["forms"]
    assert DATA / "forms" / "person.json" not in paths["forms"]
    assert len(paths["forms"]) == len(list((DATA / "forms").glob("*.json")))


def test_the_city_that_ships_is_found_by_its_name(settings: LazySettings) -> None:
    assert city.folder_of("bozhou") == DATA / "bozhou"
    paths = {source.what: list(source.paths(DATA, DATA / "bozhou")) for source in city.SOURCES}
    assert paths["divisions"][1] == DATA / "divisions_bozhou.csv"


@pytest.mark.parametrize(
    "code", ["341000", "340200", "341600000000", "110100", "440300", "632600", "469000", "659000"]
)
def test_a_folder_can_be_written_for_any_city(code: str, tmp_path: Path) -> None:
    try:
        write_city(DIVISIONS, code, tmp_path / "city", FUNCTIONS)
    except NoSuchCity:
        assert code in {"110100", "469000", "659000"}  # no cities, but names for what a province rules itself
        return
    halls = rows_of(tmp_path / "city" / "halls.csv")
    slugs = [hall["slug"] for hall in halls]
    assert len(slugs) == len(set(slugs))
    assert all(re.fullmatch(r"[a-z0-9-]{2,30}", slug) for slug in slugs)
    assert all(len(hall["short_name"]) <= 12 and len(hall["name"]) <= 40 for hall in halls)
    assert [hall["kind"] for hall in halls].count("city") == 1
    accounts = rows_of(tmp_path / "city" / "demo_accounts.csv")
    assert {account["hall"] for account in accounts} == {"", *slugs}
    assert len({account["username"] for account in accounts}) == len(accounts)


def test_zones_and_cities_of_a_countys_rank_are_told_apart(tmp_path: Path) -> None:
    write_city(DIVISIONS, "340200", tmp_path / "wuhu", FUNCTIONS)
    halls = {hall["short_name"]: hall["kind"] for hall in rows_of(tmp_path / "wuhu" / "halls.csv")}
    assert halls["芜湖经开区"] == "zone"
    assert halls["无为"] == halls["南陵"] == "county"


@pytest.mark.parametrize("code", ["340000", "341002", "999900", "3410", "黄山"])
def test_what_is_no_city_is_told(code: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(city_command, ["new", code, "--to", str(tmp_path / "x")])
    assert told.exit_code == 1
    assert code in told.output
    assert not (tmp_path / "x").exists()


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    told = CliRunner().invoke(city_command, ["new", "341000", "--to", str(tmp_path / "x")])
    assert told.exit_code == 1
    assert list((tmp_path / "x").iterdir()) == []


def test_a_folder_is_called_by_the_citys_name() -> None:
    assert slug_of(DIVISIONS.city("341000")) == "huangshan"
