"""Looking at links: over real HTTP, politely, and never into the house's own network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from itertools import pairwise
from typing import Any

import pytest

from hall.adapters.links.fake_site import FakeSite
from hall.adapters.links.polite import PoliteChecker
from hall.adapters.links.public_network import is_public
from hall.catalogue.ports import LinkAnswer


@pytest.fixture
def site() -> Iterator[FakeSite]:
    with FakeSite() as site:
        yield site


def checker(**said: Any) -> PoliteChecker:
    """One that may reach this very machine, and is in a hurry."""
    settings = {"may_reach": lambda address: True, "pause": 0.0, "timeout": 0.5} | said
    return PoliteChecker(visitor="https://hall.example.cn", **settings)


def told(answers: list[LinkAnswer]) -> list[int | str]:
    return [answer.trouble or answer.status for answer in answers]


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_each_link_gets_its_answer_in_the_order_asked(site: FakeSite) -> None:
    paths = ["/ok", "/404", "/500", "/to?/ok", "/to?/404", "/circle", "/silent"]
    answers = checker().check([site.address + path for path in paths])
    assert [answer.url for answer in answers] == [site.address + path for path in paths]
    assert told(answers) == [200, 404, 500, 200, 404, "in_circles", "no_answer"]


def test_hosts_that_are_not_there(site: FakeSite) -> None:
    links = [
        site.address,
        f"http://127.0.0.1:{closed_port()}/",
        "http://nobody.invalid/",
        "http://[half",
        "ftp://a/",
    ]
    found = dict(zip(links, told(checker().check(links)), strict=True))
    assert found[links[1]] == "no_answer"
    assert found[links[2]] in {"no_host", "no_answer"}  # as the machine's resolver says
    assert found[links[3]] in {"no_host", "unreadable"}
    assert found[links[4]] == "unreadable"


def test_where_nothing_answers_nothing_is_said_to_be_dead() -> None:
    nowhere = f"http://127.0.0.1:{closed_port()}/"
    assert told(checker().check([nowhere, "http://nobody.invalid/"])) == ["no_network"] * 2


def test_where_only_the_probe_answers_the_link_is_to_blame(site: FakeSite) -> None:
    nowhere = f"http://127.0.0.1:{closed_port()}/"
    assert told(checker(probe=site.address).check([nowhere])) == ["no_answer"]


def test_a_site_that_forbids_programs_isnt_looked_at() -> None:
    with FakeSite(robots="User-agent: *\nDisallow: /private/\n") as site:
        links = [f"{site.address}/private/a", f"{site.address}/open"]
        assert told(checker().check(links)) == ["robots", 200]
        assert site.paths == ["/robots.txt", "/open"]
    with FakeSite(robots="out of order", robots_status=503) as site:
        assert told(checker(probe=site.address).check([f"{site.address}/a"])) == ["robots"]


def test_a_host_is_told_who_asks_and_isnt_pressed(site: FakeSite) -> None:
    checker(pause=0.2).check([f"{site.address}/{number}" for number in (200, 201, 202)])
    times = [at for at, path, _ in site.asked if path != "/robots.txt"]
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(times))
    assert {agent for *_, agent in site.asked} == {"OpenHall-link-check (+https://hall.example.cn)"}


def test_a_crawl_delay_is_heeded() -> None:
    with FakeSite(robots="User-agent: *\nCrawl-delay: 1\n") as site:
        checker().check([f"{site.address}/a", f"{site.address}/b"])
        first, second = (at for at, path, _ in site.asked if path != "/robots.txt")
        assert second - first >= 0.99


def test_a_host_that_doesnt_answer_is_left_alone_after_two_tries(site: FakeSite) -> None:
    links = [site.address + "/ok", *(f"http://localhost:{site.server_address[1]}/silent" for _ in range(1))]
    links += [f"http://localhost:{site.server_address[1]}/silent?{number}" for number in range(4)]
    checker(timeout=0.2).check(links)
    assert len([path for path in site.paths if path.startswith("/silent")]) == 2


def test_what_the_night_has_no_time_for_stays_for_the_next(site: FakeSite) -> None:
    assert told(checker(most_seconds=0.0).check([site.address])) == ["no_time"]


def test_our_own_network_is_never_reached_not_even_by_a_redirection(site: FakeSite) -> None:
    """The answer is the same whether or not somebody listens there, so it tells nothing of our network."""
    port = site.server_address[1]
    guarded = PoliteChecker(visitor="https://hall.example.cn", pause=0.0, timeout=0.5)
    links = [
        f"http://127.0.0.1:{port}/",
        f"http://localhost:{port}/",
        f"http://2130706433:{port}/",
        "http://[::1]/",
    ]
    assert told(guarded.check(links)) == ["not_public"] * 4
    assert site.asked == []
    with FakeSite() as inner:
        at_home = ip_address("127.0.0.1")
        reached: list[int] = []

        def only_the_first(address: Any) -> bool:
            reached.append(1)
            return address == at_home and len(reached) <= 2  # robots.txt and the link, not where it leads

        answer = checker(may_reach=only_the_first).check([f"{site.address}/to?{inner.address}/ok"])
        assert told(answer) == ["not_public"]
        assert inner.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.1.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
        "2002:a00:1::", "2001:0:1::", "ff0e::1",
    ],
)  # fmt: skip
def test_addresses_that_are_nobodys_on_the_internet(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "202.108.22.5", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_of_the_internet(address: str) -> None:
    assert is_public(ip_address(address))
