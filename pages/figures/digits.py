"""The scene of the digits page: what the network learned to read, what it gets wrong, and a pad to draw on."""

import plotly.graph_objects as go

from core.record.say import Say
from core.tasks.digits.experiment import DigitData, DigitExperiment
from core.wire.panels import Binding, Panel, Plot
from core.wire.scene import FewVariant, Layout, Readout, Scene
from pages.figures import parts
from pages.figures.edited import mark_edits
from pages.figures.images import (
    batch_panel,
    confusion_panel,
    images,
    pad_panel,
    plane_panel,
    unit_panel,
    weights_panel,
    worst_panel,
)
from pages.figures.landscape import beside, lecture_beside, with_landscape
from pages.figures.learner import readouts
from pages.figures.microscope import SELECTED, microscope
from pages.figures.network import later_part_labels
from pages.figures.palette import HELD_OUT, MUTED, RUN

_REST = {  # under the first screen
    "confusion plane": "26rem", "accuracy accuracy": "16rem", "batch batch": "15rem", "worst worst": "24rem",
    "unit unit": "22rem",
}  # fmt: skip


def digits_scene(e: DigitExperiment, data: DigitData, say: Say) -> Scene:
    """Everything that the player shows of a digits run, in the language that `say` speaks."""
    called = later_part_labels(e.network)
    panels: list[Panel] = [
        pad_panel(e, say), weights_panel(e, say), loss_panel(e, say), accuracy_panel(e, say), confusion_panel(e, say),
        batch_panel(e, say), worst_panel(e, say), plane_panel(e, data, say), unit_panel(e, say),
        microscope(called, say),
    ]  # fmt: skip
    first = e.network.sizes[0] * e.network.sizes[1]
    tested = Readout(label=say("test_images"), array="test_accuracy", format=".1%")
    scene = Scene(
        labels=parts.labels(say, by_hand=True), readouts=[*readouts(e, say), tested], layouts=layouts(),
        lecture=_lecture(), panels=panels, parts=[*called], parts_from=first, by_hand=True, images=images(e, data),
    )  # fmt: skip
    return with_landscape(scene, e.network, say, head="weights")


def layouts() -> list[Layout]:
    """Where panels stand on a wide screen, on a laptop or a projector beside the open side bar, on a phone.

    While a part is selected, its picture and the microscope stand beside the weights.
    """
    under = {"caption": "auto", "transport": "auto"}
    upper, middle, lower = parts.shares(0.37, 0.37, 0.26)
    wide = {
        "pad weights confusion loss": upper, "pad plane confusion accuracy": middle, "batch batch worst worst": lower,
        **_across(under, 4),
    }  # fmt: skip
    upper_one, middle_one, lower_one = parts.shares(0.34, 0.34, 0.26)
    wide_one = {
        "handling handling handling handling": "auto", "pad weights micro micro": upper_one,
        "pad unit micro micro": middle_one, "batch batch worst worst": lower_one, **_across(under, 4),
        "confusion plane loss accuracy": "24rem",
    }  # fmt: skip
    above, below = parts.shares(0.56, 0.44)
    narrow = {"pad weights": above, "pad loss": below, **_across(under, 2), **_REST}
    above_one, below_one = parts.shares(0.5, 0.42)
    narrow_one = {
        "handling handling": "auto", "unit weights": above_one, "micro micro": below_one, **_across(under, 2),
        "pad plane": "24rem", "confusion worst": "26rem", "batch batch": "15rem", "loss accuracy": "16rem",
    }  # fmt: skip
    phone = {
        "pad": "27rem", "transport": "auto", "caption": "auto", "weights": "24rem", "handling": "auto", "unit": "34rem",
        "micro": "auto", "accuracy": "16rem", "loss": "16rem", "confusion": "26rem", "batch": "22rem", "worst": "36rem",
        "plane": "24rem",
    }  # fmt: skip
    return [
        parts.layout(
            1350, "1fr 1.15fr 1fr 1fr", wide, beside("1fr 1.15fr 1fr 1fr", wide),
            _selected("1fr 1.15fr 1fr 1fr", wide_one),
        ),
        parts.layout(700, "1fr 1fr", narrow, beside("1fr 1.1fr", narrow, "weights"), _selected("1fr 1fr", narrow_one)),
        parts.layout(0, "minmax(0, 1fr)", phone, beside("minmax(0, 1fr)", phone)),
    ]  # fmt: skip


def _across(heights, columns):
    """Areas over all columns."""
    return {" ".join([area] * columns): height for area, height in heights.items()}


def _selected(columns, heights):
    return parts.variant(SELECTED, False, columns, heights)


def _lecture():
    land = lecture_beside("weights")
    one = FewVariant(toggle=SELECTED, on=False, columns="1fr 1fr", areas=("unit weights", "micro micro"))
    return parts.lecture(
        "1.1fr 1fr", "weights pad", "accuracy pad", side=("pad",), rows="1.5fr 1fr", narrow="pad", variants=[land, one]
    )


def loss_panel(e: DigitExperiment, say: Say) -> Plot:
    """The loss of the watched images, with the run before as a ghost; each batch's own, pale; the test images'."""
    lines = [("loss", "watched_set", RUN, None, 3), ("test_loss", "test_images", HELD_OUT, "dash", 3),
             ("batch_loss", "batch_own", MUTED, None, 1)]  # fmt: skip
    return _lines("loss", lines, e, say)


def accuracy_panel(e: DigitExperiment, say: Say) -> Plot:
    """How many of the watched and of the test images are right."""
    lines = [("accuracy", "watched_set", RUN, None, 3), ("test_accuracy", "test_images", HELD_OUT, "dash", 3)]
    return _lines("accuracy", lines, e, say)


def _lines(area, lines, e, say):
    """Lines against the step: (array, name, colour, dash, width). The first has a ghost and a point at its end."""
    first = lines[0]
    hover = f"{say('step')} %{{x}}<br>{say(area)} %{{y:.6g}}<extra></extra>"
    traces = [
        go.Scatter(x=[], y=[], mode="lines", line={"width": 2, "color": MUTED}, opacity=0.55, name=say("previous_run"),
                   hovertemplate=f"{say('previous_run')}<br>{hover}"),
        *[go.Scatter(x=[], y=[], mode="lines", line={"width": width, "color": colour, "dash": dash}, name=say(name),
                     hovertemplate=f"{say(name)}<br>{hover}") for _, name, colour, dash, width in reversed(lines)],
        go.Scatter(x=[], y=[], mode="markers", marker={"size": 12, "color": first[2]}, showlegend=False,
                   hovertemplate=hover),
    ]  # fmt: skip
    arrays = [array for array, *_ in reversed(lines)]
    bindings: list[Binding] = [
        parts.history(k, array, ghost=0 if array == first[0] else None) for k, array in enumerate(arrays, 1)
    ]
    bindings.append(parts.point(len(traces) - 1, first[0]))
    share = area == "accuracy"
    fig = parts.figure(traces, x=say("step"), showlegend=True)
    fig.update_xaxes(range=[0, e.total])
    fig.update_yaxes(rangemode="tozero")
    if share:
        fig.update_yaxes(range=[0.0, 1.0], tickformatstops=[{"dtickrange": [None, None], "value": ".0%"}])
    mark_edits(fig, e, say)
    toggles = [] if share else [parts.log_toggle(say)]
    title, hint = (say(f"pic_digits_{area}{end}", n=e.n_watched) for end in ("", "_hint"))
    return parts.plot(area, title, hint, fig, bindings=bindings, toggles=toggles)
