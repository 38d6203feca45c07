# attack: a small text that unpacks to hundreds of megabytes, by zlib, bz2, lzma and in layers
# category: res
# safe-outcome: a MemoryError, or no such module
# check: no-escape
for name in ("zlib", "bz2", "lzma"):
    try:
        module = __import__(name)
        piece = module.compress(b"x" * (1 << 20))
        made = module.compressobj() if name == "zlib" else None
        packed = b"".join(made.compress(bytes(1 << 20)) for _ in range(256)) + made.flush() if made else piece * 256
        print(name, len(packed), "bytes")
        whole = module.decompress(packed)
        print("ESCAPED", len(whole))
        del whole
    except (ImportError, MemoryError) as error:
        print("blocked", name, type(error).__name__)
