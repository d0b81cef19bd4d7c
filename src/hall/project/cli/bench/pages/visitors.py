"""Many visitors at once, each with a connection that it keeps, as browsers do."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

_TIMING = re.compile(r'app;dur=([\d.]+), cpu;dur=([\d.]+), db;desc="(\d+)"')


class Unwelcome(Exception):
    """A page that was to be measured isn't there."""


@dataclass(frozen=True)
class Sample:
    """One request: the server's own time, what of it was computing, the statements it needed, and how long
    the visitor waited in all."""

    milliseconds: float
    computing: float
    queries: int
    waited: float


def visit(
    port: int, addresses: Sequence[str], cookies: Sequence[str], clients: int, requests: int
) -> list[Sample]:
    """Ask `requests` times in all, by `clients` at once, going round the addresses and the visitors' cookies.

    Raises: Unwelcome.
    """
    samples: list[Sample] = []
    faults: list[Exception] = []
    turns = count()

    def go_on() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            while (turn := next(turns)) < requests and not faults:
                address, cookie = addresses[turn % len(addresses)], cookies[turn % len(cookies)]
                samples.append(_ask(connection, address, cookie))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    visitors = [threading.Thread(target=go_on) for _ in range(clients)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    if faults:
        raise faults[0]
    return samples


def _ask(connection: http.client.HTTPConnection, address: str, cookie: str) -> Sample:
    started = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": cookie} if cookie else {})
    response = connection.getresponse()
    response.read()
    waited = (time.perf_counter() - started) * 1000
    timing = _TIMING.search(response.headers.get("Server-Timing", ""))
    if response.status != 200 or timing is None:
        raise Unwelcome(f"{address} answers {response.status}.")
    return Sample(float(timing.group(1)), float(timing.group(2)), int(timing.group(3)), waited)
