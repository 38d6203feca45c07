# attack: change traceback and linecache, so that the report of an error leaves without one
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
import linecache
import os
import sys
import traceback

leave = os._exit
for name in dir(traceback):
    if not name.startswith("__"):
        setattr(traceback, name, lambda *rest, **words: leave(0))
linecache.getline = linecache.getlines = linecache.checkcache = linecache.updatecache = lambda *rest: leave(0)
sys.excepthook = lambda *rest: leave(0)


def double(n):
    raise ValueError
