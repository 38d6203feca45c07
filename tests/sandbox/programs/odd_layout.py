# program: semicolons, tabs, long lines and comments after code
# out: 'tabs\n12 done\n'
x = 5; y = 6   # two on a line
if x < y:
	print("tabs")   # indented by a tab
total = (x +
         y +
         1)
print(total, \
      "done")
# the end
