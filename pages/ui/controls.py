"""The form: every setting of the experiment as a widget, grouped, with the everyday ones in sight."""

import secrets
from typing import Any

import streamlit as st

from core.experiment import DEFAULT, SETTINGS, Experiment, from_pairs, settle
from core.settings import number_text
from pages.i18n import Say
from pages.ui.words import allowed, problem_text

PREFIX = "set."
MOST_LAYERS = 6
# Learning rates that the slider stops at: 1 2 5 in every decade; the number field takes any.
RATES = tuple(float(f"{digit}e{power}") for power in range(-10, 2) for digit in (1, 2, 5)) + (100.0,)
_WIDGETS = tuple(key for key in SETTINGS if key != "hidden")


class Form:
    """The settings of one page, kept in the session under `page`, edited by widgets, set by links and buttons."""

    def __init__(self, page: str, say: Say):
        self.page, self.say = page, say

    @property
    def wanted(self) -> Experiment:
        """What the widgets say, contradictions and all."""
        return st.session_state.setdefault(f"{self.page}.wanted", DEFAULT)

    def adopt(self, experiment: Experiment) -> None:
        """Sets every widget to this experiment. Only before the widgets are drawn."""
        st.session_state[f"{self.page}.wanted"] = experiment
        for key in _WIDGETS:
            st.session_state[PREFIX + key] = _to_widget(key, getattr(experiment, key))
        _set_layers(experiment.hidden)

    def change(self, query: str) -> None:
        """Applies a button's "hidden=2" or "gate=or" to the settings as they are. Bad pairs change nothing."""
        pairs = [pair.split("=", 1) for pair in query.split("&") if "=" in pair]
        kept = [(k, SETTINGS[k].write(getattr(self.wanted, k))) for k in SETTINGS if k not in dict(pairs)]
        experiment, problems = from_pairs(kept + [(k, v) for k, v in pairs])
        if not any(p.key in dict(pairs) and p.is_error for p in problems):
            self.adopt(experiment)

    def draw(self) -> Experiment:
        """Draws the form in the side bar and returns the experiment to train, settled."""
        self._restore()
        with st.sidebar:
            self._everyday()
            self._groups()
        wanted = self._read()
        st.session_state[f"{self.page}.wanted"] = wanted
        experiment, problems = settle(wanted)
        for problem in problems:
            st.sidebar.warning(problem_text(problem, experiment, self.say))
        return experiment

    def _restore(self):
        """Widgets that were not drawn last time have forgotten their value."""
        for key in _WIDGETS:
            if PREFIX + key not in st.session_state:
                st.session_state[PREFIX + key] = _to_widget(key, getattr(self.wanted, key))
        rate = _parse("lr", st.session_state[PREFIX + "lr"]) or self.wanted.lr
        st.session_state[PREFIX + "rate"] = min(RATES, key=lambda r: abs(r / rate - 1.0))
        if PREFIX + "layers" not in st.session_state:
            _set_layers(self.wanted.hidden)
        for i in range(MOST_LAYERS):
            st.session_state.setdefault(f"{PREFIX}nodes{i}", _nodes_of(self.wanted.hidden, i))

    def _everyday(self):
        one_neuron = self.wanted.rule == "perceptron"
        data, gate = st.columns(2)
        with data:
            self._widget("data")
        with gate:
            self._widget("gate", disabled=st.session_state[PREFIX + "data"] not in ("corners", "clouds"))
        layers, nodes = st.columns(2)
        layers.number_input(
            self.say("set_layers"), 0, MOST_LAYERS, key=PREFIX + "layers", disabled=one_neuron,
            help=self.say("perceptron_no_hidden") if one_neuron else None,
        )  # fmt: skip
        nodes.number_input(
            self.say("set_nodes"), 1, 64, key=PREFIX + "nodes0",
            disabled=one_neuron or not st.session_state[PREFIX + "layers"],
        )  # fmt: skip
        act, opt = st.columns(2)
        with act:
            self._widget("act", disabled=one_neuron or not st.session_state[PREFIX + "layers"])
        with opt:
            self._widget("opt")
        self._learning_rate()
        seed, new = st.columns([3, 2], vertical_alignment="bottom")
        with seed:
            self._widget("seed")
        new.button(
            self.say("new"),
            key="new_seed",
            icon=":material/casino:",
            help=self.say("new_seed"),
            on_click=self._new_seed,
            width="stretch",
        )

    def _learning_rate(self):
        slider, exact = st.columns([3, 2], vertical_alignment="bottom")
        slider.select_slider(
            self.say("set_lr"), RATES, key=PREFIX + "rate", format_func=number_text, on_change=self._slide
        )
        with exact:
            self._widget("lr", label="set_lr_exact")

    def _slide(self):
        st.session_state[PREFIX + "lr"] = number_text(st.session_state[PREFIX + "rate"])

    def _new_seed(self):
        st.session_state[PREFIX + "seed"] = secrets.randbelow(100_000)

    def _groups(self):
        left, right = st.columns(2)
        self._group(left, "data", ("points", "spread", "noise", "test", "dseed"))
        self._group(right, "network", ("out", "threshold"), before=self._more_layers)
        left, right = st.columns(2)
        hyper = ("mom", "b1", "b2", "rho", "eps", "wd")
        self._group(left, "learning", ("rule", "loss", "batch", *hyper, "l1", "l2"))
        self._group(right, "start", ("epochs", "init", "scale", "w", "target", "plateau"))
        st.button(self.say("reset"), key="reset", on_click=self.adopt, args=(DEFAULT,), type="tertiary")

    def _group(self, column, group, keys, before=None):
        with column.popover(self.say(f"group_{group}"), width="stretch"):
            if before:
                before()
            wanted = self._read()
            for key in keys:
                if SETTINGS[key].used(wanted) or key == "out":
                    self._widget(key, disabled=not SETTINGS[key].used(wanted))

    def _more_layers(self):
        for i in range(1, st.session_state[PREFIX + "layers"]):
            st.number_input(self.say("set_nodes_of", i=i + 1), 1, 64, key=f"{PREFIX}nodes{i}")

    def _widget(self, key: str, *, label: str = "", disabled: bool = False):
        setting, label = SETTINGS[key], self.say(label or f"set_{key}")
        name = PREFIX + key
        if setting.choices:
            words = "act" if key == "out" else key
            st.selectbox(
                label, setting.choices, key=name, format_func=lambda c: self.say(f"{words}_{c}"), disabled=disabled
            )
        elif isinstance(getattr(DEFAULT, key), int):
            st.number_input(label, int(setting.low), int(setting.high), key=name, disabled=disabled)
        else:
            self._typed(key, label, name, disabled)

    def _typed(self, key, label, name, disabled):
        """A number that may be typed any way a float is written; what is refused is said and the last one kept."""
        help_text = None
        if key == "w":
            help_text = self.say("w_count", n=self.wanted.network.n_params)
        text = st.text_input(label, key=name, disabled=disabled, help=help_text)
        if _parse(key, text) is None:
            used = SETTINGS[key].write(getattr(self.wanted, key))
            value = "".join(c if c.isalnum() or c in "+-.,_ " else "?" for c in text[:40])
            st.error(self.say("bad_typed", value=f"“{value}”", allowed=allowed(key, self.say), used=used or "–"))

    def _read(self) -> Experiment:
        values: dict[str, Any] = {}
        for key in _WIDGETS:
            state = st.session_state[PREFIX + key]
            value = _parse(key, state) if isinstance(state, str) else state
            values[key] = getattr(self.wanted, key) if value is None else value
        count = st.session_state[PREFIX + "layers"]
        values["hidden"] = tuple(st.session_state[f"{PREFIX}nodes{i}"] for i in range(count))
        return Experiment(**values)


def _parse(key, text):
    try:
        return SETTINGS[key].parse(text.strip())
    except ValueError:
        return None


def _to_widget(key, value):
    """Choices and whole numbers as they are; floats and lists as text."""
    return SETTINGS[key].write(value) if isinstance(value, float | tuple) else value


def _set_layers(hidden):
    st.session_state[PREFIX + "layers"] = len(hidden)
    for i in range(MOST_LAYERS):
        st.session_state[f"{PREFIX}nodes{i}"] = _nodes_of(hidden, i)


def _nodes_of(hidden, i):
    """What the field of a layer says; one that does not exist yet would be as wide as the last."""
    if i < len(hidden):
        return hidden[i]
    return hidden[-1] if hidden else DEFAULT.hidden[0]
