"""Pages for everybody: one for all, unchanged until something changes, and never one visitor's to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from hall.catalogue.models import Guide, ServiceItem
from hall.foundation.public import forget_freshness
from hall.identity.public import Account
from hall.places.public import Department, Hall
from hall.project.public_pages import PublicPages
from hall.project.shelf import Kept, Shelf
from tests.rooms.catalogue.conftest import heir, revised

pytestmark = pytest.mark.usefixtures("catalogue", "kept")

FOOD = "/items/000131024000-01/"
PUBLIC = (
    "/", "/about/", "/help/", "/items/", "/items/?audience=legal_person", FOOD, "/search/",
    "/search/?q=社保卡", "/topics/", "/halls/qiaocheng/", "/quality/", "/published/",
)  # fmt: skip
#: Tables that public pages read and that announce nothing: what they show may be a minute old.
READ_BY_THE_MINUTE = re.compile(r"disclosure_|ratings_|foundation_publicchange")


@pytest.fixture
def kept(settings: LazySettings) -> Iterator[None]:
    """As in a hall at work, but that every change is seen at once."""
    settings.FRESHNESS_SECONDS = 0
    forget_freshness()
    yield
    forget_freshness()


@pytest.fixture
def officer(catalogue: None) -> Client:
    account = Account.objects.create_user(username="clerk", password="x", name="窗口的王主任")
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize("address", PUBLIC)
def test_a_stranger_gets_what_any_cache_may_keep(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert answer["Vary"] == "Cookie"
    assert not answer.cookies
    assert "csrf" not in answer.content.decode().lower()
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    since = client.get(address, headers={"if-modified-since": answer["Last-Modified"]})
    assert since.status_code == 304


def test_what_is_known_or_kept_costs_no_query(
    client: Client, settings: LazySettings, django_assert_num_queries: Any
) -> None:
    settings.FRESHNESS_SECONDS = 3600
    first = client.get(FOOD)
    with django_assert_num_queries(0):
        assert client.get(FOOD).content == first.content
        assert client.get(FOOD, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_process_that_never_made_the_page_knows_its_validator(client: Client) -> None:
    etag = client.get(FOOD)["ETag"]

    def make(request: HttpRequest) -> HttpResponse:
        raise AssertionError("made although nothing has changed")

    request = RequestFactory().get(FOOD, headers={"if-none-match": etag})
    assert PublicPages(make)(request).status_code == 304


CHANGES = {
    "a department is renamed": lambda: Department.objects.filter(function="市场监管").update(name="市监局"),
    "a guide has a new version": lambda: revised(
        Guide.objects.get(item__code="000131024000-01"), conditions=["有固定的经营场所"]
    ),
    "a place promises less": lambda: heir(slug="shizhi", promise_limit={"days": 1, "unit": "工作日"}),
    "a hall is renamed": lambda: Hall.objects.filter(slug="shizhi").update(name="市民中心"),
    "a hall is added": lambda: Hall.objects.create(
        slug="new", name="新大厅", short_name="新", place="新区", kind="zone", division_id="341600000000"
    ),
    "an item is renamed": lambda: ServiceItem.objects.filter(code="000131024000-01").update(name="食品许可"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_is_seen_at_once(client: Client, change: Any) -> None:
    before = client.get(FOOD)
    change()
    after = client.get(FOOD, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


def test_a_change_elsewhere_leaves_a_page_as_it_is(client: Client) -> None:
    etag = client.get(FOOD)["ETag"]
    ServiceItem.objects.filter(name="取水许可证新办审批").update(name="取水许可")
    assert client.get(FOOD, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("address", PUBLIC)
def test_every_table_that_a_public_page_reads_announces_its_changes(client: Client, address: str) -> None:
    asked: list[str] = []

    def listen(execute: Any, sql: Any, *rest: Any) -> Any:
        asked.append(str(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        client.get(address)
    assert asked
    read = set(re.findall(r'(?:FROM|JOIN)\s+"?([a-z]+_[a-z]+)"?', " ".join(asked)))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'foundation_public_changed'"
        )
        announcing = {row[0] for row in cursor.fetchall()}
    tables = set(connection.introspection.table_names())
    silent = {table for table in (read & tables) - announcing if not READ_BY_THE_MINUTE.match(table)}
    assert not silent, f"{address} reads {silent}: add announces_changes(...) in a migration of its room"


def test_who_is_signed_in_gets_a_page_of_her_own_that_nobody_keeps(client: Client, officer: Client) -> None:
    strangers = client.get(FOOD)
    own = officer.get(FOOD, headers={"if-none-match": strangers["ETag"]})
    assert own.status_code == 200
    assert own["Cache-Control"] == "private, no-cache"
    assert "ETag" not in own
    assert "退出" in own.content.decode()
    assert "退出" not in client.get(FOOD).content.decode()
    assert "退出" not in Client().get(FOOD).content.decode()


def test_an_expired_session_is_nobodys_public_page(client: Client) -> None:
    client.cookies["sessionid"] = "of-somebody-long-gone"
    assert client.get(FOOD)["Cache-Control"] == "private, no-cache"


def test_a_bearer_of_a_token_is_no_stranger(client: Client) -> None:
    answer = client.get(FOOD, headers={"authorization": "Bearer x"})
    assert answer["Cache-Control"] == "private, no-cache"


def test_a_fragment_is_not_kept_as_the_page(client: Client) -> None:
    assert client.get(FOOD, headers={"hx-request": "true"})["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "look", [{"cookie": "mode=elder"}, {"cookie": "django_language=en"}, {"accept-language": "en"}]
)
def test_another_look_is_kept_by_its_reader_alone(client: Client, look: dict[str, str]) -> None:
    plain = client.get(FOOD)
    other = client.get(FOOD, headers={**look, "if-none-match": plain["ETag"]})
    assert other.status_code == 200
    assert other["Cache-Control"] == "private, no-cache"
    assert other.content != plain.content
    assert client.get(FOOD).content == plain.content
    assert client.get(FOOD, headers={"if-none-match": other["ETag"]}).status_code == 200
    assert client.get(FOOD, headers={**look, "if-none-match": other["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "cookie",
    ["mode=<script>", "mode=elder2", "django_language=xx", "csrftoken=abcdefghij", "_ga=GA1.2.3", "a=b; c=d"],
)
def test_no_other_cookie_and_no_other_value_changes_a_page(client: Client, cookie: str) -> None:
    answer = client.get(FOOD, headers={"cookie": cookie})
    assert answer.content == client.get(FOOD).content
    assert answer["Cache-Control"].startswith("public")


@pytest.mark.parametrize("tag", ['W/"1.2"', '"x"', "nonsense", 'W/"' + "0" * 24 + "." + "0" * 24 + '"'])
def test_a_validator_that_is_not_ours_gets_the_page(client: Client, tag: str) -> None:
    assert client.get(FOOD, headers={"if-none-match": tag}).status_code == 200


def test_the_validator_of_one_page_is_no_other_pages(client: Client) -> None:
    etag = client.get("/items/")["ETag"]
    assert client.get(FOOD, headers={"if-none-match": etag}).status_code == 200
    etag = client.get(FOOD)["ETag"]
    assert client.get(FOOD, {"hall": "lixin"}, headers={"if-none-match": etag}).status_code == 200


def test_a_strange_host_is_refused_before_anything_is_kept(client: Client) -> None:
    assert client.get(FOOD, headers={"host": "evil.example"}).status_code == 400
    assert "evil.example" not in client.get(FOOD).content.decode()


@pytest.mark.parametrize("spoil", ["cookie", "token", "status", "own terms"])
def test_an_answer_that_gives_anybody_anything_is_not_kept(settings: LazySettings, spoil: str) -> None:
    made = 0

    def make(request: HttpRequest) -> HttpResponse:
        nonlocal made
        made += 1
        answer = HttpResponse(f"for visitor {made}", status=404 if spoil == "status" else 200)
        if spoil == "cookie":
            answer.set_cookie("basket", "hers")
        if spoil == "token":
            request.META["CSRF_COOKIE"] = "hers"
        if spoil == "own terms":
            answer["Cache-Control"] = "private"
        return answer

    pages = PublicPages(make)
    answers = [pages(RequestFactory().get("/items/")) for _ in range(2)]
    assert [answer.content for answer in answers] == [b"for visitor 1", b"for visitor 2"]
    assert not any("public" in answer["Cache-Control"] for answer in answers)


def test_what_is_asked_without_a_body_is_told_without_one(client: Client) -> None:
    whole, head = client.get(FOOD), client.head(FOOD)
    assert head.content == b""
    assert (head["ETag"], head["Content-Length"]) == (whole["ETag"], str(len(whole.content)))


def test_an_error_is_told_to_nobody_else(client: Client) -> None:
    assert client.get("/items/no-such-item/")["Cache-Control"] == "private, no-cache"


ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
@pytest.mark.parametrize(
    ("address", "form"), [("/mode/", {"mode": "elder"}), ("/i18n/setlang/", {"language": "en"})]
)
def test_another_site_cannot_change_how_pages_look(address: str, form: dict, headers: dict) -> None:
    answer = Client(enforce_csrf_checks=True).post(address, form, headers=headers)
    assert answer.status_code == 403
    assert not answer.cookies


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}])
@pytest.mark.parametrize(
    ("address", "form"), [("/mode/", {"mode": "elder"}), ("/i18n/setlang/", {"language": "en"})]
)
def test_a_page_without_a_token_changes_how_pages_look(address: str, form: dict, headers: dict) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address, {**form, "next": FOOD}, headers=headers)
    assert (answer.status_code, answer["Location"]) == (302, FOOD)
    assert set(form.values()) <= {cookie.value for cookie in answer.cookies.values()}


@pytest.mark.parametrize("address", ["/mode/", "/i18n/setlang/"])
def test_a_choice_of_look_leads_to_no_other_site(client: Client, address: str) -> None:
    form = {"mode": "elder", "language": "en", "next": "https://evil.example/"}
    assert client.post(address, form)["Location"] == "/"


def test_other_forms_still_need_their_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/accounts/login/", {"login": "x", "password": "y"}).status_code == 403


def test_a_full_shelf_drops_what_was_used_least() -> None:
    shelf = Shelf()
    for key in "abc":
        shelf.put(key, Kept("now", key, b"x" * 10, ()), room=30)
    assert shelf.take("a", "now")
    shelf.put("d", Kept("now", "d", b"x" * 10, ()), room=30)
    assert [key for key in "abcd" if shelf.take(key, "now")] == ["a", "c", "d"]
    shelf.put("e", Kept("now", "e", b"x" * 31, ()), room=30)
    assert not shelf.take("e", "now")
    assert not shelf.take("a", "later")
