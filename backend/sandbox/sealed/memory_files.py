"""The files of a task: there is no disk, and ``open`` knows only what the task gave and what the program wrote."""

from __future__ import annotations

import builtins
import errno
import io
import os

TYPE_CHECKING = False  # library.py says why typing isn't imported
if TYPE_CHECKING:
    from typing import Any

FILES_MAX = 32
FILE_MAX_BYTES = 1 << 20
_NAME_MAX_CHARS = 100

_files: dict[str, bytes] = {}
_really_open = io.open


class _File(io.BytesIO):
    """One open file; what it holds is kept when it is flushed or closed."""

    def __init__(self, name: str, mode: str) -> None:
        self._name = name
        self._writes = any(letter in mode for letter in "wax+")
        super().__init__(_files.get(name, b"") if "r" in mode or "a" in mode else b"")
        if "a" in mode:
            self.seek(0, io.SEEK_END)
        if "r" not in mode:
            self.flush()

    @property
    def name(self) -> str:
        return self._name

    def write(self, data: Any) -> int:
        if not self._writes:
            raise io.UnsupportedOperation("not writable")
        if self.tell() + len(data) > FILE_MAX_BYTES:
            raise OSError(errno.ENOSPC, "No space left on device", self._name)
        return super().write(data)

    def flush(self) -> None:
        if not self.closed and self._writes:
            _files[self._name] = self.getvalue()

    def close(self) -> None:
        self.flush()
        super().close()


def _name_of(file: Any) -> str:
    name = os.fspath(file)
    name = os.fsdecode(name)
    if any(letter in name for letter in "/\\\0") or not 0 < len(name) <= _NAME_MAX_CHARS:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", name)
    return name


def open_in_memory(  # noqa: PLR0913, PLR0917 - as io.open has it
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Any = None,
) -> Any:
    """Open a file of the task as ``open`` does; a number is a descriptor that the program was given."""
    if isinstance(file, int):
        return _really_open(file, mode, buffering, encoding, errors, newline, closefd)
    if set(mode) - set("rwaxbt+") or sum(letter in mode for letter in "rwax") != 1:
        raise ValueError(f"invalid mode: '{mode}'")
    name = _name_of(file)
    if "r" in mode and name not in _files:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", name)
    if "x" in mode and name in _files:
        raise FileExistsError(errno.EEXIST, "File exists", name)
    if name not in _files and len(_files) >= FILES_MAX:
        raise OSError(errno.ENOSPC, "No space left on device", name)
    opened = _File(name, mode)
    return opened if "b" in mode else io.TextIOWrapper(opened, encoding or "utf-8", errors, newline)


def _exists(path: Any) -> bool:
    try:
        return _name_of(path) in _files
    except (OSError, TypeError):
        return False


def _remove(path: Any, *, dir_fd: int | None = None) -> None:
    name = _name_of(path)
    if name not in _files:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", name)
    del _files[name]


def _list(path: Any = ".") -> list[str]:
    return sorted(_files)


def put_in_place() -> None:
    """Put the task's files where the disk's were."""
    builtins.open = io.open = open_in_memory
    os.path.exists = os.path.isfile = _exists
    os.remove = os.unlink = _remove
    os.listdir = _list  # type: ignore[assignment]


def give(files: dict[str, str]) -> None:
    """Add the files of one run."""
    _files.update((name, text.encode()) for name, text in files.items())
