"""Follows programs line by line under Python itself, in a process of its own; nothing of the product's is used.

Reads ``[{"source", "stdin", "seed"}]`` from stdin. Writes for each ``{"steps": [[frame, line, values before, values
afterwards or null]], "end": values, "whole": bool}``, or null for a program that doesn't run here.
"""

import contextlib
import io
import json
import random
import sys

STEPS_MAX = 2_000
PLAIN = (bool, int, float, str, list, tuple, set, dict, type(None))


class Enough(Exception):
    pass


def plain(variables):
    return {name: repr(value) for name, value in list(variables.items()) if type(value) in PLAIN and name[:1] != "_"}


def follow(source, stdin, seed):
    steps, last = [], {}

    def leave(frame, variables):
        if frame in last:
            steps[last.pop(frame)][3] = plain(variables)

    def trace(frame, event, argument):
        if frame.f_code.co_filename != "their.py":
            return None
        if event in ("line", "return"):
            leave(frame, frame.f_locals)
        if event == "line":
            if len(steps) >= STEPS_MAX:
                raise Enough
            last[frame] = len(steps)
            steps.append([id(frame), frame.f_lineno, plain(frame.f_locals), None])
            kept.append(frame)
        return trace

    kept = []
    space = {"__name__": "__main__"}
    random.seed(seed)
    really, sys.stdin = sys.stdin, io.StringIO(stdin)
    whole = True
    try:
        code = compile(source, "their.py", "exec", dont_inherit=True)
        with contextlib.redirect_stdout(io.StringIO()):
            sys.settrace(trace)
            try:
                exec(code, space)
            finally:
                sys.settrace(None)
    except Enough:
        whole = False
    except BaseException:
        return None
    finally:
        sys.stdin = really
    return {"steps": steps, "end": plain(space), "whole": whole}


if __name__ == "__main__":
    json.dump([follow(**program) for program in json.load(sys.stdin)], sys.stdout)
