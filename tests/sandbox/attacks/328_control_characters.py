# attack: colours, cursor movements, bells, titles and backspaces for a terminal
# category: output
# safe-outcome: passed on as data, no crash
# check: no-escape,st==0
print("\x1b[2J\x1b[1;1H\x1b]0;title\x07\x1b[31mred\x1b[0m\a\b\b\v\f\r\x7f\x9b2J\x00\x01\x02")
