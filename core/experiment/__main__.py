"""python -m core.experiment 'gate=xor&hidden=4&lr=0.05': the door to core.command."""

from core.command import main
from core.terminal import run

if __name__ == "__main__":
    run(main)
