# attack: every family of sockets that the kernel might have: vsock, alg, can, tipc, bluetooth, unix, xdp
# category: net
# safe-outcome: none can be made
# check: no-escape
import socket

for family in range(1, 48):
    for kind in (1, 2, 3, 5):
        try:
            socket.socket(family, kind, 0)
            print("ESCAPED", family, kind)
        except OSError:
            pass
print("tried all")
