"""What is written for readers of the repository, as tests look at it: prose, code, links, headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?<=\n\n)(?: {4}.*\n)+")
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^()\s]*)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """A Markdown file of the repository."""

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> "Document":
        return cls(path, path.read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def blocks(self) -> list[str]:
        """Code that stands by itself, fenced or indented."""
        return _FENCE.findall(self.text) + _INDENTED.findall(_FENCE.sub("", self.text))

    @cached_property
    def prose(self) -> str:
        """All but such code."""
        return _INDENTED.sub("", _FENCE.sub("", self.text))

    @cached_property
    def spans(self) -> list[str]:
        """Code within the prose."""
        return _SPAN.findall(self.prose)

    @property
    def code(self) -> Iterator[str]:
        yield from self.blocks
        yield from self.spans

    @cached_property
    def links(self) -> list[str]:
        """Where the links and pictures of the prose lead."""
        return _LINK.findall(_SPAN.sub("", self.prose))

    @cached_property
    def anchors(self) -> set[str]:
        """What a link to a heading says behind its #, as GitHub makes it."""
        return {slug(heading) for heading in _HEADING.findall(self.prose)}


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def documents() -> list[Document]:
    """The README, the docs, and what stands beside the code."""
    rooms = ("core", "pages", "static", "lessons", "deploy")
    paths = [
        *sorted(ROOT.glob("*.md")),
        *sorted(ROOT.glob("docs/*.md")),
        *(ROOT / room / "README.md" for room in rooms),
    ]
    return [Document.read(path) for path in paths]
