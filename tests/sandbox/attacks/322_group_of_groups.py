# attack: groups of exceptions nested deeply
# category: output
# safe-outcome: an ordinary report of an error, in time
# check: no-escape,out<=65536,st!=0
group = ExceptionGroup("inner", [ValueError(1)])
for _ in range(900):
    group = ExceptionGroup("outer", [group, ValueError("beside")])
raise group
