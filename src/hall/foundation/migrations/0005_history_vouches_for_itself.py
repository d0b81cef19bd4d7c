"""Deeds wait neither for each other nor for what history can vouch for itself; see docs/decisions/0016.

`foundation_record` no longer rings a bell: a transaction that has called NOTIFY holds a lock of the whole
database while it commits, so that all deeds of a city would wait for the disk one after the other.

A foreign key is looked up again at COMMIT for each entry and each message. What it guards against is made
impossible instead: entries were append-only before, and the heads of chains can't be deleted from here on.
"""

import django.db.models.deletion
from django.db import migrations, models

RECORD = """
CREATE OR REPLACE FUNCTION foundation_record(
    p_chain uuid, p_at timestamptz, p_actor bigint, p_action text, p_event text, p_body text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_seq integer;
    v_hash bytea;
    v_entry bigint;
BEGIN
    INSERT INTO foundation_historychain AS chain (id, length, head)
    VALUES (p_chain, 1, sha256(decode(repeat('00', 32), 'hex') || convert_to('1|' || p_body, 'UTF8')))
    ON CONFLICT (id) DO UPDATE SET
        length = chain.length + 1,
        head = sha256(chain.head || convert_to((chain.length + 1) || '|' || p_body, 'UTF8'))
    RETURNING chain.length, chain.head INTO v_seq, v_hash;

    INSERT INTO foundation_historyentry (chain_id, seq, at, actor_id, action, event, body, hash)
    VALUES (p_chain, v_seq, p_at, p_actor, p_action, p_event, p_body, v_hash)
    RETURNING id INTO v_entry;

    IF p_event <> '' THEN
        INSERT INTO foundation_outboxmessage (entry_id, done, attempts, due_at, last_error)
        VALUES (v_entry, '{}', 0, p_at, '');
    END IF;
    RETURN v_entry;
END $$
"""

HEADS_STAY = """
CREATE TRIGGER chain_is_never_deleted BEFORE DELETE ON foundation_historychain
    FOR EACH ROW EXECUTE FUNCTION foundation_refuse_change();
CREATE TRIGGER chain_is_never_emptied BEFORE TRUNCATE ON foundation_historychain
    FOR EACH STATEMENT WHEN (current_setting('hall.testing', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION foundation_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0004_public_changes")]
    operations = [
        migrations.RunSQL(RECORD, migrations.RunSQL.noop),
        migrations.RunSQL(
            HEADS_STAY,
            """
            DROP TRIGGER chain_is_never_emptied ON foundation_historychain;
            DROP TRIGGER chain_is_never_deleted ON foundation_historychain
            """,
        ),
        migrations.AlterField(
            model_name="historyentry",
            name="chain",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="foundation.historychain",
            ),
        ),
        migrations.AlterField(
            model_name="outboxmessage",
            name="entry",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                primary_key=True,
                serialize=False,
                to="foundation.historyentry",
            ),
        ),
    ]
