"""python -m core.sweep 'gate=xor&hidden=4' --over lr=0.001..1:10: the door to core.sweep.command."""

from core.sweep.command import main
from core.terminal import run

if __name__ == "__main__":
    run(main)
