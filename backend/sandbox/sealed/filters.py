"""What the kernel still does for a pupil's program: two seccomp filters, built through libseccomp.

libseccomp knows the numbers of every architecture; this is a thin face of it. A filter is built once, taken out as
BPF, and put in place by ``prctl``: a child needs 0.1 ms for that.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterable

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2

_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_MASKED_EQUAL, _EQUAL = 7, 4
_ATTR_BAD_ARCH, _ATTR_OPTIMISE = 2, 8
_UNKNOWN = -1
_PROT_EXEC = 4
_FORK_FLAGS = 0x01200011
"""CLONE_CHILD_SETTID, CLONE_CHILD_CLEARTID and SIGCHLD: a plain fork, no thread and no namespace."""

_EVERYBODY = """
    read write close fstat poll ppoll lseek munmap brk mremap madvise rt_sigaction rt_sigprocmask rt_sigreturn
    sigaltstack pread64 readv writev select pselect6 sched_yield dup dup2 dup3 nanosleep clock_nanosleep
    clock_gettime clock_getres gettimeofday time times getpid getppid gettid getuid geteuid getgid getegid
    uname getrusage sysinfo getcwd getrlimit sched_getaffinity restart_syscall futex set_robust_list rseq
    getrandom membarrier exit exit_group
""".split()
_ZYGOTE_ONLY = """
    wait4 kill sendto recvfrom recvmsg sendmsg setpriority getpriority sched_setscheduler setpgid pidfd_open
    close_range setrlimit landlock_create_ruleset landlock_restrict_self
""".split()
_NO_SUCH_FILE = """
    open stat lstat access openat openat2 newfstatat readlink readlinkat faccessat faccessat2 statx chdir
    unlink unlinkat rmdir rename renameat renameat2 statfs execve execveat mkdir mkdirat link linkat symlink
    symlinkat
""".split()
_HOSTILE = """
    ptrace mount umount2 pivot_root chroot unshare setns bpf keyctl add_key request_key perf_event_open
    userfaultfd io_uring_setup io_uring_enter io_uring_register process_vm_readv process_vm_writev kexec_load
    init_module finit_module delete_module reboot open_by_handle_at name_to_handle_at fsopen fsmount
    move_mount open_tree mount_setattr personality seccomp pidfd_getfd pidfd_send_signal kcmp iopl ioperm
    modify_ldt memfd_secret swapon swapoff acct quotactl sethostname setdomainname settimeofday clock_settime
    syslog vhangup
""".split()


class NoSeccomp(Exception):
    """This machine has no seccomp, or no libseccomp: nobody's program may be run."""


