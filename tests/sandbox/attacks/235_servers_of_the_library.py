# attack: servers, log handlers, browsers and windows of the library
# category: net
# safe-outcome: must fail: no module, or nothing it could reach
# check: no-escape
import sys

for name in ("socketserver", "xmlrpc.server", "http.server", "wsgiref.simple_server", "tkinter", "webbrowser", "curses",
             "logging.handlers", "imaplib", "poplib", "telnetlib", "nntplib", "smtpd", "urllib.request"):
    try:
        __import__(name)
        print("there:", name)
    except Exception as error:
        print("not there:", name, type(error).__name__)
try:
    sys.modules["socketserver"].TCPServer(("127.0.0.1", 0), None)
    print("ESCAPED")
except (KeyError, OSError, TypeError) as error:
    print("blocked", type(error).__name__)
