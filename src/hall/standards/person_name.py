"""People's names where the public may read them: 公示 shows that somebody applied, not who."""

from __future__ import annotations

__all__ = ["mask"]


def mask(name: str) -> str:
    """A name with its given part hidden: 张三 → 张*, 欧阳明月 → 欧***, 阿依古丽·买买提 → 阿*******."""
    return name[:1] + "*" * (len(name) - 1)
