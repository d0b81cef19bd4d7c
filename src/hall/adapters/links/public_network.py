"""Connections to the public internet and to nowhere else.

A guide's links are typed by people, and the server that follows them stands behind the firewall. So a host's
addresses are looked at before anything is sent, every one of them must be public, and it is to the very
address that was looked at that the connection goes: a name that resolves otherwise a moment later changes
nothing. Redirections open connections too, so they are held to the same.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final

import httpcore
import httpx

__all__ = ["NoSuchHost", "NotPublic", "PublicTransport", "is_public"]

Address = IPv4Address | IPv6Address
#: IPv6 addresses that carry an IPv4 address inside, which a gateway may well turn back.
_CARRIERS: Final = tuple(
    ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
_NO_SUCH_HOST: Final = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class NotPublic(httpcore.ConnectError):
    """The host has an address that isn't of the public internet."""


class NoSuchHost(httpcore.ConnectError):
    """Nobody knows a host of this name."""


def is_public(address: Address) -> bool:
    """Whether anybody on the internet could reach it."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if any(address in carrier for carrier in _CARRIERS):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


class _LookedAt(httpcore.NetworkBackend):
    """Opens connections to addresses that `may_reach` allows."""

    def __init__(self, may_reach: Callable[[Address], bool]) -> None:
        self._may_reach, self._opened = may_reach, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _addresses(host, port)
        if not all(self._may_reach(address) for address in addresses):
            raise NotPublic(host)
        failure: Exception = httpcore.ConnectError(host)
        for address in addresses:
            try:
                return self._opened.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


def _addresses(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in _NO_SUCH_HOST:
            raise NoSuchHost(host) from error
        raise httpcore.ConnectError(f"{host}: {error}") from error
    except UnicodeError as error:
        raise NoSuchHost(host) from error
    return list(dict.fromkeys(ip_address(str(place[0]).partition("%")[0]) for *_, place in found))


class PublicTransport(httpx.BaseTransport):
    """What httpx sends by, over such connections. No proxy of the environment is asked."""

    def __init__(self, may_reach: Callable[[Address], bool] = is_public) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_keepalive_connections=0,
            network_backend=_LookedAt(may_reach),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Any:
        yield from self._answer.stream  # type: ignore[misc]

    def close(self) -> None:
        self._answer.close()
