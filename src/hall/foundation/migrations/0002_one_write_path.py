"""The database's own part of history: one function writes it, triggers refuse to change it."""

from django.db import migrations

RECORD = """
CREATE FUNCTION foundation_record(
    p_chain uuid, p_at timestamptz, p_actor bigint, p_action text, p_event text, p_body text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_seq integer;
    v_previous bytea;
    v_hash bytea;
    v_entry bigint;
BEGIN
    INSERT INTO foundation_historychain AS chain (id, length, head)
    VALUES (p_chain, 1, decode(repeat('00', 32), 'hex'))
    ON CONFLICT (id) DO UPDATE SET length = chain.length + 1
    RETURNING chain.length, chain.head INTO v_seq, v_previous;

    v_hash := sha256(v_previous || convert_to(v_seq || '|' || p_body, 'UTF8'));
    INSERT INTO foundation_historyentry (chain_id, seq, at, actor_id, action, event, body, hash)
    VALUES (p_chain, v_seq, p_at, p_actor, p_action, p_event, p_body, v_hash)
    RETURNING id INTO v_entry;
    UPDATE foundation_historychain SET head = v_hash WHERE id = p_chain;

    IF p_event <> '' THEN
        INSERT INTO foundation_outboxmessage (entry_id, done, attempts, due_at, last_error)
        VALUES (v_entry, '{}', 0, p_at, '');
        PERFORM pg_notify('hall_outbox', '');
    END IF;
    RETURN v_entry;
END $$
"""
APPEND_ONLY = """
CREATE FUNCTION foundation_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'History is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE ON foundation_historyentry
    FOR EACH ROW EXECUTE FUNCTION foundation_refuse_change();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON foundation_historyentry
    FOR EACH STATEMENT WHEN (current_setting('hall.testing', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION foundation_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    operations = [
        migrations.RunSQL(RECORD, "DROP FUNCTION foundation_record(uuid, timestamptz, bigint, text, text, text)"),
        migrations.RunSQL(
            APPEND_ONLY,
            """
            DROP TRIGGER history_is_never_emptied ON foundation_historyentry;
            DROP TRIGGER history_is_append_only ON foundation_historyentry;
            DROP FUNCTION foundation_refuse_change()
            """,
        ),
    ]
