"""The form: every setting of an experiment as a widget, grouped, with the everyday ones in sight."""

import secrets

import streamlit as st

from core.experiment.values import default_of
from core.learning.learner import L
from core.record.say import Say
from pages.ui.plain_form import PlainForm
from pages.ui.rate_slider import rate_slider, round_stops

MOST_LAYERS = 6
RATES = round_stops(100.0)  # those that the slider stops at; the number field takes any
_EVERYDAY = ("hidden", "act", "opt", "lr", "seed")


class Form(PlainForm[L]):
    """The form of a task that trains a network.

    `first` names the settings on top, side by side; `hand` those that the page itself sets in another way.
    """

    def __init__(self, page: str, kind: type[L], say: Say, *, first: tuple[str, ...] = (), hand: tuple[str, ...] = ()):
        super().__init__(page, kind, say)
        self.first, self.by_hand = first, hand

    # ---- from the hand to what is wanted, and back -------------------------------------------------

    def _edited(self, key, state):
        hidden = self._truth.hidden
        if key == "rate":
            self._set(lr=state)
        elif key == "layers":
            self._set(hidden=hidden[:state] + (self._width(len(hidden)),) * (state - len(hidden)))
        elif key.startswith("nodes"):
            i = int(key.removeprefix("nodes"))
            self._set(hidden=(*hidden[:i], state, *hidden[i + 1 :]) if i < len(hidden) else hidden)
        else:
            super()._edited(key, state)

    def _shown(self, key):
        if key == "rate":
            return self._truth.lr
        if key == "layers":
            return len(self._truth.hidden)
        if key.startswith("nodes"):
            return self._width(int(key.removeprefix("nodes")))
        return super()._shown(key)

    def _width(self, i):
        """Of hidden layer i; one that does not exist yet would be as wide as the last."""
        hidden = self._truth.hidden
        return hidden[min(i, len(hidden) - 1)] if hidden else default_of(self.kind).hidden[0]

    # ---- widgets -----------------------------------------------------------------------------------

    def _in_sight(self):
        wanted = self._truth
        for column, key in zip(st.columns(len(self.first)) if self.first else (), self.first, strict=True):
            with column:
                self._widget(key, disabled=not self.settings[key].used(wanted))
        one_neuron = wanted.rule == "perceptron"
        layers, nodes = st.columns(2)
        with layers:
            why = self.say("perceptron_no_hidden") if one_neuron else None
            self._put("layers", st.number_input, self.say("set_layers"), 0, MOST_LAYERS, disabled=one_neuron, help=why)
        no_layers = one_neuron or not wanted.hidden
        with nodes:
            self._put("nodes0", st.number_input, self.say("set_nodes"), 1, 64, disabled=no_layers)
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
            rate_slider(self._put, self.say, RATES, self._truth.lr)
        with exact:
            self._widget("lr")

    def _seed(self):
        seed, new = st.columns([3, 2], vertical_alignment="bottom")
        with seed:
            self._widget("seed")
        new.button(
            self.say("new"), key="new_seed", icon=":material/casino:", help=self.say("new_seed"),
            on_click=self._new_seed, width="stretch",
        )  # fmt: skip

    def _new_seed(self):
        self._hear()
        self._set(seed=secrets.randbelow(100_000))

    def _groups(self):
        there = list(dict.fromkeys(setting.group for setting in self.settings.values()))
        for pair in (there[:2], there[2:]):
            for column, group in zip(st.columns(len(pair)), pair, strict=True):
                self._group(column, group, before=self._more_layers if group == "network" else None)

    def _group(self, column, group, before=None):
        """The group's settings that have an effect now and are not in sight already."""
        wanted = self._truth
        with column.popover(self.say(f"group_{group}"), width="stretch"):
            if before:
                before()
            for key, setting in self.settings.items():
                if setting.group != group or key in (*_EVERYDAY, *self.first, *self.by_hand):
                    continue
                if setting.used(wanted) or key == "out":  # a loss that brings its own output says so
                    self._widget(key, disabled=not setting.used(wanted))

    def _more_layers(self):
        for i in range(1, len(self._truth.hidden)):
            self._put(f"nodes{i}", st.number_input, self.say("set_nodes_of", i=i + 1), 1, 64)

    def _label(self, key):
        return "set_lr_exact" if key == "lr" else super()._label(key)  # beside the slider, which has the name

    def _help(self, key: str) -> str | None:
        if key == "edits":
            return self.say("range_edits")
        return self.say("w_count", n=self._truth.network.n_params) if key == "w" else None
