"""A parsed function of x0 and x1 as a tree, and as the text that reads back as the same tree."""

import math
from dataclasses import dataclass
from functools import cached_property

from core.tasks.descent.jets import FUNCTIONS

VARIABLES = ("x0", "x1")
CONSTANTS = {"pi": math.pi, "e": math.e}
_WORK, _WORK_OF_FUNCTION = {"**": 40, "^": 20}, 6
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "**": 4, "^": 4}
_ATOM = 5


@dataclass(frozen=True)
class Node:
    """`op`: number (its `value`), x0, x1, neg, + - * /, a function's name, or a power.

    A power has one argument and a constant in `value`: ** its exponent, ^ its base.
    """

    op: str
    args: tuple["Node", ...] = ()
    value: float = 0.0

    @property
    def is_constant(self) -> bool:
        return self.op not in VARIABLES and all(arg.is_constant for arg in self.args)

    @cached_property
    def size(self) -> int:
        """Nodes in the tree: what an evaluation at few points costs."""
        return 1 + sum(arg.size for arg in self.args)

    @cached_property
    def work(self) -> int:
        """What an evaluation at many points costs, in additions."""
        own = _WORK.get(self.op, _WORK_OF_FUNCTION if self.op in FUNCTIONS else 1)
        return own + sum(arg.work for arg in self.args)


def write(node):
    """The shortest text in one style that reads back as the same tree."""
    if node.op == "number":
        return _number_text(node.value)
    if node.op in VARIABLES:
        return node.op
    if node.op == "neg":
        return "-" + _wrapped(node.args[0], 3)
    if node.op == "**":
        return f"{_wrapped(node.args[0], _ATOM)}**{_number_text(node.value)}"
    if node.op == "^":
        return f"{_number_text(node.value)}**{_wrapped(node.args[0], 3)}"
    if node.op in FUNCTIONS:
        return f"{node.op}({write(node.args[0])})"
    rank = _RANK[node.op]
    left, right = _wrapped(node.args[0], rank), _wrapped(node.args[1], rank + 1)
    return f"{left} {node.op} {right}" if rank == 1 else f"{left}{node.op}{right}"


def _wrapped(node, least):
    text = write(node)
    return text if _RANK.get(node.op, _ATOM) >= least else f"({text})"


def _number_text(value):
    for name, constant in CONSTANTS.items():
        if value == constant:
            return name
    return repr(value).removesuffix(".0")
