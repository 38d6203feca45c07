-- Starting an attempt that was prepared, in one statement: a class presses Start together.
-- Runs as its caller: the wall between schools holds inside. See docs/decisions/0016-prepared-attempts.md.
--
-- No row: nobody holds the session. A row without an attempt: it can't be started this way, and the caller goes the long
-- way round, which knows every reason. fresh: it was begun now and is open for this page, whose epoch is 1; an attempt
-- that is open already has to be opened. p_starts: how many attempts a pupil may begin within an hour, unless the school
-- has another number.
CREATE OR REPLACE FUNCTION start_prepared(
    p_token bytea, p_assignment uuid, p_now timestamptz, p_idle interval, p_starts int, p_request text
) RETURNS TABLE (
    school_id uuid, attempt_id uuid, fresh boolean, ends_at timestamptz, rest_breaks boolean, try_costs int[]
)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_user uuid;
    v_school uuid;
    v_attempt uuid;
    v_prepared prepared_attempts;
    v_costs int[];
    v_ends timestamptz;
BEGIN
    SELECT s.user_id, s.school_id INTO v_user, v_school FROM sessions s
    WHERE s.token_sha256 = p_token AND s.expires_at > now() AND s.idle_expires_at > now();
    IF v_user IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('app.school_id', v_school::text, true);
    -- The lock that the long way takes as well: whoever comes second sees what the first has begun.
    PERFORM pg_advisory_xact_lock(hashtextextended(p_assignment::text || v_user::text, 0));
    SELECT t.id INTO v_attempt FROM attempts t
    WHERE t.assignment_id = p_assignment AND t.pupil_id = v_user AND t.state = 'open'
      AND (t.paused_at IS NOT NULL OR t.ends_at + interval '10 seconds' >= p_now);
    IF FOUND THEN
        RETURN QUERY SELECT v_school, v_attempt, false, NULL::timestamptz, NULL::boolean, NULL::int[];
        RETURN;
    END IF;
    -- Before what was prepared is read: whoever is changing the times, a question or what this pupil is entitled to is
    -- waited for, and finds the attempt if they come later. What they threw away isn't there any more.
    PERFORM 1 FROM users u WHERE u.id = v_user FOR SHARE;
    PERFORM 1 FROM assignments a WHERE a.id = p_assignment FOR SHARE;
    SELECT p.* INTO v_prepared FROM prepared_attempts p
    WHERE p.assignment_id = p_assignment AND p.pupil_id = v_user AND p.opens_at <= p_now AND p.closes_at > p_now
      AND NOT EXISTS (SELECT 1 FROM attempts t WHERE t.assignment_id = p_assignment AND t.pupil_id = v_user);
    SELECT a.try_penalties INTO v_costs FROM assignments a
    JOIN class_pupils c ON c.class_id = a.class_id AND c.pupil_id = v_user
    WHERE a.id = p_assignment AND v_prepared.id IS NOT NULL
      AND (SELECT count(*) FROM attempts t WHERE t.pupil_id = v_user AND t.started_at > p_now - interval '1 hour')
        < coalesce((SELECT w.attempt_starts_per_hour FROM school_settings w), p_starts);
    IF NOT FOUND THEN
        RETURN QUERY SELECT v_school, NULL::uuid, false, NULL::timestamptz, NULL::boolean, NULL::int[];
        RETURN;
    END IF;
    v_ends := least(p_now + make_interval(secs => v_prepared.limit_s), v_prepared.ends_by);
    INSERT INTO attempts (
        id, created_at, assignment_id, pupil_id, number, epoch, seed, started_at, seen_at, limit_s, ends_by, ends_at,
        fewer_options
    ) VALUES (
        v_prepared.id, p_now, p_assignment, v_user, 1, 1, v_prepared.seed, p_now, p_now, v_prepared.limit_s,
        v_prepared.ends_by, v_ends, v_prepared.fewer_options
    );
    INSERT INTO attempt_items (
        id, created_at, attempt_id, assessment_item_id, question_version_id, position, seed, marks_max
    )
    SELECT i.id, p_now, v_prepared.id, i.assessment_item_id, i.question_version_id, i.position, i.seed, i.marks_max
    FROM jsonb_to_recordset(v_prepared.items) AS i (
        id uuid, assessment_item_id uuid, question_version_id uuid, position int, seed int, marks_max numeric
    );
    UPDATE sessions s SET idle_expires_at = least(v_ends + p_idle, s.expires_at)
    WHERE s.user_id = v_user AND s.expires_at > now() AND s.idle_expires_at > now();
    INSERT INTO audit_events (actor_id, action, subject_type, subject_id, request_id)
    VALUES (v_user, 'started', 'attempt', v_prepared.id, p_request);
    RETURN QUERY SELECT v_school, v_prepared.id, true, v_ends, v_prepared.rest_breaks, v_costs;
END
$$
