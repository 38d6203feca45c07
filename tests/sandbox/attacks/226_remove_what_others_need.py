# attack: take descriptors, the working folder and the umask away from those who come after
# category: fs
# safe-outcome: only this process is touched: the next program runs as ever
# check: no-escape
import os

for way in (lambda: os.umask(0o777), lambda: os.chdir("/"), lambda: os.chroot("."), lambda: os.closerange(5, 4096),
            lambda: os.set_blocking(1, False), lambda: os.set_inheritable(0, True)):
    try:
        way()
    except OSError as error:
        print("blocked", error.errno)
try:
    os.ftruncate(0, 0)
    print("ESCAPED shortened what it reads")
except OSError as error:
    print("blocked", error.errno)
