"""The sections of the building blocks page, each from its record to its pictures."""

from collections.abc import Callable

import streamlit as st

from core.blocks import records
from core.blocks.settings import BlocksSettings
from core.readable import readable
from core.record.say import Say
from pages.figures import block_matrices as matrices
from pages.figures import blocks as figures
from pages.figures.block_tables import Code, array_code, choice_code, error_html, number_cell, round_number, table_html
from pages.figures.blocks import Look
from pages.player import matrices as held
from pages.ui import shell

_STYLE = """<style>
/* Made for a window of 720 pixels; what a higher one has to spare goes to the pictures. */
:root { --spare: 0px; }
@media (min-width: 1000px) and (min-height: 721px) {
  :root:not([data-lecture="on"]) { --spare: min(100vh - 720px, 400px); }
  /* the rates stand one below the other, three of them */
  :root:not([data-lecture="on"]):has(.st-key-blk_rates) { --spare: min((100vh - 720px) / 3, 400px); }
}
.blk { overflow-x: auto; }
.blk table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.blk th, .blk td { padding: 0.1rem 0.9rem 0.1rem 0; text-align: right; white-space: nowrap;
  border-bottom: 1px solid rgba(128, 128, 128, 0.3); }
.blk th { font-weight: 600; }
.blk th:first-child, .blk td:first-child { text-align: left; }
.blk code { font-size: 1rem; white-space: pre; }
.blk-error { border: 2.5px dashed #CC4A0E; border-radius: 0.4rem; padding: 0.4rem 0.8rem; }
.blk-error code { white-space: pre-wrap; }
.st-key-blk_wide { overflow-x: auto; }
.st-key-blk_wide > * { min-width: 44rem; }
.stMain .katex { font-size: 1.1rem; }
.stMain .js-plotly-plot .main-svg { background: transparent !important; }
.stMain .js-plotly-plot :is(.cartesianlayer, .infolayer) text { fill: currentColor !important; }
.stMain code { font-size: 1rem !important; }
[class*="st-key-blocks-section"] button { padding-inline: 0.7rem; }
[class*="st-key-blocks-section"] button p, [data-testid="stSidebar"] .stButtonGroup button p { font-size: 1rem; }
.stMain .katex-display { margin: 0.2rem 0; }
</style>"""


def show(s: BlocksSettings, say: Say) -> None:
    """Draws the section in use."""
    st.html(_STYLE)
    _SECTIONS[s.section](s, say)


def _look():
    paper = "dark" if st.context.theme.get("type") == "dark" else "light"
    colours = (st.get_option(f"theme.{paper}.{name}") for name in ("textColor", "backgroundColor"))
    return Look(paper == "dark", *colours)


def _chart(fig, say, key):
    """A figure that takes the height to spare, with a button that saves it in the format chosen in the side bar."""
    save = {"format": st.session_state.get("blocks-save") or "png", "filename": f"gradient_stage_{key}"}
    config = {"displaylogo": False, "modeBarButtons": [["toImage"]], "toImageButtonOptions": save}
    fig = figures.enlarged(fig, shell.letter_size() / figures.FONT)
    with st.container(key=f"blk_{key}_room"):
        st.html(f"<style>.st-key-blk_{key} {{ height: calc({fig.layout.height:.0f}px + var(--spare)); }}</style>")
        st.plotly_chart(fig, key=f"blk_{key}", config=config, alt=say(f"blk_alt_{key}"), height="stretch")


def _activations(s, say):
    facts = [records.activation_facts(name, s.z, s.depth) for name in s.act]
    sigmoid, relu = (records.activation_facts(name, s.z, s.depth).through for name in ("sigmoid", "relu"))
    st.markdown(say("blk_act_why", n=s.depth, sigmoid=f"{sigmoid:.3g}", relu=f"{relu:.3g}"))
    for column, slopes in zip(st.columns(2), (False, True), strict=True):
        with column:
            fig = figures.activation_figure(facts, slopes, say, _look())
            _chart(fig, say, "slope" if slopes else "value")
    at = [readable(z) for z in s.z]
    heads = ["", say("blk_steepest"), say("blk_through", n=s.depth), *(f"{f}({z})" for z in at for f in ("f", "f′"))]
    rows = [
        [
            say(f"act_{f.name}"),
            number_cell(f.steepest, 5), number_cell(f.through, 3),
            *(number_cell(v, 5) for pair in zip(f.value_at, f.slope_at, strict=True) for v in pair),
        ]
        for f in facts
    ]  # fmt: skip
    st.html(table_html(heads, rows))
    st.caption(say("blk_act_notes", peak=f"{records.peak_on_grid():.5f}"))


def _losses(s, say):
    predictions = {name: records.prediction(getattr(s, name), s.right, s.delta) for name in ("good", "bad")}
    good, bad = predictions.values()
    st.latex(rf"L = -\sum_k t_k \log(y_k + \delta) = -\log(y_{{{s.right}}} + \delta)")
    left, right = st.columns([3, 2])
    with left:
        _chart(figures.prediction_figure(good, bad, s.right, say, _look()), say, "predictions")
    with right:
        _chart(figures.cost_figure(good, bad, s.delta, say, _look()), say, "cost")
    heads = ["", "Σ y", f"y[{s.right}]", "L", say("blk_no_delta"), say("blk_shift"), say("blk_mse")]
    rows = [
        [say(f"blk_{name}"), number_cell(p.total, 6), number_cell(p.right, 6), number_cell(p.with_delta, 12),
         number_cell(p.without, 12), number_cell(p.shift, 3), number_cell(p.mse, 6)]
        for name, p in predictions.items()
    ]  # fmt: skip
    st.html(table_html(heads, rows))
    for name, p in predictions.items():
        if not p.adds_up:
            st.markdown(say("blk_no_distribution", name=say(f"blk_{name}"), total=f"{p.total:.6g}"))
    most = records.prediction((0.0,), 0, s.delta).with_delta
    if s.delta:
        st.caption(say("blk_delta_why", delta=readable(s.delta), most=number_cell(most, 6)))
    else:
        st.caption(say("blk_delta_zero"))


