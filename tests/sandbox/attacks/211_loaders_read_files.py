# attack: read files through Python's own loaders instead of open()
# category: fs
# safe-outcome: must fail
# check: no-escape
import importlib.machinery as machinery
import importlib.util
import io
import _io

path = "SCRATCH/canary.txt"
for way in (lambda: machinery.SourceFileLoader("x", path).get_data(path), lambda: io.open_code(path).read(),
            lambda: _io.open(path).read(), lambda: io.FileIO(path).read(), lambda: _io.FileIO(path, "r+").read(),
            lambda: machinery.FileFinder("SCRATCH", (machinery.SourceFileLoader, [".txt"])).find_spec("canary"),
            lambda: machinery.SourcelessFileLoader("x", path).get_data(path), lambda: _io.open_code(path).read(),
            lambda: importlib.util.spec_from_file_location("x", path).loader.get_data(path)):
    try:
        if way():
            print("ESCAPED", way)
    except (OSError, ImportError, AttributeError) as error:
        print("blocked", type(error).__name__)
