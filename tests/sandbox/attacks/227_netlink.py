# attack: ask the kernel for the machine's addresses and routes by netlink
# category: net
# safe-outcome: must fail
# check: no-escape
import socket

for family in range(0, 23):
    try:
        socket.socket(16, socket.SOCK_RAW, family)
        print("ESCAPED netlink", family)
    except OSError as error:
        print("blocked", error.errno)
print("ESCAPED" if hasattr(socket, "if_nameindex") and socket.if_nameindex() else "none")
