"""What a hand did is told where an update is explained: held, switched off, changed right after it, other settings."""

import pytest

from core.engine.naming import part_named
from core.tasks.registry import read_link
from pages.words import WORDS, translator
from tests.core.explaining.drawn import look, printed
from tests.core.explaining.test_explanation import section, told
from tests.core.learning.runs import experiment, run


def value(link, name, step):
    """A parameter's, as a run of its own has it."""
    e = experiment(link)
    return run(e)[0][step, part_named(name, e.network).index(e.network)]


def said(key, language, **facts):
    return translator(language)(key, **facts)


def printed_last(found):
    return float([line for part in found["sections"] for line in printed(part["code"])][-1])


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(("edits", "key", "facts"), [
    ("3:w2.1.1:frozen", "ex_hand_frozen", {}),
    ("3:h1.1:off", "ex_hand_out", {"node": "h₁"}),
])  # fmt: skip
def test_what_is_held_keeps_its_value_whatever_the_optimiser_makes_of_it(edits, key, facts, language):
    link = f"epochs=20&edits={edits}"
    found = told(link, "w2.1.1", step=7, language=language)
    hand = section(found, "hand")
    assert found["old"] == found["new"] == printed_last(found) == value(link, "w2.1.1", 8)
    assert float(section(found, "update")["prints"][-1]) != found["new"]
    assert said(key, language, **facts) in hand["note"] and said("ex_hand_not_taken", language) in hand["note"]


def test_a_weight_into_a_unit_that_is_off_stays_and_hears_why_no_gradient_comes():
    found = told("epochs=20&edits=3:h1.2:off", "w1.0.2", step=5)
    assert found["old"] == found["new"] != 0.0
    assert section(found, "hand")["note"].startswith(said("ex_hand_in", "en", node="h₂"))
    assert section(found, "gradient")["note"] == said("ex_fade_hand", "en", node="h₂")


@pytest.mark.parametrize(("edits", "key", "facts"), [
    ("8:w2.1.1:-1.25", "ex_hand_set", {"step": 8, "value": "-1.25"}),
    ("8:h1.1:off", "ex_hand_set_off", {"step": 8, "node": "h₁"}),
    ("4:h1.1:off;8:h1.1:on", "ex_hand_set_on", {"step": 8, "node": "h₁"}),
])  # fmt: skip
def test_a_hand_after_the_update_gives_the_next_value(edits, key, facts):
    link = f"epochs=20&edits={edits}"
    found = told(link, "w2.1.1", step=7)
    assert found["new"] == printed_last(found) == value(link, "w2.1.1", 8) != found["old"]
    assert said(key, "en", **facts) in section(found, "hand")["note"]
    update = section(found, "update")["prints"][-1]
    assert key == "ex_hand_set_on" or float(update) == value("epochs=20", "w2.1.1", 8)


@pytest.mark.parametrize(("edits", "words"), [
    ("8:lr:0.1", "Learning rate = 0.1"), ("8:opt:gd", "Optimiser = gradient descent"),
    ("8:w2.1.1:frozen", "h₁→y frozen"), ("5:w2.1.1:frozen;8:w2.1.1:free", "h₁→y free"),
])  # fmt: skip
def test_what_counts_from_the_next_step_on_is_said(edits, words):
    found = told(f"epochs=20&edits={edits}", "w2.1.1", step=7)
    assert section(found, "hand")["note"].endswith(f"From step 8 on: {words}.")
    assert found["new"] == printed_last(found)


def test_edits_of_other_parts_are_not_its_own():
    found = told("epochs=20&edits=8:w2.2.1:1;8:h1.3:off;3:w1.0.1:frozen", "w2.1.1", step=7)
    assert [part["key"] for part in found["sections"]][-1] == "update"


@pytest.mark.parametrize(("sel", "key"), [("h1.2", "ex_hand_unit"), ("x0", "ex_hand_out")])
def test_a_node_that_is_off_says_so(sel, key):
    link = f"epochs=20&edits=3:{sel}:off"
    name = "h₂" if sel == "h1.2" else "x₀"
    found = told(link, sel, step=5)["sections"][-1]
    assert (found["note"], found["code"]) == (said(key, "en", node=name), "")
    assert told(link, sel, step=2)["sections"][-1]["note"] == f"From step 3 on: {name} off."


def test_the_settings_that_count_at_the_step_are_in_the_formula():
    link = "epochs=20&edits=5:opt:momentum;5:lr:0.3;5:mom:0.25;5:l2:0.5;9:opt:adam"
    found = told(link, "w2.1.1", step=6)
    lines = section(found, "update")["code"].splitlines()
    assert {"learning_rate = 0.3", "momentum_factor = 0.25", "t = 2"} <= set(lines) and section(found, "penalty")
    assert "t = 1" in section(told(link, "w2.1.1", step=9), "update")["code"], "another optimiser begins anew"
    assert section(told(link, "w2.1.1", step=8), "update")["prints"][-1] == str(value(link, "w2.1.1", 9))


def test_batches_are_those_after_the_edit():
    link = "epochs=20&edits=6:batch:3"
    assert [len(told(link, None, step=k)["samples"]) for k in (5, 6, 7, 8)] == [4, 3, 1, 3]
    e, _ = read_link(link)
    assert look(e, 6).loss != look(e, 5).loss


def test_the_stage_of_the_update_has_the_next_steps_values_and_names_what_is_not_the_optimisers():
    link = "epochs=20&edits=3:w1.0.1:frozen;8:b1.2:0.5"
    found = told(link, None, step=7)["stages"][-1]
    assert found["kind"] == "update" and found["values"]["b1.2"] == 0.5
    assert found["values"]["w1.0.1"] == value(link, "w1.0.1", 3)
    assert found["text"].endswith("; unchanged: x₀→h₁; then by hand: b(h₂)")


def test_where_the_run_ends_no_hand_comes_in():
    e = experiment("gate=and&target=0.03&epochs=240")
    last = run(e)[2].step
    found = told(f"gate=and&target=0.03&epochs=240&edits={last + 1}:w2.1.1:5", "w2.1.1", step=last)
    assert found["end"] and found["new"] is None and found["sections"][-1]["key"] == "end"
