"""python -m core.replay [000 001 002 003 004] [--json] [--lang ja]"""

import os
import sys

from core.replay.command import main

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, like `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
