# attack: start a program with os.system, os.popen and subprocess
# category: proc
# safe-outcome: must fail
# check: no-escape
import os
import subprocess

print("ESCAPED" if os.system("true") == 0 else "blocked")
for way in (lambda: subprocess.run(["/bin/true"]), lambda: subprocess.check_output("true", shell=True),
            lambda: subprocess.Popen(["/bin/true"], start_new_session=True).wait(), lambda: os.popen("echo x").read()[0],
            lambda: subprocess.getoutput("echo x")[0]):
    try:
        print("ESCAPED", way())
    except (OSError, IndexError, subprocess.SubprocessError) as error:
        print("blocked", type(error).__name__)
