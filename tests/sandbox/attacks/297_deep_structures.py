# attack: structures so deep that C's own walks over them recurse: repr, compare, copy, json, pickle, hash, del
# category: res
# safe-outcome: only this process crashes, if any does
# check: no-escape
import copy
import json
import sys

sys.setrecursionlimit(10**6)
deep, flat = [], ()
for _ in range(200_000):
    deep, flat = [deep], (flat,)
for way in (repr, copy.deepcopy, json.dumps, hash, lambda thing: thing == copy.copy(thing), str):
    for thing in (deep, flat):
        try:
            way(thing)
        except (RecursionError, TypeError, MemoryError, ValueError) as error:
            print(type(error).__name__)
