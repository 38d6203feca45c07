# attack: wait for an event that never comes, in small steps so as to use no time of the processor
# category: res
# safe-outcome: stopped at the wall limit
# check: no-escape,why=wall
import threading

never = threading.Event()
while not never.is_set():
    never.wait(0.05)
