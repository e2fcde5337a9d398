"""The home page's scene: a gate that learns at once."""

from core.data.clouds import Dataset
from core.record.say import Say
from core.tasks.gates.experiment import GateExperiment
from core.wire.scene import Scene
from pages.figures import parts
from pages.figures.gates import field_panel, loss_panel
from pages.figures.learner import readouts

LAYOUTS = [
    parts.layout(700, "1fr 1.25fr", {
        "field loss": "minmax(14rem, min(100dvh - var(--home-taken), 54cqi))", "caption caption": "auto",
        "transport transport": "auto",
    }),
    parts.layout(0, "minmax(0, 1fr)", {
        "field": "min(102cqi, 50dvh)", "caption": "auto", "transport": "auto", "loss": "14rem",
    }),
]  # fmt: skip


def home_scene(e: GateExperiment, data: Dataset, say: Say) -> Scene:
    """Field and loss, playing for ever."""
    return Scene(
        labels=parts.labels(say),
        readouts=readouts(e, say),
        layouts=LAYOUTS,
        panels=[field_panel(e, data, say), loss_panel(e, data, say)],
        autoplay=True,
        loop=True,
    )
