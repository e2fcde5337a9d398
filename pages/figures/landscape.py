"""The panel of the loss on a plane through a run's θ, and where it stands while its switch is on."""

from dataclasses import replace

from core.engine.naming import name_of, parameter_at
from core.engine.network import Network
from core.record.say import Say
from core.wire.panels import Landscape, Toggle
from core.wire.scene import FewVariant, Scene, Variant
from pages.figures import parts
from pages.figures.network import parameter_names
from pages.figures.palette import RUN, TOKENS

AREA = "landscape"  # and the switch that brings it
RELIEF = "landscape_relief"
MOST_NAMED = 400  # parameters to choose from
_UNDER, _PHONE = "22rem", "34rem"  # pictures that make room; the landscape on a phone
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
        toggles=[Toggle(label=say("land_relief"), key=RELIEF), switch], color=TOKENS[RUN],
        words={word: say(f"land_{word}") for word in _WORDS},
    )  # fmt: skip


def with_landscape(scene: Scene, network: Network, say: Say, head: str = "network") -> Scene:
    """The scene with the landscape, and its switch at the head of the picture that makes room for it."""
    switch = Toggle(label=say("landscape"), key=AREA)
    panels = [replace(panel, toggles=[*panel.toggles, switch]) if panel.id == head else panel for panel in scene.panels]
    return replace(scene, panels=[*panels, landscape_panel(network, switch, say)])


def beside(columns: str, heights: dict[str, str], main: str | None = None) -> Variant:
    """How panels stand while the landscape is on, from how they stand else: beside the main picture in the first two
    rows, on a phone behind the sentence. What stood there comes under the transport.

    main: the picture that stays beside it in two columns, if not the first.
    """
    rows = [(areas.split(), height) for areas, height in heights.items()]
    moved = _under_sentence(rows) if len(rows[0][0]) == 1 else _beside_main(rows, main)
    areas = [" ".join(row) for row, _ in moved]
    return Variant(toggle=AREA, on=False, columns=columns, rows=" ".join(height for _, height in moved), areas=areas)


def _under_sentence(rows):
    behind = [row for row, _ in rows].index(["caption"]) + 1
    return [*rows[:behind], ([AREA], _PHONE), *rows[behind:]]


def _beside_main(rows, main):
    (upper, first), (lower, second) = rows[:2]
    placed = [_made_room(upper, main or upper[0]), _made_room(lower, "loss")]
    gone = [area for area in dict.fromkeys([*upper, *lower]) if not any(area in row for row in placed)]
    spread = [gone[k * len(gone) // len(upper)] for k in range(len(upper))]
    bars = [row for row in rows[2:] if row[0][0] in ("caption", "transport")]
    rest = [row for row in rows[2:] if row not in bars]
    return [(placed[0], first), (placed[1], second), *bars, (spread, _UNDER), *rest]


def _made_room(row, first):
    """One of the first two rows: of two columns `first` keeps its place, of more what stands at the edges."""
    if len(row) == 2:
        return [first, AREA]
    return [row[0], *[AREA] * (len(row) - 2), row[-1]]


def lecture_beside(main: str) -> FewVariant:
    """The same in lecture mode: beside the main picture and the loss."""
    areas = (f"{main} {AREA}", f"loss {AREA}")
    tall, rows = (AREA, main, "loss"), parts.NETWORK_OVER_LOSS
    return FewVariant(toggle=AREA, on=False, columns="1fr 1.5fr", areas=areas, tall=tall, rows=rows)
