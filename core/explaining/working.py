"""Lines of NumPy that run as they stand, and what they print: whatever is shown was computed by them."""

from collections.abc import Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

import numpy as np

from core.handout.section import array

Array = np.ndarray


class Working:
    """Lines, done one block after the other in one namespace. written: they are to be read, and their numbers with
    them; else they are only done."""

    def __init__(self, written: bool = True):
        self.written = written
        self._lines, self._printed = ["import numpy as np"], []
        self._space: dict[str, Any] = {"np": np, "print": lambda value: self._printed.append(str(value))}

    def given(self, **values: float | Array) -> None:
        """Names for exact numbers: `w = 0.5`, `x = np.array([…])`."""
        self._space |= {name: _plain(value) for name, value in values.items()}
        if self.written:
            self._lines += [f"{name} = {literal(value)}" for name, value in values.items()]

    def do(self, *lines: str) -> Mapping[str, Any]:
        """Runs the lines; all names as they are then."""
        self._lines += lines
        with np.errstate(all="ignore"):
            exec(_compiled("\n".join(lines)), self._space)
        return dict(self._space)

    def show(self, *names: str) -> Mapping[str, Any]:
        """Prints these, one a line: a number as it is, an array as a list of numbers."""
        space = self._space
        return self.do(*(f"print({name}{'.tolist()' if np.ndim(space[name]) else ''})" for name in names))

    @property
    def code(self) -> str:
        """The lines as they stand."""
        return "\n".join(self._lines) if self.written else ""

    @property
    def prints(self) -> list[str]:
        """What they print, line by line."""
        return list(self._printed) if self.written else []


def literal(value: float | Array) -> str:
    """A number or an array, so that it reads back as the same."""
    values = np.asarray(value, dtype=float)
    text = array(values.tolist()) if values.ndim else repr(float(values))
    if not np.isfinite(values).all():
        text = text.replace("inf", "np.inf").replace("nan", "np.nan")
    return f"np.array({text})" if values.ndim else text


def _plain(value):
    """As the literal reads."""
    values = np.array(value, dtype=float)
    return values if values.ndim else float(values)


@lru_cache(maxsize=256)
def _compiled(lines: str) -> CodeType:
    return compile(lines, "<working>", "exec")
