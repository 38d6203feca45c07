#!/bin/sh
# serve: wait for PostgreSQL, bring it to the newest revision as its owner, then forget the owner and serve.
# Anything else is a command of `python -m backend`, such as create-admin.
set -eu

if [ "${1:-}" = serve ]; then
  python - <<'PY'
import os, sys, time
import psycopg

address = os.environ["MIGRATION_DATABASE_URL"].replace("postgresql+psycopg://", "postgresql://", 1)
deadline = time.monotonic() + 120
while True:
    try:
        psycopg.connect(address, connect_timeout=3).close()
        break
    except psycopg.OperationalError as exc:
        if time.monotonic() > deadline:
            sys.exit(f"PostgreSQL does not answer: {exc}")
        time.sleep(1)
PY
  python -m backend migrate
  unset MIGRATION_DATABASE_URL POSTGRES_PASSWORD
fi
exec python -m backend "$@"
