"""The form: every setting of an experiment as a widget, grouped, with the everyday ones in sight."""

import secrets

import streamlit as st

from core.experiment import Learner, default_of
from core.settings import number_text
from pages.i18n import Say
from pages.ui.plain_form import PlainForm, say_again
from pages.ui.rate_slider import rate_slider, round_stops

MOST_LAYERS = 6
RATES = round_stops(100.0)  # those that the slider stops at; the number field takes any
_EVERYDAY = ("hidden", "act", "opt", "lr", "seed")
OTHER_LABELS = {("sine", "points"): "set_n_points", ("sine", "noise"): "set_sigma", "lr": "set_lr_exact"}
OTHER_WORDS = {"out": "act"}  # settings whose choices are called like those of another


class Form(PlainForm):
    """The form of a task that trains a network.

    `first` names the two settings on top; `hand` those that the page itself sets in another way.
    """

    def __init__(self, page: str, kind: type[Learner], say: Say, *, first: tuple[str, str], hand: tuple[str, ...] = ()):
        super().__init__(page, kind, say)
        self.first, self.hand = first, hand
        self.widgets = tuple(key for key in self.settings if key not in ("hidden", *hand))

    def adopt(self, experiment: Learner) -> None:
        """Sets every widget to this experiment. Only before the widgets are drawn."""
        super().adopt(experiment)
        self._set_layers(experiment.hidden)

    def _remember(self):
        super()._remember()
        if self.name("layers") not in st.session_state:
            self._set_layers(self.wanted.hidden)
        for i in range(MOST_LAYERS):
            st.session_state.setdefault(self.name(f"nodes{i}"), self._nodes_of(self.wanted.hidden, i))

    def _in_sight(self):
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
        with slider:
            rate_slider(self.say, self.name("rate"), RATES, self._read().lr, self._slide)
        with exact:
            self._widget("lr")

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

    def _label(self, key):
        return OTHER_LABELS.get((self.page, key)) or OTHER_LABELS.get(key, f"set_{key}")

    def _choices(self, key):
        return OTHER_WORDS.get(key, key)

    def _help(self, key):
        return self.say("w_count", n=self.wanted.network.n_params) if key == "w" else None

    def _values(self):
        values = super()._values() | {key: getattr(self.wanted, key) for key in self.hand}
        count = st.session_state[self.name("layers")]
        return values | {"hidden": tuple(st.session_state[self.name(f"nodes{i}")] for i in range(count))}

    def _set_layers(self, hidden):
        st.session_state[self.name("layers")] = len(hidden)
        for i in range(MOST_LAYERS):
            st.session_state[self.name(f"nodes{i}")] = self._nodes_of(hidden, i)

    def _nodes_of(self, hidden, i):
        """What the field of a layer says; one that does not exist yet would be as wide as the last."""
        if i < len(hidden):
            return hidden[i]
        return hidden[-1] if hidden else default_of(self.kind).hidden[0]
