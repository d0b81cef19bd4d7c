"""The arrows of `lifecycle.MOVES`, written out: whatever code asks for, the database knows no other way.

A test tries every pair of states against the table, so the two can't drift apart. A new arrow is a new
migration that replaces the function.
"""

from django.db import migrations

CASE = """
CREATE FUNCTION approvals_case_keeps_its_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'received' THEN
            RAISE EXCEPTION 'A case begins as received, not as %.', NEW.state USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN (
        ('received', 'supplement'),
        ('supplement', 'received'),
        ('received', 'reviewing'),
        ('received', 'not_accepted'),
        ('reviewing', 'decidable'),
        ('decidable', 'granted'),
        ('decidable', 'refused'),
        ('received', 'withdrawn'),
        ('supplement', 'withdrawn'),
        ('reviewing', 'withdrawn'),
        ('decidable', 'withdrawn'),
        ('granted', 'completed'),
        ('refused', 'completed')
    ) THEN
        RAISE EXCEPTION 'A case that is % can''t become %.', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_begins_as_received BEFORE INSERT ON approvals_case
    FOR EACH ROW EXECUTE FUNCTION approvals_case_keeps_its_course();
CREATE TRIGGER case_keeps_its_course BEFORE UPDATE OF state ON approvals_case
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION approvals_case_keeps_its_course();
"""
REVIEW = """
CREATE FUNCTION approvals_review_is_concluded_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A review that is % stays so.', OLD.state USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER review_is_concluded_once BEFORE UPDATE OF state ON approvals_departmentreview
    FOR EACH ROW WHEN (OLD.state <> 'pending' AND OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION approvals_review_is_concluded_once();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial")]
    operations = [
        migrations.RunSQL(
            CASE,
            """
            DROP TRIGGER case_keeps_its_course ON approvals_case;
            DROP TRIGGER case_begins_as_received ON approvals_case;
            DROP FUNCTION approvals_case_keeps_its_course()
            """,
        ),
        migrations.RunSQL(
            REVIEW,
            """
            DROP TRIGGER review_is_concluded_once ON approvals_departmentreview;
            DROP FUNCTION approvals_review_is_concluded_once()
            """,
        ),
    ]
