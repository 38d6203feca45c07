# attack: read a file with modules that open it for one: linecache, tokenize, fileinput, configparser, inspect
# category: fs
# safe-outcome: nothing is read
# check: no-escape
path = "SCRATCH/canary.txt"


def ways():
    import linecache
    yield linecache.getlines(path)
    import tokenize
    yield tokenize.open(path).read()
    import traceback
    yield traceback.FrameSummary(path, 1, "x").line
    import fileinput
    yield list(fileinput.input(path))


for number in range(1, 5):
    try:
        for at, got in enumerate(ways(), 1):
            if got:
                print("ESCAPED", at, got)
        break
    except (OSError, ImportError) as error:
        print("blocked", type(error).__name__)
for module, call in (("configparser", "ConfigParser().read"), ("csv", "reader"), ("netrc", "netrc"),
                     ("mailbox", "mbox"), ("dbm", "open"), ("shelve", "open"), ("sqlite3", "connect"), ("pdb", "Pdb")):
    try:
        found = __import__(module)
        print(module, "is there")
        if module == "configparser" and found.ConfigParser().read("/etc/adduser.conf"):
            print("ESCAPED")
        if module in ("dbm", "sqlite3"):
            getattr(found, call)("SCRATCH/db-213", *(["c"] if module == "dbm" else [])).close()
            print("ESCAPED made a file")
    except Exception as error:
        print("blocked", module, type(error).__name__)
