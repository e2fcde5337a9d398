"""What a lesson asks to be guessed before it plays."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.course.files import said

KINDS = ("step", "choice", "drawing")
FIRST = "first"  # which of the runs side by side learns first
NONE = "none"  # none of them


@dataclass(frozen=True)
class Asked:
    """The question in one language; of declared choices their words and why the answer is right."""

    guess: str
    choices: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class Predict:
    """`of` names what happens (core/guess/happening.py) where a step is asked for, or is "first"; else "". runs: how
    many stand side by side. answer: the place, from 0, of the right one of declared choices. asked: by language."""

    kind: str
    of: str
    asked: tuple[tuple[str, Asked], ...]
    answer: int | None = None
    runs: int = 1

    def said(self, language: str) -> Asked:
        """The question in this language, else in the one that there is."""
        return said(self.asked, language)

    @property
    def declared(self) -> bool:
        """The lesson says the answer; else the tape does."""
        return self.answer is not None

    @property
    def choices(self) -> int:
        """How many there are to choose from: those declared, or the runs and none of them."""
        if self.kind != "choice":
            return 0
        return len(self.asked[0][1].choices) if self.declared else self.runs + 1

    @property
    def topic(self) -> Mapping[str, str]:
        """What an address says of it."""
        return {"predict": self.kind if self.kind == "drawing" else f"{self.kind}:{self.of}"}
