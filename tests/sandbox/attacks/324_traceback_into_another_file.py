# attack: code compiled under the name of a host's file, so that the traceback shows its lines
# category: output
# safe-outcome: nothing of that file is shown
# check: no-escape,st!=0,err!~root:,err!~caged
exec(compile("\n1 / 0", "SCRATCH/canary.txt", "exec"), {"__loader__": None, "__name__": "x"})
