# attack: stop, quit and abort itself by signals
# category: res
# safe-outcome: only this process ends; none is left stopped
# check: no-escape,st!=0
import ctypes
import os
import signal

for number in (signal.SIGTSTP, signal.SIGSTOP, signal.SIGQUIT, signal.SIGXCPU, signal.SIGKILL):
    try:
        os.kill(os.getpid(), number)
    except OSError:
        pass
    try:
        signal.raise_signal(number)
    except (OSError, AttributeError):
        pass
ctypes.CDLL(None).abort()
