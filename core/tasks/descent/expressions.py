"""Functions of x0 and x1 from a typed text: parsed into a tree of allowed parts, never evaluated as a program.

    sum     = product (('+' | '-') product)*
    product = sign (('*' | '/') sign)*
    sign    = ('+' | '-') sign | power
    power   = atom (('**' | '^') sign)?                 from right to left, as in Python: 2**3**2 is 2**9
    atom    = number | x0 | x1 | pi | e | name '(' sum ')' | '(' sum ')'

A power has a constant exponent from -20 to 20, or a positive constant as its base: x0**3, e**(-x0). Derivatives are
carried along with the values (forward mode), so they are exact.
"""

import math
import re
from dataclasses import dataclass

import numpy as np

from core.tasks.descent.jets import ARITHMETIC, FUNCTIONS, ORDERS, chain
from core.tasks.descent.tree import CONSTANTS, VARIABLES, Node, write

Array = np.ndarray
Numbers = Array | float  # which broadcast

LONGEST = 200  # characters
DEEPEST = 30  # parentheses, signs and exponents inside one another
LARGEST_EXPONENT = 20
OPERATORS = ("+", "-", "*", "/", "**", "^")

_TOKEN = re.compile(
    r"(?P<blank>[ \t]+)|(?P<number>([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3}(?![0-9]))?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)|(?P<mark>\*\*|[-+*/^()])",
    re.ASCII,
)


NAMES = (*VARIABLES, *CONSTANTS, *FUNCTIONS)


class ExpressionError(ValueError):
    """A text that is no allowed function: what is wrong (`code`) and where (`position`, counted from 0).

    Codes: empty, long, deep, character, name, number, operand (a number, name or parenthesis was expected),
    operator, close, open (a function without its parenthesis), exponent. `found` is what stands there, `allowed`
    what could. As text it says what is allowed, where, and what stood there.
    """

    def __init__(self, code: str, position: int, found: str = "", allowed: str = ""):
        self.code, self.position, self.found, self.allowed = code, position, found, allowed
        here = f"not {found[:20]!r}" if found else "where the text ends"
        super().__init__(f"{allowed} (at character {position + 1}, {here})")


@dataclass(frozen=True)
class Expression:
    """A parsed function. Its methods take floats or arrays that broadcast and return float64 arrays.

    Where the function is not defined they give nan or an infinity; np.errstate is the caller's.
    """

    tree: Node
    text: str

    def value(self, x0: Numbers, x1: Numbers) -> Array:
        """f."""
        return self._jet(x0, x1, 0)[0]

    def gradient(self, x0: Numbers, x1: Numbers) -> tuple[Array, Array]:
        """(∂f/∂x0, ∂f/∂x1), exact."""
        _, g0, g1 = self._jet(x0, x1, 1)
        return g0, g1

    def slope(self, x0: Numbers, x1: Numbers) -> tuple[Array, Array, Array]:
        """(f, ∂f/∂x0, ∂f/∂x1) in one go: the value is needed for the gradient anyway."""
        f, g0, g1 = self._jet(x0, x1, 1)
        return f, g0, g1

    def hessian(self, x0: Numbers, x1: Numbers) -> tuple[Array, Array, Array]:
        """(∂²f/∂x0², ∂²f/∂x0∂x1, ∂²f/∂x1²), exact."""
        *_, h00, h01, h11 = self._jet(x0, x1, 2)
        return h00, h01, h11

    def _jet(self, x0, x1, order):
        x0, x1 = np.broadcast_arrays(np.asarray(x0, dtype=float), np.asarray(x1, dtype=float))
        jet = _evaluate(self.tree, (x0, x1), order)
        return tuple(np.zeros_like(x0) if part is None else part + np.zeros_like(x0) for part in jet)


def parse(text: str) -> Expression:
    """The function that `text` writes. Raises ExpressionError."""
    if len(text) > LONGEST:
        raise ExpressionError("long", LONGEST, text[LONGEST], f"at most {LONGEST} characters")
    tree = _Parser(text).whole()
    return Expression(tree, write(tree))


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


def _tokens(text):
    at, found = 0, []
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:  # refused when the parser gets there: what is wrong before it comes first
            return [*found, _Token("bad", text[at], at)]
        if match.lastgroup != "blank":
            found.append(_Token(_kind(match), match.group(), at))
        at = match.end()
    return [*found, _Token("end", "", len(text))]


def _kind(match):
    return next(kind for kind in ("blank", "number", "name", "mark") if match[kind] is not None)


