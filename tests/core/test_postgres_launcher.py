"""The launcher of our own PostgreSQL server. The checks run these tests on every PostgreSQL that this machine has."""

import functools
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from backend.core.postgres import RunningCluster, ensure_roles_and_database, start_cluster
from backend.core.postgres_place import (
    PostgresUnavailable,
    debian_bin_dirs,
    embedded_bin_dirs,
    find_binaries,
)
from tests import postgres_server

FAST = {"fsync": "off"}
ROOT = Path(__file__).resolve().parents[2]
BIN_DIRS = (*debian_bin_dirs()[:1], *embedded_bin_dirs()[:1])

NAMESPACES = subprocess.run(["unshare", "-U", "true"], capture_output=True, check=False).returncode == 0

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to find another user for the server")


in_place = pytest.mark.skipif(
    os.geteuid() == 0 and not NAMESPACES, reason="root may use no user namespace here, so the data lies in a shelter"
)

SHELTER = Path(tempfile.gettempdir()) / f"ks3-launcher-shelter-{os.getpid()}"
TEMPLATES = Path(tempfile.gettempdir()) / f"ks3-launcher-made-{os.getpid()}"


@pytest.fixture(autouse=True, scope="module")
def shelter_goes_away() -> Iterator[None]:
    yield
    shutil.rmtree(SHELTER, ignore_errors=True)
    shutil.rmtree(TEMPLATES, ignore_errors=True)


def start(data_dir: Path, *, bin_dir: Path | None = None) -> RunningCluster:
    """Start a server on a folder that has been made or is made now: what is tested is making it."""
    return start_cluster(data_dir, bin_dir=bin_dir, settings=FAST, shelter=SHELTER)


@functools.cache
def _made(bin_dir: Path | None) -> Path:
    """Return a stopped server's folder with its password beside it, to be copied: making one takes a second."""
    place = TEMPLATES / (bin_dir.parents[0].name if bin_dir else "any") / "data"
    place.parent.mkdir(parents=True, mode=0o700)
    start(place, bin_dir=bin_dir).stop()
    return place


def copy_made(data_dir: Path, bin_dir: Path | None) -> None:
    """Put a server's folder in place that was made before, as at every start but a school's first."""
    # In a shelter the data belongs to somebody else and lies elsewhere: then each test makes its own.
    if os.geteuid() != 0 or NAMESPACES:
        for found in _made(bin_dir).parent.iterdir():
            if found.is_dir():
                shutil.copytree(found, data_dir.parent / found.name)
            elif found.name != "data.log":
                shutil.copy2(found, data_dir.parent / found.name)


def start_made(data_dir: Path, *, bin_dir: Path | None = None) -> RunningCluster:
    """Start a server on such a folder."""
    copy_made(data_dir, bin_dir)
    return start(data_dir, bin_dir=bin_dir)


@pytest.fixture
def bin_dir() -> Path:
    """The programs of the PostgreSQL that this run is on."""
    return postgres_server.bin_dir()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own are closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="ks3-launcher-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def ask(running: RunningCluster, question: str):
    with psycopg.connect(running.cluster.admin_dsn) as connection:
        return connection.execute(question).fetchone()[0]


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < deadline, "the server outlived the process that started it"
        time.sleep(0.02)


