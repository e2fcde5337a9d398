"""The form of the descent page: the surface, the start, and the walkers, one of them in hand."""

import math
from dataclasses import replace
from typing import Any

import streamlit as st

from core.curvature import curvature, largest_rate
from core.descent import DescentExperiment, surface_of
from core.experiment import Learner, settings_of
from core.expressions import ExpressionError, parse
from core.optimizers import OPTIMIZERS
from core.settings import number_text
from core.walkers import (
    LARGEST_RATE,
    MOST_WALKERS,
    PLACE,
    RATE,
    SMALLEST_RATE,
    Walker,
    next_optimizer,
    parse_walkers,
    walker,
    write_walkers,
)
from pages.figures.descent import HIGHEST_MOMENTUM, on_plane
from pages.i18n import Say
from pages.ui.plain_form import PlainForm, say_again
from pages.ui.words import allowed

# Learning rates that the slider stops at: 1 2 5 in every decade; the number field takes any.
RATES = (*(float(f"{digit}e{power}") for power in range(-10, 1) for digit in (1, 2, 5)), 10.0)
_HYPER = settings_of(Learner)


class WalkersForm(PlainForm):
    """The walkers are kept as the text that a link carries; widgets edit the one in hand."""

    def __init__(self, page: str, say: Say):
        super().__init__(page, DescentExperiment, say, rows=(("surface",), ("x0", "x1"), ("steps",)))
        self.seen = ("surface", "kappa", "f", "x0", "x1", "walkers", "steps")

    def start_at(self, x0: float, x1: float, index: int | None = None) -> DescentExperiment:
        """The experiment with a start moved: that of the walker `index`, or in hand, if it has its own; else all
        walkers'."""
        e = self.wanted
        x0, x1 = (float(f"{value:.4g}") for value in (x0, x1))
        k = index if e.shares_start or index is not None else self._hand
        if k is not None and k < len(e.walkers) and e.walkers[k].start is not None:
            moved = replace(e.walkers[k], start=(x0, x1))
            return replace(e, walkers=(*e.walkers[:k], moved, *e.walkers[k + 1 :]))
        return replace(e, x0=x0, x1=x1)

    def tuned(self, place: int, eta: float, mu: float) -> DescentExperiment:
        """The experiment with another rate and momentum for the walker at this place of the plane."""
        e, shown = self.wanted, on_plane(self.wanted)
        if place >= len(shown):
            return e
        k, lr = shown[place], min(max(float(f"{eta:.3g}"), SMALLEST_RATE), LARGEST_RATE)
        mom = round(min(max(mu, 0.0), HIGHEST_MOMENTUM), 3)
        plain = mom < 0.01
        w = walker("gd", lr, e.walkers[k].start) if plain else walker("momentum", lr, e.walkers[k].start, mom=mom)
        return replace(e, walkers=(*e.walkers[:k], w, *e.walkers[k + 1 :]))

    # ---- what is in sight ------------------------------------------------------------------------

    def _in_sight(self):
        wanted = self._read()
        st.selectbox(
            self.say("set_descent_surface"), self.settings["surface"].choices, key=self.name("surface"),
            format_func=lambda name: self.say(f"descent_surface_{name}"), on_change=self._elsewhere,
        )  # fmt: skip
        for key in ("kappa", "f"):
            if self.settings[key].used(wanted):
                self._widget(key)
        for column, key in zip(st.columns(2), ("x0", "x1"), strict=True):
            with column:
                self._widget(key, disabled=not self.settings[key].used(wanted))
        self._choose()
        self._in_hand(wanted)

    def _elsewhere(self):
        """Another surface comes with a start in its picture; starts of their own belong to the old one."""
        e = replace(self._read(), basin="off")
        x0, x1 = surface_of(e).start
        self.adopt(replace(e, x0=x0, x1=x1, walkers=tuple(replace(w, start=None) for w in e.walkers)))

    def _groups(self):
        """The steps, and behind a button beside them what is out of sight and has an effect now."""
        wanted = self._read()
        steps, more = st.columns([3, 2], vertical_alignment="bottom")
        with steps:
            self._widget("steps")
        with more.popover(self.say("descent_more"), width="stretch"):
            for key, setting in self.settings.items():
                if key not in self.seen and setting.used(wanted):
                    say_again(self.name(key))
                    self._widget(key)

    def _typed(self, key, label, disabled):
        if key != "f":
            return super()._typed(key, label, disabled)
        text = st.text_input(label, key=self.name(key), disabled=disabled, help=self.say("descent_f_help"))
        try:
            parse(text)
        except ExpressionError as error:
            st.error(_pointing(text, error, self.say))

    # ---- walkers ---------------------------------------------------------------------------------

    @property
    def _walkers(self) -> tuple[Walker, ...]:
        return parse_walkers(st.session_state[self.name("walkers")])

    @property
    def _hand(self) -> int:
        """The walker that the widgets show."""
        return min(st.session_state.get(self.name("hand")) or 0, len(self._walkers) - 1)

    def _set(self, walkers):
        st.session_state[self.name("walkers")] = write_walkers(tuple(walkers))
        st.session_state[self.name("refused")] = None

    def _choose(self):
        """Which walker is in hand, and more or fewer of them."""
        count = len(self._walkers)
        st.session_state[self.name("hand")] = self._hand
        which, more, fewer = st.columns([3, 1, 1], vertical_alignment="center")
        which.markdown(self.say("descent_walkers"))
        more.button(
            "", key="add_walker", icon=":material/add:", help=self.say("descent_add"), on_click=self._add,
            disabled=count == MOST_WALKERS, width="stretch",
        )  # fmt: skip
        fewer.button(
            "", key="remove_walker", icon=":material/remove:", help=self.say("descent_remove"), on_click=self._remove,
            disabled=count == 1, width="stretch",
        )  # fmt: skip
        if count > 1:
            self._pick(count)

    def _pick(self, count):
        st.segmented_control(
            self.say("descent_walkers"), range(count), key=self.name("hand"), format_func=lambda k: str(k + 1),
            label_visibility="collapsed", width="stretch",
        )  # fmt: skip

    def _add(self):
        walkers = self._walkers
        opt = next_optimizer({w.opt for w in walkers})
        self._set((*walkers, walker(opt, walkers[self._hand].lr)))
        st.session_state[self.name("hand")] = len(walkers)

    def _remove(self):
        hand = self._hand
        self._set(w for k, w in enumerate(self._walkers) if k != hand)
        st.session_state[self.name("hand")] = max(hand - 1, 0)

    def _in_hand(self, wanted):
        w = self._walkers[self._hand]
        self._restore(w)
        opt, lr = st.columns([3, 2], vertical_alignment="bottom")
        opt.selectbox(
            self.say("set_opt"), tuple(OPTIMIZERS), key=self.name("opt"), format_func=lambda o: self.say(f"opt_{o}"),
            on_change=self._another,
        )  # fmt: skip
        lr.text_input("η", key=self.name("lr"), on_change=self._edit, args=("lr",))
        st.select_slider(
            self.say("set_lr"), RATES, key=self.name("rate"), format_func=number_text, on_change=self._slide
        )
        self._limit(wanted, w)
        with st.popover(self.say("descent_of_walker", k=self._hand + 1), width="stretch"):
            for name in w.optimizer.hyper:
                label = self.say(f"set_{name}")
                st.text_input(label, key=self.name(f"hyper-{name}"), on_change=self._edit, args=(name,))
            st.toggle(self.say("descent_own_start"), key=self.name("own"), on_change=self._own)
            if w.start is not None:
                for column, i in zip(st.columns(2), (0, 1), strict=True):
                    column.text_input(f"x{'₀₁'[i]}", key=self.name(f"own{i}"), on_change=self._edit, args=(f"own{i}",))
        refused = st.session_state.get(self.name("refused"))
        if refused:
            st.error(refused)

    def _restore(self, w):
        """The widgets say what the walker in hand is."""
        state = st.session_state
        state[self.name("opt")], state[self.name("lr")] = w.opt, number_text(w.lr)
        state[self.name("rate")] = min(RATES, key=lambda rate: abs(math.log(rate / w.lr)))
        for name, value in zip(w.optimizer.hyper, w.hyper, strict=True):
            state[self.name(f"hyper-{name}")] = number_text(value)
        state[self.name("own")] = w.start is not None
        for i, value in enumerate(w.start or ()):
            state[self.name(f"own{i}")] = number_text(value)

    def _limit(self, wanted, w):
        """Marks on the slider's scale the rate from which on the walker would be thrown out."""
        surface = surface_of(wanted)
        limit = largest_rate(w, curvature(surface, *(w.start or (wanted.x0, wanted.x1))).high)
        if limit is None:
            return
        share = math.log(limit / RATES[0]) / math.log(RATES[-1] / RATES[0])  # the stops are nearly even in logarithms
        place = 100.0 * min(max(share, 0.0), 1.0)
        name = "descent_limit" if w.opt == "gd" else f"descent_limit_{w.opt}"
        words = self.say(name, limit=f"{limit:.4g}")
        if not surface.is_quadratic:
            words = self.say("descent_limit_here", limit=words)
        st.html(f'<div class="rate-mark" style="--at: {place:.1f}%"><i></i><span>{words}</span></div>')

    def _change(self, **changes: Any):
        hand = self._hand
        self._set(replace(w, **changes) if k == hand else w for k, w in enumerate(self._walkers))

    def _another(self):
        w = self._walkers[self._hand]
        other = walker(st.session_state[self.name("opt")], w.lr, w.start)
        self._change(opt=other.opt, hyper=other.hyper)

    def _slide(self):
        self._change(lr=st.session_state[self.name("rate")])

    def _own(self):
        w, e = self._walkers[self._hand], self.wanted
        self._change(start=None if w.start else (e.x0, e.x1))

    def _edit(self, what):
        """A typed number of the walker in hand; what is refused is said and the last one kept."""
        w = self._walkers[self._hand]
        setting = RATE if what == "lr" else PLACE if what.startswith("own") else _HYPER[what]
        text = st.session_state[self.name(f"hyper-{what}" if what in _HYPER and what != "lr" else what)]
        try:
            value = setting.parse(text.strip())
        except ValueError:
            shown = "".join(c if c.isalnum() or c in "+-.,_ " else "?" for c in text[:40])
            used = "–" if what.startswith("own") else number_text(w.rates[what])
            st.session_state[self.name("refused")] = self.say(
                "bad_typed", value=f"“{shown}”", allowed=allowed(setting, self.say), used=used
            )
            return
        if what == "lr":
            self._change(lr=value)
        elif what.startswith("own"):
            self._change(start=tuple(value if i == int(what[-1]) else old for i, old in enumerate(w.start)))
        else:
            self._change(hyper=tuple(value if name == what else old for name, old in w.rates.items() if name != "lr"))


def _pointing(text: str, error: ExpressionError, say: Say) -> str:
    """The text with an arrow under the character that is wrong, and what would be right."""
    shown = "".join(c if c.isprintable() and c != "`" else "?" for c in text[:200])
    arrow = " " * min(error.position, len(shown)) + "^"
    said = say(f"refused_f_{error.code}", at=error.position + 1, allowed=error.allowed)
    return f"{said}\n```\n{shown}\n{arrow}\n```"