class _Parser:
    """Recursive descent over the tokens; one method for each line of the grammar."""

    def __init__(self, text: str):
        self.tokens, self.index, self.depth = _tokens(text), 0, 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.index]

    def whole(self) -> Node:
        if self.token.kind == "end":
            raise ExpressionError("empty", 0, allowed="a function of x0 and x1, such as x0**2 + x1**2")
        tree = self.sum()
        if self.token.kind != "end":
            self._refuse("operator", f"{' '.join(OPERATORS)} or the end")
        return tree

    def sum(self) -> Node:
        left = self.product()
        while self.token.text in ("+", "-"):
            left = Node(self._take().text, (left, self.product()))
        return left

    def product(self) -> Node:
        left = self.sign()
        while self.token.text in ("*", "/"):
            left = Node(self._take().text, (left, self.sign()))
        return left

    def sign(self) -> Node:
        if self.token.text not in ("+", "-"):
            return self.power()
        mark = self._take()
        inner = self._inside(mark, self.sign)
        return Node("neg", (inner,)) if mark.text == "-" else inner

    def power(self) -> Node:
        base = self.atom()
        if self.token.text not in ("**", "^"):
            return base
        mark = self._take()
        at = self.token.at
        return _power(base, self._inside(mark, self.sign), at)

    def atom(self) -> Node:
        token = self._take()
        if token.kind == "number":
            return _number(token)
        if token.kind == "bad":
            raise _bad(token)
        if token.text == "(":
            return self._inside(token, self._closed)
        if token.text in VARIABLES:
            return Node(token.text)
        if token.text in CONSTANTS:
            return Node("number", value=CONSTANTS[token.text])
        if token.text in FUNCTIONS:
            return self._call(token)
        code = "name" if token.kind == "name" else "operand"
        allowed = ", ".join(NAMES) if code == "name" else f"a number, (, {', '.join(NAMES)}"
        raise ExpressionError(code, token.at, token.text, allowed)

    def _call(self, name):
        if self.token.text != "(":
            self._refuse("open", f"( after {name.text}")
        return Node(name.text, (self._inside(self._take(), self._closed),))

    def _closed(self):
        inner = self.sum()
        if self.token.text != ")":
            self._refuse("close", f"{' '.join(OPERATORS)} or )")
        self._take()
        return inner

    def _inside(self, token, rule):
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionError("deep", token.at, token.text, f"at most {DEEPEST} parts inside one another")
        node = rule()
        self.depth -= 1
        return node

    def _take(self):
        token = self.token
        self.index = min(self.index + 1, len(self.tokens) - 1)
        return token

    def _refuse(self, code, allowed):
        if self.token.kind == "bad":
            raise _bad(self.token)
        raise ExpressionError(code, self.token.at, self.token.text, allowed)


def _bad(token):
    return ExpressionError("character", token.at, token.text, f"numbers, {', '.join(NAMES)}, + - * / ** ( )")


def _number(token):
    value = float(token.text)
    if not math.isfinite(value):
        raise ExpressionError("number", token.at, token.text, "numbers below 1.8e308")
    return Node("number", value=value)


def _power(base, exponent, at):
    """uⁿ for a constant n; aᵘ for a positive constant a."""
    if exponent.is_constant:
        n = _constant(exponent)
        if not abs(n) <= LARGEST_EXPONENT:
            raise ExpressionError("exponent", at, f"{n:g}", f"exponents from -{LARGEST_EXPONENT} to {LARGEST_EXPONENT}")
        return Node("**", (base,), n)
    if base.is_constant and 0.0 < _constant(base) < math.inf:
        return Node("^", (exponent,), _constant(base))
    raise ExpressionError("exponent", at, "a variable", "constant exponents, or a positive constant as the base")


def _constant(node):
    with np.errstate(all="ignore"):
        return float(_evaluate(node, (np.float64(0.0), np.float64(0.0)), 0)[0])


def _evaluate(node, x, order):
    if node.op in VARIABLES:
        i = VARIABLES.index(node.op)
        one = np.ones_like(x[i])
        jet = (x[i], *(one if i == j else None for j in range(2)), None, None, None)
        return jet[: ORDERS[order]]
    if node.op == "number":
        return (np.float64(node.value), None, None, None, None, None)[: ORDERS[order]]
    args = [_evaluate(arg, x, order) for arg in node.args]
    if node.op in ARITHMETIC:
        return ARITHMETIC[node.op](*args)
    return chain(args[0], *_slopes(node, args[0][0], order))


def _slopes(node, u, order):
    """The outer function and as many of its derivatives at u as are wanted."""
    if node.op == "**":
        n = node.value
        coefficients = (1.0, n, n * (n - 1.0))
        return [c * u ** (n - k) if c else None for k, c in enumerate(coefficients[: order + 1])]
    if node.op == "^":
        value, rate = np.power(node.value, u), math.log(node.value)
        return [value, rate * value, rate * rate * value][: order + 1]
    f = FUNCTIONS[node.op]
    return [part(u) for part in (f.value, f.first, f.second)[: order + 1]]
