"""Sentences about problems: they name what matters, in both languages, and a hostile link cannot dress them up."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiment.link import from_pairs
from core.experiment.values import Problem
from core.learning.edits import KEYS
from core.tasks.gates.experiment import SETTINGS, GateExperiment
from core.tasks.registry import read_link
from pages.words import WORDS, translator
from pages.words.wrong import allowed, problem_text

QUERIES = {
    "unknown": "speling=17",
    "value": "lr=17000",
    "twice": "seed=17&seed=18",
    "conflict": "loss=bce&out=relu",
    "no_effect": "mom=0.17",
    "edit": "edits=3:lr:1700",
    "too_much": "epochs=20000&data=clouds&points=2500&batch=1",
    "link": "&".join(["a=1"] * 300),
}


def texts(query):
    e, problems = read_link(query)
    return [(p, problem_text(p, e, translator(language))) for language in WORDS for p in problems]


@pytest.mark.parametrize("code", QUERIES)
def test_every_kind_of_problem_has_words_that_name_it(code):
    found = [(p, text) for p, text in texts(QUERIES[code]) if p.code == code]
    assert len(found) >= len(WORDS)
    for problem, text in found:
        if code != "link":
            for part in (problem.key, problem.value, problem.used, problem.other):
                assert part in text


def test_the_kinds_above_are_all():
    _, problems = read_link("&".join(query for code, query in QUERIES.items() if code != "link"))
    assert {p.code for p in problems} | {"link"} == set(QUERIES)
    assert {key.removeprefix("bad_") for key in WORDS["en"] if key.startswith("bad_")} == {*QUERIES, "typed"}


FORMATS = {
    "edits": ("120:w2.1.1:0.5;300:lr:0.01", "200", "frozen", *KEYS),
    "pts": ("0,0,0;0.3,1,1", "500", "-10", "10"),
}


@pytest.mark.parametrize("key", SETTINGS)
@pytest.mark.parametrize("language", WORDS)
def test_what_is_allowed_is_said_with_its_bounds(key, language):
    setting = SETTINGS[key]
    text = allowed(setting, translator(language))
    bounds = () if setting.high is None else (f"{setting.high:.15g}",)
    for part in setting.choices or bounds or FORMATS[key]:
        assert part in text
    if language == "en" and bounds and key not in ("hidden",):
        assert f"{setting.low:.15g}" in text


def test_a_wrong_count_of_weights_says_the_right_one():
    for _, text in texts("init=given&hidden=0&w=1,2"):
        assert "3" in text and "init=xavier" in text


@pytest.mark.parametrize(
    ("edit", "part"),
    [
        ("501:lr:1", "500"),
        ("2:w9.9.9:1", "w1.0.1"),
        ("2:opt:quick", "nesterov"),
        ("2:batch:-1", "10000"),
        ("2:y:off", ""),
    ],
)
def test_an_edit_that_is_left_out_is_named_with_what_is_allowed(edit, part):
    found = texts(f"edits={edit};3:w2.1.1:0.5")
    assert [problem.code for problem, _ in found] == ["edit"] * len(WORDS)
    assert all(edit in text and part in text for _, text in found)


HOSTILE = (
    "`", "``", "`x` **b**", "[a](https://evil.example)", "![a](https://evil.example/x.png)", "<script>x</script>",
    "$x$", "\\`", "a\nb", "# a", ":red[a]", "&lt;b&gt;", "\u202e", "{0}{key}", "%s", "a" * 5000, "`\n\n# Heading",
)  # fmt: skip


def inert(text):
    """Nothing outside code spans but the sentence itself; spans closed; one line; no HTML."""
    assert text.isprintable(), "one line without control characters"
    assert text.count("`") % 2 == 0
    assert len(text) < 1000
    outside = "".join(text.split("`")[::2])
    assert not re.search(r"\]\(|<[a-zA-Z/!]|\$|\*\*|evil|script", outside), outside


@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_a_hostile_value_stays_text(value):
    e, problems = from_pairs(
        [("lr", value), ("gate", value), ("w", value), ("hidden", value), ("seed", "1"), ("seed", value)],
        kind=GateExperiment,
    )
    assert len(problems) >= 5
    for language in WORDS:
        for problem in problems:
            inert(problem_text(problem, e, translator(language)))


@pytest.mark.parametrize("key", HOSTILE, ids=ascii)
def test_a_hostile_key_stays_text(key):
    e, (problem,) = from_pairs([(key, "1")], kind=GateExperiment)
    for language in WORDS:
        inert(problem_text(problem, e, translator(language)))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(SETTINGS)), st.text("`[]()<>$\\*_:#!a1{}&\n\u202e", max_size=30))
def test_no_mix_of_signs_gets_out_of_its_code_span(key, value):
    e, problems = from_pairs([(key, value), (value, key)], kind=GateExperiment)
    for language in WORDS:
        for problem in problems:
            inert(problem_text(problem, e, translator(language)))


def test_a_problem_is_named_even_where_nothing_was_given():
    assert "lr=" in problem_text(Problem("value", "lr", "", "", "0.02"), read_link("")[0], translator("en"))


@pytest.mark.parametrize(("task", "most"), [("gates", 6), ("digits", 3)])
def test_a_task_says_how_many_hidden_layers_it_takes(task, most):
    e, (problem, *_) = read_link(f"task={task}&hidden=2-2-2-2-2-2-2")
    for language in WORDS:
        assert re.search(rf"\b{most} sizes|{most}個まで", problem_text(problem, e, translator(language)))
