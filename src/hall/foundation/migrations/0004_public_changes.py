"""Changes of what everybody may read are announced, by transaction."""

from django.db import migrations, models

CHANGED = """
CREATE FUNCTION foundation_public_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO foundation_publicchange AS change (xid, times, at)
    VALUES (pg_current_xact_id()::text::bigint, 1, clock_timestamp())
    ON CONFLICT (xid) DO UPDATE SET times = change.times + 1, at = excluded.at;
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_one_write_of_the_head")]
    operations = [
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                ("xid", models.BigIntegerField(primary_key=True, serialize=False)),
                ("times", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(CHANGED, "DROP FUNCTION foundation_public_changed()"),
    ]
