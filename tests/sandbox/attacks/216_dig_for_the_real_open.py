# attack: find the real open() behind the one that pupils get: closures, globals, gc, subclasses
# category: fs
# safe-outcome: whichever is found, it opens nothing
# check: no-escape
import builtins
import gc
import io
import sys
import types

found = [builtins.open, io.open]
for thing in gc.get_objects():
    try:
        if isinstance(thing, dict):
            found += [value for key, value in list(thing.items()) if key in ("open", "_open", "real_open", "FileIO")]
        elif isinstance(thing, types.FunctionType) and thing.__closure__:
            found += [cell.cell_contents for cell in thing.__closure__ if callable(cell.cell_contents)]
    except Exception:
        pass
found += [kind for kind in io.IOBase.__subclasses__() + io.RawIOBase.__subclasses__()]
found += [getattr(module, "open", None) for module in list(sys.modules.values())]
tried = 0
for way in {id(one): one for one in found if one is not None}.values():
    if isinstance(way, type) and "IO" not in way.__name__ or "open" not in getattr(way, "__name__", "IO") + "IO":
        continue
    if "open" not in repr(way).lower() and "fileio" not in repr(way).lower():
        continue
    try:
        file = way("SCRATCH/canary.txt")
        if "caged" in str(file.read()):
            print("ESCAPED", way)
    except BaseException:
        tried += 1
print("tried some" if tried else "found none")