class _Argument(ctypes.Structure):
    _fields_ = (("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError as exc:
        raise NoSeccomp("libseccomp isn't installed (package libseccomp2)") from exc
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = (ctypes.c_uint32,)
    library.seccomp_rule_add_array.argtypes = (
        ctypes.c_void_p,
        ctypes.c_uint32,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.POINTER(_Argument),
    )
    library.seccomp_attr_set.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32)
    library.seccomp_export_bpf.argtypes = (ctypes.c_void_p, ctypes.c_int)
    library.seccomp_release.argtypes = (ctypes.c_void_p,)
    library.seccomp_release.restype = None
    return library


def _refuse(number: int) -> int:
    return 0x00050000 | number


class Filter:
    """A filter ready to be put in place, once or in many processes."""

    def __init__(self, code: bytes) -> None:
        self._code = ctypes.create_string_buffer(code, len(code))
        self._program = _Program(len(code) // 8, ctypes.addressof(self._code))
        self._prctl = ctypes.CDLL(None, use_errno=True).prctl

    def put_in_place(self) -> None:
        """Filter this process and what it forks, for good. Raises NoSeccomp."""
        if self._prctl(PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(self._program), 0, 0):
            raise NoSeccomp(f"the kernel refused a filter: {os.strerror(ctypes.get_errno())}")


class _Building:
    """A filter being built."""

    def __init__(self, otherwise: int) -> None:
        self._library = _library()
        self._context = self._library.seccomp_init(otherwise)
        if not self._context:
            raise NoSeccomp("libseccomp could not begin a filter")
        self._library.seccomp_attr_set(self._context, _ATTR_BAD_ARCH, _KILL)
        self._library.seccomp_attr_set(self._context, _ATTR_OPTIMISE, 2)

    def add(self, action: int, names: Iterable[str], *conditions: tuple[int, int, int, int]) -> None:
        """Add a rule for each call that this architecture has. A condition is (argument, comparison, a, b)."""
        arguments = (_Argument * len(conditions))(*(_Argument(*condition) for condition in conditions))
        for name in names:
            number = self._library.seccomp_syscall_resolve_name(name.encode())
            if number != _UNKNOWN:
                failed = self._library.seccomp_rule_add_array(self._context, action, number, len(conditions), arguments)
                # A call that only other architectures have can't be made here.
                if failed and number >= 0:
                    raise NoSeccomp(f"libseccomp refused the rule for {name}: {os.strerror(-failed)}")

    def finish(self) -> Filter:
        """Return the filter."""
        place = os.memfd_create("filter")
        try:
            if failed := self._library.seccomp_export_bpf(self._context, place):
                raise NoSeccomp(f"libseccomp could not write a filter: {os.strerror(-failed)}")
            return Filter(os.pread(place, os.fstat(place).st_size, 0))
        finally:
            os.close(place)
            self._library.seccomp_release(self._context)


def for_zygote() -> Filter:
    """Return the filter of the zygote, which every child inherits. Raises NoSeccomp.

    Unknown calls are EPERM, those that name a path ENOENT (``open("x")`` is an ordinary FileNotFoundError), and what
    only an attack asks for ends the process.
    """
    building = _Building(_refuse(errno.EPERM))
    building.add(_ALLOW, _EVERYBODY + _ZYGOTE_ONLY)
    building.add(_ALLOW, ["clone"], (0, _MASKED_EQUAL, ~_FORK_FLAGS & 0xFFFFFFFFFFFFFFFF, 0))
    building.add(_ALLOW, ["prctl"], (0, _EQUAL, PR_SET_SECCOMP, 0))
    building.add(_ALLOW, ["prctl"], (0, _EQUAL, PR_SET_PDEATHSIG, 0))
    building.add(_ALLOW, ["prlimit64"], (0, _EQUAL, 0, 0))
    for wanted in (1, 2, 3, 1030):  # F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC
        building.add(_ALLOW, ["fcntl"], (1, _EQUAL, wanted, 0))
    building.add(_ALLOW, ["mmap", "mprotect"], (2, _MASKED_EQUAL, _PROT_EXEC, 0))
    building.add(_refuse(errno.EACCES), ["mmap", "mprotect"], (2, _MASKED_EQUAL, _PROT_EXEC, _PROT_EXEC))
    building.add(_refuse(errno.ENOTTY), ["ioctl"])
    building.add(_refuse(errno.ENOSYS), ["clone3"])  # its flags can't be looked at; glibc falls back to clone
    building.add(_refuse(errno.ENOENT), _NO_SUCH_FILE)
    building.add(_KILL, _HOSTILE)
    return building.finish()


def for_child() -> Filter:
    """Return the filter that a child adds: it takes away what only the zygote needs. Raises NoSeccomp."""
    building = _Building(_ALLOW)
    building.add(_refuse(errno.EPERM), [*_ZYGOTE_ONLY, "clone", "prlimit64"])
    building.add(_refuse(errno.EPERM), ["prctl"], (0, _EQUAL, PR_SET_PDEATHSIG, 0))
    building.add(_KILL, ["prctl"], (0, _EQUAL, PR_SET_SECCOMP, 0))
    return building.finish()


def number_of(name: str) -> int:
    """Return the number of a system call on this machine. Raises NoSeccomp."""
    return int(_library().seccomp_syscall_resolve_name(name.encode()))
