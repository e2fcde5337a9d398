"""The code of a typed function: to the last bit the engine's, and never what was typed."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.tasks import handout
from core.tasks.descent import derivative_code
from core.tasks.descent.expressions import parse
from core.tasks.descent.jets import FUNCTIONS
from core.tasks.registry import read_link


def _powers(inner):
    return st.tuples(inner, st.sampled_from(["2", "3", "0.5", "-1", "0", "1", "2.5"])).map(
        lambda p: f"({p[0]})**{p[1]}"
    )


def _deeper(inner):
    pairs = st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]}{p[1]}{p[2]})")
    calls = st.tuples(st.sampled_from(sorted(FUNCTIONS)), inner).map(lambda p: f"{p[0]}({p[1]})")
    signs = inner.map(lambda u: f"(-{u})")
    return st.one_of(pairs, calls, signs, _powers(inner), inner.map(lambda u: f"(2**{u})" if "x" in u else u))


TYPED = st.recursive(
    st.sampled_from(["x0", "x1", "x0", "x1", "2", "0.3", "pi", "e", "1e9", "7"]), _deeper, max_leaves=12
)
POINTS = np.array([-3.0, -1.0, -0.2, 0.0, 0.7, 1.0, 2.3, 41.0])


@settings(max_examples=150, derandomize=True)
@given(TYPED)
def test_a_typed_function_and_its_derivative_are_the_engines_to_the_last_bit(text):
    try:
        f = parse(text)
    except ValueError:
        return  # too long, or an exponent that is not allowed
    indented = {name: "\n    ".join(lines(text)) for name, lines in (
        ("value", derivative_code.value_lines), ("gradient", derivative_code.gradient_lines))}  # fmt: skip
    names: dict = {"np": np}
    exec("".join(f"def {name}(x0, x1):\n    {body}\n\n" for name, body in indented.items()), names)
    x0, x1 = (axis.ravel() for axis in np.meshgrid(POINTS, POINTS))
    with np.errstate(all="ignore"):
        finite = np.isfinite(f.value(x0, x1))
        np.testing.assert_array_equal(names["value"](x0, x1)[finite], f.value(x0, x1)[finite])
        for got, exact in zip(names["gradient"](x0, x1), f.gradient(x0, x1), strict=True):
            np.testing.assert_array_equal(got[finite], exact[finite])


def test_what_was_typed_is_never_copied():
    e, _ = read_link("task=descent&surface=own&f=x0 **\t2-  ((x1))")
    assert "return x0**2 - x1" in handout.script(e)
    assert e.f not in handout.script(e, link="/descent")
