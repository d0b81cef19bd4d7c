"""Numbers drawn from text: the same text gives the same number on every machine, in any order of asking."""

from __future__ import annotations

from hashlib import blake2b

__all__ = ["chance", "draw"]


def draw(*parts: str) -> int:
    """A number below 2^62, from these parts and nothing else."""
    return int.from_bytes(blake2b("|".join(parts).encode(), digest_size=8).digest()) >> 2


def chance(percent: int, *parts: str) -> bool:
    """Whether what happens to `percent` in a hundred happens here."""
    return draw(*parts) % 100 < percent
