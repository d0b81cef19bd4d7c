"""Halls, departments and divisions are read by everybody: their changes are announced."""

from django.db import migrations

from hall.foundation.public import announces_changes


class Migration(migrations.Migration):
    dependencies = [("places", "0003_halls_place_and_functions"), ("foundation", "0004_public_changes")]
    operations = [
        announces_changes(
            "places_department", "places_departmentfunction", "places_division", "places_hall"
        )
    ]
