"""The notebooks' cells: each case has one, each has words in both languages, each claim of the notes is true."""

import pytest

from core.replay import LANGUAGES, NOTEBOOKS, all_cases, notebook, title, value_names, words
from core.replay.operations import run_config
from tests.core.replay.cases import CASES, CELLS, got


def test_every_case_has_one_cell_of_its_own_notebook():
    placed = [(case, int(cell.notebook)) for cell in CELLS for case in cell.cases]
    assert sorted(placed) == sorted((case["id"], case["notebook"]) for case in CASES)


def test_both_languages_are_complete():
    texts = [title(name) for name in NOTEBOOKS]
    texts += [text for cell in CELLS for text in (cell.title, cell.does, *cell.notes)]
    texts += [*words().values(), *value_names().values()]
    for text in texts:
        assert tuple(text) == LANGUAGES
        assert all(part.strip() for part in text.values())
    prose = [text for cell in CELLS for text in (cell.does, *cell.notes)]
    for text in prose:
        assert any("ぁ" <= letter <= "ん" for letter in text["ja"])
        assert text["ja"].endswith("。") and text["en"].endswith((".", ".)"))
        assert not any("ぁ" <= letter <= "ん" for letter in text["en"].replace("正気化", ""))
    assert {key for case in CASES for key in case["expected"]} <= set(value_names())


def test_cells_are_numbered_and_named_apart():
    for name in NOTEBOOKS:
        cells = notebook(name)
        assert cells == notebook(int(name))
        assert [cell.number for cell in cells] == list(range(1, len(cells) + 1))
        assert len({cell.name for cell in cells}) == len(cells)
    with pytest.raises(ValueError, match="notebook 5 is unknown; allowed: 000"):
        notebook(5)


def test_every_claim_of_the_notes_that_is_no_case():
    or_start = all_cases()["000.or.final"]["config"]
    assert run_config(or_start)["argmin_printed"] == 61
    assert min(run_config(or_start)["loss"]) == pytest.approx(4e-8, rel=0.01)
    for task, last in (("AND", [0.0296, 0.0792, 0.1508]), ("OR", [0.0178, 0.1498, 0.2333])):
        for rule, loss in zip(("seed", "true", "true_half"), last, strict=True):
            stage = {"task": task, "activation": "sigmoid", "epochs": 5000, "gradient": rule}
            assert round(got("batch", seed=12345, stages=[stage])["loss"][-1], 4) == loss
    assert got("mlp")["grad_norm_W_V_bs_b0_start"] == pytest.approx([11.7, 91, 46.7, 58.7], abs=0.1)
    assert got("mlp", eta=0.012, epochs=2000)["final"] == pytest.approx(10.8, abs=0.05)
    assert None in got("mlp", eta=0.03, epochs=2000)["loss"]
    stable = got("mlp", eta=0.1, epochs=200, activation="sigmoid_stable")["loss"]
    assert stable.index(None) == 180
    assert stable[100] / stable[99] == pytest.approx(49, rel=1e-6)
    tenth = got("gd2", x=[-3.0, 4.0], lr=10.0, steps=12)
    assert tenth["grads"][10] == [0.0, 0.0]
    assert tenth["grads"][9] != [0.0, 0.0]
