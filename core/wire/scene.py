"""The scene protocol: what the player is told to draw, and how it travels.

`static/player/scene.d.ts` says the same in the player's language; `tests/scene.json` holds every field of both once.
Arrays are named as the task's probes name them. Colours may be the player's tokens: "@blue".
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Any, Literal

from core.record.event import Tone
from core.wire.imaging import Images
from core.wire.packet import Array
from core.wire.panels import Panel, Subscripts


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button: its value goes to the form; in a page without the app it is a link."""

    label: str
    value: str | None = None
    href: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """What is said from step `at` on."""

    at: int
    text: str
    tone: Tone | None = None
    actions: Sequence[Action] = ()


# ---- how panels stand ---------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A CSS grid. Areas are panels' areas, "caption", "transport", and "handling": what a hand does to the selected
    part, which else stands over the network's picture."""

    columns: str
    rows: str
    areas: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Variant(Grid):
    """How a layout stands while a toggle is on; `on`: whether it is, unless somebody chose."""

    toggle: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class Layout(Grid):
    """For stages at least so many pixels wide; of its variants the first whose toggle is on counts."""

    min_width: int
    variants: Sequence[Variant] = ()


@dataclass(frozen=True, kw_only=True)
class FewVariant:
    """As `Variant`, without the rows of sentence and transport. tall: see `FewPanels`."""

    toggle: str
    on: bool
    columns: str
    areas: Sequence[str]
    tall: Sequence[str] = ()
    rows: str | None = None


@dataclass(frozen=True, kw_only=True)
class FewPanels:
    """Lecture mode: the main picture first; `narrow`, an area or several side by side, stands alone where it is narrow,
    else the first. On a projected screen the first of `tall` takes the whole height, and the others stand beside it,
    one under the other; under a lesson's question `asked`, if any. Of its variants the first whose toggle is on
    counts."""

    columns: str
    areas: Sequence[str]
    tall: Sequence[str] = ()
    asked: Sequence[str] = ()
    rows: str | None = None
    narrow: str | None = None
    variants: Sequence[FewVariant] = ()


@dataclass(frozen=True, kw_only=True)
class Readout:
    """A number beside the transport: the step, what the clock of several runs says, or an array's."""

    label: str
    value: Literal["step", "clock"] | None = None
    array: str | None = None
    index: Subscripts = None
    format: str | None = None


@dataclass(frozen=True, kw_only=True)
class Scene:
    """All that a player shows of a run. Layouts stand from the widest to the narrowest; `labels` are its own words.

    parts: names of the network's parts (core/engine/naming.py), that a hand may select: nodes, then parameters in the
    order of θ, the first of which stands at `parts_from`. While one is selected, the toggle "selected" is on, which a
    layout's variants may name. by_hand: whether a hand may change the run at the step shown.
    images: those that panels show by their places. clocks: those that several runs may go by, the present one first.
    """

    panels: Sequence[Panel]
    layouts: Sequence[Layout]
    labels: Mapping[str, str]
    readouts: Sequence[Readout] = ()
    lecture: FewPanels | None = None
    parts: Sequence[str] = ()
    parts_from: int | None = None
    by_hand: bool = False
    images: Images | None = None
    clocks: Sequence[Action] = ()
    locale: str | None = None
    loop: bool = False
    autoplay: bool = False


# ---- on the way ---------------------------------------------------------------------------------------


def plain(part: Any) -> Any:
    """A part of a scene as JSON has it, its arrays still whole. What may be left out and is empty is left out."""
    if isinstance(part, list | tuple):
        return [plain(item) for item in part]
    if isinstance(part, Array) or not is_dataclass(part):
        return part
    said = {name: getattr(part, name) for name in ("kind", "type") if hasattr(part, name)}
    values = ((f, getattr(part, f.name)) for f in fields(part))
    return said | {f.name: plain(value) for f, value in values if not _left_out(f, value)}


def _left_out(field: Field, value: Any) -> bool:
    return field.default is not MISSING and (value is None or value is False or value == () or value == [])
