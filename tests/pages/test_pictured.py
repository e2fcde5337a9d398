"""What a scene is drawn from: experiments that differ only in what no picture shows share one."""

import pytest

from core.tasks.registry import read_link
from core.wire.packet import pack
from core.wire.scene import plain
from pages.figures.gates import gates_scene
from pages.figures.parts import pictured
from pages.figures.sine import sine_scene
from pages.words import translator


@pytest.mark.parametrize(
    ("scene", "query"),
    [
        (gates_scene, ""),
        (gates_scene, "hidden=0&rule=online&opt=gd&out=step"),
        (gates_scene, "hidden=0&rule=delta&opt=gd&data=corners"),
        (gates_scene, "data=spiral&batch=7&loss=softmax_ce"),
        (sine_scene, "task=sine"),
        (sine_scene, "task=sine&act=relu&opt=gd&val=30&batch=4&hidden=5-3"),
    ],
)
def test_no_picture_is_drawn_from_the_seed_or_the_rate(scene, query):
    usual, _ = read_link(query)
    tried, _ = read_link(f"{query}&seed=99&lr=0.0375")
    assert tried != usual and pictured(tried) == pictured(usual)
    drawn, drawn_plain = (pack(plain(scene(e, e.load(), translator("en")))) for e in (tried, usual))
    assert drawn == drawn_plain
