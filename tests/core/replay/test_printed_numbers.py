"""Every number that the notebooks print is replayed within its tolerance, and a wrong one is seen."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from core.replay import all_cases, compare
from core.replay.sine import rounding_matters_from
from core.replay.sine import run as sine_run
from core.replay.sine import settings as sine_settings
from tests.core.replay.cases import CASES, got, ids

ROOT = Path(__file__).parents[3]
ORACLE = ROOT.parent / "shared" / "oracle" / "notebooks.json"


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_every_case_is_within_its_tolerance(case):
    result = compare(case)
    assert result.ok, result.values
    assert set(result.got) == set(case["expected"])


@pytest.mark.skipif(not ORACLE.exists(), reason="../shared is not here")
def test_our_copy_holds_every_case_of_the_oracle():
    for case in json.loads(ORACLE.read_text(encoding="utf-8"))["cases"]:
        ours = all_cases()[case["id"]]
        assert {key: ours[key] for key in ("notebook", "config", "expected", "tolerance")} == {
            key: case[key] for key in ("notebook", "config", "expected", "tolerance")
        }


def test_a_wrong_number_is_seen():
    case = all_cases()["001.mse"]
    wrong = compare({**case, "expected": {"mse": case["expected"]["mse"] * (1 + 1e-11)}})
    assert not wrong.ok
    assert wrong.difference == pytest.approx(9.8e-11, rel=0.01)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("pred", [0.0, 0.0, 0.0]),
        ("pred", [math.nan] * 4),
        ("tail_prefix", "0.1"),
        ("mse", "nan"),
        ("fixed_point", [1.0]),
    ],
)
def test_another_shape_kind_or_prefix_is_not_ok(key, expected):
    config = {"op": "batch", "seed": 12345, "stages": [{"epochs": 3}], "loss_count": 2}
    if key == "fixed_point":
        config = {"op": "online_map", "lr": 1.0}
    case = {"id": "", "notebook": 1, "config": config, "expected": {key: expected}, "tolerance": {"abs": 1, "rel": 0}}
    assert not compare(case).ok


def test_a_prefix_may_miss_by_the_tolerance_only():
    case = all_cases()["001.lin_and.trace.0_40"]
    for text, ok in [("5.86105371620383", True), ("5.8610537162", True), ("5.8610537163", False), ("5.87", False)]:
        assert compare({**case, "expected": {"tail_prefix": text}}).ok is ok


def test_overflow_is_none_with_a_reason():
    result = compare(all_cases()["003.d.gd.eta01"])
    assert result.got["loss"][3:] == [None] * 3
    assert "overflows" in result.reason
    assert got("online_map", lr=1.0)["fixed_point"] is None


def test_only_what_rounding_changes_is_called_chaotic():
    chaotic = {case["id"]: compare(case).chaotic_from for case in CASES if compare(case).chaotic}
    assert set(chaotic) == {
        "003.adam.2000", "003.d.adam.curve", "003.d.gd.eta0.005.band", "003.d.V0.2000", "003.d.relu.He.Adam",
    }  # fmt: skip
    assert 1650 < chaotic["003.adam.2000"] < 1800
    assert 1500 < chaotic["003.d.gd.eta0.005.band"] < 1650
    assert rounding_matters_from({"optimizer": "GD", "eta": 0.01, "epochs": 2000}) is None


CHAOTIC = ["003.adam.2000", "003.d.gd.eta0.005.band", "003.d.V0.2000", "003.d.relu.He.Adam"]


@pytest.mark.parametrize("case", CHAOTIC)
def test_what_is_claimed_of_a_chaotic_run_holds_however_its_start_is_rounded(case):
    """Each processor rounds in its own way; a start moved by a few roundings goes as far astray as on another one."""
    case = all_cases()[case]
    ((key, expected),) = case["expected"].items()
    for roundings in (-3, -2, -1, 1, 2, 3):
        loss = sine_run(**sine_settings(case["config"]), nudge=roundings * 2.0**-52).loss
        ours = {"final": loss[-1], "mean_last_200": loss[-200:].mean()}[key]
        assert ours == pytest.approx(expected, abs=case["tolerance"]["abs"], rel=0)


def test_results_are_values():
    case = all_cases()["003.loss0"]
    assert compare(case) == compare(case)
    assert replace(compare(case), id="x").id == "x"