def test_a_new_server_is_private_and_checks_its_pages(tmp_path, bin_dir):
    with start(tmp_path / "pg" / "data", bin_dir=bin_dir) as running:
        assert ask(running, "SHOW data_checksums") == "on"
        assert ask(running, "SHOW server_encoding") == "UTF8"
        assert ask(running, "SHOW listen_addresses") == ""
        assert ask(running, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules") == "scram-sha-256"
        assert ask(running, "SHOW is_superuser") == "on"
        assert stat.S_IMODE((running.data_dir.parent / "data.password").stat().st_mode) == 0o600
        assert stat.S_IMODE(running.cluster.socket_dir.stat().st_mode) == 0o700
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(running.cluster.dsn(user="postgres", password="guessed", dbname="postgres"))
    wait_until_gone(running.pid)
    assert not list(running.cluster.socket_dir.glob(".s.*"))


def test_a_second_start_finds_the_data_and_a_third_attaches(tmp_path, bin_dir):
    with start_made(tmp_path / "data", bin_dir=bin_dir) as first, _write(first) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    with start(tmp_path / "data", bin_dir=bin_dir) as second:
        assert ask(second, "SELECT n FROM kept") == 7
        with start(tmp_path / "data", bin_dir=bin_dir) as attached:
            assert (attached.started, attached.pid) == (False, second.pid)
            assert ask(attached, "SELECT n FROM kept") == 7
        assert ask(second, "SELECT n FROM kept") == 7, "one that attached must leave the server alone"


def _write(running: RunningCluster) -> psycopg.Connection:
    return psycopg.connect(running.cluster.admin_dsn, autocommit=True)


def test_it_recovers_after_kill_9(tmp_path, bin_dir):
    running = start_made(tmp_path / "data", bin_dir=bin_dir)
    with _write(running) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    running.kill()
    assert (running.data_dir / "postmaster.pid").exists()
    with start(tmp_path / "data", bin_dir=bin_dir) as again:
        assert ask(again, "SELECT n FROM kept") == 7


def test_a_stale_pid_that_another_program_has_now_is_no_obstacle(tmp_path):
    running = start_made(tmp_path / "data")
    running.kill()
    file = running.data_dir / "postmaster.pid"
    lines = file.read_text().splitlines()
    file.write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")
    with start(tmp_path / "data") as again:
        assert again.started
        assert ask(again, "SELECT 1") == 1


@in_place
def test_an_interrupted_first_start_leaves_nothing_in_the_way(tmp_path):
    half_made = tmp_path / "data.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("15\n")
    with start(tmp_path / "data") as running:
        assert ask(running, "SELECT 1") == 1
    assert not half_made.exists()


@in_place
def test_a_long_path_gets_a_short_private_socket_folder(tmp_path):
    data_dir = tmp_path / ("a-school-with-a-very-long-name-" * 4) / "data"
    with start(data_dir) as running:
        address = running.cluster.socket_dir / ".s.PGSQL.5432"
        assert len(bytes(address)) <= 107
        assert stat.S_IMODE(running.cluster.socket_dir.stat().st_mode) == 0o700
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(address))
    running.cluster.socket_dir.rmdir()


