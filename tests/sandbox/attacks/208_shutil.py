# attack: copy, move and measure the host's files with shutil
# category: fs
# safe-outcome: must fail
# check: no-escape
import shutil

for way in (lambda: shutil.copy("SCRATCH/canary.txt", "mine.txt"), lambda: shutil.copyfile("/etc/passwd", "mine.txt"),
            lambda: shutil.disk_usage("/"), lambda: shutil.which("sh", path="/bin:/usr/bin"),
            lambda: shutil.copytree("SCRATCH", "copied"), lambda: shutil.make_archive("a", "tar", "SCRATCH"),
            lambda: shutil.chown("SCRATCH/canary.txt", user=0)):
    try:
        answer = way()
        print("ESCAPED" if answer is not None else "none", answer)
    except Exception as error:
        print("blocked", type(error).__name__)
