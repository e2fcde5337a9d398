"""The form of the descent page: the surface, the start, and the walkers, one of them in hand."""

from dataclasses import replace
from typing import Any

import streamlit as st

from core.engine.optimizers import OPTIMIZERS
from core.experiment.setting import number_text
from core.experiment.values import settings_of
from core.learning.learner import Learner
from core.record.say import Say
from core.tasks.descent.curvature import curvature, largest_rate
from core.tasks.descent.experiment import DescentExperiment, surface_of
from core.tasks.descent.expressions import ExpressionError, parse
from core.tasks.descent.walkers import (
    LARGEST_RATE,
    MOST_WALKERS,
    PLACE,
    RATE,
    SMALLEST_RATE,
    Walker,
    next_optimizer,
    walker,
)
from pages.figures.descent_maps import HIGHEST_MOMENTUM, on_plane
from pages.ui.plain_form import PlainForm, parse_typed
from pages.ui.rate_slider import rate_slider, round_stops, share_of, stops_with

RATES = round_stops(LARGEST_RATE)  # those that the slider stops at; the number field takes any
MOST_NEAR = 4  # walkers whose rates stay in reach
_HYPER = settings_of(Learner)
_OWN = ("own0", "own1")  # the two numbers of a start of its own
_OF_WALKER = {  # what is typed for the walker in hand
    "lr": RATE,
    **{name: _HYPER[name] for opt in OPTIMIZERS.values() for name in opt.hyper},
    **dict.fromkeys(_OWN, PLACE),
}


