"""Lines of NumPy that run as they stand, and what they print: whatever is shown was computed by them."""

from collections.abc import Mapping
from types import CodeType
from typing import Any

import numpy as np

from core.handout.section import array

Array = np.ndarray


class Working:
    """Lines, done one block after the other in one namespace."""

    def __init__(self):
        self._lines, self._printed = ["import numpy as np"], []
        self._space: dict[str, Any] = {"np": np, "print": lambda value: self._printed.append(str(value))}

    def given(self, **values: float | Array) -> None:
        """Names for exact numbers: `w = 0.5`, `x = np.array([…])`."""
        self.do(*(f"{name} = {literal(value)}" for name, value in values.items()))

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
        return "\n".join(self._lines)

    @property
    def prints(self) -> list[str]:
        """What they print, line by line."""
        return list(self._printed)


def literal(value: float | Array) -> str:
    """A number or an array, so that it reads back as the same."""
    values = np.asarray(value, dtype=float)
    text = array(values.tolist()) if values.ndim else repr(float(values))
    if not np.isfinite(values).all():
        text = text.replace("inf", "np.inf").replace("nan", "np.nan")
    return f"np.array({text})" if values.ndim else text


def _compiled(lines: str) -> CodeType:
    return compile(lines, "<working>", "exec")
