"""python -m core.handout 'gate=xor&hidden=4&lr=0.05' [--notebook] [--lang ja]"""

import sys

from core.handout.prose import LANGUAGES
from core.tasks.handout import notebook, script
from core.terminal import pasted, run

USAGE = "usage: python -m core.handout 'gate=xor&hidden=4&lr=0.05' [--notebook] [--lang en|ja]"


def main(arguments: list[str]) -> int:
    """The handout on standard output and 0, or one line per bad value on standard error and 2."""
    options, language = list(arguments), "en"
    if "--lang" in options[:-1]:
        at = options.index("--lang")
        language = options[at + 1]
        del options[at : at + 2]
    write = notebook if "--notebook" in options else script
    links = [option for option in options if option != "--notebook"]
    if len(links) != 1 or links[0].startswith("--") or language not in LANGUAGES:
        print(USAGE, file=sys.stderr)
        return 2
    experiment = pasted(links[0])
    if experiment is None:
        return 2
    print(write(experiment, language=language), end="")
    return 0


if __name__ == "__main__":
    run(main)
