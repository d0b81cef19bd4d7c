"""The hall's settings as tests see them: imported by pytest-django before anything else of the hall."""

import os

os.environ.setdefault("HALL_MODE", "test")

from hall.project.settings import *  # noqa: F403
