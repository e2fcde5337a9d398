"""The numbered steps of CONTRIBUTING.md, followed in a copy of the repository."""

import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ITEM = re.compile(r"^\d+\. (.*?)(?=^\d+\. |^\S|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_PLACE = re.compile(r"In `([^`]+)`, (before|after|at)\s(each |its end)?(?:`([^`]+)`)?")


@dataclass(frozen=True)
class Step:
    """What a step says, and its code: lines to put in a place of a file (`python`), or commands (`sh`)."""

    text: str
    kind: str
    code: str

    def follow(self, root: Path) -> None:
        """Does it. Raises ValueError where the place is not there, and CalledProcessError for a command that fails."""
        if self.kind == "sh":
            run(["bash", "-euc", self.code], root)
            return
        place = _PLACE.search(self.text)
        if place is None:
            raise ValueError(f"no place is named: {self.text}")
        file, where, how, anchor = place.groups()
        path = root / file
        text = path.read_text(encoding="utf-8")
        path.write_text(text + f"\n{self.code}" if where == "at" else self._put(text, where, how, anchor), "utf-8")

    def _put(self, text: str, where: str, each: str | None, anchor: str) -> str:
        lines, code = text.splitlines(keepends=True), self.code.splitlines(keepends=True)
        found = [k for k, line in enumerate(lines) if line.strip().startswith(anchor)]
        if not found or (len(found) > 1 and not each) or len(code) % len(found):
            raise ValueError(f"{anchor} begins {len(found)} lines: {self.text}")
        share = len(code) // len(found)
        for number, k in reversed(list(enumerate(found))):
            indent = lines[k][: len(lines[k]) - len(lines[k].lstrip())]
            new = textwrap.indent("".join(code[number * share : (number + 1) * share]), indent)
            new += "\n\n" if code[0].startswith("def ") else ""
            at = k if where == "before" else _end(lines, k)
            lines.insert(at, new)
        return "".join(lines)


def _end(lines: list[str], first: int) -> int:
    """Behind the statement or item that begins on this line: where its brackets are closed."""
    depth = 0
    for k in range(first, len(lines)):
        depth += sum(lines[k].count(sign) for sign in "([{") - sum(lines[k].count(sign) for sign in ")]}")
        if depth <= 0:
            return k + 1
    raise ValueError(f"nothing closes {lines[first]}")


def steps_of(text: str, heading: str) -> Iterator[Step]:
    """The steps under a heading that have something to do."""
    section = re.split(r"^## ", text.split(f"\n## {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    for item in _ITEM.findall(section):
        for _, kind, code in _BLOCK.findall(item):
            yield Step(_BLOCK.sub("", item).strip(), kind, textwrap.dedent(code))


def run(command: list[str], root: Path) -> str:
    """What a command prints in this folder."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        command, cwd=root, env={"PATH": path, "LANG": "C.UTF-8", "PYTHONPATH": str(root)},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout
