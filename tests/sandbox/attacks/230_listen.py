# attack: open a port, so that another machine may come in
# category: net
# safe-outcome: must fail
# check: no-escape
import socket

for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    try:
        server = socket.socket(family)
        server.bind("\0pupil-230" if family == socket.AF_UNIX else ("", 0))
        server.listen()
        print("ESCAPED listening", server.getsockname())
    except OSError as error:
        print("blocked", error.errno)
