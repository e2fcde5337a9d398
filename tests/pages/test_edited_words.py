"""What a hand has changed, as the list of edits and the marks in the plot of the loss tell it."""

import pytest

from core.learning.learner import Learner
from core.tasks.registry import read_link
from pages.figures.edited import told
from pages.words import translator

EDITS = "5:w2.1.1:0.5;6:b1.2:frozen;7:h1.2:off;8:lr:0.1"


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["step 5: h₁→y = 0.5", "step 6: b(h₂) frozen", "step 7: h₂ off", "step 8: Learning rate = 0.1"]),
        (
            "ja",
            ["ステップ 5：h₁→y = 0.5", "ステップ 6：b(h₂) を固定", "ステップ 7：h₂ をオフ", "ステップ 8：学習率 = 0.1"],
        ),
    ],
)
def test_parts_are_called_as_the_pictures_call_them(language, lines):
    e, problems = read_link(f"hidden=2&edits={EDITS}")
    assert not problems and isinstance(e, Learner)
    assert told(e.edits, e, translator(language)) == lines


@pytest.mark.parametrize(
    ("language", "line"), [("en", "step 400: your 7 added"), ("ja", "ステップ 400：手書きの「7」を追加")]
)
def test_a_drawing_is_named_by_its_label(language, line):
    e, problems = read_link(f"task=digits&edits=400:add:7.{'A' * 131}")
    assert not problems and isinstance(e, Learner)
    assert told(e.edits, e, translator(language)) == [line]
