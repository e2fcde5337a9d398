"""The scenes of all tasks, and what can be wrong with one beside the arrays of its run."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.pair.pair import Pair
from core.record.link import START
from core.tape.tape import record
from core.wire.imaging import BatchView, Confusion, Plane, Worst
from core.wire.layers import FieldLayer, Graph, Layer, LineEnds, Net, RunEnd, Taken, TrailArrows, Trails, TrailValues
from core.wire.packet import Array
from core.wire.panels import Cell, Curve, Drowned, History, NetworkView, Panel, Plot, Point, Relief, Set, Table
from core.wire.pieces import make_piece
from core.wire.scene import Readout, Scene
from pages.figures.beside import own
from pages.figures.palette import TOKENS
from pages.figures.staged import STAGED
from pages.web.opened import pair_scene_of
from tests.core.handout.handout_links import LEARNERS, LINES, SWEEPS, WALKS

SCENES = {task: staging.scene for task, staging in STAGED.items()}
LINKS = [
    *LEARNERS[::7],
    *WALKS[::3],
    *LINES,
    *SWEEPS,
    "task=digits&epochs=1",
    "task=digits&hidden=0&size=7&epochs=1",
    "task=descent&surface=himmelblau&basin=1&walkers=gd:0.01",
]
_REAL = {token: colour for colour, token in TOKENS.items()}
# How many axes each part's array may have behind its row and index.
AXES = {
    Cell: (0,), Readout: (0,), History: (0,), Point: (0,), Set: (0, 1), FieldLayer: (2,), Graph: (1,), Net: (1,),
    Trails: (2,), TrailValues: (1,), TrailArrows: (2,), Drowned: (0, 1), NetworkView: (1,), LineEnds: (1,),
    RunEnd: (0,), Taken: (2,), Confusion: (2,), BatchView: (2,), Worst: (1,), Plane: (2,),
}  # fmt: skip


def built(e: Any, say) -> Scene:
    return SCENES[e.task](e, e.load(), say)


def built_together(pair: Pair, language: str) -> Scene:
    return pair_scene_of(STAGED[pair.runs[0].task], pair, language)


def sent_together(pair: Pair) -> dict[str, Array]:
    """The same of runs on one clock, as the player calls them, with what it says of each itself."""
    counted = Array(np.zeros(1), "step")
    return {
        own(number, name): array
        for number, e in enumerate(pair.runs)
        for name, array in {**sent(e), "step": counted, "stopped": counted}.items()
    }


def sent(e: Any) -> dict[str, Array]:
    """The arrays of the first chunk, as the player gets them."""
    return make_piece(record(e, START, 0)[0]).arrays


def draw_figures(scene: Scene) -> None:
    """Raises ValueError for a figure that Plotly does not know, and KeyError for a colour that the palette does not."""
    for panel in scene.panels:
        if isinstance(panel, Plot):
            go.Figure(_coloured(json.loads(json.dumps(panel.figure, allow_nan=False))))


def _coloured(part):
    """Tokens as real colours, as the player does it."""
    if isinstance(part, dict):
        return {key: _coloured(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_coloured(value) for value in part]
    return _REAL[part.partition("/")[0]] if isinstance(part, str) and part.startswith("@") else part


def flaws(scene: Scene, arrays: dict[str, Array]) -> list[str]:
    """What of a scene finds nothing: arrays, places in them, traces, their attributes, toggles, areas."""
    found = [said for part in _parts(scene) for said in _unrecorded(part, arrays)]
    found += [said for panel in scene.panels for said in _of_panel(panel)]
    toggles = {toggle.key for panel in scene.panels for toggle in panel.toggles}
    toggles |= {"selected"} if scene.parts else set()
    found += [f"no toggle {key}" for key in _asked_toggles(scene) if key not in toggles]
    return found + list(_unplaced(scene))


def _unplaced(scene):
    """A small screen may leave a picture out."""
    for layout in scene.layouts:
        grids = [layout, *layout.variants]
        placed = {area for grid in grids for row in grid.areas for area in row.split()}
        widest = layout is scene.layouts[0]
        wanted = {"caption", "transport", *(panel.area for panel in scene.panels if widest)}
        yield from (f"no place for {area} at {layout.min_width} px" for area in sorted(wanted - placed))


def _parts(part: Any) -> Iterator[Any]:
    if isinstance(part, list | tuple):
        for item in part:
            yield from _parts(item)
    elif is_dataclass(part) and not isinstance(part, Array):
        yield part
        for f in fields(part):
            yield from _parts(getattr(part, f.name))


def _unrecorded(part, arrays):
    beside = [getattr(part, name, None) for name in ("answers", "images", "minus", "share", "sure")]
    yield from (f"{type(part).__name__}: nothing records {name}" for name in beside
                if isinstance(name, str) and name not in arrays)  # fmt: skip
    name = getattr(part, "array", None)
    if name is None:
        return
    if name not in arrays:
        yield f"{type(part).__name__}: nothing records {name}"
        return
    shape, index = arrays[name].values.shape[1:], getattr(part, "index", None) or ()
    inside = all(0 <= i < n for i, n in zip(index, shape, strict=False))
    if len(shape) - len(index) not in AXES[type(part)] or not inside:
        yield f"{type(part).__name__}: {name} has rows of shape {shape}, not {list(index)} in them"
    elif isinstance(part, Net) and shape[0] != sum((n + 1) * m for n, m in pairwise(part.sizes)):
        yield f"Net: {shape[0]} numbers in {name} are not the parameters of {list(part.sizes)}"
    yield from (
        f"{type(part).__name__}: no place {place} in {name}" for place in _places(part) if not 0 <= place < shape[0]
    )


def _places(part: Any) -> list[int]:
    """Of parts that show chosen places of an array's rows."""
    if isinstance(part, Graph):
        return [edge[4] for edge in part.edges] + [node[2] for node in part.nodes if node[2] is not None]
    if isinstance(part, NetworkView):
        return [edge.weight.place for edge in part.edges] + [node.bias.place for node in part.nodes if node.bias]
    return [line.place for line in part.lines] if isinstance(part, LineEnds) else []


