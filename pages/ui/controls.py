"""The form: every setting of an experiment as a widget, grouped, with the everyday ones in sight."""

import secrets
from dataclasses import replace
from typing import Any

import streamlit as st

from core.experiment import Learner, default_of, settings_of, settle
from core.settings import number_text
from pages.i18n import Say
from pages.ui.plain_form import say_again
from pages.ui.words import allowed, problem_text

MOST_LAYERS = 6
# Learning rates that the slider stops at: 1 2 5 in every decade; the number field takes any.
RATES = (*(float(f"{digit}e{power}") for power in range(-10, 2) for digit in (1, 2, 5)), 100.0)
_EVERYDAY = ("hidden", "act", "opt", "lr", "seed")
_OTHER_LABELS = {("sine", "points"): "set_n_points", ("sine", "noise"): "set_sigma"}
_OTHER_WORDS = {"out": "act"}  # settings whose choices are called like those of another


class Form:
    """The settings of one page, kept in the session under its name, edited by widgets, set by links and buttons.

    `first` names the two settings on top; `hand` those that the page itself sets in another way.
    """

    def __init__(self, page: str, kind: type[Learner], say: Say, *, first: tuple[str, str], hand: tuple[str, ...] = ()):
        self.page, self.kind, self.say, self.first, self.hand = page, kind, say, first, hand
        self.place = st.sidebar
        self.settings = settings_of(kind)
        self.widgets = tuple(key for key in self.settings if key not in ("hidden", *hand))

    def name(self, key: str) -> str:
        """The widget's key in the session."""
        return f"{self.page}-{key}"

    @property
    def wanted(self) -> Any:
        """What the widgets say, contradictions and all."""
        return st.session_state.setdefault(f"{self.page}.wanted", default_of(self.kind))

    def adopt(self, experiment: Learner) -> None:
        """Sets every widget to this experiment. Only before the widgets are drawn."""
        st.session_state[f"{self.page}.wanted"] = experiment
        for key in self.widgets:
            st.session_state[self.name(key)] = _to_widget(self.settings[key], getattr(experiment, key))
        self._set_layers(experiment.hidden)

    def change(self, query: str) -> None:
        """Applies a button's "hidden=2" or "gate=or" to the settings as they are. Bad pairs change nothing."""
        pairs = [pair.split("=", 1) for pair in query.split("&") if "=" in pair]
        values = {key: _parse(self.settings[key], text) for key, text in pairs if key in self.settings}
        if len(values) < len(pairs) or None in values.values():
            return
        experiment, problems = settle(replace(self.wanted, **values), given=frozenset(values))
        if not any(p.key in values and p.is_error for p in problems):
            self.adopt(experiment)

    def draw(self) -> Any:
        """Draws the form in the side bar and returns the experiment to train, settled."""
        self._restore()
        with self.place:
            self._everyday()
            self._groups()
        wanted = self._read()
        st.session_state[f"{self.page}.wanted"] = wanted
        experiment, problems = settle(wanted)
        for problem in problems:
            self.place.warning(problem_text(problem, experiment, self.say))
        return experiment

    def drifted(self) -> bool:
        """The widgets say something else than when they were drawn."""
        return self._read() != self.wanted

    def _restore(self):
        """Widgets that were not drawn last time have forgotten their value."""
        for key in self.widgets:
            if self.name(key) not in st.session_state:
                st.session_state[self.name(key)] = _to_widget(self.settings[key], getattr(self.wanted, key))
        rate = _parse(self.settings["lr"], st.session_state[self.name("lr")]) or self.wanted.lr
        st.session_state[self.name("rate")] = min(RATES, key=lambda r: abs(r / rate - 1.0))
        if self.name("layers") not in st.session_state:
            self._set_layers(self.wanted.hidden)
        for i in range(MOST_LAYERS):
            st.session_state.setdefault(self.name(f"nodes{i}"), self._nodes_of(self.wanted.hidden, i))

    def _everyday(self):
        wanted = self._read()
        for column, key in zip(st.columns(2), self.first, strict=True):
            with column:
                self._widget(key, disabled=not self.settings[key].used(wanted))
        one_neuron = wanted.rule == "perceptron"
        layers, nodes = st.columns(2)
        layers.number_input(
            self.say("set_layers"), 0, MOST_LAYERS, key=self.name("layers"), disabled=one_neuron,
            help=self.say("perceptron_no_hidden") if one_neuron else None,
        )  # fmt: skip
        no_layers = one_neuron or not wanted.hidden
        nodes.number_input(self.say("set_nodes"), 1, 64, key=self.name("nodes0"), disabled=no_layers)
        # "gradient descent" is long where it is written out; 勾配降下法 is not.
        act, opt = st.columns([5, 7] if len(self.say("opt_gd")) > 8 else 2)
        with act:
            self._widget("act", disabled=no_layers)
        with opt:
            self._widget("opt")
        self._learning_rate()
        self._seed()

    def _learning_rate(self):
        slider, exact = st.columns([3, 2], vertical_alignment="bottom")
        slider.select_slider(
            self.say("set_lr"), RATES, key=self.name("rate"), format_func=number_text, on_change=self._slide
        )
        with exact:
            self._widget("lr", label="set_lr_exact")

    def _slide(self):
        st.session_state[self.name("lr")] = number_text(st.session_state[self.name("rate")])

    def _seed(self):
        seed, new = st.columns([3, 2], vertical_alignment="bottom")
        with seed:
            self._widget("seed")
        new.button(
            self.say("new"), key="new_seed", icon=":material/casino:", help=self.say("new_seed"),
            on_click=self._new_seed, width="stretch",
        )  # fmt: skip

    def _new_seed(self):
        st.session_state[self.name("seed")] = secrets.randbelow(100_000)

    def _groups(self):
        left, right = st.columns(2)
        self._group(left, "data")
        self._group(right, "network", before=self._more_layers)
        left, right = st.columns(2)
        self._group(left, "learning")
        self._group(right, "start")
        st.button(self.say("reset"), key="reset", on_click=self.adopt, args=(default_of(self.kind),), type="tertiary")

    def _group(self, column, group, before=None):
        """The group's settings that have an effect now and are not in sight already."""
        wanted = self._read()
        with column.popover(self.say(f"group_{group}"), width="stretch"):
            if before:
                before()
            for key in self.widgets:
                setting = self.settings[key]
                if setting.group != group or key in (*_EVERYDAY, *self.first):
                    continue
                if setting.used(wanted) or key == "out":  # a loss that brings its own output says so
                    say_again(self.name(key))
                    self._widget(key, disabled=not setting.used(wanted))

    def _more_layers(self):
        for i in range(1, st.session_state[self.name("layers")]):
            say_again(self.name(f"nodes{i}"))
            st.number_input(self.say("set_nodes_of", i=i + 1), 1, 64, key=self.name(f"nodes{i}"))

    def _widget(self, key: str, *, label: str = "", disabled: bool = False):
        setting, name = self.settings[key], self.name(key)
        label = self.say(label or _OTHER_LABELS.get((self.page, key), f"set_{key}"))
        default = getattr(default_of(self.kind), key)
        if setting.choices:
            words = _OTHER_WORDS.get(key, key)
            st.selectbox(
                label, setting.choices, key=name, format_func=lambda c: self.say(f"{words}_{c}"), disabled=disabled
            )
        elif isinstance(default, bool):
            st.toggle(label, key=name, disabled=disabled)
        elif isinstance(default, int):
            st.number_input(label, int(setting.low), int(setting.high), key=name, disabled=disabled)
        else:
            self._typed(key, label, name, disabled)

    def _typed(self, key, label, name, disabled):
        """A number that may be typed any way a float is written; what is refused is said and the last one kept."""
        help_text = self.say("w_count", n=self.wanted.network.n_params) if key == "w" else None
        setting = self.settings[key]
        text = st.text_input(label, key=name, disabled=disabled, help=help_text)
        if _parse(setting, text) is None:
            used = setting.write(getattr(self.wanted, key))
            value = "".join(c if c.isalnum() or c in "+-.,_ " else "?" for c in text[:40])
            st.error(self.say("bad_typed", value=f"“{value}”", allowed=allowed(setting, self.say), used=used or "–"))

    def _read(self):
        values: dict[str, Any] = {key: getattr(self.wanted, key) for key in self.hand}
        for key in self.widgets:
            state = st.session_state[self.name(key)]
            value = _parse(self.settings[key], state) if self._is_typed(key) else state
            values[key] = getattr(self.wanted, key) if value is None else value
        count = st.session_state[self.name("layers")]
        values["hidden"] = tuple(st.session_state[self.name(f"nodes{i}")] for i in range(count))
        return self.kind(**values)

    def _is_typed(self, key):
        return isinstance(getattr(default_of(self.kind), key), float | tuple)

    def _set_layers(self, hidden):
        st.session_state[self.name("layers")] = len(hidden)
        for i in range(MOST_LAYERS):
            st.session_state[self.name(f"nodes{i}")] = self._nodes_of(hidden, i)

    def _nodes_of(self, hidden, i):
        """What the field of a layer says; one that does not exist yet would be as wide as the last."""
        if i < len(hidden):
            return hidden[i]
        return hidden[-1] if hidden else default_of(self.kind).hidden[0]


def _parse(setting, text):
    try:
        return setting.parse(text.strip())
    except ValueError:
        return None


def _to_widget(setting, value):
    """Choices, switches and whole numbers as they are; floats and lists as text."""
    return setting.write(value) if isinstance(value, float | tuple) else value
