# attack: packet and raw sockets, to hear the network or forge an address
# category: net
# safe-outcome: must fail
# check: no-escape
import socket

for family, kind, protocol in ((17, socket.SOCK_RAW, 0x0300), (17, socket.SOCK_DGRAM, 0x0300),
                               (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP),
                               (socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP),
                               (socket.AF_INET6, socket.SOCK_RAW, 58), (socket.AF_INET, socket.SOCK_RAW, 255)):
    try:
        socket.socket(family, kind, protocol)
        print("ESCAPED", family, kind)
    except OSError as error:
        print("blocked", error.errno)
