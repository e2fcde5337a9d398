"""Maps beside a walk: who ends in which minimum, and how fast momentum shrinks a quadratic's error."""

import plotly.graph_objects as go

from core.record.say import Say
from core.tasks.descent.basin import basin_of
from core.tasks.descent.curvature import curvature
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.momentum_plane import momentum_plane, region
from core.tasks.descent.surfaces import Surface
from core.wire.layers import Contours, Mark, Points, Regions
from core.wire.panels import Drag, Plot
from pages.figures import parts
from pages.figures.palette import CYCLE, GREEN, INK, MUTED, PURPLE, SKY, TOKENS, VERMILLION, YELLOW

WALKER_HUES = (*CYCLE, MUTED, INK, PURPLE)
_UNSEEN = {"size": 22, "opacity": 0.0}  # where a star of the marks stands
MOST_NAMED = 6  # minima
BASIN_HUES = (GREEN, YELLOW, SKY, PURPLE, VERMILLION, INK)
PLANE_LEVELS = (0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.99, 1.0, 1.1, 1.3)
HIGHEST_MOMENTUM = 0.999


def minima(surface: Surface, say: Say) -> list[Mark]:
    """The marks of the minima: place, words, whether none is lower, height."""
    return [
        (x0, x1, f"{say('descent_minimum')}\n({x0:.6g}, {x1:.6g})\nf = {f:.6g}", (x0, x1, f) in surface.lowest, f)
        for x0, x1, f in surface.minima
    ]


def basin_panel(e: DescentExperiment, surface: Surface, names: list[str], say: Say) -> Plot:
    """Which start ends in which minimum, for one of the walkers."""
    low0, high0, low1, high1 = surface.bounds
    ends, n = basin_of(e), len(surface.minima)
    kinds = [say("descent_nowhere"), *(f"→ ({x0:.4g}, {x1:.4g}), f = {f:.4g}" for x0, x1, f in surface.minima)]
    regions = Contours(
        data=parts.still(ends), x=[low0, high0], y=[low1, high1], names=["x₀", "x₁"],
        levels=[k - 0.5 for k in range(n)], kinds=kinds, label="",
        colors=[TOKENS[MUTED], *(TOKENS[BASIN_HUES[k % len(BASIN_HUES)]] for k in range(n))],
    )  # fmt: skip
    marks = Points(points=[], marks=minima(surface, say))
    fig = parts.figure([_names(surface)], x="x₀", y="x₁")
    fig.update_xaxes(range=[low0, high0])
    fig.update_yaxes(range=[low1, high1])
    title = say("pic_basin", name=names[int(e.basin) - 1])
    return parts.plot(
        "basin", title, say("pic_basin_hint"), fig, square=True, layers=[regions, marks], click="start",
        ground="surface",
    )  # fmt: skip


def _names(surface):
    """What each colour leads to, beside its minimum; of very many only the marks stand there."""
    low0, high0, _, high1 = surface.bounds
    named = surface.minima if len(surface.minima) <= MOST_NAMED else []
    across = (high0 - low0) / 4
    sides = ["right" if x0 < low0 + across else "left" if x0 > high0 - across else "center" for x0, *_ in named]
    ups = ["bottom" if x1 > 0.8 * high1 else "top" for _, x1, _ in named]
    return go.Scatter(
        x=[x0 for x0, *_ in named] or [None], y=[x1 for _, x1, _ in named] or [None], mode="markers+text",
        hoverinfo="skip", marker=_UNSEEN, text=[f"({x0:.3g}, {x1:.3g})" for x0, x1, _ in named],
        textposition=[f"{up} {side}" for up, side in zip(ups, sides, strict=True)],
    )  # fmt: skip


def on_plane(e: DescentExperiment) -> list[int]:
    """The walkers that stand on the plane of rate and momentum: gradient descent is momentum 0."""
    return [k for k, w in enumerate(e.walkers) if w.opt in ("gd", "momentum")]


def has_plane(e: DescentExperiment, surface: Surface) -> bool:
    """Whether the surface is a bowl of constant curvatures, and somebody walks who has a place on the plane."""
    return surface.is_quadratic and curvature(surface, 0.0, 0.0).low > 0.0 and bool(on_plane(e))


def plane_panel(e: DescentExperiment, surface: Surface, names: list[str], say: Say) -> Plot:
    """The factor by which the error shrinks with each step, for every rate and momentum, after Goh's article."""
    bend = curvature(surface, 0.0, 0.0)
    plane = momentum_plane(bend.low, bend.high)
    eta, beta = plane.eta, plane.beta
    rates = Regions(
        data=parts.still(plane.rate), x=[float(eta[0]), float(eta[-1])], y=[float(beta[0]), float(beta[-1])],
        levels=PLANE_LEVELS, strong=1.0, colors="relief", names=["η", "μ"], label=say("descent_factor"),
        regions=[region(level, bend.low, bend.high, float(eta[-1]), float(beta[-1])) for level in PLANE_LEVELS],
    )  # fmt: skip
    points = [
        (w.lr, w.rates.get("mom", 0.0), TOKENS[WALKER_HUES[k]], str(k + 1), names[k])
        for k, w in ((k, e.walkers[k]) for k in on_plane(e))
    ]
    marks = [
        (x, y, f"{say(word)}\nη = {x:.4g}, μ = {y:.4g}\n{say('descent_factor')} = {rate:.4g}", True)
        for word, (x, y, rate) in (("descent_best", plane.best), ("descent_best_plain", plane.plain))
    ]
    side = "right" if plane.best[0] < 0.5 * float(eta[-1]) else "left"
    named = go.Scatter(
        x=[plane.best[0], float(eta[-1])], y=[plane.best[1], 0.0], text=[say("descent_best"), say("descent_beyond")],
        mode="markers+text", marker=_UNSEEN, textposition=[f"middle {side}", "top left"], hoverinfo="skip",
    )  # fmt: skip
    fig = parts.figure([named], x=say("descent_rate_axis"), y=say("set_mom"))
    fig.update_xaxes(range=[float(eta[0]), float(eta[-1])])
    fig.update_yaxes(range=[-0.06, 1.0])
    return parts.plot(
        "plane", say("pic_plane"), say("pic_plane_hint"), fig,
        layers=[rates, Points(points=points, marks=marks)], drag=Drag(moving="tuning", moved="tuned"),
    )  # fmt: skip
