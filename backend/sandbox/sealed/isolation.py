"""Walls around the zygote: namespaces and an empty root (tier A), Landlock, no capabilities, no way to gain any."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import struct

from .filters import number_of

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any

NOBODY = 65534

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_NEW_USER = 0x10000000
_NEW_REST = 0x20000 | 0x2000000 | 0x4000000 | 0x8000000 | 0x20000000 | 0x40000000
"""Mounts, cgroups, host name, System V IPC, processes, network."""
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REMOUNT, _MS_REC, _MS_PRIVATE = 1, 2, 4, 8, 32, 0x4000, 0x40000
_MNT_DETACH = 2
_F_ADD_SEALS, _EVERY_SEAL = 1033, 0x1 | 0x2 | 0x4 | 0x8
_SIGKILL = int(signal.SIGKILL)
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
_LANDLOCK_VERSION = 1
_LAST_CAPABILITY = 64
_CAPABILITY_VERSION = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long
_prctl = _libc.prctl


def _check(failed: int, what: str) -> None:
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that made it ends."""
    _prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def give_memory_back() -> None:
    """Have the C library join what was freed and give it back, once: else each fork's first large request does."""
    with contextlib.suppress(AttributeError):  # another C library than glibc
        _libc.malloc_trim(0)


def seal_for_good(file: int) -> None:
    """Have the kernel refuse every change to a file in memory, by whatever way. Raises OSError."""
    _check(_libc.fcntl(file, _F_ADD_SEALS, _EVERY_SEAL), "sealing a file in memory")


def become_nobody() -> None:
    """Give up being root, where this process is and may; without the right to, it has no others either."""
    if os.getuid() == 0:
        with contextlib.suppress(PermissionError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            # Or /proc/self belongs to root, and no namespace of one's own can be set up.
            _libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)


def enter_namespaces() -> dict[str, Any]:
    """Move to namespaces of our own with an empty, read-only root; returns the layers. Raises OSError.

    The process that called stays behind as a keeper that only waits; what returns is process 1 of the new namespace.
    """
    user, group = os.getuid(), os.getgid()
    _check(_libc.unshare(_NEW_USER), "a user namespace")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{NOBODY} {user} 1"), ("gid_map", f"{NOBODY} {group} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as told:
            told.write(text)
    _check(_libc.unshare(_NEW_REST), "namespaces")
    inner = os.fork()
    if inner:
        os.closerange(0, 64)
        die_with_parent()
        os.waitpid(inner, 0)
        os._exit(0)
    die_with_parent()
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    _mount("none", "/tmp", "tmpfs", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, "size=4k,nr_inodes=4,mode=555")  # noqa: S108
    os.chdir("/tmp")  # noqa: S108
    _check(_libc.syscall(number_of("pivot_root"), b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", _MNT_DETACH), "taking the old root away")
    os.chdir("/")
    _mount(None, "/", None, _MS_REMOUNT | _MS_RDONLY | _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    _libc.sethostname(b"pupil", 5)
    return {"namespaces": "user mount pid net ipc uts cgroup", "empty_root": not os.listdir("/")}


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    encoded = [text and text.encode() for text in (source, target, kind, data)]
    _check(_libc.mount(*encoded[:3], ctypes.c_ulong(flags), encoded[3]), f"mounting {target}")


def restrict_by_landlock() -> int:
    """Forbid every file and socket by Landlock; returns the version that the kernel has, 0 for none."""
    version = _libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), _LANDLOCK_VERSION)
    if version < 1:
        return 0
    rights = {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)
    wanted = struct.pack("=Q", (1 << rights) - 1)
    if version >= 4:  # TCP
        wanted += struct.pack("=Q", 3)
    if version >= 6:  # abstract sockets and signals to others
        wanted += struct.pack("=Q", 3)
    ruleset = _libc.syscall(_LANDLOCK_CREATE, wanted, ctypes.c_size_t(len(wanted)), 0)
    if ruleset < 0:
        return 0
    try:
        _check(_libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0), "Landlock")
    finally:
        os.close(ruleset)
    return int(version)


def forbid_new_privileges() -> None:
    """Drop every capability for good. Raises OSError when a set-user-id program could still give some back."""
    for capability in range(_LAST_CAPABILITY):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    _libc.capset(struct.pack("=II", _CAPABILITY_VERSION, 0), bytes(24))
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
