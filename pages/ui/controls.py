"""The form: every setting of an experiment as a widget, grouped, with the everyday ones in sight."""

import secrets
from dataclasses import replace
from typing import Any

import streamlit as st

from core.experiment.values import Problem, default_of
from core.learning.learner import L
from core.record.say import Say
from pages.figures.edited import told
from pages.ui.from_here import SWITCH, FromHere
from pages.ui.plain_form import PlainForm
from pages.ui.rate_slider import rate_slider, round_stops

RATES = round_stops(100.0)  # those that the slider stops at; the number field takes any
_EVERYDAY = ("hidden", "act", "opt", "lr", "seed", "edits")


class Form(PlainForm[L]):
    """The form of a task that trains a network.

    `first` names the settings on top, side by side; `hand` those that the page itself sets in another way.
    """

    def __init__(self, page: str, kind: type[L], say: Say, *, first: tuple[str, ...] = (), hand: tuple[str, ...] = ()):
        super().__init__(page, kind, say)
        self.first, self.by_hand = first, hand
        self.from_here = FromHere(page)

    # ---- from the start, or from the step on screen ------------------------------------------------

    def adopt(self, experiment: L) -> None:
        self.from_here.forget()
        super().adopt(experiment)

    def change(self, query: str) -> None:
        """As any form; and the stage's switch, and edits that a hand made there, perhaps of what was wished here."""
        if query in SWITCH:
            return self.from_here.switch(SWITCH[query])
        self._hear()
        wished = self.from_here.wished
        super().change(query)
        if wished and not self.from_here.wished:
            self.from_here.heard(wished, self._at_the_end)

    def _refuses(self, problem: Problem, experiment: L) -> bool:
        """An edit may take away what a later one needs: then that one is left out, and the rest counts."""
        return problem.key != "edits" or not experiment.edits

    def forget_edits(self) -> None:
        """Takes back everything that a hand has changed on the way."""
        self.adopt(replace(self.wanted, edits=()))

    @property
    def _at_the_end(self) -> L:
        """The settings that count when all edits have been made."""
        truth = self._truth
        return replace(truth.at(truth.total), edits=truth.edits) if truth.edits else truth

    @property
    def _seen(self) -> L:
        return replace(self._at_the_end, **self.from_here.wished)

    @property
    def aside(self) -> dict[str, Any]:
        return self.from_here.aside(self.settings)

    def _set(self, **values: Any) -> None:
        """From the step on screen on, or from the start; then no edit changes it on the way."""
        if not self.from_here.takes(values):
            kept = tuple(edit for edit in self._truth.edits if edit.what not in values)
            return super()._set(**values, **({} if kept == self._truth.edits else {"edits": kept}))
        news = {key: value for key, value in values.items() if value != getattr(self._seen, key)}
        if news:
            self.from_here.wish(news)
        for key in values:
            self._texts.pop(key, None)

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
            return self._seen.lr
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
        wanted = self._seen
        for column, key in zip(st.columns(len(self.first)) if self.first else (), self.first, strict=True):
            with column:
                self._widget(key, disabled=not self.settings[key].used(wanted))
        one_neuron, most = wanted.rule == "perceptron", int(self.settings["hidden"].bounds[1])
        layers, nodes = st.columns(2)
        with layers:
            why = self.say("perceptron_no_hidden") if one_neuron else None
            self._put("layers", st.number_input, self.say("set_layers"), 0, most, disabled=one_neuron, help=why)
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
        self._changed_on_the_way()

    def _in_row(self, key):
        """Of hidden units their number, of the rate the slider."""
        layers = len(self._seen.hidden)
        if key == "lr":
            rate_slider(self._put, self.say, RATES, self._seen.lr)
        elif key == "hidden" and layers == 0:
            self._put("layers", st.number_input, self.say("set_layers"), 0, int(self.settings["hidden"].bounds[1]))
        elif key == "hidden" and layers == 1:
            self._put("nodes0", st.number_input, self.say("set_nodes"), 1, 64)
        else:
            super()._in_row(key)

    def _learning_rate(self):
        slider, exact = st.columns([3, 2], vertical_alignment="bottom")
        with slider:
            rate_slider(self._put, self.say, RATES, self._seen.lr)
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

    def _changed_on_the_way(self):
        """What a hand has changed at which step, as a list and as a link has it, and a button that takes it back."""
        say, edits = self.say, self.settled.edits
        if not self._truth.edits:
            return
        with st.popover(say("edits_title", n=len(edits)), width="stretch", icon=":material/edit:"):
            st.caption("  \n".join(told(edits, self.settled, say)))
            self._widget("edits")
            st.button(
                say("hand_forget"), key="forget_edits", icon=":material/restart_alt:", on_click=self.forget_edits,
                width="stretch",
            )  # fmt: skip

    def _groups(self):
        there = list(dict.fromkeys(setting.group for setting in self.settings.values()))
        for pair in (there[:2], there[2:]):
            for column, group in zip(st.columns(len(pair)), pair, strict=True):
                self._group(column, group, before=self._more_layers if group == "network" else None)

    def _group(self, column, group, before=None):
        """The group's settings that have an effect now and are not in sight already."""
        wanted = self._seen
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
