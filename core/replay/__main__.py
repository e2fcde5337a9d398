"""python -m core.replay [000 001 002 003 004] [--json] [--lang ja]"""

from core.replay.command import main
from core.terminal import run

if __name__ == "__main__":
    run(main)
