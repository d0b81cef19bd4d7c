"""Open data over HTTP: the whole catalogue, in every form, in little memory, for everybody's programs."""

from __future__ import annotations

import csv
import io
import json
import re
import tracemalloc
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from hall.catalogue.http.open.files import WHOLE
from hall.catalogue.models import Guide, ServiceItem
from hall.catalogue.queries import describing, mapping
from hall.project.cli.opendata import violations
from tests.rooms.catalogue.conftest import heir, revised

pytestmark = pytest.mark.usefixtures("catalogue")

FOOD = "000131024000-01"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def whole(client: Client, name: str) -> bytes:
    answer = client.get(f"/open/{name}")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    return b"".join(answer.streaming_content)


@pytest.fixture
def services(catalogue: None) -> int:
    return ServiceItem.objects.filter(same_as=None).count()


def test_every_service_is_in_every_file(client: Client, services: int) -> None:
    document = json.loads(whole(client, "services.jsonld"))
    assert len(document["@graph"]) == services > 1000
    assert len(whole(client, "services.ndjson").splitlines()) == services
    assert len(whole(client, "guides.ndjson").splitlines()) == services
    rows = list(csv.reader(io.StringIO(whole(client, "guides.csv").decode("utf-8-sig"))))
    assert len(rows) == services + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows[0]) > 60


def test_a_sample_of_the_city_conforms_to_the_profile(client: Client) -> None:
    lines = [json.loads(line) for line in whole(client, "services.ndjson").splitlines()]
    guided = [line for line in lines if "hasInput" in line]
    sample = [*guided[:25], *lines[:15]]
    for line in sample:
        line.pop("@context", None)
    assert len(guided) > 80
    assert list(violations(sample)) == []


def test_a_line_names_its_context_and_the_context_is_there(client: Client) -> None:
    first = json.loads(whole(client, "services.ndjson").splitlines()[0])
    told = client.get(re.sub(r"^https?://[^/]+", "", first["@context"]))
    assert told["Content-Type"] == "application/ld+json"
    assert json.loads(told.content)["@context"]["cpsv"] == "http://purl.org/vocab/cpsv#"


def test_the_files_are_written_while_they_are_sent(services: int, monkeypatch: Any) -> None:
    """Twice as many services take no more memory: a batch lies in it, never the file."""

    def peak(batch: int) -> int:
        monkeypatch.setattr(describing, "AT_A_TIME", batch)
        _, parts = WHOLE["services.ndjson"]
        tracemalloc.start()
        size = sum(len(part) for part in parts())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size > 5_000_000
        return most

    peak(100)  # what is kept for good is in memory now
    assert peak(100) < 6_000_000


