# attack: import from the host by sys.path, zipimport, archives and .pth folders
# category: fs
# safe-outcome: nothing is found or read
# check: no-escape
import sys

sys.path[:0] = ["/usr/lib/python3", "/usr/lib/python3/dist-packages", "SCRATCH", "/usr/lib/python3.11", "."]
sys.path_importer_cache.clear()
sys.path_hooks.clear()
for name in ("canary", "this", "sitecustomize", "lib2to3", "idlelib", "ensurepip", "pip"):
    try:
        __import__(name)
        print("ESCAPED" if name in ("canary", "sitecustomize", "pip") else "known", name)
    except ImportError:
        print("no", name)
for name in ("zipimport", "zipfile", "tarfile", "site"):
    try:
        module = __import__(name)
        reader = {"zipimport": "zipimporter", "zipfile": "ZipFile", "tarfile": "open", "site": "addsitedir"}[name]
        getattr(module, reader)("SCRATCH/canary.txt")
    except Exception as error:
        print("no", name, type(error).__name__)
