# attack: send datagrams: IPv6, broadcast, multicast, with TCP's fast open
# category: net
# safe-outcome: must fail
# check: no-escape
import socket

for family, address in ((socket.AF_INET6, ("::1", 9)), (socket.AF_INET, ("127.0.0.1", 9)),
                        (socket.AF_INET, ("127.255.255.255", 9)), (socket.AF_UNIX, "\0nobody-there")):
    for flags in (0, 0x20000000):
        try:
            socket.socket(family, socket.SOCK_DGRAM).sendto(b"x", flags, address)
            print("ESCAPED", family)
        except OSError as error:
            print("blocked", error.errno)
