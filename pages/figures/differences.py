"""Pictures of runs beside one another, and their difference from that of run A while the switch for it is on."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from core.record.say import Say
from core.wire.imaging import Confusion
from core.wire.layers import FieldLayer, Taken
from core.wire.panels import Curve, Panel, Plot, Set, Toggle
from core.wire.scene import Scene
from pages.figures import parts
from pages.figures.beside import renamed
from pages.figures.palette import TOKENS

DIFFERENCE = "difference"  # the switch
AREA = 0.35  # how strong the area between two curves is
_MARGINS = {"l": 40, "r": 14, "t": 8, "b": 34}
_BARE_MARGINS = {"l": 4, "r": 4, "t": 4, "b": 4}


@dataclass(frozen=True)
class Standing:
    """Where a picture stands: run `number` of `count`, called `letter`, in its hue, the panel as the run's own scene
    has it. first: the same of run A, for the others."""

    number: int
    count: int
    letter: str
    hue: str
    scene: Scene
    panel: Panel
    first: "Standing | None"

    @property
    def own(self) -> Any:
        """The panel with the arrays of its run."""
        return renamed(self.panel, self.number)

    @property
    def versus(self) -> str:
        assert self.first is not None
        return f"{self.letter} − {self.first.letter}"


Beside = Callable[[Standing, Say], Panel]  # what becomes of the picture; with the switch where there is a difference


def as_it_is(standing: Standing, say: Say) -> Panel:
    """Where nothing is to be said of a difference."""
    return standing.own


def switch(say: Say, visible: Mapping[int, Sequence[bool]] | None = None) -> Toggle:
    """Shows the differences."""
    return Toggle(label=say("pair_difference"), key=DIFFERENCE, visible=visible)


def fields(standing: Standing, say: Say) -> Plot:
    """Fields as large as they can be; the difference is a field of its own."""
    shown = _looked_at(standing.own, bare=True)
    among = 2 * standing.count - 1  # with run A's once more beside each of the others
    layers = [replace(layer, among=among) if isinstance(layer, FieldLayer) else layer for layer in shown.layers]
    less = _less(standing)
    if less is None:
        return replace(shown, layers=layers)
    own = next(layer for layer in layers if isinstance(layer, FieldLayer))
    reach = (own.range[1] - own.range[0]) / 2  # so far apart are outputs that decide for different classes
    difference = replace(
        own, range=[-reach, reach], colors="signed", label=standing.versus, toggle=DIFFERENCE, contour=None,
        minus=less,
    )  # fmt: skip
    others = [layer for layer in layers if layer is not own]
    return replace(shown, layers=[replace(own, unless=DIFFERENCE), difference, *others], toggles=[switch(say)])


def _less(standing):
    """Run A's field, to be taken away; None for A itself, and where there are only pictures of another square."""
    if standing.first is None:
        return None
    own, less = (next(layer for layer in s.own.layers if isinstance(layer, FieldLayer)) for s in
                 (standing, standing.first))  # fmt: skip
    same = (own.x, own.y) == (less.x, less.y)
    return Taken(array=less.array, of=less.of, x=less.x, y=less.y) if same or less.of else None


def curves(standing: Standing, say: Say) -> Plot:
    """Each fit in its run's colour; the difference is the area between it and run A's."""
    shown = _looked_at(standing.own, bare=False)
    data = deepcopy(list(shown.figure["data"]))
    (fit,) = shown.bindings
    assert isinstance(fit, Curve | Set)
    place = fit.trace
    data[place]["line"]["color"] = TOKENS[standing.hue]
    if standing.first is None:
        return replace(shown, figure={**shown.figure, "data": data})
    less, fill = _between(data[place], standing, say)
    bindings = [replace(_fit_of(standing.first), trace=place), replace(fit, trace=place + 1)]
    return replace(
        shown,
        figure={**shown.figure, "data": [*data[:place], less, fill, data[place], *data[place + 1 :]]},
        bindings=[*bindings, replace(fit, trace=place + 2)],
        toggles=[switch(say, {place: [False, True], place + 1: [False, True]})],
    )


def _fit_of(standing) -> Curve | Set:
    """What another plot's trace is bound to, to show the fit of this run."""
    plot = standing.own
    (fit,) = plot.bindings
    return replace(fit, fit=plot.fit) if isinstance(fit, Curve) else fit


def _between(own, standing, say):
    """Run A's curve, and the area from there to this run's, as traces."""
    first = standing.first
    hover = f"x = %{{x:.4g}}<br>y = %{{y:.6g}}<br>{first.letter}<extra></extra>"
    (fit,) = first.panel.bindings
    x = list(first.panel.figure["data"][fit.trace]["x"])
    less = go.Scatter(x=x, y=[None] * len(x), mode="lines", line={"width": 3, "color": first.hue, "dash": "dash"},
                      hovertemplate=hover, visible=False)  # fmt: skip
    area = go.Scatter(x=own["x"], y=own["y"], mode="lines", line={"width": 0}, fill="tonexty", hoverinfo="skip",
                      visible=False)  # fmt: skip
    faint = {"fillcolor": f"{TOKENS[standing.hue]}/{AREA}"}  # a token, which Plotly's own check does not know
    return parts.themed(less.to_plotly_json()), {**area.to_plotly_json(), **faint}


def matrices(standing: Standing, say: Say) -> Confusion:
    """Matrices alone; the difference is how many more or fewer images are answered so."""
    lean = replace(standing.own, lean=True)
    if standing.first is None or not _same_images(standing.scene, standing.first.scene):
        return lean
    minus = standing.first.own.array
    return replace(lean, minus=minus, difference=DIFFERENCE, versus=standing.versus, toggles=[switch(say)])


def _same_images(one: Scene, other: Scene) -> bool:
    assert one.images is not None and other.images is not None
    return (one.images.side, one.images.labels) == (other.images.side, other.images.labels)


def _looked_at(plot: Plot, *, bare: bool) -> Plot:
    """Without what one picture alone has room for: titles and legend, and switches of its own, with what they show;
    bare: also without numbers at its axes, as what is under the pointer is told."""
    layout = deepcopy(dict(plot.figure["layout"]))
    layout |= {"showlegend": False, "margin": dict(_BARE_MARGINS if bare else _MARGINS)}
    for axis in (layout["xaxis"], layout["yaxis"]):
        axis["title"] = {"text": ""}
        if bare:
            axis |= {"showticklabels": False, "ticks": ""}
    keys = {toggle.key for toggle in plot.toggles}
    layers = [layer for layer in plot.layers if layer.toggle not in keys]
    figure = {**plot.figure, "layout": layout}
    return replace(plot, figure=figure, layers=layers, toggles=(), click=None, click_toggle=None)
