-- The package of an attempt as it was prepared, in one read. Runs as its caller: the wall between schools holds inside.
--
-- No row: nobody holds the session. A row without a package number: the attempt isn't theirs. Without a package: none was
-- prepared, it was written by another release, or its questions have changed since; then it has to be written.
CREATE FUNCTION find_package(p_token bytea, p_attempt uuid, p_release text)
RETURNS TABLE (package_number int, package bytea)
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
    SELECT t.package_number, p.package
    FROM (SELECT 1) AS always
    LEFT JOIN attempts t ON t.id = p_attempt AND t.pupil_id = v_user
    LEFT JOIN prepared_attempts p ON p.id = t.id AND p.release = p_release AND t.package_number = 1;
END
$$
