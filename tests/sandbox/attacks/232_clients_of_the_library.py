# attack: fetch or send with the library's own clients
# category: net
# safe-outcome: must fail: no module, or no socket
# check: no-escape
port = 45871


def ways():
    import http.client
    yield lambda: http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
    import ftplib
    yield lambda: ftplib.FTP().connect("127.0.0.1", port, timeout=0.2)
    import smtplib
    yield lambda: smtplib.SMTP("127.0.0.1", port, timeout=0.2)


try:
    import ssl
    ssl.create_default_context().wrap_socket(__import__("socket").create_connection(("127.0.0.1", port), 0.2))
    print("ESCAPED")
except Exception as error:
    print("blocked", type(error).__name__)
try:
    for way in ways():
        try:
            way()
            print("ESCAPED")
        except OSError as error:
            print("blocked", type(error).__name__)
except Exception as error:
    print("blocked", type(error).__name__)
