# attack: a value and a message with lone surrogates and NULs, which can't be stored or sent on as they are
# category: result
# safe-outcome: what comes back is text that can be written as UTF-8
# check: fail-test
# fn: make
# args: []
# want: "a"
def make():
    return ["\ud800\udfff", "a\0b", {"\ud800": "\udc00"}]
