"""What becomes of a published version is written down in the order in which it becomes true."""

import django.db.models.deletion
from django.db import migrations, models

from hall.foundation.public import announces_changes

CHANGED = """
CREATE FUNCTION catalogue_version_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    seen jsonb := to_jsonb(NEW);
BEGIN
    INSERT INTO catalogue_versionchange
        (xid, at, kind, item_id, implementing_id, version, effective_from)
    VALUES (pg_current_xact_id()::text::bigint, clock_timestamp(), NEW.state,
        (seen->>'item_id')::bigint, (seen->>'implementing_id')::bigint, NEW.version, NEW.effective_from);
    RETURN NULL;
END $$;
"""
TABLES = ("catalogue_guide", "catalogue_localversion")
SEEN = "('published', 'superseded', 'withdrawn')"
TRIGGERS = "".join(
    f"""
CREATE TRIGGER {table}_is_told AFTER INSERT ON {table} FOR EACH ROW
    WHEN (NEW.state IN {SEEN}) EXECUTE FUNCTION catalogue_version_changed();
CREATE TRIGGER {table}_change_is_told AFTER UPDATE OF state ON {table} FOR EACH ROW
    WHEN (NEW.state <> OLD.state AND NEW.state IN {SEEN}) EXECUTE FUNCTION catalogue_version_changed();
"""
    for table in TABLES
)
#: Versions that were there before, as far as their days tell.
BEFORE = """
INSERT INTO catalogue_versionchange (xid, at, kind, item_id, version, effective_from)
SELECT 0, published_at, 'published', item_id, version, effective_from
FROM catalogue_guide WHERE state IN ('published', 'superseded', 'withdrawn') ORDER BY published_at, id;
INSERT INTO catalogue_versionchange (xid, at, kind, implementing_id, version, effective_from)
SELECT 0, published_at, 'published', implementing_id, version, effective_from
FROM catalogue_localversion WHERE state IN ('published', 'superseded', 'withdrawn') ORDER BY published_at, id;
"""
NO_TRIGGERS = "".join(
    f"DROP TRIGGER {table}_is_told ON {table}; DROP TRIGGER {table}_change_is_told ON {table};"
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0011_search_by_place_and_event")]
    operations = [
        migrations.CreateModel(
            name="VersionChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("xid", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("published", "已发布"),
                            ("superseded", "已被替代"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("effective_from", models.DateField(null=True)),
                (
                    "implementing",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.implementingitem",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.serviceitem",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["xid", "id"], name="version_change_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("implementing__isnull", False), ("item", None)),
                            models.Q(("implementing", None), ("item__isnull", False)),
                            _connector="OR",
                        ),
                        name="version_change_of_one_thing",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            BEFORE + CHANGED + TRIGGERS, NO_TRIGGERS + "DROP FUNCTION catalogue_version_changed();"
        ),
        announces_changes("catalogue_versionchange", "catalogue_formdefinition"),
    ]