def _of_panel(panel: Panel) -> Iterator[str]:
    if isinstance(panel, Plot):
        yield from _of_traces(panel)
    if isinstance(panel, Table):
        for rows in (panel.rows, *(tab.rows for tab in panel.tabs)):
            yield from (f"{panel.id}: {len(row)} cells" for row in rows if len(row) != len(panel.columns))
            empty = [cell for row in rows for cell in row if cell.text is None and cell.array is None]
            yield from (f"{panel.id}: a cell without words or number" for _ in empty)


def _of_traces(plot: Plot) -> Iterator[str]:
    traces = plot.figure["data"]
    for binding in plot.bindings:
        ghost = binding.ghost if isinstance(binding, History) else None
        if not all(0 <= trace < len(traces) for trace in (binding.trace, ghost or 0)):
            yield f"{plot.id}: no trace {binding.trace} or {ghost}"
        elif isinstance(binding, Set) and binding.attr not in traces[binding.trace]:
            yield f"{plot.id}: trace {binding.trace} has no {binding.attr}"
        elif isinstance(binding, Curve):
            yield from _of_curve(plot, binding)


def _of_curve(plot: Plot, curve: Curve) -> Iterator[str]:
    fit = curve.fit or plot.fit
    if fit is None:
        yield f"{plot.id}: no fit"
    elif isinstance(curve.part, int) and not 0 <= curve.part < fit.of.sizes[-2]:
        yield f"{plot.id}: no unit {curve.part} in {list(fit.of.sizes)}"
    elif len(plot.figure["data"][curve.trace]["x"]) != fit.points:
        yield f"{plot.id}: trace {curve.trace} has not as many places as its fit"


def _asked_toggles(scene: Scene) -> Iterator[str]:
    for part in _parts(scene):
        keys = {
            Layer: ("toggle", "unless"), Confusion: ("difference",), Plot: ("click_toggle",), Drowned: ("log",),
            Relief: ("log",), Trails: ("ahead",),
        }  # fmt: skip
        asked = [getattr(part, name) for kind, names in keys.items() if isinstance(part, kind) for name in names]
        yield from (key for key in asked if key is not None)
    yield from (variant.toggle for layout in scene.layouts for variant in layout.variants)
