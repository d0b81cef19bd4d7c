"""Items, guides and what finds them are read by everybody: their changes are announced."""

from django.db import migrations

from hall.foundation.public import announces_changes


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_findings_of_lint"), ("foundation", "0004_public_changes")]
    operations = [
        announces_changes(
            "catalogue_guide",
            "catalogue_guidematerial",
            "catalogue_lintfinding",
            "catalogue_searchentry",
            "catalogue_searchterm",
            "catalogue_serviceitem",
            "catalogue_synonym",
            "catalogue_topic",
        )
    ]
