"""One meaning for each colour: said once for each side, the same on both, and told apart by everybody."""

import re
from pathlib import Path

import pytest

from pages.figures import palette

ROOT = Path(__file__).parents[2]
THEME = (ROOT / "static/player/shared/theme.js").read_text()
PAPER = {"light": "#ffffff", "dark": "#0e1117"}
SAID = ("HIGH", "LOW", "POSITIVE", "NEGATIVE", "RIGHT", "WRONG", "RUN")


def hues(theme):
    block = re.search(rf"const HUES = {{.*?{theme}: {{(.*?)}}", THEME, re.S)[1]
    return dict(re.findall(r'(\w+): "(#\w{6})"', block))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_both_sides_mean_the_same_by_a_hue():
    said = dict(re.findall(r'(\w+): "(\w+)"', re.search(r"const MEANINGS = {(.*?)};", THEME, re.S)[1]))
    assert said == {name.lower(): palette.TOKENS[getattr(palette, name)].removeprefix("@") for name in SAID}
    assert not {palette.BLUE, palette.ORANGE} & {getattr(palette, name) for name in (*SAID[2:], "HELD_OUT")}


@pytest.mark.parametrize("theme", PAPER)
def test_signs_and_classes_are_seen_on_the_paper(theme):
    tint = hues(theme)
    for name in SAID[:4]:
        hue = tint[palette.TOKENS[getattr(palette, name)].removeprefix("@")]
        least = 3.0 if name in ("POSITIVE", "NEGATIVE") else 2.8
        assert contrast(hue, PAPER[theme]) >= least, (name, hue)


def test_nothing_else_is_drawn_in_the_colours_of_the_classes():
    python = [*(ROOT / "pages/figures").glob("*.py")]
    script = [file for file in (ROOT / "static").rglob("*.js") if not file.name.endswith(".min.js")]
    found = [
        (file.name, line.strip())
        for files, pattern in ((python, r"\b(BLUE|ORANGE)\b"), (script, r"colors\.(blue|orange)|@(blue|orange)"))
        for file in files
        if file.name not in ("palette.py", "theme.js")
        for line in file.read_text().splitlines()
        if re.search(pattern, line)
    ]
    assert found == []
