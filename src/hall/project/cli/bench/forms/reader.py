"""A visitor who opens a page, types in its form and sends it, as a browser without script would."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode

_TIMING = re.compile(r'app;dur=([\d.]+), cpu;dur=([\d.]+), db;desc="(\d+)"')
_UNSENT = {"submit", "button", "file", "image", "reset"}


@dataclass(frozen=True)
class Spent:
    """What an answer cost the server: milliseconds in all, those of them in Python, and statements."""

    milliseconds: float
    computing: float
    queries: int


class Astray(Exception):
    """A page that was to be measured answered otherwise than it should."""


class Boxes(HTMLParser):
    """What a page's form would send: every box with its value, and the first text one may type in."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.texts: list[str] = []
        self._open = ""  # the select or textarea that is being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "input" and name and kind not in _UNSENT:
            if kind not in {"radio", "checkbox"} or "checked" in told:
                self.values.setdefault(name, []).append(told.get("value", "on"))
            if kind == "text" and "inputmode" not in told:
                self.texts.append(name)
        elif tag in {"select", "textarea"} and name:
            self._open = name
            self.values.setdefault(name, [""])
        elif tag == "option" and self._open and "selected" in told:
            self.values[self._open] = [told.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self._open and self.lasttag == "textarea":
            self.values[self._open] = [data]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self._open = ""


class Reader:
    """One visitor with the cookies of a session, and the form last opened."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies = dict([cookie.split("=", 1)])
        self.boxes = Boxes()

    def open(self, address: str) -> Spent:
        """Open a page. Returns: what it cost. Raises: Astray."""
        body, spent = self._ask("GET", address, None, {200})
        self.boxes = Boxes()
        self.boxes.feed(body)
        return spent

    def type(self, words: str) -> None:
        """Change the first text of the form."""
        self.boxes.values[self.boxes.texts[0]] = [words]

    def send(self, address: str) -> Spent:
        """Send the whole form. Returns: what it cost. Raises: Astray."""
        return self._ask("POST", address, urlencode(self.boxes.values, doseq=True), {200, 302})[1]

    def _ask(self, method: str, address: str, body: str | None, welcome: set[int]) -> tuple[str, Spent]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        timing = _TIMING.search(response.headers.get("Server-Timing", ""))
        if response.status not in welcome or timing is None:
            raise Astray(f"{method} {address} answers {response.status}: {text[:300]}")
        return text, Spent(float(timing.group(1)), float(timing.group(2)), int(timing.group(3)))
