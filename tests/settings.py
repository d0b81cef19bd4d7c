"""The hall's settings as tests see them: imported by pytest-django before anything else of the hall."""

import os

os.environ.setdefault("HALL_MODE", "test")
os.environ.setdefault("HALL_LOG_LEVEL", "WARNING")  # a failed test shows what went wrong, not every page seen

from hall.project.settings import *  # noqa: F403
