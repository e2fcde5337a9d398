"""The panel of the loss on a plane through a run's θ, and where it stands while its switch is on."""

from dataclasses import replace

from core.engine.naming import name_of, parameter_at
from core.engine.network import Network
from core.record.say import Say
from core.wire.panels import Landscape, Toggle
from core.wire.scene import FewVariant, Scene, Variant
from pages.figures import parts
from pages.figures.network import parameter_names
from pages.figures.palette import BLUE, TOKENS

AREA = "landscape"  # and the switch that brings it
RELIEF = "landscape_relief"
MOST_NAMED = 400  # parameters to choose from
_UNDER = "22rem"  # for pictures that make room
_WORDS = (
    "first", "second", "short", "random_first", "random_second", "end", "step", "loss", "loss_log", "slice", "distance",
    "infinite", "waiting", "refused", "nobody", "plane", "plane_path", "plane_weights", "plane_random", "another",
    "axis_0", "axis_1", "train_on", "too_many", "cannot", "hides_path", "hides_weights", "hides_random", "here",
)  # fmt: skip


def landscape_panel(network: Network, switch: Toggle, say: Say) -> Landscape:
    """Asked for when it is looked at; of large networks two parameters cannot be chosen. switch: what brings it."""
    labels = parameter_names(network) if network.n_params <= MOST_NAMED else []
    names = {name_of(parameter_at(place, network), network): label for place, label in enumerate(labels)}
    return Landscape(
        id=AREA, area=AREA, title=say("pic_landscape"), hint=say("pic_landscape_hint"), names=names,
        toggles=[Toggle(label=say("land_relief"), key=RELIEF), switch], color=TOKENS[BLUE],
        words={word: say(f"land_{word}") for word in _WORDS},
    )  # fmt: skip


def with_landscape(scene: Scene, network: Network, say: Say, head: str = "network") -> Scene:
    """The scene with the landscape, and its switch at the head of the picture that makes room for it."""
    switch = Toggle(label=say("landscape"), key=AREA)
    panels = [replace(panel, toggles=[*panel.toggles, switch]) if panel.id == head else panel for panel in scene.panels]
    return replace(scene, panels=[*panels, landscape_panel(network, switch, say)])


def beside(columns: str, heights: dict[str, str]) -> Variant:
    """How panels stand while the landscape is on, from how they stand else: beside the main picture in the first two
    rows, on a phone behind the sentence. What stood there comes under the transport."""
    rows = [(areas.split(), height) for areas, height in heights.items()]
    if len(rows[0][0]) == 1:
        return parts.variant(AREA, False, columns, _under_sentence(heights))
    (upper, first), (lower, second) = rows[:2]
    placed = {_made_room(upper, upper[0]): first, _made_room(lower, "loss"): second}
    displaced = [area for area in dict.fromkeys([*upper, *lower]) if area not in " ".join(placed).split()]
    bars = {areas: height for areas, height in heights.items() if areas.split()[0] in ("caption", "transport")}
    rest = {areas: height for areas, height in list(heights.items())[2:] if areas not in bars}
    moved = {_spread(displaced, len(upper)): _UNDER} if displaced else {}
    return parts.variant(AREA, False, columns, placed | bars | moved | rest)


def lecture_beside(main: str) -> FewVariant:
    """The same in lecture mode: beside the main picture and the loss."""
    areas = (f"{main} {AREA}", f"loss {AREA}")
    return FewVariant(toggle=AREA, on=False, columns="1fr 1.5fr", areas=areas, rows=parts.NETWORK_OVER_LOSS)


def _made_room(row, first):
    """One of the first two rows: of two columns `first` keeps its place, of more what stands at the edges."""
    if len(row) == 2:
        return f"{first} {AREA}"
    return " ".join([row[0], *[AREA] * (len(row) - 2), row[-1]])


def _spread(areas, columns):
    """So many areas over so many columns."""
    return " ".join(areas[k * len(areas) // columns] for k in range(columns))


def _under_sentence(heights):
    placed: dict[str, str] = {}
    for area, height in heights.items():
        placed[area] = height
        if area == "caption":
            placed[AREA] = "34rem"
    return placed
