#!/bin/bash
# Runs once, when the database is made: adds the application's role, which owns nothing and cannot pass the wall between
# schools. Its name and password come from DATABASE_URL, so the password must need no escaping there (letters, digits, - _).
set -euo pipefail
pattern='^postgresql(\+psycopg)?://([A-Za-z0-9_]+):([A-Za-z0-9_-]+)@'
if ! [[ "$DATABASE_URL" =~ $pattern ]]; then
  echo "DATABASE_URL must look like postgresql://ks3_app:PASSWORD@db/ks3, the password of letters, digits, - and _." >&2
  exit 1
fi
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v app="${BASH_REMATCH[2]}" -v password="${BASH_REMATCH[3]}" -v db="$POSTGRES_DB" <<'SQL'
CREATE ROLE :"app" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
REVOKE ALL ON DATABASE :"db" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE :"db" TO :"app";
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"app";
SQL
