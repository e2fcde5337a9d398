"""Settings: what each kind of value lets in, and that what it writes reads back."""

import time

import pytest

from core.experiment.setting import choice, integer, layers, number, number_text, numbers
from core.tasks.gates.experiment import DEFAULT, SETTINGS

KINDS = {
    "choice": choice("a", ("a", "b"), group="g"),
    "integer": integer(3, 1, 20, group="g"),
    "number": number(0.5, -2.0, 2.0, group="g"),
    "layers": layers((4,), 3, 64, group="g"),
    "numbers": numbers(largest=10.0, group="g"),
}
GOOD = {
    "choice": {"a": "a", "b": "b"},
    "integer": {"1": 1, "20": 20, "+7": 7, "007": 7},
    "number": {"-2": -2.0, "2.0": 2.0, ".5": 0.5, "1.": 1.0, "1e-9": 1e-9, "+0.25E0": 0.25},
    "layers": {"0": (), "4": (4,), "64-1-8": (64, 1, 8)},
    "numbers": {"": (), "1": (1.0,), "-10, .5,1e-3": (-10.0, 0.5, 0.001)},
}
NEVER = (
    "nan",
    "inf",
    "-inf",
    "1e999",
    "1_0",
    "0x1",
    "１",
    "٣",
    "1 2",
    "\x00",
    "--1",
    "²",
    "9" * 400,
    "½",
    "None",
    "True",
)
BAD = {
    "choice": ("", "A", "a ", "c"),
    "integer": ("", "0", "21", "-1", "1.0", "1e1", " 1"),
    "number": ("", "2.0001", "-2.1", ".", "e5", "1e", " 1"),
    "layers": ("", "65", "0-4", "4-0", "4-", "-4", "1-1-1-1", "4.0", "-".join(["64"] * 5000)),
    "numbers": ("11", "1,", ",", "1,,2", "1;2", "1,nan"),
}
_CASES = [(kind, text) for kind, texts in BAD.items() for text in (*texts, *NEVER)]


def setting(kind):
    return KINDS[kind].metadata["setting"]


@pytest.mark.parametrize("kind", KINDS)
def test_allowed_texts_are_read_and_written_back(kind):
    for text, value in GOOD[kind].items():
        assert setting(kind).parse(text) == value, text
        assert setting(kind).parse(setting(kind).write(value)) == value


@pytest.mark.parametrize(("kind", "text"), _CASES, ids=[f"{k}-{t[:12]!a}" for k, t in _CASES])
def test_other_texts_are_refused_saying_what_is_allowed(kind, text):
    with pytest.raises(ValueError) as error:
        setting(kind).parse(text)
    assert str(error.value) == setting(kind).allowed


@pytest.mark.parametrize("value", [0.05, 1e-10, 3.0, 0.1 + 0.2, 1e22, -1e-7, 5e-324, 123456.789])
def test_number_text_is_short_and_exact(value):
    assert float(number_text(value)) == value
    assert not number_text(value).endswith(".0")


def test_minus_zero_is_zero():
    """Else two equal experiments would have two links and two tapes."""
    assert setting("number").write(setting("number").parse("-0")) == "0"
    assert setting("numbers").write(setting("numbers").parse("-0.0,1")) == "0,1"


@pytest.mark.parametrize("text", ["1" * 59_000 + "x", "." * 59_000, "1-" * 29_000, "1," * 29_000, "1." * 29_000])
def test_hostile_length_is_refused_at_once(text):
    began = time.perf_counter()
    for kind in KINDS:
        with pytest.raises(ValueError):
            setting(kind).parse(text)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize("key", SETTINGS)
def test_the_tables_defaults_and_bounds_are_allowed(key):
    s, default = SETTINGS[key], getattr(DEFAULT, key)
    assert s.parse(s.write(default)) == default
    for value in s.choices:
        assert s.parse(value) == value
    if isinstance(default, int | float):
        step = 1 if isinstance(default, int) else 1e-6
        assert s.parse(s.write(s.low)) == s.low
        assert s.parse(s.write(s.high)) == s.high
        for outside in (s.low - step, s.high + max(step, s.high * 1e-6)):
            with pytest.raises(ValueError):
                s.parse(number_text(outside) if isinstance(default, float) else str(int(outside)))


def test_a_setting_gives_its_bounds_or_says_that_it_has_none():
    assert KINDS["number"].metadata["setting"].bounds == (-2.0, 2.0)
    with pytest.raises(ValueError, match="a choice has no bounds; allowed: a, b"):
        KINDS["choice"].metadata["setting"].bounds  # noqa: B018
