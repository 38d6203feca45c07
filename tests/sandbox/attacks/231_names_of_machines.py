# attack: look machines up by name: getaddrinfo, gethostbyname, getservbyname, users and groups
# category: net
# safe-outcome: must fail
# check: no-escape
import socket

for way in (lambda: socket.gethostbyname("localhost"), lambda: socket.getaddrinfo("localhost", 80),
            lambda: socket.gethostbyaddr("127.0.0.1"), lambda: socket.getnameinfo(("127.0.0.1", 80), 8),
            lambda: socket.getservbyname("http"), lambda: __import__("pwd").getpwuid(0),
            lambda: __import__("grp").getgrgid(0), lambda: __import__("spwd").getspall()):
    try:
        if found := way():
            print("ESCAPED", found)
    except (OSError, ImportError, KeyError) as error:
        print("blocked", type(error).__name__)
