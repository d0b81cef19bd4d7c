"""The door of places: divisions, halls, departments."""

from hall.places.models import Department, Division, Hall
from hall.places.queries import (
    department_for,
    departments_for,
    division_path,
    functions_by_source,
    hall_by_slug,
    halls,
    region_name,
)

__all__ = [
    "Department",
    "Division",
    "Hall",
    "department_for",
    "departments_for",
    "division_path",
    "functions_by_source",
    "hall_by_slug",
    "halls",
    "region_name",
]