def _softmax(s, say):
    net = records.softmax_net(s.x, s.w, s.t, s.lr)
    with st.container(key="blk_wide"):
        _chart(matrices.matrices_figure(matrices.forward_matrices(net, say), _look()), say, "forward")
        _chart(matrices.matrices_figure(matrices.gradient_matrices(net, say), _look()), say, "gradient")
    left, right = st.columns(2)
    with left:
        _chart(figures.rates_figure(net, s.lr, say, _look()), say, "rates")
    with right:
        rows = [
            ["L", number_cell(net.loss, 12)],
            [say("blk_after", eta=readable(s.lr)), number_cell(net.after, 12)],
            [say("blk_gap"), number_cell(net.gap, 3)],
            [say("blk_row_sums"), ", ".join(number_cell(v, 2) for v in net.exact.sum(axis=1))],
        ]
        st.html(table_html(["", ""], rows))
        st.caption(say("blk_softmax_notes"))


def _batch(s, say):
    draw = records.draw(s.total, s.n, s.replace, s.seed)
    st.markdown(say("blk_batch_with" if s.replace else "blk_batch_without"))
    left, right = st.columns(2)
    with left:
        _chart(figures.draw_figure(draw, say, _look()), say, "draw")
    with right:
        _chart(figures.coverage_figure(draw, say, _look()), say, "coverage")
    left, right = st.columns(2)
    with left:
        st.code(choice_code(s.total, s.n, s.replace, s.seed, draw.indices.tolist()), language="python", wrap_lines=True)
    with right:
        epoch = records.coverage(s.total, float(s.total))[0 if s.replace else 1]
        rows = [
            [say("blk_distinct"), say("blk_of", k=draw.distinct, n=len(draw.indices))],
            [say("blk_repeat_chance"), f"{100.0 * draw.repeat_chance:.4g} %"],
            [say("blk_epoch_share"), f"{100.0 * epoch:.4g} %"],
        ]
        st.html(table_html([], rows))


def _standard(s, say):
    data = records.standardised(s.height, s.weight, s.unit)
    ratios = {"before": round_number(data.condition_before), "after": round_number(data.condition_after)}
    st.markdown(say("blk_standard_why", **ratios))
    height, weight = say("blk_height"), say("blk_weight")
    left, right = st.columns(2)
    with left:
        fig = figures.people_figure(data.before, f"{height} [{s.unit}]", f"{weight} [kg]", _look(), scaled=False)
        _chart(fig, say, "before")
    with right:
        _chart(figures.people_figure(data.after, f"{height} (z)", f"{weight} (z)", _look(), scaled=True), say, "after")
    heads = ["", *(f"#{i}" for i in range(1, len(data.before) + 1)), say("blk_mean"), say("blk_deviation")]
    rows = [
        [
            label, *(format(v, form) for v in column), number_cell(column.mean().round(12), 6),
            number_cell(column.std(), 6),
        ]
        for label, form, column in (
            (f"{height} [{s.unit}]", ".6g", data.before[:, 0]), (f"{weight} [kg]", ".6g", data.before[:, 1]),
            (f"{height} (z)", ".3f", data.after[:, 0]), (f"{weight} (z)", ".3f", data.after[:, 1]),
        )
    ]  # fmt: skip
    st.html(table_html(heads, rows))


def _product(s, say):
    p = records.product(s.rows, s.units, s.seed)
    st.latex(r"z = xW + b,\qquad z_{ij} = \sum_k x_{ik} W_{kj} + b_j")
    held.mount(held.product(p, {word: say(f"blk_held_{word}") for word in ("how", "ground", "again")}), key="blk_held")
    n, k = p.z.shape
    st.markdown(say("blk_product_shapes", n=n, k=k))
    if k == 1:
        st.caption(say("blk_product_seed", seed=s.seed))


def _arrays(s, say):
    met = records.meeting(s.shape)
    st.markdown(say("blk_meeting"))
    words = {word: say(f"blk_held_{word}") for word in ("how", "clash", "shapes", "again")}
    held.mount(held.meeting(met, words), key="blk_held")
    st.html(error_html(met.code, met.message) if met.result is None else table_html([], [[Code(met.code)]]))
    st.markdown(say(f"blk_meeting_{s.shape}"))
    with st.expander(say("blk_arrays")):
        st.html(table_html([], [[Code(code), array_code(value)] for code, value in records.array_basics()]))


_SECTIONS: dict[str, Callable[[BlocksSettings, Say], None]] = {
    "activations": _activations,
    "losses": _losses,
    "softmax": _softmax,
    "batch": _batch,
    "standard": _standard,
    "product": _product,
    "arrays": _arrays,
}
