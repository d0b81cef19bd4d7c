"""A crowd of visitors in a process of its own, which costs the machine as little as can be.

`python -m …pages.crowd` reads what `crowd` takes as a JSON object, and prints what it gives. Each visitor
keeps one connection and asks again as soon as the answer is there, whole. `conditional`: with the ETag that
the address told before. `fresh`: each time under another query string, so that no cache has the page.
"""

from __future__ import annotations

import json
import re
import select
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from typing import Any

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_ETAG = re.compile(rb"\r\netag: *([^\r]+)", re.IGNORECASE)
_BIG = 256 * 1024


@dataclass
class Visitor:
    """One connection, and what is still to come of the answer it waits for."""

    connection: socket.socket
    started: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def ask(self, request: bytes) -> None:
        self.received.clear()
        self.started = time.perf_counter()
        self.connection.sendall(request)

    def hears(self) -> int | None:
        """Read on. Returns: the status once the answer is whole."""
        part = self.connection.recv(_BIG)
        if not part:
            raise ConnectionError("The server hung up.")
        self.received += part
        head = self.received.find(b"\r\n\r\n")
        if head < 0:
            return None
        status = int(self.received[9:12])
        length = _LENGTH.search(self.received, 0, head + 2)
        body = int(length.group(1)) if length and status != 304 else 0
        return status if len(self.received) >= head + 4 + body else None


def crowd(
    port: int, addresses: list[str], visitors: int, seconds: float, conditional: bool, fresh: bool
) -> dict[str, Any]:
    requests = _requests(port, addresses, conditional, fresh)
    people = {each.connection.fileno(): each for each in (_visitor(port) for _ in range(visitors))}
    poll = select.epoll()
    for number, each in people.items():
        poll.register(number, select.EPOLLIN)
        each.ask(next(requests))
    answers: Counter[int] = Counter()
    waits: list[float] = []
    size = 0
    started, computing = time.perf_counter(), time.process_time()
    while (at := time.perf_counter()) - started < seconds:
        for number, _ in poll.poll(seconds):
            each = people[number]
            status = each.hears()
            if status is None:
                continue
            answers[status] += 1
            waits.append(time.perf_counter() - each.started)
            size += len(each.received)
            each.ask(next(requests))
    waits.sort()
    return {
        "seconds": at - started,
        "answers": dict(answers),
        "bytes": size,
        "cpu": time.process_time() - computing,
        **{f"p{share}": round(waits[len(waits) * share // 100] * 1000, 2) for share in (50, 95, 99)},
    }


def _visitor(port: int) -> Visitor:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Visitor(connection)


def _requests(port: int, addresses: list[str], conditional: bool, fresh: bool) -> Iterator[bytes]:
    if fresh:
        turns = count()
        for address in cycle(addresses):
            mark = "&" if "?" in address else "?"
            yield _request(port, f"{address}{mark}turn={next(turns)}", b"")
    known = {address: _etag_of(port, address) if conditional else b"" for address in addresses}
    yield from cycle([_request(port, address, etag) for address, etag in known.items()])


def _etag_of(port: int, address: str) -> bytes:
    visitor = _visitor(port)
    visitor.ask(_request(port, address, b""))
    while visitor.hears() is None:
        pass
    found = _ETAG.search(visitor.received)
    if found is None:
        raise SystemExit(f"{address} has no ETag.")
    return found.group(1)


def _request(port: int, address: str, etag: bytes) -> bytes:
    condition = b"If-None-Match: %s\r\n" % etag if etag else b""
    return b"GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n" % (address.encode(), port, condition)


if __name__ == "__main__":
    print(json.dumps(crowd(**json.load(sys.stdin))))
