"""The scene of the descent page: the surface with the walkers' paths, values, distances, the race, chosen steps."""

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go

from core.readable import readable
from core.record.say import Say
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.surfaces import Surface
from core.tasks.descent.walkers import MOST_WALKERS
from core.wire.layers import Arrows, Contours, TrailArrows, TrailLine, Trails, TrailValues
from core.wire.panels import Cell, Drag, Drowned, Panel, Plot, Relief, Tab, Table, Toggle
from core.wire.scene import FewVariant, Layout, Readout, Scene
from pages.figures import parts
from pages.figures.descent_maps import WALKER_HUES, basin_panel, has_plane, minima, plane_panel
from pages.figures.palette import MUTED, TOKENS
from pages.figures.parts import FREE

SAMPLES = 161  # along each side of the surface's picture
LEVELS = 15
ARROWS = 13  # along each side, on a field of gradients
LISTED_STEPS = (1, 2, 3, 4, 5, 10, 30, 50, 80, 100)
DASHES = ("solid", "solid", "dash", "dash", "dashdot", "dashdot", "dot", "dot")

MANY = 4  # so many walkers need a taller table
STEPS_TABLE = 24.0  # rem that the table of steps is high


def layouts(e: DescentExperiment, surface: Surface, below: list[str]) -> list[Layout]:
    """Where panels stand, without and with the view in relief; `below` names those that come under the others."""
    flat, deep = _flat(len(e.walkers)), _deep(len(e.walkers))
    for rows in (*flat.values(), *deep.values()):
        if not surface.minima:
            _without_distance(rows)
        _add_below(rows, below)
    return [
        parts.layout(width, columns, flat[width], parts.variant("relief", width != HALL, deep_columns, deep[width]))
        for width, (columns, deep_columns) in COLUMNS.items()
    ]


FULL, HALL, PHONE = 1350, 700, 0  # widths of the stage: a full projector screen, a small one, a phone
COLUMNS = {
    FULL: ("1.1fr 0.85fr 1.2fr", "1fr 1fr 1.25fr"),
    HALL: ("0.72fr 0.4fr 1fr", "0.7fr 0.36fr 1.06fr"),
    PHONE: ("minmax(0, 1fr)",) * 2,
}  # without the relief, with it
_BARS = {"caption caption caption": "auto", "transport transport transport": "auto"}
_PICTURE, _CURVE = "min(115cqi, 64dvh)", "15rem"


def _flat(n):
    """Rows of areas with their heights, for n walkers; an area's name may come again in the next row."""
    top = 0.44 if n >= MANY else 0.56
    return {
        FULL: {"map value race": _share(0.48), "map distance steps": _share(0.52), **_BARS},
        HALL: {
            "map map value": _share(top), "map map race": _share(1 - top), **_BARS,
            "steps steps steps": "auto", "distance distance distance": _CURVE,
        },
        PHONE: {
            "map": _PICTURE, "transport": "auto", "caption": "auto", "value": _CURVE, "race": "auto",
            "distance": _CURVE, "steps": "auto",
        },
    }  # fmt: skip


def _deep(n):
    """The same with the view in relief. The walkers' table takes what it needs beside the pictures, the table of
    steps what is left of the height."""
    race = 2.6 + (n + 1) * (1.95 if n < MANY else 1.6)
    return {
        FULL: {
            "map relief race": f"{race:.2f}rem",
            "map relief steps": f"minmax(0, calc({FREE} * 0.62 - {race:.2f}rem))",
            "value distance steps": f"max(calc({FREE} * 0.38), calc({race + STEPS_TABLE:.2f}rem - {FREE} * 0.62))",
            **_BARS,
        },
        HALL: {
            "map map relief": f"calc({FREE})", **_BARS, "value value race": _CURVE, "distance distance race": _CURVE,
            "steps steps steps": "auto",
        },
        PHONE: {
            "map": _PICTURE, "transport": "auto", "caption": "auto", "relief": _PICTURE, "value": _CURVE,
            "race": "auto", "distance": _CURVE, "steps": "auto",
        },
    }  # fmt: skip


def _share(part):
    return f"minmax(0, calc({FREE} * {part:.2f}))"


def _without_distance(rows):
    """Where no minimum is known: the curve of values takes its place, or the row goes."""
    old = dict(rows)
    rows.clear()
    for areas, height in old.items():
        if set(areas.split()) != {"distance"}:
            rows[areas.replace("distance", "value")] = height


def _add_below(rows, below):
    """Two panels side by side, or on a phone one under the other."""
    columns = len(next(iter(rows)).split())
    if columns == 1:
        rows |= dict.fromkeys(below, "min(111cqi, 60dvh)")
    elif below:
        rows[" ".join([below[0], *[below[-1]] * (columns - 1)])] = "28rem"


def _labels(e, say):
    """One walker may be kept while there is room for another."""
    keep = {"pair_keep": say("descent_keep"), "pair_keep_help": say("descent_keep_help")}
    return parts.labels(say) | (keep if len(e.walkers) < MOST_WALKERS else {})


