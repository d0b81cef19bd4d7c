"""The ground a command stands on: a database that answers, and Django set up on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from hall.project import environment as env
from hall.project.embedded_database import DatabaseTrouble, EmbeddedDatabase, embedded_database


@contextmanager
def database_at_hand() -> Iterator[EmbeddedDatabase | None]:
    """What DATABASE_URL names (then None is given) or, never in production, the embedded server."""
    if env.PRODUCTION or env.text("DATABASE_URL"):
        yield None
        return
    database = embedded_database()
    try:
        with database.lease() as url:
            os.environ["DATABASE_URL"] = url
            yield database
    except DatabaseTrouble as trouble:
        raise click.ClickException(str(trouble)) from trouble


def settings_are_right() -> None:
    """Load the settings. Wrong ones end the command with their own words, not a traceback."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.SECRET_KEY  # noqa: B018  (the first look loads them all)
    except ImproperlyConfigured as fault:
        raise click.ClickException(str(fault)) from fault


@contextmanager
def hall_at_hand() -> Iterator[None]:
    """Database and Django."""
    with database_at_hand():
        import django

        settings_are_right()
        django.setup()
        yield
