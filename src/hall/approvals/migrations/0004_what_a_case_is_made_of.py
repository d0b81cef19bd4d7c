"""What a state is made of, held by one trigger instead of ten CHECKs; see docs/decisions/0016.

PostgreSQL keeps a CHECK as the text of its syntax tree and reads it anew for every UPDATE: 27 KB of it here,
a sixth of what a deed cost the server. A trigger's function is read once for each connection. Each rule keeps
its name, and the error names it as before. Neither trigger has a WHEN, which would be read anew as well.
"""

from django.db import migrations

RULES = (
    "case_accepted_has_limits",
    "case_promise_within_law",
    "case_decided_has_outcome",
    "case_outcome_is_its_state",
    "case_refusal_has_reason",
    "case_not_accepted_has_ground",
    "case_reviews_come_before_decision",
    "case_closed_has_moment",
    "case_supplement_was_asked",
)
WHOLE = """
CREATE FUNCTION approvals_case_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    accepted CONSTANT boolean := NEW.state IN ('reviewing', 'decidable', 'granted', 'refused', 'completed');
    decided CONSTANT boolean := NEW.state IN ('granted', 'refused', 'completed');
    closed CONSTANT boolean := NEW.state IN ('not_accepted', 'withdrawn', 'completed');
    limits CONSTANT integer := num_nonnulls(NEW.accepted_at, NEW.due_on, NEW.promised_on);
    broken CONSTANT text := CASE
        WHEN limits <> 3 AND accepted OR limits <> 0 AND NEW.state IN ('received', 'supplement', 'not_accepted')
            OR limits NOT IN (0, 3)
            THEN 'case_accepted_has_limits'
        WHEN NEW.promised_on > NEW.due_on
            THEN 'case_promise_within_law'
        WHEN (NEW.decided_at IS NOT NULL) <> decided OR (NEW.outcome <> '') <> decided
            THEN 'case_decided_has_outcome'
        WHEN NEW.state IN ('granted', 'refused') AND NEW.state <> NEW.outcome
            THEN 'case_outcome_is_its_state'
        WHEN NEW.reason = '' AND (NEW.outcome = 'refused' OR NEW.state = 'not_accepted')
            THEN 'case_refusal_has_reason'
        WHEN (NEW.ground <> '') <> (NEW.state = 'not_accepted')
            THEN 'case_not_accepted_has_ground'
        WHEN NEW.reviews_open <> 0 AND (decided OR NEW.state = 'decidable')
            THEN 'case_reviews_come_before_decision'
        WHEN (NEW.closed_at IS NOT NULL) <> closed OR (NEW.act_by IS NULL) <> closed
            THEN 'case_closed_has_moment'
        WHEN NEW.supplement_asked_at IS NULL
                AND (NEW.supplement_filed_at IS NOT NULL OR NEW.state = 'supplement')
            OR NEW.state = 'supplement' AND NEW.supplement_filed_at IS NOT NULL
            THEN 'case_supplement_was_asked'
    END;
BEGIN
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'A case that is % breaks the rule "%".', NEW.state, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_is_whole BEFORE INSERT OR UPDATE ON approvals_case
    FOR EACH ROW EXECUTE FUNCTION approvals_case_is_whole();
"""
COURSE = """
CREATE OR REPLACE FUNCTION approvals_case_keeps_its_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'received' THEN
            RAISE EXCEPTION 'A case begins as received, not as %.', NEW.state USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> NEW.state AND OLD.state || ' ' || NEW.state NOT IN (
        'received supplement',
        'supplement received',
        'received reviewing',
        'received not_accepted',
        'reviewing decidable',
        'decidable granted',
        'decidable refused',
        'received withdrawn',
        'supplement withdrawn',
        'reviewing withdrawn',
        'decidable withdrawn',
        'granted completed',
        'refused completed'
    ) THEN
        RAISE EXCEPTION 'A case that is % can''t become %.', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER case_keeps_its_course ON approvals_case;
CREATE TRIGGER case_keeps_its_course BEFORE UPDATE OF state ON approvals_case
    FOR EACH ROW EXECUTE FUNCTION approvals_case_keeps_its_course();
"""
ROOM = """
ALTER TABLE approvals_case SET (fillfactor = 80);
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0003_fewer_indexes_and_who_reviewed")]
    operations = [
        migrations.RunSQL(
            WHOLE,
            """
            DROP TRIGGER case_is_whole ON approvals_case;
            DROP FUNCTION approvals_case_is_whole()
            """,
        ),
        *(migrations.RemoveConstraint("case", name) for name in ("case_state_is_known", *RULES)),
        migrations.RunSQL(COURSE, migrations.RunSQL.noop),
        migrations.RunSQL(ROOM, "ALTER TABLE approvals_case RESET (fillfactor)"),
    ]
