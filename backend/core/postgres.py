"""Starts a PostgreSQL server of our own for the demo and the tests.

The server listens on a unix socket only, in a folder that nobody else may enter, and ends together with the process
that started it. Its programs and its user are found by `postgres_place`.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from backend.core.postgres_place import SHELTER, Place, PostgresUnavailable, choose_place, find_binaries, user_name

SUPERUSER = "postgres"
PORT = 5432  # Names the socket file only: nothing listens on the network.
SOCKET_PATH_BYTES_MAX = 107  # sun_path holds 108 bytes, the last one a zero (unix(7)).
START_TIMEOUT_S = 120.0  # Crash recovery replays the log before the server answers.
STOP_TIMEOUT_S = 30.0
LOG_BYTES_MAX = 5_000_000

# The log file must never hold an answer or a name: no statements, no DETAIL lines with key values.
_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


@dataclass(frozen=True)
class Cluster:
    """Where a running server is reached. admin_dsn: libpq address of its superuser, database `postgres`."""

    admin_dsn: str
    socket_dir: Path
    port: int = PORT

    def url(self, *, user: str, password: str, dbname: str) -> str:
        """SQLAlchemy address of one database for one role."""
        return "postgresql+psycopg" + self._address(user=user, password=password, dbname=dbname)

    def dsn(self, *, user: str, password: str, dbname: str) -> str:
        """The same as an address for libpq and psycopg."""
        return "postgresql" + self._address(user=user, password=password, dbname=dbname)

    def _address(self, *, user: str, password: str, dbname: str) -> str:
        return _address(self.socket_dir, self.port, user=user, password=password, dbname=dbname)


def _address(socket_dir: Path, port: int, *, user: str, password: str, dbname: str) -> str:
    who = f"{quote(user, safe='')}:{quote(password, safe='')}"
    return f"://{who}@/{quote(dbname, safe='')}?host={quote(str(socket_dir), safe='')}&port={port}"


class RunningCluster:
    """A server that is up. Only the process that started it (`started`) ends it; one that attached leaves it alone."""

    def __init__(self, *, cluster: Cluster, data_dir: Path, pid: int, process: subprocess.Popen[bytes] | None) -> None:
        self.cluster = cluster
        self.data_dir = data_dir
        self.pid = pid
        self.started = process is not None
        self._process = process

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, everything is written, the socket goes away."""
        if self._process is None:
            return
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self._process.poll() is not None:
                break
            self._process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_TIMEOUT_S)

    def kill(self) -> None:
        """Ends the server as a power cut would (kill -9), for tests of recovery."""
        os.kill(self.pid, signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start_cluster(
    data_dir: Path,
    *,
    bin_dir: Path | None = None,
    settings: Mapping[str, str] | None = None,
    shelter: Path = SHELTER,
) -> RunningCluster:
    """Starts the server of `data_dir`, making the folder first where it is missing; attaches to one already running.

    settings: further server settings, such as {"fsync": "off"} in tests. shelter: where the data goes instead when root
    may not use a user namespace. Call it from the main thread: the server ends when the thread that started it ends.
    Raises PostgresUnavailable.
    """
    data_dir = data_dir.absolute()
    place = choose_place(find_binaries(bin_dir=bin_dir, major=_made_by(data_dir)), data_dir, shelter)
    if _made_by(place.data_dir) not in (None, place.binaries.major):  # it lies in the shelter, of another version
        place = choose_place(find_binaries(bin_dir=bin_dir, major=_made_by(place.data_dir)), data_dir, shelter)
    settings = dict(settings or {})
    with _locked(place):
        if not (place.data_dir / "PG_VERSION").exists():
            _initialise(place, sync=settings.get("fsync") != "off")
        return _attach(place) or _start(place, settings)


def _made_by(data_dir: Path) -> int | None:
    """The version that made this data folder; None where there is none, or where it is another user's."""
    with contextlib.suppress(OSError):
        return int((data_dir / "PG_VERSION").read_text())
    return None


@contextlib.contextmanager
def _locked(place: Place) -> Iterator[None]:
    """One starter at a time: two test workers may ask for the same folder at once."""
    path = place.home / f"{place.data_dir.name}.lock"
    with path.open("w") as file:
        place.hand_over(path)
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _password_file(place: Place) -> Path:
    return place.home / f"{place.data_dir.name}.password"


def _initialise(place: Place, *, sync: bool) -> None:
    """Makes the data folder under another name first, so that an interrupted start never leaves half of one."""
    password_file = _password_file(place)
    password_file.unlink(missing_ok=True)
    with os.fdopen(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(24))
    place.hand_over(password_file)
    new = place.data_dir.with_name(place.data_dir.name + ".new")
    options = ["--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", f"--username={SUPERUSER}"]
    options += [f"--pwfile={password_file}", f"--pgdata={new}"] + ([] if sync else ["--no-sync"])
    said = ""
    for locale in ("C.UTF-8", "C"):
        if new.exists():
            shutil.rmtree(new)
        new.mkdir(mode=0o700)
        place.hand_over(new)
        command = [*place.prefix, str(place.binaries.bin_dir / "initdb"), *options, f"--locale={locale}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env=_environment())
        if done.returncode == 0:
            new.rename(place.data_dir)
            return
        said = done.stderr.strip()
    raise PostgresUnavailable(f"PostgreSQL could not make its data folder {place.data_dir}: {said}")


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "HOME": "/"}


def _attach(place: Place) -> RunningCluster | None:
    """The server that already runs from this folder, if any. Otherwise clears away a dead server's postmaster.pid."""
    file = place.data_dir / "postmaster.pid"
    deadline = time.monotonic() + START_TIMEOUT_S
    while file.exists():
        lines = file.read_text().splitlines()
        pid = int(lines[0]) if lines and lines[0].lstrip("-").isdigit() else 0
        if not _serves(pid, place.data_dir):
            # Killed, or the number now belongs to another program, which PostgreSQL would take for a server.
            file.unlink(missing_ok=True)
            return None
        if len(lines) >= 8 and lines[7].strip() == "ready":
            cluster = _reach(place, socket_dir=Path(lines[4]), port=int(lines[3]))
            return RunningCluster(cluster=cluster, data_dir=place.data_dir, pid=pid, process=None)
        if time.monotonic() > deadline:
            raise PostgresUnavailable(f"PostgreSQL (process {pid}) has not become ready in {place.data_dir}.")
        time.sleep(0.02)
    return None


def _serves(pid: int, data_dir: Path) -> bool:
    """Whether this process is a server of this folder: PostgreSQL makes its data folder the working directory."""
    with contextlib.suppress(OSError):
        process = Path(f"/proc/{pid}")
        return (process / "comm").read_text().strip() == "postgres" and (process / "cwd").samefile(data_dir)
    return False


def _reach(place: Place, *, socket_dir: Path, port: int) -> Cluster:
    try:
        password = _password_file(place).read_text()
    except OSError as exc:
        raise PostgresUnavailable(
            f"The password of the server's superuser is missing ({_password_file(place)}). "
            f"Put it back, or move {place.data_dir} away to start afresh."
        ) from exc
    address = _address(socket_dir, port, user=SUPERUSER, password=password, dbname="postgres")
    return Cluster(admin_dsn="postgresql" + address, socket_dir=socket_dir, port=port)


def _start(place: Place, settings: Mapping[str, str]) -> RunningCluster:
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("start_cluster() belongs to the main thread: the server would end with this thread.")
    socket_dir = _socket_dir(place)
    cluster = _reach(place, socket_dir=socket_dir, port=PORT)
    options = {**_SETTINGS, **settings, "unix_socket_directories": str(socket_dir)}
    words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    server = [str(place.binaries.bin_dir / "postgres"), "-D", str(place.data_dir), *words]
    # The kernel sends SIGINT (fast shutdown) when our thread dies, however it dies. setpriv comes after unshare, which
    # would clear that wish; the shell covers the moment before it, when we may already be gone.
    command = [*place.prefix, "setpriv", "--pdeathsig", "INT", "sh", "-c", '[ "$PPID" = "$0" ] && exec "$@"']
    log_file = place.home / f"{place.data_dir.name}.log"
    if log_file.exists() and log_file.stat().st_size > LOG_BYTES_MAX:
        log_file.unlink()
    deadline = time.monotonic() + START_TIMEOUT_S
    while True:
        with log_file.open("ab") as log:
            place.hand_over(log_file)
            began = log.tell()
            process = subprocess.Popen(
                [*command, str(os.getpid()), *server],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_environment(),
                start_new_session=True,  # Ctrl-C is ours to handle: we end the server after the last request.
            )
        if _wait_until_ready(process, place.data_dir, deadline):
            return RunningCluster(cluster=cluster, data_dir=place.data_dir, pid=process.pid, process=process)
        with log_file.open("rb") as log:
            log.seek(began)
            said = log.read().decode(errors="replace").strip()
        # After kill -9 the server's children may need a moment to notice; until then its memory counts as in use.
        if "shared memory" not in said or time.monotonic() > deadline:
            raise PostgresUnavailable(f"PostgreSQL did not start in {place.data_dir}: {said[-2000:]}")
        time.sleep(0.2)


def _wait_until_ready(process: subprocess.Popen[bytes], data_dir: Path, deadline: float) -> bool:
    """True once the server answers; False when it has ended instead. Line 8 of postmaster.pid is its state."""
    while process.poll() is None:
        with contextlib.suppress(OSError):
            lines = (data_dir / "postmaster.pid").read_text().splitlines()
            if len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready":
                return True
        if time.monotonic() > deadline:
            process.kill()
            process.wait()
            return False
        time.sleep(0.02)
    return False


def _socket_dir(place: Place) -> Path:
    """A folder for the socket that only its owner may enter, with a path short enough for the kernel."""
    folder = place.home / f"{place.data_dir.name}.run"
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) > SOCKET_PATH_BYTES_MAX:
        name = hashlib.sha256(os.fsencode(place.data_dir)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"ks3-{os.geteuid()}-{name}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        place.hand_over(folder)
    found = folder.lstat()
    wanted = os.geteuid() if place.owner is None else place.owner[0]
    # Anyone may make folders under /tmp: never use one that another user prepared for us.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != wanted or found.st_mode & 0o077:
        raise PostgresUnavailable(f"{folder} is not a private folder of {user_name(wanted)}. Please remove it.")
    return folder


def ensure_roles_and_database(
    cluster: Cluster, *, dbname: str, owner: str, owner_password: str, app: str, app_password: str
) -> None:
    """Makes the database with its two roles, or brings existing ones into line; safe to call at every start.

    The owner runs migrations and owns the database and its schema; the app role owns nothing and cannot step around
    row-level security.
    """
    with psycopg.connect(cluster.admin_dsn, autocommit=True) as connection:
        for role, password in ((owner, owner_password), (app, app_password)):
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
            connection.execute(
                sql.SQL(
                    "{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD {}"
                ).format(sql.SQL("ALTER" if known else "CREATE"), sql.Identifier(role), sql.Literal(password))
            )
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (dbname,)).fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(dbname), sql.Identifier(owner))
            )
        grants = sql.SQL(
            "ALTER DATABASE {db} OWNER TO {owner}; REVOKE ALL ON DATABASE {db} FROM PUBLIC; "
            "GRANT CONNECT, TEMPORARY ON DATABASE {db} TO {app}"
        )
        connection.execute(
            grants.format(db=sql.Identifier(dbname), owner=sql.Identifier(owner), app=sql.Identifier(app))
        )
    with psycopg.connect(cluster.admin_dsn, dbname=dbname, autocommit=True) as connection:
        grants = sql.SQL(
            "ALTER SCHEMA public OWNER TO {owner}; REVOKE CREATE ON SCHEMA public FROM PUBLIC; "
            "GRANT USAGE ON SCHEMA public TO {app}"
        )
        connection.execute(grants.format(owner=sql.Identifier(owner), app=sql.Identifier(app)))