def test_queries_grow_by_batches_only(services: int, django_assert_max_num_queries: Any) -> None:
    batches = -(-services // describing.AT_A_TIME)
    assert batches == 3
    with django_assert_max_num_queries(4 * batches + 4):  # a batch; departments, topics, places; the end
        assert len(list(describing.every_service())) == services


def test_one_service_is_told_at_its_own_address(client: Client) -> None:
    named = client.get(f"/open/services/{FOOD}")
    assert (named.status_code, named["Location"]) == (303, f"/open/services/{FOOD}.jsonld")
    told = json.loads(client.get(named["Location"]).content)
    assert told["identifier"] == FOOD
    assert told["id"].endswith(f"/open/services/{FOOD}")
    assert client.get("/open/services/none.jsonld").status_code == 404


def test_a_guide_carries_its_data_for_search_engines(client: Client) -> None:
    page = client.get(f"/items/{FOOD}/").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert block
    told = json.loads(block.group(1))
    assert (told["@type"], told["identifier"]) == ("GovernmentService", FOOD)
    assert f'href="/open/services/{FOOD}.jsonld"' in page


def test_a_name_cannot_break_out_of_the_data(client: Client) -> None:
    evil = "</script><script>alert(1)</script><!--"
    ServiceItem.objects.filter(code=FOOD).update(name=evil)
    page = client.get(f"/items/{FOOD}/").content.decode()
    assert "<script>alert" not in page
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert block
    assert json.loads(block.group(1))["name"] == evil


def test_the_portals_entry_is_served(client: Client, services: int) -> None:
    entry = json.loads(client.get("/open/catalogue.jsonld").content)
    assert entry["type"] == "dcat:Catalog"
    for file in entry["dataset"][0]["distribution"]:
        path = re.sub(r"^https?://[^/]+", "", file["downloadURL"])
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert (
            answer["Content-Type"].partition(";")[0]
            == file["mediaType"].rpartition("assignments/media-types/")[2]
        )


def test_sitemaps_hold_every_guide_once(client: Client, services: int, monkeypatch: Any) -> None:
    monkeypatch.setattr(mapping, "MOST", 400)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    maps = [node.text or "" for node in index.iter(f"{SITEMAP}loc")]
    found: list[str] = []
    for address in maps:
        answer = client.get(re.sub(r"^https?://[^/]+", "", address))
        body = answer.getvalue() if answer.streaming else answer.content
        urls = ElementTree.fromstring(body).findall(f"{SITEMAP}url")
        assert len(urls) <= 400
        found += [url.findtext(f"{SITEMAP}loc") or "" for url in urls]
        if "guides-" in address:
            assert all(url.findtext(f"{SITEMAP}lastmod") for url in urls)
    guides = [address for address in found if re.search(r"/items/[^?]", address)]
    assert len(maps) == 1 + -(-services // 400)
    assert len(guides) == len(set(guides)) == services
    assert client.get("/sitemaps/guides-99.xml").status_code == 404


def test_robots_are_told_where_to_read_and_where_not(client: Client) -> None:
    told = client.get("/robots.txt").content.decode()
    assert re.search(r"^Sitemap: https?://.+/sitemap\.xml$", told, re.MULTILINE)
    assert "Disallow: /my/" in told
    assert "Disallow: /items/\n" not in told


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_explains_and_leads_to_every_file(client: Client, language: str, services: int) -> None:
    page = client.get("/open/", headers={"accept-language": language}).content.decode()
    for name in (*WHOLE, "catalogue.jsonld", "changes.atom", "changes.json"):
        assert f'href="/open/{name}"' in page
    assert str(services) in page
    assert "CC BY 4.0" in page
    assert ("Open data" if language == "en" else "开放数据") in page


def test_what_a_place_does_is_a_service_of_its_office(client: Client, services: int) -> None:
    own = heir(promise_limit={"days": 3, "unit": "工作日"})
    lines = [json.loads(line) for line in whole(client, "services.ndjson").splitlines()]
    assert len(lines) == services  # in the place of the item that all halls share
    (told,) = [line for line in lines if line["identifier"] == own.code]
    assert not [line for line in lines if line["identifier"] == FOOD]
    assert told["hasCompetentAuthority"] == [
        {
            "id": told["hasCompetentAuthority"][0]["id"],
            "type": ["cv:PublicOrganisation", "org:Organization"],
            "identifier": own.office.credit_code,
            "label": "利辛县市场监督管理局",
            "spatial": told["spatial"][0],
        }
    ]
    assert told["spatial"][0]["label"] == "利辛县"
    assert told["processingTime"] == "P3D"
    told.pop("@context")
    assert list(violations([told])) == []
    assert json.loads(client.get(f"/open/services/{own.code}.jsonld").content)["identifier"] == own.code
    record = next(
        json.loads(line) for line in whole(client, "guides.ndjson").splitlines() if own.code in line.decode()
    )
    assert record["facts"]["promise_limit"]["place"] == "安徽省亳州市利辛县"
    assert record["facts"]["fee"]["place"] == "湖南省"


def test_a_place_has_its_own_page_in_the_sitemap(client: Client) -> None:
    heir()
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemaps/places-1.xml" in index
    places = client.get("/sitemaps/places-1.xml").getvalue().decode()
    assert f"/items/{FOOD}/?hall=lixin</loc>" in places
    page = client.get(f"/items/{FOOD}/", {"hall": "lixin"}).content.decode()
    assert f'/items/{FOOD}/?hall=lixin">' in page.partition('rel="canonical"')[2][:120]
    elsewhere = client.get(f"/items/{FOOD}/", {"hall": "guoyang"}).content.decode()
    assert f'/items/{FOOD}/">' in elsewhere.partition('rel="canonical"')[2][:120]


def changes(client: Client, address: str = "/open/changes.json") -> dict[str, Any]:
    answer = client.get(re.sub(r"^https?://[^/]+", "", address))
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_followers_are_told_of_every_change_once(client: Client) -> None:
    seen, page = [], changes(client)
    while page["changes"]:
        seen += page["changes"]
        page = changes(client, page["next"])
    assert page["is_all"]
    assert {change["kind"] for change in seen} == {"published"}
    assert len(seen) == len({change["cursor"] for change in seen}) == 91
    revised(Guide.objects.get(item__code=FOOD, is_current=True), visits=1)
    heir()
    after = changes(client, page["next"])
    assert [(change["kind"], change["code"] == FOOD) for change in after["changes"]] == [
        ("superseded", True), ("published", True), ("published", False),
    ]  # fmt: skip
    assert after["changes"][2]["place"] == "利辛县"
    assert changes(client, after["next"])["changes"] == []


def test_a_withdrawn_version_is_told(client: Client) -> None:
    last = changes(client, "/open/changes.json")["next"]
    while (page := changes(client, last))["changes"]:
        last = page["next"]
    Guide.objects.filter(item__code=FOOD).update(state="withdrawn", is_current=False)
    (change,) = changes(client, last)["changes"]
    assert (change["kind"], change["code"]) == ("withdrawn", FOOD)


def test_readers_follow_a_feed_of_pages(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("hall.catalogue.http.open.changes.MOST", 40)
    monkeypatch.setattr("hall.catalogue.queries.changes.MOST", 40)
    atom, address, titles = "{http://www.w3.org/2005/Atom}", "/open/changes.atom", []
    while address:
        feed = ElementTree.fromstring(client.get(re.sub(r"^https?://[^/]+", "", address)).content)
        titles += [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")]
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{atom}link")}
        address = links.get("next") or ""
    assert len(titles) == 91
    assert all("已发布" in (title or "") for title in titles)


@pytest.mark.parametrize("cursor", ["x", "!", "MTIz", "YXxi", "LTF8LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OTl8MQ"])
@pytest.mark.parametrize("address", ["/open/changes.json?since=", "/open/changes.atom?before="])
def test_a_cursor_of_nobody_is_refused(client: Client, address: str, cursor: str) -> None:
    assert client.get(address + cursor).status_code == 422
