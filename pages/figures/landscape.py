"""The panel of the loss on a plane through a run's θ."""

from dataclasses import replace
from typing import TypeVar

from core.engine.naming import name_of, parameter_at
from core.engine.network import Network
from core.record.say import Say
from core.wire.panels import Landscape, Toggle
from core.wire.scene import Layout, Scene, Variant
from pages.figures.network import parameter_names

AREA = "landscape"
RELIEF = "landscape_relief"
MOST_NAMED = 400  # parameters to choose from
_HEIGHT = "32rem"
_WORDS = (
    "first", "second", "random_first", "random_second", "start", "end", "loss", "waiting", "refused", "plane",
    "plane_path", "plane_weights", "plane_random", "another", "axis_0", "axis_1", "train_on", "too_many", "hides_path",
    "hides_weights", "hides_random", "at_end", "nobody",
)  # fmt: skip
G = TypeVar("G", Layout, Variant)


def landscape_panel(network: Network, say: Say) -> Landscape:
    """Asked for when it is looked at; of large networks two parameters cannot be chosen."""
    labels = parameter_names(network) if network.n_params <= MOST_NAMED else []
    names = {name_of(parameter_at(place, network), network): label for place, label in enumerate(labels)}
    return Landscape(
        id=AREA, area=AREA, title=say("pic_landscape"), hint=say("pic_landscape_hint"), names=names,
        toggles=[Toggle(label=say("land_relief"), key=RELIEF)], words={word: say(f"land_{word}") for word in _WORDS},
    )  # fmt: skip


def with_landscape(scene: Scene, network: Network, say: Say) -> Scene:
    """The scene with the landscape under everything else."""
    layouts = [replace(_under(layout), variant=layout.variant and _under(layout.variant)) for layout in scene.layouts]
    return replace(scene, panels=[*scene.panels, landscape_panel(network, say)], layouts=layouts)


def _under(grid: G) -> G:
    """In a row of its own."""
    columns = len(grid.areas[0].split())
    return replace(grid, rows=f"{grid.rows} {_HEIGHT}", areas=[*grid.areas, " ".join([AREA] * columns)])


def without_landscape(scene: Scene) -> Scene:
    """The scene for whoever has nobody to ask for it."""
    layouts = [replace(_above(layout), variant=layout.variant and _above(layout.variant)) for layout in scene.layouts]
    return replace(scene, panels=[panel for panel in scene.panels if panel.area != AREA], layouts=layouts)


def _above(grid: G) -> G:
    if AREA not in grid.areas[-1].split():
        return grid
    return replace(grid, rows=grid.rows.removesuffix(f" {_HEIGHT}"), areas=grid.areas[:-1])
