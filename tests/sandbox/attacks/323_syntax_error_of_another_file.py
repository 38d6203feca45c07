# attack: a SyntaxError that names a file of the host, so that the report shows a line of it
# category: output
# safe-outcome: nothing of that file is shown
# check: no-escape,st!=0,err!~root:,err!~caged
error = SyntaxError("look", ("SCRATCH/canary.txt", 1, 1, None, 1, 9))
error.print_file_and_line = True
raise error
