"""The scene of the digits page: what the network learned to read, what it gets wrong, and a pad to draw on."""

import plotly.graph_objects as go

from core.record.say import Say
from core.tasks.digits.experiment import DigitData, DigitExperiment
from core.wire.panels import Binding, Panel, Plot
from core.wire.scene import Layout, Scene
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
from pages.figures.learner import readouts
from pages.figures.palette import BLUE, MUTED, ORANGE, VERMILLION


def digits_scene(e: DigitExperiment, data: DigitData, say: Say) -> Scene:
    """Everything that the player shows of a digits run, in the language that `say` speaks."""
    panels: list[Panel] = [
        pad_panel(e, say),
        weights_panel(e, say),
        loss_panel(e, say),
        accuracy_panel(e, say),
        confusion_panel(e, say),
        batch_panel(e, say),
        worst_panel(e, say),
        plane_panel(e, data, say),
        unit_panel(e, say),
    ]
    return Scene(
        labels=parts.labels(say, by_hand=True), readouts=readouts(e, say), layouts=layouts(e), lecture=_lecture(),
        panels=panels, by_hand=True, images=images(e, data),
    )  # fmt: skip


def layouts(e: DigitExperiment) -> list[Layout]:
    """Where panels stand on a wide screen, on a laptop or a projector beside the open side bar, on a phone."""
    upper, lower = parts.shares(0.55, 0.45)
    wide = {
        "pad weights loss": upper, "confusion plane accuracy": lower, "caption caption caption": "auto",
        "transport transport transport": "auto", "batch batch unit": "minmax(14rem, auto)",
        "worst worst unit": "minmax(14rem, auto)",
    }  # fmt: skip
    narrow = {
        "pad weights": upper, "pad loss": lower, "caption caption": "auto", "transport transport": "auto",
        "accuracy accuracy": "16rem", "confusion plane": "24rem", "batch batch": "minmax(12rem, auto)",
        "worst worst": "minmax(12rem, auto)", "unit unit": "minmax(16rem, auto)",
    }  # fmt: skip
    phone = {
        "pad": parts.PHONE_PICTURE, "transport": "auto", "caption": "auto", "weights": "auto", "loss": "16rem",
        "accuracy": "16rem", "confusion": "24rem", "batch": "auto", "worst": "auto", "plane": "22rem", "unit": "auto",
    }  # fmt: skip
    return [
        parts.layout(1350, "1fr 1.2fr 1fr", wide),
        parts.layout(700, "1fr 1fr", narrow),
        parts.layout(0, "minmax(0, 1fr)", phone),
    ]


def _lecture():
    return parts.lecture("1fr 1fr", "pad weights", "pad loss", rows="1.3fr 1fr")


def loss_panel(e: DigitExperiment, say: Say) -> Plot:
    """The loss of the watched images, with the run before as a ghost; each batch's own, pale; the test images'."""
    lines = [("loss", "watched_set", BLUE, None, 3), ("test_loss", "test_set", VERMILLION, "dash", 3),
             ("batch_loss", "batch_own", ORANGE, None, 1)]  # fmt: skip
    return _lines("loss", lines, e, say)


def accuracy_panel(e: DigitExperiment, say: Say) -> Plot:
    """How many of the watched and of the test images are right."""
    lines = [("accuracy", "watched_set", BLUE, None, 3), ("test_accuracy", "test_set", VERMILLION, "dash", 3)]
    return _lines("accuracy", lines, e, say)


def _lines(area, lines, e, say):
    """Lines against the step: (array, name, colour, dash, width). The first has a ghost and a point at its end."""
    first = lines[0]
    hover = f"{say('step')} %{{x}}<br>{say(area)} %{{y:.6g}}<extra></extra>"
    traces = [
        go.Scatter(x=[], y=[], mode="lines", line={"width": 2, "color": MUTED}, opacity=0.55, showlegend=False,
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
    low = area == "accuracy"  # where the curves leave room
    legend = {"x": 1, "y": 0.02 if low else 1, "xanchor": "right", "yanchor": "bottom" if low else "top",
              "bgcolor": "rgba(0,0,0,0)", "traceorder": "reversed"}  # fmt: skip
    fig = parts.figure(traces, x=say("step"), showlegend=True, legend=legend)
    fig.update_xaxes(range=[0, e.total])
    fig.update_yaxes(rangemode="tozero")
    if low:
        fig.update_yaxes(range=[0.0, 1.0], tickformat=".0%")
    mark_edits(fig, e, say)
    toggles = [] if low else [parts.log_toggle(say)]
    return parts.plot(area, say(f"pic_{area}"), say(f"pic_{area}_hint"), fig, bindings=bindings, toggles=toggles)
