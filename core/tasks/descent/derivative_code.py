"""A typed function and its derivative as Python text, from the parsed tree; the text that was typed is never copied.

The derivative follows core.tasks.descent.jets operation by operation (forward mode; a derivative of 0 is left out), so
that both give the same bits. What cannot change a bit, a factor 1 or an exponent 1, is not written.
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.handout.section import broken, number
from core.tasks.descent.expressions import Expression, parse
from core.tasks.descent.tree import VARIABLES, Node

_LONG = 60  # a derivative of more characters than this gets names for the parts that it repeats
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "**": 4}
_ATOM = 5
_CONSTANT_NAMES = {math.pi: "np.pi", math.e: "np.e"}
_PLAIN = ("+", "-", "*", "/", "neg", "number")


@dataclass(frozen=True)
class Term:
    """A Python expression: `op` is an operator, "call" of the function `text`, or "text" for what stands as it is."""

    op: str
    args: tuple["Term", ...] = ()
    text: str = ""


Jet = tuple[Term, Term | None, Term | None]  # f, ∂f/∂x0, ∂f/∂x1; None for a derivative that is 0 everywhere
_ONE = Term("text", text="1")


def value_lines(text: str) -> list[str]:
    """`return f(x0, x1)` for the function `text`. Raises ExpressionError."""
    return broken("return ", _write(_filled(_value(parse(text).tree)))).split("\n")


def gradient_lines(text: str) -> list[str]:
    """Lines that end with `return np.array([∂f/∂x0, ∂f/∂x1])`. Raises ExpressionError."""
    slopes = [_filled(slope) for slope in _jet(parse(text).tree)[1:]]
    named, slopes = _name_repeated(slopes) if sum(len(_write(s)) for s in slopes) > _LONG else ({}, slopes)
    lines = [broken(f"{name} = ", _write(term)) for term, name in named.items()]
    lines += [broken(f"g{i} = ", _write(slope)) for i, slope in enumerate(slopes)]
    return [*"\n".join(lines).split("\n"), "return np.array([g0, g1])"]


def _filled(term):
    """A term with a value for each position, even if it is constant."""
    if term is None:
        return Term("call", (Term("text", text="x0"),), "np.zeros_like")
    if _has_variable(term):
        return term
    return Term("call", (Term("text", text="x0"), term), "np.full_like")


def _has_variable(term):
    return term.text in VARIABLES or any(map(_has_variable, term.args))


def _number(value):
    """Whole numbers without their .0; they only ever meet arrays."""
    if not math.isfinite(value):
        return Term("text", text="np.nan" if math.isnan(value) else f"{'-' * (value < 0)}np.inf")
    if value < 0.0 or (value == 0.0 and math.copysign(1.0, value) < 0.0):
        return Term("neg", (_number(-value),))
    if value in _CONSTANT_NAMES:
        return Term("text", text=_CONSTANT_NAMES[value])
    return Term("text", text=str(int(value)) if value.is_integer() and value < 1e6 else number(value))


def _folded(node: Node) -> Term:
    """A constant part: as it was written where plain arithmetic gives the same, else its value."""
    if node.op == "number":
        return _number(node.value)
    if all(part.op in _PLAIN and math.isfinite(_constant(part)) for part in _subtrees(node)):
        return _as_floats(node)
    return _number(_constant(node))


def _subtrees(node):
    yield node
    for arg in node.args:
        yield from _subtrees(arg)


def _constant(node):
    with np.errstate(all="ignore"):
        return float(Expression(node, "").value(0.0, 0.0))


def _as_floats(node):
    """Constants among themselves stay floats: Python's whole numbers would not be rounded."""
    if node.op == "number":
        return Term("text", text=_CONSTANT_NAMES.get(node.value, number(node.value)))
    return Term(node.op, tuple(map(_as_floats, node.args)))


def _value(node):
    return _jet(node)[0]


def _jet(node: Node) -> Jet:
    """The part with its derivatives."""
    if node.op in VARIABLES:
        first, second = (_ONE if node.op == name else None for name in VARIABLES)
        return Term("text", text=node.op), first, second
    if node.is_constant:
        return _folded(node), None, None
    jets = [_jet(arg) for arg in node.args]
    if node.op in _ARITHMETIC:
        return _ARITHMETIC[node.op](*jets)
    u, u0, u1 = jets[0]
    value, first = _OUTER[node.op](u, node.value) if node.op in _OUTER else _function(node.op, u)
    return value, _times(first, u0), _times(first, u1)


def _call(name, *args):
    return Term("call", args, f"np.{name}")


def _power(u, n):
    if n == 1.0:
        return u
    return Term("**", (u, _exponent(n))) if n else _ONE


def _exponent(n):
    return _number(n) if n >= 0.0 else Term("text", text=f"-{_write(_number(-n))}")


