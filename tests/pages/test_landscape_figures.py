"""The landscape stands beside the main picture while its switch is on, and nothing goes lost for it."""

import pytest

from core.tasks.registry import read_link
from pages.figures.landscape import AREA, beside
from pages.figures.staged import STAGED
from pages.words import translator

LINKS = (
    "hidden=4",
    "hidden=0&rule=delta",
    "hidden=0&rule=online&opt=gd",
    "data=spiral&hidden=64-64",
    "task=sine",
    "task=digits",
)


def scene_of(link):
    e, _ = read_link(link)
    return STAGED[e.task].scene(e, e.load(), translator("en"))


def areas(grid):
    return {area for row in grid.areas for area in row.split()}


@pytest.mark.parametrize("link", LINKS)
def test_every_layout_makes_room_and_loses_only_what_stood_there_for_a_selection(link):
    for layout in scene_of(link).layouts:
        variant = layout.variants[0]
        assert variant.toggle == AREA and not variant.on
        assert AREA not in areas(layout)
        assert areas(layout) | {AREA} == areas(variant)
        assert len({len(row.split()) for row in variant.areas}) == 1


@pytest.mark.parametrize("link", LINKS)
def test_its_switch_is_at_the_picture_that_makes_room_and_at_its_own(link):
    scene = scene_of(link)
    heads = [panel.id for panel in scene.panels if AREA in {toggle.key for toggle in panel.toggles}]
    assert heads == ["weights" if "digits" in link else "network", AREA]
    assert scene.lecture is not None
    assert AREA in areas(scene.lecture.variants[0])


def test_what_makes_room_stands_under_the_transport():
    variant = beside(
        "1fr 2fr 1fr", {"a b c": "9rem", "a d c": "8rem", "transport transport transport": "auto", "e e e": "1rem"}
    )
    assert variant.areas == ["a landscape c", "a landscape c", "transport transport transport", "b b d", "e e e"]
