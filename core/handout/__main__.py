"""python -m core.handout 'gate=xor&hidden=4&lr=0.05' [--notebook] [--lang ja]"""

import sys
from pathlib import Path

from core.handout.prose import LANGUAGES
from core.tasks.handout import notebook, script
from core.tasks.registry import TASKS
from core.terminal import each_run, pasted, run

USAGE = "usage: python -m core.handout 'gate=xor&hidden=4&lr=0.05' [--notebook] [--lang en|ja]"


def main(arguments: list[str]) -> int:
    """The handout on standard output and 0, or one line per bad value on standard error and 2. A file that the handout
    reads is named on standard error too. A link that keeps other runs is handed out with all of them."""
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
    runs = pasted(links[0])
    if runs is None:
        return 2
    print(write(runs, language=language), end="")
    _, first = each_run(runs)[0]
    if file := TASKS[first.task].file:
        print(f"It reads {file.name}, which must stand beside it: copy it from {_from_here(file)}", file=sys.stderr)
    return 0


def _from_here(file: Path) -> Path:
    """The file's path as it is typed here."""
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file


if __name__ == "__main__":
    run(main)
