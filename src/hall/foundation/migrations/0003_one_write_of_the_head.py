"""The head of a chain is written once per entry: number and hash in the same upsert."""

from django.db import migrations

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
        PERFORM pg_notify('hall_outbox', '');
    END IF;
    RETURN v_entry;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_one_write_path")]
    operations = [migrations.RunSQL(RECORD, migrations.RunSQL.noop)]
