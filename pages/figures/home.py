"""The home page's scene: a gate that learns at once."""

from core.data.gates import Dataset
from core.tasks.gates.experiment import GateExperiment
from pages.figures import parts
from pages.figures.gates import field_panel, loss_panel, readouts

LAYOUTS = [
    {
        "min_width": 700,
        "columns": "1fr 1.25fr",
        "rows": "minmax(14rem, min(100dvh - 23rem, 54cqi)) auto auto",
        "areas": ["field loss", "caption caption", "transport transport"],
    },
    {
        "min_width": 0,
        "columns": "minmax(0, 1fr)",
        "rows": "min(102cqi, 50dvh) auto auto 14rem",
        "areas": ["field", "caption", "transport", "loss"],
    },
]


def home_scene(e: GateExperiment, data: Dataset, say) -> parts.Part:
    """Field and loss, playing for ever."""
    return {
        "labels": parts.labels(say),
        "readouts": readouts(e, say),
        "layouts": LAYOUTS,
        "panels": [field_panel(e, data, say), loss_panel(e, data, say)],
        "autoplay": True,
        "loop": True,
    }
