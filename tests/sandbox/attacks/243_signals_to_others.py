# attack: signal the parent, its group, every group nearby; by kill, killpg, tgkill and sigqueue
# category: proc
# safe-outcome: must fail for all but oneself
# check: no-escape
import ctypes
import os
import signal

mine = os.getpid()
harmless = (0, signal.SIGWINCH, signal.SIGCONT)
for number in harmless:
    for target in (os.getppid(), 1, mine - 1, mine - 2, mine + 1):
        for way in (os.kill, os.killpg):
            try:
                way(target, number)
                print("ESCAPED", target, number)
            except OSError:
                pass
c = ctypes.CDLL(None, use_errno=True)
tgkill = {"x86_64": 234, "aarch64": 131}[os.uname().machine]
print("ESCAPED" if c.syscall(tgkill, os.getppid(), os.getppid(), 0) == 0 else "blocked")
print("ESCAPED" if c.sigqueue(os.getppid(), 0, 0) == 0 else "blocked")
