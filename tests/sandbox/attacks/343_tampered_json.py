# attack: change json, its encoder and the module that reports values, so that a harness lies
# category: result
# safe-outcome: test must fail
# check: fail-test
# fn: double
# args: [21]
# want: 42
import json
import json.encoder
import sys

for name, module in list(sys.modules.items()):
    for attribute in ("dumps", "dump", "encode", "encode_value", "enc", "write_result", "repr", "marshal"):
        if module is not None and hasattr(module, attribute) and name != "builtins":
            try:
                setattr(module, attribute, lambda *rest, **words: '{"v": "forged", "value": "forged"}')
            except (AttributeError, TypeError):
                pass
json.encoder.c_make_encoder = None
json.encoder.JSONEncoder.encode = lambda self, value: '{"v": "forged"}'


def double(n):
    return 41
