# program: quotation marks, escapes and text of many lines
# out: 'She said "hi"\nIt\'s "fine"\ntab\there\nnew line\\n\ntwo\nlines\nC:\\new; ab\n'
print("She said \"hi\"")
print('It\'s "fine"')
print("tab\there\nnew line\\n")
print("""two
lines""")
print(r"C:\new", "a" "b", sep="; ")
