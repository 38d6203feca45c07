# attack: descriptors of epoll, eventfd, signalfd, timerfd and POSIX timers, which a run could hoard
# category: kernel
# safe-outcome: must be refused, or be few
# check: no-escape
import ctypes
import os

arm = os.uname().machine == "aarch64"
c = ctypes.CDLL(None, use_errno=True)
made = 0
for number, arguments in ((20 if arm else 291, (0,)), (19 if arm else 290, (0, 0)), (85 if arm else 283, (1, 0))):
    for _ in range(200):
        made += c.syscall(number, *arguments) >= 0
print("ESCAPED" if made > 64 else "few", made)
