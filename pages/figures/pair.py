"""The scene of several runs on one clock: their pictures side by side, one plot of their losses, a table of columns."""

from collections.abc import Sequence
from math import lcm

import plotly.graph_objects as go

from core.pair.clock import CLOCKS
from core.pair.pair import Pair
from core.pair.told import Told
from core.record.say import Say
from core.wire.panels import Binding, Cell, Panel, Plot, Table, Toggle
from core.wire.scene import Action, Layout, Readout, Scene
from pages.figures import parts
from pages.figures.beside import area_of, of_run, own
from pages.figures.palette import CYCLE, TOKENS
from pages.figures.staging import Staging

NETWORKS = "networks"  # the switch that shows them


def pair_scene(staging: Staging, pair: Pair, told: Told, say: Say) -> Scene:
    """Everything that the player shows of runs on one clock."""
    alone = [staging.scene(e, e.load(), say) for e in pair.runs]
    stage = alone[0]
    panels: list[Panel] = []
    for number in pair.order:
        title = f"{pair.letter(number)} · {told.short[number]}"
        by_area = {panel.area: panel for panel in alone[number].panels}
        shown = [by_area[area] for area in (staging.picture, staging.network) if area]
        panels += [of_run(panel, number, title, _color(pair, number)) for panel in shown]
    panels += [loss_panel(pair, say), runs_table(pair, told, say)]
    return Scene(
        labels=stage.labels, readouts=[Readout(label=say(f"clock_{pair.clock}"), value="clock", format=".4~g")],
        layouts=layouts(staging, pair), panels=panels, lecture=_lecture(staging, pair),
        clocks=_clocks(pair, say), parts=stage.parts, parts_from=stage.parts_from, by_hand=stage.by_hand,
        images=stage.images,
    )  # fmt: skip


def _clocks(pair, say):
    """The present one first."""
    named = sorted(CLOCKS, key=lambda clock: clock != pair.clock)
    return [Action(label=say(f"clock_{clock}"), value=f"clock={clock}") for clock in named]


def _color(pair, number):
    return TOKENS[_hue(pair, number)]


def _hue(pair, number):
    return CYCLE[pair.order.index(number)]


def _areas(pair, area):
    return [area_of(area, number) for number in pair.order]


def layouts(staging: Staging, pair: Pair) -> list[Layout]:
    """Pictures in one row, losses and numbers in the next; with the networks under the pictures on demand."""
    n = len(pair.runs)
    columns = lcm(n, 2)
    pictures, networks = (_row(_areas(pair, area), columns) for area in (staging.picture, staging.network))
    numbers = _row(["loss", "runs"], columns)
    bars = {_row([name], columns): "auto" for name in ("caption", "transport")}
    upper, lower = parts.shares(0.58, 0.42)
    half = parts.shares(0.5, 0.5)
    plain = {pictures: upper, numbers: lower, **bars}
    deep = {pictures: half[0], networks: half[1], **bars, numbers: "20rem"}
    across = " ".join(["minmax(0, 1fr)"] * columns)
    phone = dict.fromkeys(_areas(pair, staging.picture), parts.PHONE_PICTURE)
    phone |= {"transport": "auto", "caption": "auto", "loss": "16rem", "runs": "auto"}
    return [
        parts.layout(700, across, plain, parts.variant(NETWORKS, False, across, deep)),
        parts.layout(0, "minmax(0, 1fr)", phone),
    ]


def _row(areas, columns):
    return " ".join(area for area in areas for _ in range(columns // len(areas)))


def _lecture(staging, pair):
    return parts.lecture(" ".join(["1fr"] * len(pair.runs)), " ".join(_areas(pair, staging.picture)))


def loss_panel(pair: Pair, say: Say) -> Plot:
    """The losses of all runs against the clock; of samples held out, dashed."""
    traces: list[go.Scatter] = []
    bindings: list[Binding] = []
    for number in pair.order:
        letter, hue = pair.letter(number), _hue(pair, number)
        hover = f"{letter} · {say(f'clock_{pair.clock}')} %{{x:.6~g}}<br>{say('loss')} %{{y:.6g}}<extra></extra>"
        lines: list[tuple[str, dict]] = [("loss", {"width": 3, "color": hue})]
        if pair.runs[number].n_test:
            lines.append(("test_loss", {"width": 2, "color": hue, "dash": "dot"}))
        for array, line in lines:
            bindings.append(parts.history(len(traces), own(number, array)))
            traces.append(go.Scatter(x=[], y=[], mode="lines", line=line, name=letter, hovertemplate=hover,
                                     showlegend=array == "loss"))  # fmt: skip
        bindings.append(parts.point(len(traces), own(number, "loss")))
        traces.append(go.Scatter(x=[], y=[], mode="markers", marker={"size": 12, "color": hue}, showlegend=False,
                                 hovertemplate=hover))  # fmt: skip
    legend = {"x": 1, "y": 1, "xanchor": "right", "yanchor": "top", "bgcolor": "rgba(0,0,0,0)"}
    fig = parts.figure(traces, x=say(f"clock_{pair.clock}"), showlegend=True, legend=legend)
    fig.update_xaxes(range=[0, pair.value(pair.total)])
    fig.update_yaxes(rangemode="tozero")
    toggles = [parts.log_toggle(say), Toggle(label=say("pair_networks"), key=NETWORKS)]
    return parts.plot("loss", say("pic_loss"), say("pair_loss_hint"), fig, bindings=bindings, toggles=toggles)


def runs_table(pair: Pair, told: Told, say: Say) -> Table:
    """A column for each run: how it differs, where it stands, and what can be done with it."""
    order = pair.order

    def row(head: str, cells: Sequence[Cell]) -> list[Cell]:
        return [parts.text(head), *cells]

    def numbers(name: str, array: str, spec: str) -> list[Cell]:
        return row(say(name), [parts.number(own(number, array), spec) for number in order])

    rows = [row("", [Cell(text=pair.letter(number), swatch=_color(pair, number)) for number in order])]
    rows += [row(name, [parts.text(values[number]) for number in order]) for name, values in told.rows]
    rows += [numbers("step", "step", "d"), numbers("loss", "loss", ".6g")]
    rows.append(row("", [_button(pair, number, say) for number in order]))
    return parts.table("runs", say("pair_runs"), say("pair_runs_hint"), [""] * (len(order) + 1), rows)


def _button(pair, number, say):
    if number == 0:
        return parts.text(say("pair_on_stage"))
    letter = pair.letter(number)
    return Cell(text=say("pair_drop"), action=f"drop={number}", hint=say("pair_drop_hint", letter=letter))
