# attack: read the process's own files below /proc
# category: fs
# safe-outcome: must fail for every one: there is no /proc to be read
# check: no-escape
for name in ("environ", "cmdline", "maps", "mem", "auxv", "mounts", "status", "fd/0", "root/etc/passwd"):
    for who in ("self", "thread-self", "1"):
        try:
            with open(f"/proc/{who}/{name}", "rb") as file:
                print("ESCAPED", who, name, file.read(8))
        except OSError as error:
            print("blocked", type(error).__name__)