def descent_scene(e: DescentExperiment, surface: Surface, say: Say) -> Scene:
    """Everything that the player shows of walkers on a surface. It does not depend on where they start."""
    names = walker_names(e, say)
    shown = [Readout(label=say("step"), value="step", format="d")]
    if len(names) == 1:
        shown += [
            Readout(label="x₀", array="path", index=[0, 0], format=".6g"),
            Readout(label="x₁", array="path", index=[0, 1], format=".6g"),
            Readout(label="f", array="value", index=[0], format=".4g"),
        ]
    f = sample(surface, SAMPLES)[2]
    levels = contour_levels(surface, f)
    panels: list[Panel] = [
        map_panel(surface, names, f, levels, say),
        curves_panel("value", e, names, say),
        race_table(names, say),
        steps_table(e, names, say),
        relief_panel(surface, names, f, levels, say),
    ]
    if surface.minima:
        panels.append(curves_panel("distance", e, names, say))
    below = len(panels)
    if e.basin != "off":
        panels.append(basin_panel(e, surface, names, say))
    if has_plane(e, surface):
        panels.append(plane_panel(e, surface, names, say))
    layout = layouts(e, surface, [panel.id for panel in panels[below:]])
    deep = FewVariant(toggle="relief", on=False, columns="1fr 1fr", areas=["map relief"], tall=["relief", "map"])
    few = parts.lecture(
        "1.2fr 1fr", "map value", "map race", side=("value", "race"), rows="minmax(0, 1fr) auto", variants=[deep]
    )
    return Scene(labels=_labels(e, say), readouts=shown, layouts=layout, lecture=few, panels=panels)


def walker_names(e: DescentExperiment, say: Say) -> list[str]:
    """What each walker is called: its optimiser and its rate."""
    return [f"{say(f'descent_opt_{walker.opt}')} {readable(walker.lr)}" for walker in e.walkers]


