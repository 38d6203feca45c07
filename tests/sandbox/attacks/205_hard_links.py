# attack: give a file of the host a second name, by link and linkat
# category: fs
# safe-outcome: must fail
# check: no-escape
import os

for folder in ({}, {"src_dir_fd": 0}, {"src_dir_fd": 1}):
    try:
        os.link("SCRATCH/canary.txt", "SCRATCH/second-205", **folder)
        print("ESCAPED")
        os.unlink("SCRATCH/second-205")
    except (OSError, NotImplementedError) as error:
        print("blocked", type(error).__name__)