def _outer_power(u, n):
    """uⁿ and n uⁿ⁻¹."""
    first = None if n == 0.0 else _times(_number(n), _power(u, n - 1.0))
    return _power(u, n), first


def _outer_exponential(u, base):
    """aᵘ and log(a) aᵘ."""
    value = _call("power", Term("text", text=_CONSTANT_NAMES.get(base, number(base))), u)
    return value, _times(_number(math.log(base)), value)


_OUTER = {"**": _outer_power, "^": _outer_exponential}


def _function(name, u):
    value = _call(name, u)
    two = _number(2.0)
    first = {
        "sin": lambda: _call("cos", u),
        "cos": lambda: Term("neg", (_call("sin", u),)),
        "tan": lambda: Term("/", (_ONE, _power(_call("cos", u), 2.0))),
        "exp": lambda: value,
        "log": lambda: Term("/", (_ONE, u)),
        "sqrt": lambda: Term("/", (_number(0.5), value)),
        "abs": lambda: _call("sign", u),
        "tanh": lambda: Term("-", (_ONE, Term("**", (value, two)))),
    }[name]()
    return value, first


def _negative(u: Jet) -> Jet:
    first, second = (None if slope is None else Term("neg", (slope,)) for slope in u[1:])
    return Term("neg", (u[0],)), first, second


def _sum(u: Jet, v: Jet) -> Jet:
    return Term("+", (u[0], v[0])), _plus(u[1], v[1]), _plus(u[2], v[2])


def _difference(u: Jet, v: Jet) -> Jet:
    return Term("-", (u[0], v[0])), _minus(u[1], v[1]), _minus(u[2], v[2])


def _product(u: Jet, v: Jet) -> Jet:
    first, second = (_plus(_times(u[i], v[0]), _times(u[0], v[i])) for i in (1, 2))
    return Term("*", (u[0], v[0])), first, second


def _quotient(u: Jet, v: Jet) -> Jet:
    """q = u/v from u = qv: qᵢ = (uᵢ - q vᵢ) / v."""
    q = Term("/", (u[0], v[0]))
    tops = (_minus(u[i], _times(q, v[i])) for i in (1, 2))
    first, second = (None if top is None else Term("/", (top, v[0])) for top in tops)
    return q, first, second


_ARITHMETIC = {"neg": _negative, "+": _sum, "-": _difference, "*": _product, "/": _quotient}


def _plus(a, b):
    if a is None or b is None:
        return a if b is None else b
    return Term("+", (a, b))


def _minus(a, b):
    if a is None or b is None:
        return a if b is None else Term("neg", (b,))
    return Term("-", (a, b))


def _times(a, b):
    if a is None or b is None:
        return None
    if _ONE in (a, b):
        return b if a == _ONE else a
    if _is_plain(a) and _is_plain(b):
        return _number(float(a.text) * float(b.text))
    return Term("*", (a, b))


def _is_plain(term):
    """A number in figures."""
    return term.op == "text" and term.text[0].isdigit()


def _name_repeated(terms: list[Term]) -> tuple[dict[Term, str], list[Term]]:
    """Names u1, u2, … for parts that occur twice or more, each written with those before it; and what is left."""
    counts = Counter(part for term in terms for part in _parts(term))
    renamed: dict[Term, Term] = {}
    named: dict[Term, str] = {}

    def shortened(term):
        if term in renamed:
            return renamed[term]
        new = Term(term.op, tuple(map(shortened, term.args)), term.text)
        if counts[term] > 1 and term.args and len(_write(term)) > 6:
            named[new] = f"u{len(named) + 1}"
            new = Term("text", text=named[new])
        renamed[term] = new
        return new

    return named, [shortened(term) for term in terms]


def _parts(term) -> Iterator[Term]:
    """Every part as often as it would be written, but what repeats inside a repetition only once."""
    seen = set()

    def walk(part):
        yield part
        if part not in seen:
            seen.add(part)
            for arg in part.args:
                yield from walk(arg)

    return walk(term)


def _write(term: Term) -> str:
    if term.op == "text":
        return term.text
    if term.op == "call":
        return f"{term.text}({', '.join(map(_write, term.args))})"
    if term.op == "neg":
        return "-" + _wrapped(term.args[0], _RANK["neg"])
    rank = _RANK[term.op]
    if term.op == "**":
        return f"{_wrapped(term.args[0], _ATOM)}**{_write(term.args[1])}"
    # The right side of a sum or product keeps its parentheses: a + (b + c) is not rounded as (a + b) + c.
    return f"{_wrapped(term.args[0], rank)} {term.op} {_wrapped(term.args[1], rank + 1)}"


def _wrapped(term, least):
    text = _write(term)
    return text if _RANK.get(term.op, _ATOM) >= least else f"({text})"