class WalkersForm(PlainForm[DescentExperiment]):
    """One walker is in hand: widgets show and change that one."""

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
        wanted = self._truth
        for key in ("surface", "kappa", "f"):
            if self.settings[key].used(wanted):
                self._widget(key)
        for column, key in zip(st.columns(2), ("x0", "x1"), strict=True):
            with column:
                self._widget(key, disabled=not self.settings[key].used(wanted))
        self._choose()
        self._in_hand(wanted)

    def _in_row(self, key):
        """Of the first walkers each one's rate."""
        if key != "walkers":
            return super()._in_row(key)
        walkers = list(enumerate(self._truth.walkers))[:MOST_NEAR]
        for column, (k, w) in zip(st.columns(len(walkers)), walkers, strict=True):
            with column:
                self._put(
                    f"rate{k}", st.select_slider, f"{k + 1} · η", stops_with(RATES, w.lr), format_func=number_text
                )

    def _groups(self):
        """The steps, and behind a button beside them what is out of sight and has an effect now."""
        steps, more = st.columns([3, 2], vertical_alignment="bottom")
        with steps:
            self._widget("steps")
        with more.popover(self.say("descent_more"), width="stretch"):
            for key, setting in self.settings.items():
                if key not in self.seen and setting.used(self._truth):
                    self._widget(key)

    def _typed(self, key, label, disabled):
        if key != "f":
            return super()._typed(key, label, disabled)
        self._put(key, st.text_input, label, disabled=disabled, help=self.say("descent_f_help"))
        try:
            parse(self._shown(key))
        except ExpressionError as error:
            st.error(_pointing(self._shown(key), error, self.say))

    # ---- from the hand to what is wanted, and back -------------------------------------------------

    def _edited(self, key, state):
        w = self._in_use
        if key == "surface":
            self._elsewhere(state)
        elif key == "hand":
            self._take(state)
        elif key == "opt":
            other = walker(state, w.lr, w.start)
            self._change(opt=other.opt, hyper=other.hyper)
        elif key == "rate":
            self._change(lr=state)
        elif key.startswith("rate"):
            if _place(key) < len(self._truth.walkers):
                self._change(_place(key), lr=state)
        elif key == "own":
            self._change(start=(self._truth.x0, self._truth.x1) if state else None)
        elif key in _OF_WALKER:
            self._number(key, state)
        else:
            super()._edited(key, state)

    def _shown(self, key: str) -> Any:
        w = self._in_use
        if key == "hand":
            return self._hand
        if key == "opt":
            return w.opt
        if key == "rate":
            return w.lr
        if key.startswith("rate"):
            return self._truth.walkers[_place(key)].lr
        if key == "own":
            return w.start is not None
        if key in _OF_WALKER:
            return self._as_typed(key, _OF_WALKER[key], _number_of(w, key))
        return super()._shown(key)

    def _elsewhere(self, surface):
        """Another surface comes with a start in its picture; starts of their own belong to the old one."""
        e = replace(self._truth, surface=surface, basin="off")
        x0, x1 = surface_of(e).start
        bare = tuple(replace(w, start=None) for w in e.walkers)
        self._set(surface=surface, basin="off", x0=x0, x1=x1, walkers=bare)

    def _number(self, key, text):
        """A typed number of the walker in hand; what is refused is said and the last one kept."""
        value, w = parse_typed(_OF_WALKER[key], text), self._in_use
        if value is not None and key == "lr":
            self._change(lr=value)
        elif value is not None and key in _OWN:
            if w.start is not None:  # else it was given up in the same moment
                self._change(start=tuple(value if n == key else old for n, old in zip(_OWN, w.start, strict=True)))
        elif value is not None:
            names = w.optimizer.hyper
            self._change(hyper=tuple(value if name == key else old for name, old in zip(names, w.hyper, strict=True)))
        self._texts[key] = text

    def _change(self, place: int | None = None, **changes: Any):
        """The walker at this place, or the one in hand, changed."""
        hand = self._hand if place is None else place
        changed = (replace(w, **changes) if k == hand else w for k, w in enumerate(self._truth.walkers))
        self._walk(*changed)

    def _walk(self, *walkers: Walker) -> None:
        self._set(walkers=walkers)
        if self._truth.basin not in self._offered("basin"):
            self._set(basin="off")
        self._forget_typed()

    def _offered(self, key):
        """A walker that there is not has no basins."""
        choices = super()._offered(key)
        return choices[: len(self._truth.walkers) + 1] if key == "basin" else choices

    def _take(self, k: int) -> None:
        """Another walker in hand."""
        self._keep("hand", k)
        self._forget_typed()

    def _forget_typed(self):
        for key in _OF_WALKER:
            self._texts.pop(key, None)

    # ---- walkers ---------------------------------------------------------------------------------

    @property
    def _hand(self) -> int:
        """The walker that the widgets show."""
        return min(self._kept("hand", 0), len(self._truth.walkers) - 1)

    @property
    def _in_use(self) -> Walker:
        return self._truth.walkers[self._hand]

    def _choose(self):
        """Which walker is in hand, and more or fewer of them."""
        count = len(self._truth.walkers)
        which, more, fewer = st.columns([3, 1, 1], vertical_alignment="center")
        which.markdown(self.say("descent_walkers"))
        more.button(
            "", key="add_walker", icon=":material/add:", help=self.say("descent_add"), on_click=self._add,
            disabled=count == MOST_WALKERS, width="stretch",
        )  # fmt: skip
        fewer.button(
            "", key="remove_walker", icon=":material/remove:", help=self.say("descent_remove"),
            on_click=self._remove, disabled=count == 1, width="stretch",
        )  # fmt: skip
        if count > 1:
            self._put(
                "hand", st.segmented_control, self.say("descent_walkers"), range(count), required=True,
                format_func=lambda k: str(k + 1), label_visibility="collapsed", width="stretch",
            )  # fmt: skip

    def _add(self):
        walkers = self.wanted.walkers
        self._walk(*walkers, walker(next_optimizer({w.opt for w in walkers}), self._in_use.lr))
        self._take(len(walkers))

    def keep_walker(self) -> None:
        """The walker in hand stays as it is; a copy of it comes beside it and is in hand."""
        walkers = self.wanted.walkers
        if len(walkers) < MOST_WALKERS:
            self._walk(*walkers, self._in_use)
            self._take(len(walkers))

    def _remove(self):
        walkers, hand = self.wanted.walkers, self._hand
        self._walk(*walkers[:hand], *walkers[hand + 1 :])
        self._take(max(hand - 1, 0))

    def _in_hand(self, wanted):
        w = self._in_use
        opt, lr = st.columns([3, 2], vertical_alignment="bottom")
        with opt:
            self._put(
                "opt", st.selectbox, self.say("set_opt"), tuple(OPTIMIZERS), format_func=lambda o: self.say(f"opt_{o}")
            )
        with lr:
            self._put("lr", st.text_input, "η")
        rate_slider(self._put, self.say, RATES, w.lr)
        self._limit(wanted, w)
        with st.popover(self.say("descent_of_walker", k=self._hand + 1), width="stretch"):
            for name in w.optimizer.hyper:
                self._put(name, st.text_input, self.say(f"set_{name}"))
            self._put("own", st.toggle, self.say("descent_own_start"))
            if w.start is not None:
                for column, key, label in zip(st.columns(2), _OWN, ("x₀", "x₁"), strict=True):
                    with column:
                        self._put(key, st.text_input, label)
        for key in ("lr", *w.optimizer.hyper, *(_OWN if w.start else ())):
            self._refuse(key, _OF_WALKER[key], _number_of(w, key))

    def _limit(self, wanted, w):
        """Marks on the slider's scale the rate from which on the walker would be thrown out."""
        surface = surface_of(wanted)
        limit = largest_rate(w, curvature(surface, *(w.start or (wanted.x0, wanted.x1))).high)
        if limit is None:
            return
        place = 100.0 * share_of(stops_with(RATES, w.lr), limit)
        name = "descent_limit" if w.opt == "gd" else f"descent_limit_{w.opt}"
        words = self.say(name, limit=f"{limit:.4g}")
        if not surface.is_quadratic:
            words = self.say("descent_limit_here", limit=words)
        st.html(f'<div class="rate-mark" style="--at: {place:.1f}%"><i></i><span>{words}</span></div>')


def _number_of(w: Walker, key: str) -> float:
    """What a typed field of the walker shows."""
    return w.start[_OWN.index(key)] if w.start is not None and key in _OWN else w.rates[key]


def _pointing(text: str, error: ExpressionError, say: Say) -> str:
    """The text with an arrow under the character that is wrong, and what would be right."""
    shown = "".join(c if c.isprintable() and c != "`" else "?" for c in text[:200])
    arrow = " " * min(error.position, len(shown)) + "^"
    said = say(f"refused_f_{error.code}", at=error.position + 1, allowed=error.allowed)
    return f"{said}\n```\n{shown}\n{arrow}\n```"


def _place(key):
    """Of the walker whose rate this widget in reach shows."""
    return int(key.removeprefix("rate"))
