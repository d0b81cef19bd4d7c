"""Give the guides that are there their days in force, then hold every version to its life.

The arrows are those of `lifecycle.MOVES`, written out; a test tries every pair of states against the table. A
new arrow is a new migration that replaces the function.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


import hall.catalogue.models.versioned
from hall.foundation.public import announces_changes

DAYS_IN_FORCE = """
UPDATE catalogue_guide g SET
    state = CASE WHEN is_current THEN 'published' ELSE 'superseded' END,
    effective_from = (published_at AT TIME ZONE 'Asia/Shanghai')::date,
    effective_until = (
        SELECT min((later.published_at AT TIME ZONE 'Asia/Shanghai')::date) FROM catalogue_guide later
        WHERE later.item_id = g.item_id AND later.version > g.version
    )
"""
LIFE = """
CREATE FUNCTION catalogue_version_keeps_its_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    course CONSTANT text[] := ARRAY['state', 'effective_from', 'effective_until', 'is_current', 'reason',
        'submitted_at', 'published_by_id', 'published_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'A version that is % is kept.', OLD.state USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' AND NOT (NEW.state = 'published' AND NEW.editors = '{}') THEN
            RAISE EXCEPTION 'A version begins as a draft, not as %.', NEW.state USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'submitted'),
        ('submitted', 'draft'),
        ('submitted', 'published'),
        ('draft', 'published'),
        ('published', 'superseded'),
        ('published', 'withdrawn')
    ) THEN
        RAISE EXCEPTION 'A version that is % can''t become %.', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'draft' AND NEW.state = 'published' AND NEW.editors <> '{}' THEN
        RAISE EXCEPTION 'What people have edited is reviewed before it is published.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state NOT IN ('draft', 'submitted') AND NEW.published_by_id = ANY(NEW.editors) THEN
        RAISE EXCEPTION 'Whoever edited a version doesn''t publish it.' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'draft' AND to_jsonb(OLD) - course <> to_jsonb(NEW) - course THEN
        RAISE EXCEPTION 'A version that is % is not altered; make a new one.', OLD.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guide_keeps_its_course BEFORE INSERT OR UPDATE OR DELETE ON catalogue_guide
    FOR EACH ROW EXECUTE FUNCTION catalogue_version_keeps_its_course();
CREATE TRIGGER local_keeps_its_course BEFORE INSERT OR UPDATE OR DELETE ON catalogue_localversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_version_keeps_its_course();

CREATE FUNCTION catalogue_papers_are_of_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text;
BEGIN
    SELECT state INTO stands FROM catalogue_guide WHERE id = coalesce(NEW.guide_id, OLD.guide_id);
    IF stands <> 'draft' THEN
        RAISE EXCEPTION 'The papers of a guide that is % are not altered.', stands
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER papers_are_of_a_draft BEFORE INSERT OR UPDATE OR DELETE ON catalogue_guidematerial
    FOR EACH ROW EXECUTE FUNCTION catalogue_papers_are_of_a_draft();
"""
NO_LIFE = """
DROP TRIGGER papers_are_of_a_draft ON catalogue_guidematerial;
DROP TRIGGER local_keeps_its_course ON catalogue_localversion;
DROP TRIGGER guide_keeps_its_course ON catalogue_guide;
DROP FUNCTION catalogue_papers_are_of_a_draft();
DROP FUNCTION catalogue_version_keeps_its_course();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_versions_with_a_life")]

    operations = [
        migrations.RunSQL(DAYS_IN_FORCE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'submitted'])), fields=('item',), name='guide_one_draft_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['published', 'superseded', 'withdrawn'])), expressions=[(hall.catalogue.models.versioned.DateRange('effective_from', 'effective_until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&'), ('item', '=')], name='guide_one_in_force_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted']), models.Q(('effective_from__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='guide_published_from_a_day'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(('effective_until', None), ('effective_until__gte', models.F('effective_from')), _connector='OR'), name='guide_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted']), ('editors', []), ('published_by__isnull', False), _connector='OR'), name='guide_edited_hence_reviewed'),
        ),
        migrations.AddConstraint(
            model_name='guide',
            constraint=models.CheckConstraint(condition=models.Q(('is_current', False), ('state', 'published'), _connector='OR'), name='guide_current_is_published'),
        ),
        migrations.RunSQL(LIFE, NO_LIFE),
        announces_changes("catalogue_implementingitem", "catalogue_localversion", "catalogue_office"),
    ]
