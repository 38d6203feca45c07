"""What a program may import. There is no disk: a few modules are loaded, the rest is code that lies in memory.

A fork copies the tables of all memory that the zygote has written, for every run; code that lies in a file in memory
costs a run nothing, and a program that imports a module a millisecond or two.
"""

from __future__ import annotations

import importlib
import marshal
import mmap
import os
import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec, SourceFileLoader

from . import isolation

TYPE_CHECKING = False  # typing's own costs each fork half a megabyte
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any, NoReturn

LOADED = ("math", "random", "time")
"""What so many programs import that everybody has it."""

MODULES = """
    abc array ast base64 bisect calendar cmath collections collections.abc colorsys contextlib copy csv
    dataclasses datetime _strptime decimal difflib enum fractions functools hashlib heapq io itertools json
    keyword locale math numbers operator os pprint queue random re secrets statistics string struct textwrap
    threading time timeit traceback linecache types typing unicodedata uuid inspect tokenize platform tempfile
    pathlib zlib copyreg warnings weakref encodings.idna encodings.ascii
    encodings.latin_1 encodings.utf_16 encodings.cp1252 graphlib html html.entities getpass shutil glob
    fnmatch signal select sys errno gettext code codeop opcode
""".split()
"""What a program may import of the standard library."""

OURS = tuple(f"{__package__}.{name}" for name in ("steps", "inspect_source", "mutants", "turtle_recorder"))
ALIASES = {"turtle": f"{__package__}.turtle_recorder"}
_LEFT_OUT = ("_hashlib", "_uuid", "_queue", "_statistics", "_opcode", "_bz2", "_lzma", "termios")
"""Extensions that the standard library does without where they are missing: each costs every fork its own share."""
_SAID_MAX_BYTES = 500


class Library:
    """Finds the modules on its shelf, for ``sys.meta_path``."""

    def __init__(self, shelf: mmap.mmap, index: dict[str, tuple[bool, int, int]]) -> None:
        self._shelf = shelf
        self._index = index

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """What ``import`` asks of a finder: who loads the module of that name, None for one that isn't here."""
        if name not in self._index:
            return None
        return ModuleSpec(name, self, is_package=self._index[name][0])  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """What ``import`` asks of a loader: None for an ordinary module; a name of our own stands for another one."""
        return importlib.import_module(ALIASES[spec.name]) if spec.name in ALIASES else None

    def exec_module(self, module: ModuleType) -> None:
        """What ``import`` asks of a loader: run the module's code."""
        spec = module.__spec__
        if spec is None or spec.name in ALIASES:
            return
        _, start, end = self._index[spec.name]
        exec(marshal.loads(self._shelf[start:end]), module.__dict__)  # noqa: S302 - we wrote it


def fill() -> None:
    """Load what is to be loaded and put the rest on the shelf, while there still is a disk."""
    sys.modules.update(dict.fromkeys(_LEFT_OUT))  # type: ignore[arg-type]  # None: there is no such module
    for name in LOADED:
        importlib.import_module(name)
    pages = _written_by_a_scout()
    start = int.from_bytes(pages[-8:], "little")
    contents: dict[str, Any] = marshal.loads(pages[start:-8])  # noqa: S302 - we wrote it
    for name in contents["extensions"]:
        importlib.import_module(name)
    sys.meta_path.insert(0, Library(pages, contents["index"]))


def _written_by_a_scout() -> mmap.mmap:
    """Have the shelf written by a process that imports everything. Raises OSError, with what could not be read.

    What a program finds here, other pupils' programs run: it is sealed before any program is there, and mapped so that
    one that makes its pages writable, by the C library, writes to a copy of its own.
    """
    shelf = os.memfd_create("library", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        scout = os.fork()
        if not scout:
            _end_as_scout(shelf)
        failed = os.waitpid(scout, 0)[1]
        isolation.seal_for_good(shelf)
        length = os.fstat(shelf).st_size
        if failed:
            said = os.pread(shelf, length, 0).decode() if os.WIFEXITED(failed) else "it was ended"
            raise OSError(f"the library of modules could not be read: {said}")
        return mmap.mmap(shelf, length, mmap.MAP_PRIVATE, mmap.PROT_READ)
    finally:
        os.close(shelf)


def _end_as_scout(shelf: int) -> NoReturn:
    """Write the shelf, or in its place what went wrong, and end this process."""
    failed = 1
    try:
        _write(shelf)
        failed = 0
    except BaseException as exc:
        os.ftruncate(shelf, 0)
        os.pwrite(shelf, str(exc).encode("ascii", "backslashreplace")[:_SAID_MAX_BYTES], 0)
    finally:
        os._exit(failed)


def _write(shelf: int) -> None:
    """In a process of its own: import everything, and write down the code of what came.

    The code of each module comes first, then ``{"index": {name: (is a package, start, end)}, "extensions": [name]}``,
    then the place of that in 8 bytes. Extensions can't be loaded without a disk, so the zygote has to load them itself.
    Raises OSError: which module could not be read, and why.
    """
    before = set(sys.modules)
    index: dict[str, tuple[bool, int, int]] = dict.fromkeys(ALIASES, (False, 0, 0))
    extensions = []
    place = 0
    try:
        for name in (*MODULES, *OURS):
            importlib.import_module(name)
        for name, module in list(sys.modules.items()):
            loader = getattr(module, "__loader__", None)
            if name in before:
                continue
            if isinstance(loader, ExtensionFileLoader):
                extensions.append(name)
            elif isinstance(loader, SourceFileLoader):
                code = marshal.dumps(loader.get_code(name))
                os.write(shelf, code)
                index[name] = (hasattr(module, "__path__"), place, place + len(code))
                place += len(code)
    except BaseException as exc:
        raise OSError(f"{name}: {exc!r}") from exc
    os.write(shelf, marshal.dumps({"index": index, "extensions": extensions}) + place.to_bytes(8, "little"))
