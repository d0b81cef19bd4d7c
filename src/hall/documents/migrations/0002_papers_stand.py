"""The database's own part: what was issued stands as it was issued; only its state may move, once."""

from django.db import migrations

STAND = """
CREATE FUNCTION documents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
       AND OLD.state = 'valid' AND NEW.state = 'revoked'
       AND to_jsonb(OLD) - '{state,revoked_at,revocation_reason}'::text[]
         = to_jsonb(NEW) - '{state,revoked_at,revocation_reason}'::text[]
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'An issued document stands: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER document_stands BEFORE UPDATE OR DELETE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        migrations.RunSQL(
            STAND,
            "DROP TRIGGER document_stands ON documents_document; DROP FUNCTION documents_refuse_change()",
        )
    ]
