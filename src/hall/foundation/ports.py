"""Where the house meets the outside: rooms name a Protocol, `project.wiring` binds an adapter to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

Port = TypeVar("Port")
_adapters: dict[type[Any], Callable[[], Any]] = {}


def bind(protocol: type[Port], make: Callable[[], Port]) -> None:
    """From now on `port(protocol)` is what `make()` returns (made once, on first use)."""
    _adapters[protocol] = cache(make)


def port(protocol: type[Port]) -> Port:
    """The adapter bound to `protocol`.

    Raises: LookupError when nothing is bound: an installation fault that `hall doctor` names.
    """
    try:
        make = _adapters[protocol]
    except KeyError:
        raise LookupError(f"No adapter is bound to {protocol.__name__}.") from None
    adapter: Port = make()
    return adapter
