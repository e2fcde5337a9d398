"""The losses of several runs against their clock."""

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from core.pair.pair import Pair
from core.record.say import Say
from core.wire.layers import RunEnd, RunEnds
from core.wire.panels import Binding, Drowned, Plot, Toggle
from pages.figures import parts
from pages.figures.beside import own
from pages.figures.edited import mark_edits
from pages.figures.palette import TOKENS

_NAMES = 44  # pixels beside the axes, for the names of the runs


def losses_panel(pair: Pair, hues: Sequence[str], switches: Sequence[Toggle], say: Say) -> Plot:
    """A line for each run in its hue, dotted for the samples held out. hues: by the runs' numbers."""
    traces: list[go.Scatter] = []
    bindings: list[Binding] = []
    for number in pair.order:
        for array, kind in (("loss", "solid"), *((("test_loss", "dot"),) if pair.runs[number].n_test else ())):
            bindings.append(parts.history(len(traces), own(number, array)))
            traces.append(_line(pair, number, array, hues[number], kind, say))
        bindings.append(parts.point(len(traces), own(number, "loss")))
        marker = {"size": 12, "color": hues[number]}
        traces.append(go.Scatter(x=[], y=[], mode="markers", marker=marker, showlegend=False,
                                 hovertemplate=_hover(pair, number, "loss", say)))  # fmt: skip
    fig = parts.figure(traces, x=say(f"clock_{pair.clock}"), showlegend=True)
    fig.update_layout(margin={"l": 66, "r": _NAMES, "t": 10, "b": 58})
    fig.update_xaxes(range=[0, pair.value(pair.total)])
    fig.update_yaxes(rangemode="tozero")
    for number in pair.order:
        mark_edits(fig, pair.runs[number], say, where=_clock_of(pair, number), color=hues[number],
                   named=pair.letter(number))  # fmt: skip
    ends = [
        RunEnd(array=own(number, "loss"), label=pair.letter(number), color=TOKENS[hues[number]])
        for number in pair.order
    ]
    first, *others = [end.array for end in ends]
    log = parts.linear_toggle(say) if pair.runs[0].task == "sine" else parts.log_toggle(say)
    plot = parts.plot(
        "loss", say("pic_loss"), say("pair_loss_hint"), fig, bindings=bindings, toggles=[*switches, log],
        drowned=None if log.key == parts.LINEAR else Drowned(array=first, others=others, log=log.key),
    )  # fmt: skip
    return replace(plot, layers=[RunEnds(lines=ends)])


def _line(pair, number, array, hue, dash, say):
    letter, line = pair.letter(number), {"width": 3, "color": hue, "dash": dash}
    name = letter if array == "loss" else f"{letter}, {say('pair_held_out')}"
    return go.Scatter(x=[], y=[], mode="lines", line=line, name=name, showlegend=array != "loss",
                      hovertemplate=_hover(pair, number, array, say))  # fmt: skip


def _hover(pair, number, array, say):
    letter, clock = pair.letter(number), say(f"clock_{pair.clock}")
    return f"{letter}<br>{clock} %{{x:.6~g}}<br>{say(array)} %{{y:.8g}}<extra></extra>"


def _clock_of(pair, number):
    """Where a step of a run stands."""
    return lambda step: pair.value_of(number, step)
