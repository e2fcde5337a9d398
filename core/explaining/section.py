"""A section of an explanation."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from core.explaining.working import Working


@dataclass(frozen=True)
class Section:
    """tex: formulas, one a line. code prints `prints`, line by line; both may be empty. note: words, or empty."""

    key: str
    title: str
    tex: tuple[str, ...]
    code: str = ""
    prints: tuple[str, ...] = ()
    note: str = ""
    tone: Literal["info", "warn"] = "info"

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self) | {"tex": list(self.tex), "prints": list(self.prints)}


def worked(
    key: str, title: str, tex: list[str], working: Working, note: str = "", tone: Literal["info", "warn"] = "info"
) -> Section:
    """A section with lines that were done."""
    return Section(key, title, tuple(tex), working.code, tuple(working.prints), note, tone)
