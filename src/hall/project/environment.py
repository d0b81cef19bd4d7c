"""What the environment says. The only place that reads it, so that `hall doctor` can list it.

In production nothing secret has a default: `required()` refuses with the name of the missing variable.
Elsewhere a secret is made once and kept, readable by its owner only, in the state directory.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

CHECKOUT = Path(__file__).resolve().parents[3]
INSTALLED_HOME = Path("/var/lib/openhall")  # where there is no checkout: installed from a wheel


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def names() -> list[str]:
    """The names of all variables that are set."""
    return list(os.environ)


MODE = text("HALL_MODE", "demo")
if MODE not in {"demo", "test", "production"}:
    raise ImproperlyConfigured(f"HALL_MODE must be demo, test or production, not {MODE!r}.")
PRODUCTION = MODE == "production"
_IN_CHECKOUT = (CHECKOUT / "pyproject.toml").exists()
STATE_DIR = Path(text("HALL_STATE_DIR") or (CHECKOUT / ".hall" if _IN_CHECKOUT else INSTALLED_HOME))
DATA_DIR = Path(text("HALL_DATA_DIR") or (CHECKOUT if _IN_CHECKOUT else INSTALLED_HOME) / "data")


def required(name: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in production. `hall doctor` lists every setting.")
    return value


def secret(name: str) -> str:
    """The secret `name`: from the environment, or (never in production) made once and kept in STATE_DIR."""
    if text(name) or PRODUCTION:
        return required(name)
    STATE_DIR.mkdir(parents=True, exist_ok=True)
    store = STATE_DIR / "secrets.json"
    known: dict[str, str] = json.loads(store.read_text()) if store.exists() else {}
    if name not in known:
        known[name] = secrets.token_urlsafe(48)
        draft = store.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(known, indent=1))
        draft.replace(store)
    return known[name]
