"""Points for a curve: known functions, scales, and tables that people paste, however odd."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.data.curves import CURVES, LARGEST, MOST_ROWS, NATURAL_RANGE, Refusal, Scale, noisy_samples, read_points
from core.data.curves import standard_scale as standard


def refusal(text):
    with pytest.raises(Refusal) as caught:
        read_points(text)
    return caught.value.code, caught.value.line, caught.value.value


# ---- curves and scales


@pytest.mark.parametrize(
    ("curve", "x", "y"),
    [("sine", 0.125, math.sqrt(0.5)), ("xsin", 2.0, 2.0 * math.sin(2.0)), ("step", 0.0, 1.0), ("step", -1e-9, 0.0),
     ("abs", -3.0, 3.0)],
)  # fmt: skip
def test_each_curve_is_what_it_says(curve, x, y):
    assert CURVES[curve](np.array([x])) == pytest.approx([y])


def test_every_curve_has_a_range_where_its_shape_is_seen():
    assert set(NATURAL_RANGE) == set(CURVES)
    for curve, (low, high) in NATURAL_RANGE.items():
        assert np.ptp(CURVES[curve](np.linspace(low, high, 50))) > 0.9


def test_samples_are_the_legacy_stream_that_a_notebook_draws():
    x, y = noisy_samples("sine", 40, 0.0, 0.5, 0.05, rng=np.random.RandomState(1234))
    np.random.seed(1234)
    assert x.tolist() == np.linspace(0, 0.5, 40).tolist()
    assert y.tolist() == (np.sin(2 * np.pi * x) + np.random.normal(scale=0.05, size=40)).tolist()


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_a_scale_leads_there_and_back(values):
    v = np.array(values)
    scale = standard(v)
    u = scale(v)
    assert scale.back(u) == pytest.approx(v, rel=1e-9, abs=1e-9)
    if np.ptp(v) > 1e-3:
        assert (u.mean(), u.std()) == pytest.approx((0.0, 1.0), abs=1e-6)


@pytest.mark.parametrize("value", [0.0, 0.1, -7.3, 1e100, 5e-324])
@pytest.mark.parametrize("n", [1, 3, 7])
def test_equal_values_are_only_shifted(value, n):
    """The rounding error of their mean must not be blown up to a standard deviation of 1."""
    scale = standard(np.full(n, value))
    assert scale.size == 1.0
    assert scale(np.full(n, value)) == pytest.approx(np.zeros(n), abs=abs(value) * 1e-15)


def test_a_plain_scale_changes_nothing():
    v = np.array([0.1, -2.0])
    assert Scale()(v).tolist() == Scale().back(v).tolist() == v.tolist()


# ---- tables of points


@pytest.mark.parametrize(
    "text",
    [
        "0,1\n0.5,-2", "0;1\n0.5;-2", "0\t1\n0.5\t-2", "0 1\n0.5   -2", "x,y\n0,1\n0.5,-2",
        "\n\n x ; y \n0;1\n\n0.5;-2\n\n", "x,y\tz\n0,1\n0.5,-2", " +0 , 1e0 \n5E-1,-2.0", "x y\n0 1\n0.5 -2",
        "0,1\r\n0.5,-2\r\n", "0,1\r0.5,-2\r", '"0","1"\n"0.5","-2"', '"x","y"\n0,1\n0.5,-2', "\ufeff0,1\n0.5,-2",
        "\ufeffx,y\n0,1\n0.5,-2", "時刻,気温（℃）\n0,1\n0.5,-2", "時刻、気温\n0,1\n.5,-2.",
    ],
)  # fmt: skip
def test_tables_that_are_read(text):
    assert read_points(text) == ((0.0, 1.0), (0.5, -2.0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("empty", 0, "")),
        (" \n\t\r\n ", ("empty", 0, "")),
        ("\ufeff", ("empty", 0, "")),
        ("x,y", ("empty", 0, "")),
        ("hello", ("empty", 0, "")),
        ("0,1\n2", ("columns", 2, "1")),
        ("0,1,2\n3,4,5", ("columns", 1, "3")),
        ("0,1,\n", ("columns", 1, "3")),
        ("x,y\n1,2\n\n3,a", ("number", 4, "a")),
        ("1,2\n,3", ("number", 2, "")),
        ("1,nan", ("number", 1, "nan")),
        ("nan,nan", ("number", 1, "nan")),
        ("1,2\ninf,0", ("number", 2, "inf")),
        ("1,-Infinity", ("number", 1, "-Infinity")),
        ("1,1e999", ("number", 1, "1e999")),
        ("1,1e308", ("large", 1, "1e308")),
        ("-1.1e100,1", ("large", 1, "-1.1e100")),
        ("1_0,2", ("number", 1, "1_0")),
        ("１,２", ("number", 1, "１")),
        ("1,0x10", ("number", 1, "0x10")),
        ("x;y\n0,5;1,2\n", ("number", 2, "0,5")),
        ("1,2\nx,y\n", ("number", 2, "x")),
        ("1,__import__('os').system('x')", ("number", 1, "__import__('os').system('x')")),
        ("0,1\n=1+1,2", ("number", 2, "=1+1")),
        ("1," + "9" * 500, ("number", 1, "9" * 40)),
        ("1,\x00", ("number", 1, "\x00")),
        ('1,"' + "9" * 200_000, ("text", 1, "")),
    ],
)
def test_tables_that_are_refused_name_line_and_value(text, expected):
    assert refusal(text) == expected


def test_the_largest_number_is_allowed():
    assert read_points("1e100,-1e100") == ((LARGEST, -LARGEST),)


@pytest.mark.parametrize("head", ["", "x,y\n"])
def test_ten_thousand_rows_and_not_one_more(head):
    rows = ["1,2"] * MOST_ROWS
    assert len(read_points(head + "\n".join(rows))) == MOST_ROWS
    assert refusal(head + "\n".join([*rows, "3,4"])) == ("rows", 0, "10001")
    assert refusal(head + "\n".join([*rows, "not even numbers"])) == ("rows", 0, "10001")


pieces = st.sampled_from(
    ["0", "1.5", "-2e3", "nan", "inf", "1e308", "x", ",", ";", "\t", " ", "\n", "\r\n", '"', '""', "\x00", "\ufeff",
     "１", "__import__('os')", "=cmd()", "9" * 400, "1_0", "\u2028", "\x0b", "\ud800", "気温", "'"]
)  # fmt: skip


@settings(max_examples=2000, deadline=None)
@given(st.one_of(st.lists(pieces, max_size=25).map("".join), st.text(st.characters(codec=None), max_size=60)))
@example('"')
@example('1,"2\n3,4"')
def test_any_text_gives_finite_pairs_or_a_refusal(text):
    try:
        pairs = read_points(text)
    except Refusal as refused:
        assert refused.code in ("empty", "rows", "columns", "number", "large", "text")
        assert len(refused.value) <= 40
    else:
        assert pairs
        assert all(math.isfinite(v) and abs(v) <= LARGEST for pair in pairs for v in pair)


def test_nothing_in_a_table_is_executed(tmp_path):
    target = tmp_path / "made"
    code = f"__import__('pathlib').Path({str(target)!r}).touch()"
    for text in (f"{code},1", f"x,y\n1,{code}", f"=({code}),2", f'"{code}","2"'):
        refusal(f"0,0\n{text}")
    assert not target.exists()
