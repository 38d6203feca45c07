-- What a pupil's Run needs to know, in one statement: who holds the session, entering the school, their attempt, and the
-- version of the question that its item goes by now (what the newest change of its marks names, else what they saw).
-- Runs as its caller: the wall between schools holds inside. See docs/decisions/0013-run-in-one-statement.md.
--
-- No row: nobody holds the session. A row without a state: the attempt isn't theirs. Without a version: it has no such
-- item. Takes no lock: a run marks nothing.
CREATE FUNCTION find_run(p_token bytea, p_attempt uuid, p_item uuid)
RETURNS TABLE (user_id uuid, school_id uuid, state text, ends_at timestamptz, question_version_id uuid)
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
    SELECT v_user, v_school, t.state::text, t.ends_at,
           coalesce(
               (SELECT c.question_version_id FROM mark_changes c
                WHERE c.assignment_id = t.assignment_id AND c.assessment_item_id = i.assessment_item_id
                  AND c.kind NOT IN ('override', 'marking') AND c.state <> 'undone'
                ORDER BY c.kind = 'void' DESC, c.id DESC LIMIT 1),
               i.question_version_id)
    FROM (SELECT 1) AS always
    LEFT JOIN attempts t ON t.id = p_attempt AND t.pupil_id = v_user
    LEFT JOIN attempt_items i ON i.attempt_id = t.id AND i.id = p_item;
END
$$
