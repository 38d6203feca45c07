# attack: raise each of its limits by the resource module
# category: proc
# safe-outcome: no limit rises
# check: no-escape
import resource

names = [name for name in dir(resource) if name.startswith("RLIMIT_")]
for name in names:
    number = getattr(resource, name)
    try:
        soft, hard = resource.getrlimit(number)
        if hard == resource.RLIM_INFINITY:
            continue
        resource.setrlimit(number, (hard + 1, hard + 1))
        if resource.getrlimit(number)[1] > hard:
            print("ESCAPED", name)
    except (OSError, ValueError, OverflowError):
        print("blocked", name)
