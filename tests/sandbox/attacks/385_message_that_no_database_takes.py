# attack: an error whose kind and message hold lone surrogates and NULs
# category: output
# safe-outcome: what comes back is text that can be written as UTF-8
# check: no-escape,st!=0
Odd = type("Odd\ud800", (Exception,), {})
raise Odd("\ud800 \0 \udfff" * 10)
