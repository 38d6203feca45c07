-- Saving answers in one statement: who holds the session, entering the school, then one query that finds the attempt,
-- logs the events and moves each current answer forward in (epoch, seq), never back.
-- Runs as its caller: the wall between schools holds inside. See docs/decisions/0003-saving-in-one-statement.md.
--
-- events: [[epoch, seq, item, value, at_ms], ...]. No row: nobody holds the session. A row without an epoch: the attempt
-- isn't theirs. FOR KEY SHARE: handing in takes FOR UPDATE, so a save comes before it or sees that it is late.
-- acked: what is stored. An event that is here already with the same value is stored, and changes nothing. others:
-- [epoch, seq, false] for one that is here with another value, as two devices gave two answers one number (neither is
-- lost, the page asks); [epoch, seq, null] for one that another request is storing in this moment (it comes again).
-- What a page says of itself (p_here and so on) is noted only while it is the one that has the attempt open.
-- A paused attempt isn't over, and its end moves on with the clock.
CREATE OR REPLACE FUNCTION save_answers(
    p_token bytea, p_attempt uuid, p_now timestamptz, p_epoch int, p_here uuid, p_pending int, p_left int,
    p_safe boolean, p_events jsonb
) RETURNS TABLE (
    school_id uuid, assignment_id uuid, epoch int, state text, paused_by text, ends_at timestamptz, late boolean,
    package_number int, acked jsonb, others jsonb
)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_user uuid;
    v_school uuid;
BEGIN
    SELECT s.user_id, s.school_id INTO v_user, v_school FROM sessions s
    WHERE s.token_sha256 = p_token AND s.expires_at > now() AND s.idle_expires_at > now();
    IF v_user IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('app.school_id', v_school::text, true);
    RETURN QUERY
    WITH attempt AS (
        SELECT t.id, t.assignment_id, t.epoch, t.state, t.paused_by, t.package_number,
               t.ends_at + coalesce(p_now - t.paused_at, interval '0') AS ends_at,
               (t.state <> 'open' OR t.paused_at IS NULL AND p_now > t.ends_at + interval '10 seconds') AS late
        FROM attempts t WHERE t.id = p_attempt AND t.pupil_id = v_user
        FOR KEY SHARE
    ),
    touched AS (
        UPDATE attempts t SET
            seen_at = p_now, here = p_here, pending = p_pending, left_page = p_left, safe_copy = p_safe,
            active_at = CASE WHEN t.here IS DISTINCT FROM p_here OR p_events <> '[]' THEN p_now ELSE t.active_at END
        WHERE t.id = p_attempt AND t.pupil_id = v_user AND p_epoch >= t.epoch AND (
            t.seen_at IS NULL OR t.seen_at < p_now - interval '5 seconds' OR t.here IS DISTINCT FROM p_here
            OR (t.pending, t.left_page, t.safe_copy) <> (p_pending, p_left, p_safe)
            OR (p_events <> '[]' AND (t.active_at IS NULL OR t.active_at < p_now - interval '5 seconds'))
        )
    ),
    known AS MATERIALIZED (
        SELECT (e->>0)::int AS epoch, (e->>1)::int AS seq, i.id AS item_id, e->3 AS value,
               to_timestamp((e->>4)::bigint / 1000.0) AS at, a.late
        FROM attempt a
        CROSS JOIN jsonb_array_elements(p_events) AS e
        JOIN attempt_items i ON i.attempt_id = a.id AND i.id = (e->>2)::uuid
        WHERE (e->>0)::int <= a.epoch
    ),
    logged AS (
        INSERT INTO answer_events (attempt_id, epoch, seq, item_id, value, at, late)
        SELECT p_attempt, k.epoch, k.seq, k.item_id, k.value, k.at, k.late FROM known k
        ON CONFLICT DO NOTHING
        RETURNING epoch, seq, item_id, value
    ),
    settled AS MATERIALIZED (
        SELECT k.epoch, k.seq, k.item_id, k.value, k.late,
               coalesce(l.item_id, e.item_id) = k.item_id AND coalesce(l.value, e.value) = k.value AS same
        FROM known k
        LEFT JOIN logged l ON (l.epoch, l.seq) = (k.epoch, k.seq)
        LEFT JOIN answer_events e ON l.seq IS NULL AND (e.attempt_id, e.epoch, e.seq) = (p_attempt, k.epoch, k.seq)
    ),
    moved AS (
        INSERT INTO answers AS current (attempt_id, item_id, epoch, seq, value)
        SELECT DISTINCT ON (k.item_id) p_attempt, k.item_id, k.epoch, k.seq, k.value
        FROM settled k WHERE k.same AND NOT k.late
        ORDER BY k.item_id, k.epoch DESC, k.seq DESC
        ON CONFLICT (attempt_id, item_id) DO UPDATE
        SET epoch = excluded.epoch, seq = excluded.seq, value = excluded.value, saved_at = now()
        WHERE (current.epoch, current.seq) < (excluded.epoch, excluded.seq) AND current.fixed_at IS NULL
    )
    SELECT v_school, a.assignment_id, a.epoch, a.state::text, a.paused_by::text, a.ends_at, a.late, a.package_number,
           (SELECT jsonb_agg(jsonb_build_array(k.epoch, k.seq)) FROM settled k WHERE k.same),
           (SELECT jsonb_agg(jsonb_build_array(k.epoch, k.seq, k.same)) FROM settled k WHERE k.same IS NOT TRUE)
    FROM (SELECT 1) AS always LEFT JOIN attempt a ON true;
END
$$
