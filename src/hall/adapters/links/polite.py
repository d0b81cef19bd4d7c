"""Looks at links over HTTP as a polite guest: says who it is, heeds robots.txt, asks a host now and then.

Hosts are looked at side by side, one host's links one after the other. Nothing is read but the head of an
answer. A host that hasn't answered twice isn't asked again that night; what isn't reached in the night's time
stays for the next.
"""

from __future__ import annotations

import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from hall.adapters.links.public_network import Address, NoSuchHost, NotPublic, PublicTransport, is_public
from hall.catalogue.ports import LinkAnswer, LinkTrouble

__all__ = ["PoliteChecker"]

_NAME: Final = "OpenHall-link-check"
_MOST_REDIRECTS: Final = 5
_LONGEST_PAUSE: Final = 10.0
_LONGEST_ROBOTS: Final = 500_000
_PATIENCE: Final = 2  # times that a host may not answer
_UNREACHED: Final = frozenset({"no_host", "no_answer"})


@dataclass(frozen=True)
class PoliteChecker:
    """`visitor` is who we are, `probe` what answers wherever there is an outside network ("": nothing)."""

    visitor: str
    probe: str = ""
    may_reach: Callable[[Address], bool] = is_public
    pause: float = 1.0
    timeout: float = 10.0
    hosts_at_once: int = 8
    most_seconds: float = 3600.0

    def check(self, urls: Sequence[str]) -> list[LinkAnswer]:
        by_host: dict[str, list[str]] = defaultdict(list)
        for url in urls:
            by_host[_origin(url)].append(url)
        until = time.monotonic() + self.most_seconds
        with self._client() as client, ThreadPoolExecutor(self.hosts_at_once) as hosts:
            told = hosts.map(
                lambda group: list(self._of_host(client, group[0], group[1], until)), by_host.items()
            )
            answers = {answer.url: answer for group in told for answer in group}
            outside = any(answer.status for answer in answers.values()) or self._is_there_an_outside(client)
        if not outside:
            answers = {url: _without_network(answer) for url, answer in answers.items()}
        return [answers[url] for url in urls]

    def _client(self) -> httpx.Client:
        return httpx.Client(
            transport=PublicTransport(self.may_reach),
            headers={"User-Agent": f"{_NAME} (+{self.visitor})", "Accept": "text/html,*/*;q=0.1"},
            timeout=self.timeout,
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
            trust_env=False,
        )

    def _is_there_an_outside(self, client: httpx.Client) -> bool:
        return bool(self.probe) and bool(_ask(client, self.probe).status)

    def _of_host(
        self, client: httpx.Client, origin: str, urls: list[str], until: float
    ) -> Iterator[LinkAnswer]:
        rules = _robots(client, origin)
        pause = min(float(rules.crawl_delay(_NAME) or self.pause), _LONGEST_PAUSE) if rules else self.pause
        failed: LinkAnswer | None = None
        failures = 0
        for url in urls:
            if failed and failures >= _PATIENCE:
                yield replace(failed, url=url)
            elif time.monotonic() > until:
                yield LinkAnswer(url, trouble="no_time")
            elif rules and not rules.can_fetch(_NAME, url):
                yield LinkAnswer(url, trouble="robots")
            else:
                time.sleep(pause)
                answer = _ask(client, url)
                if answer.trouble in _UNREACHED:
                    failed, failures = answer, failures + 1
                yield answer


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return url


def _without_network(answer: LinkAnswer) -> LinkAnswer:
    return replace(answer, trouble="no_network") if answer.trouble in _UNREACHED else answer


def _ask(client: httpx.Client, url: str) -> LinkAnswer:
    """The head of one answer, wherever redirections lead."""
    try:
        with client.stream("GET", url) as answer:
            return LinkAnswer(url, status=answer.status_code)
    except Exception as error:
        trouble = _trouble(error)
        if trouble is None:
            raise
        return LinkAnswer(url, trouble=trouble)


def _trouble(error: Exception) -> LinkTrouble | None:
    """What kept the answer from coming; None for a fault of ours."""
    match error:
        case NotPublic():
            return "not_public"
        case NoSuchHost():
            return "no_host"
        case httpx.TooManyRedirects():
            return "in_circles"
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | httpcore.UnsupportedProtocol() | ValueError():
            return "unreadable"
        case httpcore.ConnectError() if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
            return "bad_certificate"
        case (
            httpx.HTTPError()
            | httpcore.NetworkError()
            | httpcore.TimeoutException()
            | httpcore.ProtocolError()
        ):
            return "no_answer"
    return None


def _robots(client: httpx.Client, origin: str) -> RobotFileParser | None:
    """What the host asks of programs (RFC 9309): nothing where it says nothing, to stay away from a ruin."""
    rules = RobotFileParser()
    try:
        with client.stream("GET", f"{origin}/robots.txt") as answer:
            if answer.status_code >= 500:
                rules.parse(["User-agent: *", "Disallow: /"])
            elif answer.status_code >= 400:
                return None
            else:
                rules.parse(_begun(answer).decode("utf-8", "replace").splitlines())
    except Exception as error:
        if _trouble(error) is None:
            raise
        return None
    return rules


def _begun(answer: httpx.Response) -> bytes:
    text = b""
    for part in answer.iter_bytes():
        text += part
        if len(text) > _LONGEST_ROBOTS:
            break
    return text[:_LONGEST_ROBOTS]
