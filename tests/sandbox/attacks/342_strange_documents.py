# attack: documents with NaN, doubled keys, huge numbers, bytes that are no text, a mark of byte order
# category: result
# safe-outcome: test must fail; the reader is not harmed
# check: fail-test
# fn: double
# args: [21]
# want: 42
import os

forms = (b'{"v": NaN}', b'{"v": 1, "v": 42e0}', b'{"v": 1e999999}', b'{"v": ' + b"9" * 5000 + b"}", b'{"v": "\xff\xfe"}',
         b'\xef\xbb\xbf{"v": 43}', b'{"v": "\\ud800"}', b"\0" * 100, b'{"__proto__": 1, "v": -0}', b"// 42")
form = forms[os.getpid() % len(forms)]
for descriptor in range(3, 64):
    try:
        os.write(descriptor, form)
    except OSError:
        pass
os._exit(0)