def sample(surface: Surface, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(x0 (n,), x1 (n,), f (n, n) with a row for each x1) over the surface's bounds."""
    low0, high0, low1, high1 = surface.bounds
    x0, x1 = np.linspace(low0, high0, n), np.linspace(low1, high1, n)
    with np.errstate(all="ignore"):
        return x0, x1, surface.value(x0[None, :], x1[:, None]) + np.zeros((n, n))


def contour_levels(surface: Surface, f: np.ndarray) -> list[float]:
    """Where contour lines run: evenly spaced, or ever closer towards the lowest value."""
    seen = f[np.isfinite(f)]
    low, high = (float(seen.min()), float(seen.max())) if seen.size else (0.0, 1.0)
    low = min([low, *(value for _, _, value in surface.minima)])
    if high <= low:
        return [low]
    if surface.levels == "log":
        return (low + (high - low) * np.geomspace(1e-4, 1.0, LEVELS + 1)[:-1]).tolist()
    return np.linspace(low, high, LEVELS + 2)[1:-1].tolist()


def _contours(surface, f, levels):
    """The surface's picture: bands between levels, f sampled evenly over the bounds."""
    low0, high0, low1, high1 = surface.bounds
    return Contours(
        data=parts.still(np.clip(f, -3e38, 3e38)), x=[low0, high0], y=[low1, high1], levels=levels, colors="relief",
        names=["x₀", "x₁"], label="f",
    )  # fmt: skip


def _trails(surface, names, say, longest):
    """The walkers' ways over it."""
    return Trails(
        array="path", lines=[_line(k, name) for k, name in enumerate(names)], step=say("step"), ahead="ahead",
        values=TrailValues(array="value", label="f"), marks=minima(surface, say),
        arrows=TrailArrows(array="gradient", sign=-1, longest=longest, reference=downhill(surface)[1]),
    )  # fmt: skip


def map_panel(surface: Surface, names: list[str], f: np.ndarray, levels: list[float], say: Say) -> Plot:
    """The surface from above, sampled as `f` (n, n). A click sets the start, a drag at a start moves it."""
    low0, high0, low1, high1 = surface.bounds
    arrows, reference = downhill(surface)
    field = Arrows(arrows=arrows, longest=32, reference=reference, toggle="downhill")
    layers = [_contours(surface, f, levels), field, _trails(surface, names, say, 90)]
    fig = parts.figure([go.Scatter(x=[None], y=[None], hoverinfo="skip")], x="x₀", y="x₁")
    fig.update_xaxes(range=[low0, high0])
    fig.update_yaxes(range=[low1, high1])
    toggles = [
        Toggle(label=say("descent_downhill"), key="downhill"),
        Toggle(label=say("to_come"), key="ahead", on=True),
        Toggle(label=say("descent_relief"), key="relief"),
    ]
    return parts.plot(
        "map", say("pic_map"), say("pic_map_hint"), fig, square=True, layers=layers,
        toggles=toggles, click="start", drag=Drag(moving="moving", moved="moved"), ground="surface",
    )  # fmt: skip


def relief_panel(surface: Surface, names: list[str], f: np.ndarray, levels: list[float], say: Say) -> Relief:
    """The same from the side, turned by hand. Where contour lines are crowded, heights are logarithmic at first."""
    seen = f[np.isfinite(f)]
    low = min([float(seen.min()) if seen.size else 0.0, *(value for _, _, value in surface.minima)])
    high = max(float(seen.max()) if seen.size else 1.0, low + 1e-300)
    log = f"relief_log_{surface.levels}"  # pressed on one kind of surface, it says nothing of the other
    return Relief(
        id="relief", area="relief", title=say("pic_relief"), hint=say("pic_relief_hint"), ground="surface",
        layers=(_contours(surface, f[::2, ::2], levels), _trails(surface, names, say, 70)),
        range=[max(low, -3e38), min(high, 3e38)], log=log,
        toggles=[Toggle(label=say("log"), key=log, on=surface.levels == "log")],
    )  # fmt: skip


def _line(k, name):
    return TrailLine(color=TOKENS[WALKER_HUES[k]], dash=DASHES[k], label=name)


def downhill(surface: Surface) -> tuple[list[list[float]], float]:
    """([x0, x1, -∂f/∂x0, -∂f/∂x1] on a grid, the middling size of the gradient)."""
    low0, high0, low1, high1 = surface.bounds
    inset = (np.arange(ARROWS) + 0.5) / ARROWS
    x0, x1 = np.meshgrid(low0 + (high0 - low0) * inset, low1 + (high1 - low1) * inset)
    with np.errstate(all="ignore"):
        g0, g1 = (g + np.zeros_like(x0) for g in surface.gradient(x0, x1))
    rows = np.column_stack([x0.ravel(), x1.ravel(), -g0.ravel(), -g1.ravel()])
    rows = rows[np.isfinite(rows).all(axis=1)]
    sizes = np.hypot(rows[:, 2], rows[:, 3])
    return rows.tolist(), float(np.median(sizes)) if sizes.any() else 1.0


def curves_panel(array: str, e: DescentExperiment, names: list[str], say: Say) -> Plot:
    """A number of every walker against the step; of a single walker also that of the run before."""
    label = say(f"descent_{array}")
    ghost = len(names) if len(names) == 1 else None
    traces = [
        go.Scatter(x=[], y=[], mode="lines", name=name, line={"width": 3, "color": WALKER_HUES[k], "dash": DASHES[k]},
                   hovertemplate=f"{name}<br>{say('step')} %{{x}}<br>{label} %{{y:.8g}}<extra></extra>")
        for k, name in enumerate(names)
    ]  # fmt: skip
    if ghost:
        hover = f"{say('previous_run')}<br>{say('step')} %{{x}}<br>{label} %{{y:.8g}}<extra></extra>"
        faint = {"width": 2, "color": MUTED}
        traces.append(
            go.Scatter(
                x=[], y=[], mode="lines", opacity=0.55, line=faint, name=say("previous_run"), hovertemplate=hover
            )
        )
        traces[0].showlegend = False  # one walker needs no name
    fig = parts.figure(traces, x=say("step"), margin={"l": 92, "r": 16, "t": 10, "b": 58}, showlegend=True)
    drowned = Drowned(array=array, lines=len(names), log=f"{array}_log", cut=say("descent_cut"))
    fig.update_xaxes(range=[0, e.total])
    bindings = [parts.history(k, array, k, ghost=ghost) for k in range(len(names))]
    return parts.plot(
        array, say(f"pic_descent_{array}"), say(f"pic_descent_{array}_hint"), fig, bindings=bindings,
        toggles=[parts.log_toggle(say, f"{array}_log")], drowned=drowned,
    )  # fmt: skip


def race_table(names: list[str], say: Say) -> Table:
    """Where every walker stands now; also the legend of the lines."""
    columns = [say("descent_walker"), "x₀", "x₁", "f"]
    rows = [
        [
            Cell(text=name, swatch=TOKENS[WALKER_HUES[k]], dash=DASHES[k], mark=str(k + 1)),
            parts.number("path", ".3g", k, 0), parts.number("path", ".3g", k, 1), parts.number("value", ".3g", k),
        ]
        for k, name in enumerate(names)
    ]  # fmt: skip
    panel = parts.table("race", say("pic_race"), say("pic_race_hint"), columns, rows)
    return replace(panel, compact=len(names) >= MANY)


def steps_table(e: DescentExperiment, names: list[str], say: Say) -> Table:
    """The gradient of chosen steps and the position after them, as the notebook prints them; a tab for each walker;
    steps to come are greyed."""
    steps = [step for step in LISTED_STEPS if step <= e.total]
    tabs = [Tab(label=str(k + 1), rows=[_step_row(step, k) for step in steps]) for k in range(len(names))]
    columns = [say("descent_step"), "∂f/∂x₀", "∂f/∂x₁", "x₀", "x₁"]
    panel = parts.table("steps", say("pic_steps"), say("pic_steps_hint"), columns, tabs[0].rows)
    return replace(panel, tabs=tabs) if len(tabs) > 1 else panel


def _step_row(step, k):
    places = [("gradient", 0, step - 1), ("gradient", 1, step - 1), ("path", 0, step), ("path", 1, step)]
    cells = (Cell(array=array, format=".8n", index=[k, i], step=step, row=row) for array, i, row in places)
    return [parts.text(str(step)), *cells]
