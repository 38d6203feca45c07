# attack: prctl: become dumpable, outlive the parent, adopt orphans, let anybody trace
# category: proc
# safe-outcome: must be refused
# check: no-escape
import ctypes

c = ctypes.CDLL(None, use_errno=True)
for what, option, value in (("dumpable", 4, 1), ("no signal when the parent dies", 1, 0), ("subreaper", 36, 1),
                            ("ptracer", 0x59616D61, -1), ("keep capabilities", 8, 1), ("securebits", 28, 0),
                            ("timing", 14, 0), ("speculation", 53, 0), ("THP", 41, 1), ("name", 15, b"init")):
    done = c.prctl(option, value, 0, 0, 0) == 0
    print("ESCAPED" if done and what not in ("name", "timing", "THP") else "blocked", what, ctypes.get_errno())
