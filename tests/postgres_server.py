"""One throw-away PostgreSQL server for a whole test run, whatever the number of pytest-xdist workers.

The process that runs pytest starts it (`start()` in pytest_configure) and leaves its address in the environment, which
workers inherit. KS3_TEST_PG=debian|embedded selects the programs; without it Debian's are taken where they are there.
"""

import contextlib
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from backend.core.postgres import Cluster, RunningCluster, ensure_roles_and_database, start_cluster
from backend.core.postgres_place import PostgresUnavailable, debian_bin_dirs, embedded_bin_dirs

OWNER, OWNER_PASSWORD = "ks3_owner", "owner-of-the-tests"
APP, APP_PASSWORD = "ks3_app", "app-of-the-tests"

# Nothing here outlives the run, so nothing need survive a power cut. Tests of recovery start a cluster of their own.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}

_ADMIN, _SOCKET, _CHOICE = "KS3_TEST_PG_ADMIN", "KS3_TEST_PG_SOCKET_DIR", "KS3_TEST_PG"

_running: RunningCluster | None = None
_home: Path | None = None


def choice() -> str:
    """Which server this run uses: debian or embedded."""
    return os.environ.get(_CHOICE) or ("debian" if debian_bin_dirs() else "embedded")


def bin_dir() -> Path:
    """The programs of that server. Raises PostgresUnavailable."""
    folders = {"debian": debian_bin_dirs, "embedded": embedded_bin_dirs}[choice()]()
    if not folders:
        raise PostgresUnavailable(f"KS3_TEST_PG={choice()}, but that PostgreSQL is not installed.")
    return folders[0]


def start() -> None:
    """Starts the server unless this process or its parent has one already. Call it in pytest_configure."""
    global _running, _home  # noqa: PLW0603 - one server a process, by design
    if os.environ.get(_ADMIN):
        return
    _home = Path(tempfile.mkdtemp(prefix="ks3-tests-"))
    _home.chmod(0o755)  # Where root may use no user namespace, another user has to pass; the data stays closed.
    _running = start_cluster(_home / "data", bin_dir=bin_dir(), settings=FAST, shelter=_home / "shelter")
    os.environ[_ADMIN] = _running.cluster.admin_dsn
    os.environ[_SOCKET] = str(_running.cluster.socket_dir)


def stop() -> None:
    """Ends the server that this process started, and removes its files. Call it in pytest_unconfigure."""
    global _running, _home  # noqa: PLW0603
    if _running is None or _home is None:
        return
    _running.stop()
    shutil.rmtree(_home)
    del os.environ[_ADMIN], os.environ[_SOCKET]
    _running = _home = None


def cluster() -> Cluster:
    """The running server, in the controller and in every worker."""
    return Cluster(admin_dsn=os.environ[_ADMIN], socket_dir=Path(os.environ[_SOCKET]))


def owner_url(dbname: str) -> str:
    """SQLAlchemy address for the owner of the tables (MIGRATION_DATABASE_URL)."""
    return cluster().url(user=OWNER, password=OWNER_PASSWORD, dbname=dbname)


def app_url(dbname: str) -> str:
    """SQLAlchemy address for the application's role (DATABASE_URL)."""
    return cluster().url(user=APP, password=APP_PASSWORD, dbname=dbname)


def template(build: Callable[[str], None], *, name: str = "ks3_template") -> str:
    """The name of a database made once a run by `build(dbname)`, which every worker then copies."""
    with _locked(name):
        if not _exists(name):
            part = name + "_part"
            drop_database(part)
            create_database(name=part)
            build(part)
            with _admin() as connection:
                connection.execute(
                    sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(part), sql.Identifier(name))
                )
    return name


def create_database(template: str | None = None, *, name: str | None = None) -> str:
    """A new database with both roles, empty or a copy of `template`; returns its name."""
    name = name or f"ks3_{secrets.token_hex(6)}"
    if template:
        with _admin() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER)
                )
            )
    # Two workers that alter one role at once would get "tuple concurrently updated".
    with _locked("roles"):
        ensure_roles_and_database(
            cluster(), dbname=name, owner=OWNER, owner_password=OWNER_PASSWORD, app=APP, app_password=APP_PASSWORD
        )
    return name


def drop_database(name: str) -> None:
    """Removes a database, ending the sessions still open in it."""
    with _admin() as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _exists(name: str) -> bool:
    with _admin() as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def _admin() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(cluster().admin_dsn, autocommit=True)


@contextlib.contextmanager
def _locked(what: str) -> Iterator[None]:
    with (cluster().socket_dir / f"{what}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
