"""Licence serials come from a sequence; the database refuses a move that the lifecycle doesn't know."""

from django.db import migrations

SERIAL = "CREATE SEQUENCE licences_serial"
LIFECYCLE = """
CREATE FUNCTION licences_refuse_unlawful_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('making', 'valid'), ('valid', 'suspended'), ('suspended', 'valid'),
        ('valid', 'revoked'), ('suspended', 'revoked'), ('valid', 'cancelled'), ('suspended', 'cancelled')
    ) THEN
        RAISE EXCEPTION 'A licence can''t move from % to %.', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licence_moves_lawfully BEFORE UPDATE ON licences_licence
    FOR EACH ROW EXECUTE FUNCTION licences_refuse_unlawful_move();
"""


class Migration(migrations.Migration):
    dependencies = [("licences", "0001_initial")]
    operations = [
        migrations.RunSQL(SERIAL, "DROP SEQUENCE licences_serial"),
        migrations.RunSQL(
            LIFECYCLE,
            "DROP TRIGGER licence_moves_lawfully ON licences_licence;"
            " DROP FUNCTION licences_refuse_unlawful_move()",
        ),
    ]
