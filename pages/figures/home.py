"""The home page's scene: a network that learns at once, its units beside its field, all of it for the hand."""

from dataclasses import replace

from core.data.clouds import Dataset
from core.record.say import Say
from core.tasks.gates.experiment import DEFAULT, GateExperiment
from core.wire.scene import Scene
from pages.figures import parts
from pages.figures.gates import LINES, colour_range, field_panel, square
from pages.figures.learner import readouts
from pages.figures.network import part_names
from pages.figures.tiles import network_view, unit_lines

FIRST = replace(DEFAULT, epochs=160)  # soon learned, soon again from the start
LAYOUTS = [
    parts.layout(700, "1.35fr 1fr", {
        "network field": "minmax(13rem, min(100dvh - var(--home-taken), 44cqi))",
        "transport caption": "auto",
    }),
    parts.layout(0, "minmax(0, 1fr)", {
        "field": "min(88cqi, 38dvh)", "network": "min(12rem, 22dvh)", "transport": "auto", "caption": "auto",
    }),
]  # fmt: skip


def home_scene(e: GateExperiment, data: Dataset, say: Say) -> Scene:
    """Network and field, playing for ever."""
    over = square(data)
    lines = unit_lines(e.network, over, LINES)
    return Scene(
        labels=parts.labels(say, by_hand=True),
        readouts=readouts(e, say),
        layouts=LAYOUTS,
        panels=[
            network_view(e.network, say, inputs=over, outputs=colour_range(e), lines=lines), field_panel(e, data, say)
        ],
        parts=part_names(e.network),
        by_hand=True,
        autoplay=True,
        loop=True,
    )  # fmt: skip