def test_a_socket_folder_that_others_may_enter_is_refused(tmp_path):
    with start_made(tmp_path / "data") as running:
        folder = running.cluster.socket_dir
    folder.chmod(0o755)
    with pytest.raises(PostgresUnavailable, match="not a private folder"):
        start(tmp_path / "data")


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_the_server_ends_with_the_process_that_started_it(tmp_path, bin_dir, ending):
    program = (
        "import sys, time; from pathlib import Path; from backend.core.postgres import start_cluster\n"
        "running = start_cluster(Path(sys.argv[1]), bin_dir=Path(sys.argv[2]), shelter=Path(sys.argv[3]))\n"
        "print(running.pid, flush=True); time.sleep(60)"
    )
    copy_made(tmp_path / "data", bin_dir)
    command = [sys.executable, "-c", program, str(tmp_path / "data"), str(bin_dir), str(SHELTER)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        pid = int(parent.stdout.readline())
        assert Path(f"/proc/{pid}").exists()
        assert os.getsid(pid) != os.getsid(parent.pid), "Ctrl-C in the terminal must not reach the server first"
        parent.send_signal(ending)
    wait_until_gone(pid)


def test_a_server_is_only_started_from_the_main_thread(tmp_path):
    raised: list[BaseException] = []

    def begin() -> None:
        try:
            start(tmp_path / "data")
        except RuntimeError as exc:
            raised.append(exc)

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    assert "main thread" in str(raised[0])


def test_the_roles_can_do_what_they_must_and_no_more(tmp_path, bin_dir):
    names = {
        "dbname": "ks3 school",
        "owner": 'own"er',
        "owner_password": "it's",
        "app": "app",
        "app_password": "p@:/% ä",
    }
    with start_made(tmp_path / "data", bin_dir=bin_dir) as running:
        ensure_roles_and_database(running.cluster, **names)
        ensure_roles_and_database(running.cluster, **names)
        owner = running.cluster.dsn(user=names["owner"], password="it's", dbname="ks3 school")
        app = running.cluster.dsn(user="app", password=names["app_password"], dbname="ks3 school")
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("CREATE TABLE marks (n int); GRANT SELECT ON marks TO app")
        with psycopg.connect(app, autocommit=True) as connection:
            assert connection.execute("SELECT count(*) FROM marks").fetchone() == (0,)
            for forbidden in (
                "CREATE TABLE mine (n int)",
                "CREATE DATABASE mine",
                "CREATE ROLE mine",
                "DROP TABLE marks",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(forbidden)
        rights = "bool_or(rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)"
        assert ask(running, f"SELECT {rights} FROM pg_roles WHERE rolname IN ('app', 'own\"er')") is False
        assert ask(running, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'ks3 school'") == 'own"er'
        ensure_roles_and_database(running.cluster, **{**names, "app_password": "changed"})
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(app)


def test_a_role_that_gained_too_much_is_brought_back_into_line(tmp_path):
    names = {"dbname": "ks3", "owner": "owner", "owner_password": "x", "app": "app", "app_password": "y"}
    with start_made(tmp_path / "data") as running:
        with _write(running) as connection:
            connection.execute("CREATE ROLE app LOGIN SUPERUSER BYPASSRLS")
        ensure_roles_and_database(running.cluster, **names)
        assert ask(running, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'app'") is False


def test_the_log_holds_no_value_of_a_failed_statement(tmp_path):
    with start_made(tmp_path / "data") as running, _write(running) as connection:
        connection.execute("CREATE TABLE pupils (name text PRIMARY KEY); INSERT INTO pupils VALUES ('Ada Secretname')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO pupils VALUES (%s)", ("Ada Secretname",))
    log = (running.data_dir.parent / "data.log").read_text()
    assert "duplicate key" in log
    assert "Secretname" not in log


def test_a_folder_without_programs_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PG_BIN_DIR", str(tmp_path))
    with pytest.raises(PostgresUnavailable, match="no PostgreSQL that runs here"):
        start(tmp_path / "data")


def test_pg_bin_dir_comes_before_what_is_installed(monkeypatch):
    for folder in BIN_DIRS:
        monkeypatch.setenv("PG_BIN_DIR", str(folder))
        assert find_binaries().bin_dir == folder


@in_place
def test_data_of_a_version_that_is_not_here_says_what_to_do(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(PostgresUnavailable, match="made by PostgreSQL 9"):
        start(tmp_path / "data")


def test_a_lost_password_says_what_to_do(tmp_path):
    running = start_made(tmp_path / "data")
    running.stop()
    (running.data_dir.parent / "data.password").unlink()
    with pytest.raises(PostgresUnavailable, match="password of the server's superuser is missing"):
        start(tmp_path / "data")


@as_root
@in_place
def test_root_can_work_below_a_folder_that_only_root_may_enter(tmp_path, bin_dir):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with start(closed / "data", bin_dir=bin_dir) as running:
        assert (closed / "data").stat().st_uid == 0
        assert ask(running, "SELECT 1") == 1


@as_root
def test_root_runs_the_server_as_the_owner_of_the_folder(open_folder, bin_dir):
    owner = 65534
    os.chown(open_folder, owner, owner)
    with start(open_folder / "data", bin_dir=bin_dir) as running:
        assert Path(f"/proc/{running.pid}").stat().st_uid == owner
        assert {path.stat().st_uid for path in open_folder.iterdir()} == {owner}
        assert ask(running, "SELECT 1") == 1


@as_root
def test_root_without_user_namespaces_uses_another_user_and_a_shelter(tmp_path, open_folder, bin_dir, monkeypatch):
    commands = tmp_path / "commands"
    commands.mkdir()
    (commands / "unshare").write_text("#!/bin/sh\necho unshare failed: Operation not permitted >&2\nexit 1\n")
    (commands / "unshare").chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}:{os.environ['PATH']}")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    hidden = bin_dir  # Debian's programs lie where everyone may read them, and only work from there.
    if bin_dir in embedded_bin_dirs():
        package = bin_dir.parents[1]
        shutil.copytree(bin_dir.parent, closed / package.name / bin_dir.parent.name, symlinks=True)
        shutil.copytree(package.with_name(package.name + ".libs"), closed / f"{package.name}.libs")
        hidden = closed / package.name / bin_dir.parent.name / "bin"
    shelter = open_folder / "shelter"
    for attempt in ("first", "second"):
        with start_cluster(closed / "data", bin_dir=hidden, settings=FAST, shelter=shelter) as running:
            assert Path(f"/proc/{running.pid}").stat().st_uid != 0, attempt
            assert running.data_dir.is_relative_to(shelter)
            assert ask(running, "SELECT 1") == 1
