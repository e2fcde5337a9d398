"""A setting and its values: lists, ranges, what is wrong with them."""

import numpy as np
import pytest

from core.experiment.values import settings_of
from core.sweep.axes import MOST_VALUES, Axis, read_axis, sweepable, write_axis
from core.sweep.wrong import Refused
from core.tasks.digits.experiment import DigitExperiment
from core.tasks.gates.experiment import GateExperiment
from core.tasks.sine.experiment import SineExperiment


def read(text, kind=GateExperiment):
    return read_axis(text, kind=kind)


def test_lists_have_their_values_as_links_write_them():
    assert read("opt=gd,adam") == Axis("opt", ("gd", "adam"))
    assert read("opt:gd, adam") == Axis("opt", ("gd", "adam"))
    assert read("hidden=0,2,08,4-2").texts == ("0", "2", "8", "4-2")
    assert read("lr=1e-2").texts == ("0.01",)
    assert read("stdx=0,1", SineExperiment).texts == ("0", "1")


def test_rates_go_in_equal_factors_with_both_ends_exact():
    texts = read("lr=0.001..1:10").texts
    assert len(texts) == 10 and (texts[0], texts[-1]) == ("0.001", "1")
    values = np.array([*map(float, texts)])
    assert values[1:] / values[:-1] == pytest.approx(np.full(9, 10.0 ** (1 / 3)), rel=1e-3)
    assert all(len(text) <= 8 for text in texts), "no more digits than one reads"
    assert read("l2=1e-6..1e-2:5").texts == ("1e-06", "1e-05", "0.0001", "0.001", "0.01")


def test_others_go_in_equal_steps():
    assert read("mom=0..0.8:5").texts == ("0", "0.2", "0.4", "0.6", "0.8")
    assert read("l2=0..0.1:3").texts == ("0", "0.05", "0.1"), "0 has no logarithm"


def test_whole_numbers_are_rounded_and_not_repeated():
    assert read("batch=10..100:4").texts == ("10", "40", "70", "100")
    assert read("batch=1..3:9").texts == ("1", "2", "3")


def test_a_narrow_range_keeps_its_values_apart():
    texts = read("lr=0.1..0.10001:6").texts
    assert len(set(texts)) == 6 and sorted(map(float, texts)) == [*map(float, texts)]


@pytest.mark.parametrize(
    "text", ["lr=0.001..1:10", "batch=10..100:4", "batch=1..3:9", "mom=0..0.8:5", "opt=gd,adam", "hidden=2,3,4-2",
             "lr=0.5,0.1", "lr=0.3", "lr=1..2:2"],
)  # fmt: skip
def test_what_is_written_reads_back(text):
    axis = read(text)
    for sign in "=:":
        assert read(write_axis(axis, kind=GateExperiment, sign=sign)) == axis


def test_a_range_is_written_as_one():
    assert write_axis(read("lr=0.001..1:10"), kind=GateExperiment, sign=":") == "lr:0.001..1:10"


def test_every_setting_with_one_value_can_be_varied():
    for kind in (GateExperiment, SineExperiment, DigitExperiment):
        fixed = settings_of(kind).keys() - set(sweepable(kind))
        assert fixed <= {"seed", "edits", "w", "pts", "loss", "rule"}
    assert "loss" not in sweepable(DigitExperiment), "there is but one"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "axis", "lr=0.001..1:10"),
        ("0.1,0.2", "axis", "lr=0.001..1:10"),
        ("speling=1", "key", "allowed: data, gate"),
        ("seed=1,2", "fixed", "seed cannot be varied"),
        ("edits=3:lr:0.1", "fixed", "edits"),
        ("w=1,2,3", "fixed", "w cannot be varied"),
        ("lr=", "empty", "lr has no values"),
        ("lr=0.1,,0.2", "value", "a number from 1e-10 to 100"),
        ("lr=nan", "value", "lr=nan"),
        ("lr=0.1,inf", "value", "lr=inf"),
        ("lr=0.1,1000", "value", "lr=1000"),
        ("lr=nan..1:3", "value", "lr=nan"),
        ("lr=0.1..inf:3", "value", "lr=inf"),
        ("lr=0..1:3", "value", "lr=0 is not allowed"),
        ("lr=1..0.1:3", "range", "the first below the second"),
        ("lr=0.1..0.1:3", "range", "the first below the second"),
        ("lr=0.1..1", "range", "from..to:count"),
        ("lr=0.1..1:1", "range", "2 or more"),
        ("lr=0.1..1:-3", "range", "from..to:count"),
        ("lr=0.1..1:2.5", "range", "from..to:count"),
        ("lr=0.1..1:1000000000", "many", "1,000,000,000 values; at most 100"),
        ("lr=0.1,0.10", "same", "lr=0.1 is given more than once"),
        ("batch=1.5,2", "value", "a whole number from 0 to 10000"),
        ("opt=gd,bogus", "value", "bogus"),
        ("opt=gd..adam:3", "names", "a range is for numbers"),
        ("hidden=2..8:4", "names", "a range is for numbers"),
        ("hidden=65", "value", "sizes from 1 to 64"),
    ],
)
def test_what_cannot_be_is_said(text, code, said):
    with pytest.raises(Refused) as found:
        read(text)
    assert isinstance(found.value, ValueError)
    assert found.value.wrong.code == code
    assert said in str(found.value)


def test_a_list_of_too_many_values_is_not_even_made():
    with pytest.raises(Refused, match=f"has 5,000,001 values; at most {MOST_VALUES}"):
        read("lr=" + "1," * 5_000_000)


def test_hostile_texts_stay_short_and_on_one_line():
    for text in ("lr=" + "9" * 100_000, "x" * 100_000, "lr=\n\x1b[31m", "l\0r=1", "lr=1..2:" + "9" * 10_000):
        with pytest.raises(Refused) as found:
            read(text)
        assert "\n" not in str(found.value) and "\x1b" not in str(found.value) and len(str(found.value)) < 500
