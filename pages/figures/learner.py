"""What the scenes of all tasks that train a network share: readouts, paths, all parameters."""

from dataclasses import replace

import plotly.graph_objects as go

from core.engine.naming import name_of, parameter_at
from core.engine.network import Network
from core.learning.learner import Learner
from core.learning.probes import computed_from, path_indices, seen_whole
from core.record.say import Say
from core.wire.layers import LineEnd, LineEnds
from core.wire.panels import Cell, Plot, Table
from core.wire.scene import Readout
from pages.figures import parts
from pages.figures.palette import TOKENS, line_of

MOST_LISTED = 40  # parameters shown as a table


def readouts(e: Learner, say: Say) -> list[Readout]:
    """The numbers in the transport bar."""
    shown = [Readout(label=say("step"), value="step", format="d")]
    if e.updates_per_epoch > 1:
        shown.append(Readout(label=say("epoch"), array="epoch", format="d"))
    return [*shown, Readout(label=say("loss"), array="loss", format=".6g")]


def paths_panel(e: Learner, names: list[str], say: Say) -> Plot:
    """The value of each weight and bias against the step; of a large network only some."""
    indices = path_indices(e).tolist()
    whole = len(indices) == len(names)
    traces = [
        go.Scatter(
            x=[], y=[], mode="lines", name=names[i],
            line={"width": 2.5, **line_of(k)},
            hovertemplate=f"{names[i]} = %{{y:.6g}}<br>{say('step')} %{{x}}<extra></extra>",
        )
        for k, i in enumerate(indices)
    ]  # fmt: skip
    array = computed_from(e.network)
    bindings = [parts.history(k, array, i) if array else parts.history(k, "paths", k) for k, i in enumerate(indices)]
    title = say("pic_paths") if whole else say("pic_paths_part", shown=len(indices), n=len(names))
    fig = parts.figure(traces, x=say("step"))
    fig.update_xaxes(range=[0, e.total])
    plot = parts.plot("paths", title, say("pic_paths_hint"), fig, bindings=bindings)
    if not seen_whole(e.network) or array is None:
        return plot
    chosen = [name_of(parameter_at(i, e.network), e.network) for i in indices]
    ends = [
        LineEnd(place=i, label=names[i], part=part, color=TOKENS[line_of(k)["color"]])
        for k, (i, part) in enumerate(zip(indices, chosen, strict=True))
    ]
    return replace(plot, parts=chosen, layers=[LineEnds(array=array, lines=ends)])


def numbers_table(network: Network, names: list[str], say: Say) -> Table:
    """Every parameter, in columns of at most ten; a click on one selects it."""
    rows_wanted = min(10, len(names))
    columns = -(-len(names) // rows_wanted)
    blank = [parts.text(""), parts.text("")]
    rows: list[list[Cell]] = []
    for r in range(rows_wanted):
        indices = range(r, rows_wanted * columns, rows_wanted)
        cells = [_listed(network, names, i) if i < len(names) else blank for i in indices]
        rows.append([cell for pair in cells for cell in pair])
    heads = [say("parameter"), say("value")] * columns
    return parts.table("numbers", say("pic_numbers"), say("pic_numbers_hint"), heads, rows)


def _listed(network, names, i):
    part = name_of(parameter_at(i, network), network) if seen_whole(network) else None
    return [replace(cell, part=part) for cell in (parts.text(names[i]), parts.number("params", ".8f", i))]
