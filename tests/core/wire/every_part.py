"""A scene in which every part of the protocol stands with every field once; `tests/scene.json` is how it travels."""

from dataclasses import replace
from typing import Any

import numpy as np

from core.wire.imaging import BatchView, Confusion, Images, Pad, Plane, UnitView, Weights, Worst
from core.wire.layers import (
    Arrows,
    Contours,
    FieldLayer,
    Graph,
    LineEnd,
    LineEnds,
    Movable,
    Net,
    Points,
    Regions,
    RunEnd,
    RunEnds,
    Taken,
    TrailArrows,
    TrailLine,
    Trails,
    TrailValues,
    UnitLine,
    UnitLines,
)
from core.wire.packet import Array
from core.wire.panels import (
    Cell,
    Curve,
    Drag,
    Drowned,
    Explanation,
    Fit,
    Hidden,
    HiddenLayer,
    History,
    Landscape,
    NetworkEdge,
    NetworkNode,
    NetworkView,
    Parameter,
    Plot,
    Point,
    Relief,
    Set,
    Surface,
    Tab,
    Table,
    Toggle,
)
from core.wire.scene import Action, FewPanels, FewVariant, Layout, Readout, Scene, Sentence, Variant

NET = Net(array="params", sizes=[2, 1], hidden="tanh", output="sigmoid", threshold=0.5, nodes={"x0": "x₀"})
SAMPLES = Array(np.array([[0.0, 0.5], [1.0, 1.5]], np.float32), "step")
SQUARE = {"x": [0.0, 1.0], "y": [0.0, 1.0]}
MARK = (0.5, 0.5, "minimum", True, 0.25)
CELL = Cell(
    text="1", hint="a button", action="lr=0.1", href="?lr=0.1", swatch="@blue", dash="dot", mark="1", array="params",
    index=[1], format=".4f", step=3, row=2, choices=["no", "yes"], tones=["bad", "good"], part="w1.0.1",
)  # fmt: skip
CONTOURS = Contours(
    data=SAMPLES, **SQUARE, levels=[0.5], label="f", names=["x₀", "x₁"], strong=0.5, colors=["@blue", "@orange"],
    kinds=["here", "there"], toggle="grid", unless="log",
)  # fmt: skip
TRAILS = Trails(
    array="path", lines=[TrailLine(color="@blue", dash="solid", label="GD")],
    values=TrailValues(array="value", label="f"), ahead="grid", step="step", marks=[MARK],
    arrows=TrailArrows(array="gradient", sign=-1, longest=90, reference=2.0), toggle="grid", unless="log",
)  # fmt: skip
UNIT_LINES = UnitLines(
    of=NET, **SQUARE, lines=[UnitLine(color="@blue", dash="dash", mark="1", label="h₁")], toggle="grid", unless="log"
)  # fmt: skip
LAYERS = [
    FieldLayer(
        array="field", of=NET,
        **SQUARE, range=[0.0, 1.0], colors="diverging", label="y", contour=0.5, toggle="grid", unless="log", among=3,
        minus=Taken(array="1:field", of=NET, **SQUARE),
    ),
    CONTOURS,
    Regions(
        data=SAMPLES, **SQUARE, levels=[0.5], label="f", names=["η", "μ"], strong=0.5, colors="relief",
        regions=[[[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]], toggle="grid", unless="log",
    ),
    Graph(
        array="params", edges=[(0.0, 0.5, 1.0, 0.5, 0, "x₀→y")],
        nodes=[(0.0, 0.5, None, "x₀", None), (1.0, 0.5, 1, "y", "b(y)")], toggle="grid", unless="log",
    ),
    UNIT_LINES,
    LineEnds(
        array="params", lines=[LineEnd(place=0, label="x₀→y", part="w1.0.1", color="@blue")], toggle="grid",
        unless="log",
    ),
    RunEnds(lines=[RunEnd(array="1:loss", label="A", color="@blue")], toggle="grid", unless="log"),
    Points(points=[(0.1, 0.9, "@blue", "1", "Momentum")], marks=[MARK], toggle="grid", unless="log"),
    Movable(points=[(0.0, 1.0, 1)], toggle="grid", unless="log"),
    TRAILS,
    Arrows(arrows=[[0.0, 0.0, -1.0, -1.0]], longest=32, reference=1.0, toggle="grid", unless="log"),
]  # fmt: skip
TOGGLES = [
    Toggle(key=key, label=key, on=True, layout={"yaxis.type": ["linear", "log"]}, visible={1: [True, False]})
    for key in ("log", "grid")
]
FIT = Fit(
    of=Net(array="params", sizes=[1, 1], hidden="tanh", output="linear", threshold=0.5, nodes={"x0": "x₀"}),
    x=[0.0, 1.0], axis=[0.0, 2.0], points=3, size=2.0, shift=0.5,
)  # fmt: skip
OWN: dict[str, Any] = {"run": "@blue", "shorter": ["A"], "fixed": True}  # of a panel where several runs are on stage
PLOT = Plot(
    id="field", area="field", title="Field", hint="what it shows", toggles=TOGGLES, ground="surface", **OWN,
    figure={"data": [{"type": "scatter", "x": [], "y": []}] * 3, "layout": {"xaxis": {"range": [0, 1]}}},
    bindings=[
        History(trace=1, array="params", index=[0], ghost=0, over="params"), Point(trace=2, array="params", index=[0]),
        Set(trace=2, attr="customdata", array="fit", index=[0]), Curve(trace=0, part="bias", fit=FIT),
        Curve(trace=1, part=0, fit=FIT),
    ],
    fit=FIT,
    layers=LAYERS, square=True, click="start", click_toggle="grid", drag=Drag(moving="moving", moved="moved"),
    drowned=Drowned(array="params", lines=1, others=["loss"], log="log", cut="cut"), parts=["w1.0.1"],
)  # fmt: skip
RELIEF = Relief(
    id="relief", area="relief", title="Relief", hint="turn it", toggles=TOGGLES, ground="surface", **OWN,
    layers=(CONTOURS, TRAILS), range=[0.0, 1.5], log="log",
)  # fmt: skip
NETWORK = NetworkView(
    id="network", area="network", title="Network", hint="what each node computes", toggles=TOGGLES, ground="surface",
    **OWN, array="params", of=NET, inputs=[0.0, 1.0], range=[0.0, 1.0], lines=UNIT_LINES,
    nodes=[
        NetworkNode(layer=layer, name=name, label=name, bias=Parameter(place=2, name="b1.1", label="b(y)"))
        for layer, name in enumerate(("x0", "y"))
    ],
    edges=[NetworkEdge(source=0, to=1, weight=Parameter(place=0, name="w1.0.1", label="x₀→y"))],
)  # fmt: skip
OF_INPUTS = {
    "of": replace(NET, sizes=[2, 2, 1]), **SQUARE,
    "range": [0.0, 1.0], "colors": "diverging", "label": "y", "names": ["x₀", "x₁"],
    "data": Array(np.array([[0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 0.0, 1.0]], np.float32), "step"),
}  # fmt: skip
SURFACE = Surface(
    id="surface", area="surface", title="Output", hint="turn it", toggles=TOGGLES, ground="surface", **OWN, **OF_INPUTS,
    heights=[0.0, 1.0], contour=0.5, words={"target": "target", "held": "held out"},
)  # fmt: skip
HIDDEN = Hidden(
    id="hidden", area="hidden", title="Hidden", hint="two units", toggles=TOGGLES, ground="surface", **OWN, **OF_INPUTS,
    layers=[HiddenLayer(layer=1, label="layer 1", units=["h₁", "h₂"])], decides=0.0,
    words={key: key for key in ("layer", "across", "up", "deep", "none", "target", "held")},
)  # fmt: skip
LANDSCAPE = Landscape(
    id="landscape", area="landscape", title="Landscape", hint="the loss on a plane", toggles=TOGGLES, ground="surface",
    **OWN, names={"w1.0.0": "x₀→h₁"}, color="@blue", words={"loss": "loss"},
)  # fmt: skip
TABLE = Table(
    id="table", area="table", title="Table", hint="numbers", toggles=TOGGLES, ground="surface", **OWN,
    columns=["n", "value"],
    rows=[[CELL, CELL]], tabs=[Tab(label="1", rows=[[CELL, CELL]])], compact=True,
)  # fmt: skip
EXPLANATION = Explanation(
    id="micro", area="micro", title="Microscope", hint="what it shows", toggles=TOGGLES, ground="surface", **OWN,
    names={"x0": "Input x₀"}, labels={"micro_close": "Close"},
)  # fmt: skip


def imaging(kind: str) -> dict[str, Any]:
    """What all panels of images have."""
    return {
        "id": kind, "area": kind, "title": kind, "hint": "what it shows", "toggles": TOGGLES, "ground": "surface",
        **OWN, "side": 2, "words": {"word": "word"},
    }  # fmt: skip


IMAGES = Images(data=Array(np.array([[0, 255, 15, 240]], np.uint8), "step"), labels=[7], side=2)
IMAGE_NET = replace(NET, array="theta", sizes=[4, 2, 10], output="softmax")
IMAGING = [
    Pad(**imaging("pad"), of=IMAGE_NET, most=12),
    Weights(**imaging("weights"), of=IMAGE_NET, units=NETWORK.nodes),
    UnitView(**imaging("unit"), of=IMAGE_NET, nodes=NETWORK.nodes),
    Confusion(
        **imaging("confusion"),
        array="confusion",
        answers="answers",
        lean=True,
        minus="1:confusion",
        difference="grid",
        versus="B − A",
    ),
    BatchView(**imaging("batch"), array="batch", size="batch_size", sure="batch_sure", images="batch_images"),
    Worst(**imaging("worst"), array="worst", sure="worst_sure", answers="answers"),
    Plane(**imaging("plane"), array="plane", share="plane_share", answers="answers", rows=[0]),
]
SCENE = Scene(
    panels=[PLOT, RELIEF, SURFACE, HIDDEN, LANDSCAPE, TABLE, NETWORK, EXPLANATION, *IMAGING],
    layouts=[
        Layout(
            min_width=700, columns="2fr 1fr", rows="20rem auto auto",
            areas=["field table", "caption caption", "transport transport"],
            variants=[
                Variant(
                    toggle="grid", on=True, columns="1fr 1fr", rows="20rem auto auto auto",
                    areas=["field relief", "table table", "caption caption", "transport transport"],
                ),
            ],
        ),
    ],
    labels={"play": "Play"},
    readouts=[
        Readout(label="loss", value="step", array="loss", index=[0], format=".6g"),
        Readout(label="updates", value="clock", array="loss", index=[0], format=".6g"),
    ],
    lecture=FewPanels(
        columns="1fr 1fr", areas=["field table"], tall=["field", "table"], asked=["relief"], rows="1fr",
        narrow="table",
        variants=[
            FewVariant(
                toggle="grid", on=True, columns="1fr 1fr", areas=["field relief"], tall=["relief"], rows="1fr"
            ),
        ],
    ),
    parts=["x0", "y", "w1.0.1", "b1.1"], parts_from=2, by_hand=True, images=IMAGES,
    clocks=[Action(label="updates", value="clock=update", href="?clock=update")],
    locale="en", loop=True,
    autoplay=True,
)  # fmt: skip
SENTENCE = Sentence(
    at=3, text="It grows.", tone="warn", actions=[Action(label="lr = 0.1", value="lr=0.1", href="?lr=0.1")]
)  # fmt: skip
