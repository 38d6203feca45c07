# -*- coding: utf-7 -*-
# attack: a line that names an encoding in which the same bytes are another program
# category: output
# safe-outcome: read as the text that it is
# check: no-escape
print("seen") # +AAo-print("ESC"+-"APED")
