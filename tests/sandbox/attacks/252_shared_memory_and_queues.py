# attack: shared memory, semaphores and message queues, to speak with another pupil's run
# category: proc
# safe-outcome: must fail
# check: no-escape
import ctypes

c = ctypes.CDLL(None, use_errno=True)
made = c.shmget(0, 4096, 0o600)
print("ESCAPED" if made >= 0 else "blocked")
if made >= 0:
    c.shmctl(made, 0, None)
made = c.semget(0, 1, 0o600)
print("ESCAPED" if made >= 0 else "blocked")
if made >= 0:
    c.semctl(made, 0, 0)
made = c.msgget(0, 0o600)
print("ESCAPED" if made >= 0 else "blocked")
if made >= 0:
    c.msgctl(made, 0, None)
for opening, closing in (("shm_open", "shm_unlink"), ("mq_open", "mq_unlink")):
    try:
        if getattr(c, opening)(b"/pupil-252", 0o102, 0o600, None) >= 0:
            print("ESCAPED", opening)
            getattr(c, closing)(b"/pupil-252")
    except AttributeError:
        print("not there", opening)
