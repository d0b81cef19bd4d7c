"""The database's own part: no impossible move, and what was filed stays as it was filed."""

from django.db import migrations

# The arrows of `lifecycle.MOVES` on the day of this migration (a test holds the two together).
ARROWS = [
    ("draft", "expired"),
    ("draft", "submitted"),
    ("draft", "withdrawn"),
    ("submitted", "concluded"),
    ("submitted", "withdrawn"),
]
ALLOWED = ", ".join(f"('{start}', '{end}')" for start, end in ARROWS)
GUARD = f"""
CREATE FUNCTION applications_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({ALLOWED}) THEN
        RAISE EXCEPTION 'An application never goes from % to %.', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'draft' AND (
        (OLD.answers, OLD.provenance, OLD.held_papers, OLD.asked_id, OLD.party_id, OLD.item_id, OLD.hall_id)
        IS DISTINCT FROM
        (NEW.answers, NEW.provenance, NEW.held_papers, NEW.asked_id, NEW.party_id, NEW.item_id, NEW.hall_id)
        OR (OLD.receipt_number, OLD.submitted_at) IS DISTINCT FROM (NEW.receipt_number, NEW.submitted_at)
    ) THEN
        RAISE EXCEPTION 'What was filed stays as it was filed.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER applications_guard BEFORE UPDATE ON applications_application
    FOR EACH ROW EXECUTE FUNCTION applications_guard();
"""
FILES = """
CREATE FUNCTION applications_keep_filed_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.application_id, OLD.material_key, OLD.sha256, OLD.storage_key, OLD.size)
            IS DISTINCT FROM (NEW.application_id, NEW.material_key, NEW.sha256, NEW.storage_key, NEW.size) THEN
            RAISE EXCEPTION 'An uploaded file is replaced, never altered.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM applications_application AS application
               WHERE application.id = OLD.application_id AND application.receipt_number IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM applications_supplement AS supplement
                        WHERE supplement.id = OLD.supplement_id AND supplement.filed_at IS NULL) THEN
        RAISE EXCEPTION 'A filed file is never deleted.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER applications_keep_filed_files BEFORE UPDATE OR DELETE ON applications_materialfile
    FOR EACH ROW EXECUTE FUNCTION applications_keep_filed_files();
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]
    operations = [
        migrations.RunSQL(
            GUARD,
            "DROP TRIGGER applications_guard ON applications_application; DROP FUNCTION applications_guard()",
        ),
        migrations.RunSQL(
            FILES,
            """
            DROP TRIGGER applications_keep_filed_files ON applications_materialfile;
            DROP FUNCTION applications_keep_filed_files()
            """,
        ),
    ]
