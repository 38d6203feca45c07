# attack: pass a descriptor to itself over a pair of sockets; take one from a socket that is already open
# category: net
# safe-outcome: no socket is made, none is found
# check: no-escape
import array
import socket

try:
    left, right = socket.socketpair()
    left.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))])
    print("ESCAPED", right.recvmsg(1, 64))
except OSError as error:
    print("blocked", error.errno)
for descriptor in range(3, 64):
    try:
        spoken = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=descriptor)
        print("ESCAPED", spoken.recv(1, socket.MSG_DONTWAIT | socket.MSG_PEEK))
    except (OSError, ValueError):
        pass
