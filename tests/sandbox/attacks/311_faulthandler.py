# attack: faulthandler's crashes and timers, which write past Python's own streams
# category: res
# safe-outcome: only this process crashes; no path of the host is shown
# check: no-escape,err!~/usr,err!~/home,err!~/sealed,err!~site-packages
try:
    import faulthandler
    faulthandler.enable()
    faulthandler.dump_traceback_later(0.05, repeat=True)
    faulthandler._sigsegv()
except (ImportError, OSError, RuntimeError, AttributeError, MemoryError) as error:
    print("blocked", type(error).__name__)
