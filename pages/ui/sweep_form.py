"""The form of the sweep page: which run is varied, in which settings, from how many seeds. It starts when asked."""

import re

import streamlit as st

from core.experiment.link import to_pairs
from core.experiment.values import Problem
from core.learning.learner import Learner
from core.record.say import Say
from core.sweep.axes import sweepable, write_axis
from core.sweep.reading import DEFAULT_SEEDS, OVER, SEEDS, sweep_from
from core.sweep.sweep import Sweep
from core.sweep.wrong import Wrong
from core.tasks.registry import GATES, TASKS
from pages.ui import link, shell
from pages.ui.sweep_offers import FIRST, in_order, offered
from pages.words.setting_words import choice_key, setting_name, setting_value, title
from pages.words.told_sweep import SHOWN

MOST_SEEDS = 1000
VARIED = (OVER, SEEDS, "show")  # keys of an address that are the sweep's own
TRAINED = [name for name, task in TASKS.items() if issubclass(task.kind, Learner)]

Pairs = list[tuple[str, str]]


class SweepForm:
    """What is wanted is kept in the session, as the pairs of a link."""

    def __init__(self, say: Say):
        self.say = say
        self.place = st.sidebar

    # ---- what is wanted ----------------------------------------------------------------------------

    @property
    def pairs(self) -> Pairs:
        return st.session_state.get("sweep.pairs", [])

    @property
    def task(self) -> str:
        asked = dict(self.pairs).get("task", GATES)
        return asked if asked in TRAINED else GATES

    @property
    def show(self) -> str:
        asked = dict(self.pairs).get("show", SHOWN[0])
        return asked if asked in SHOWN else SHOWN[0]

    def arrive(self) -> None:
        """What the address says counts, where it is news."""
        asked = link.everything() if link.is_news() else None
        if asked is not None and (asked or "sweep.pairs" not in st.session_state):
            self._take(asked)

    def _take(self, pairs: Pairs) -> None:
        st.session_state["sweep.pairs"] = pairs
        for name in [name for name in st.session_state if str(name).startswith("sweep-")]:
            del st.session_state[name]  # widgets show what is wanted

    def turn(self, show: str) -> None:
        """The colours are to say something else."""
        if show in SHOWN:
            rest = [pair for pair in self.pairs if pair[0] != "show"]
            st.session_state["sweep.pairs"] = rest + ([("show", show)] if show != SHOWN[0] else [])

    @property
    def sweep(self) -> tuple[Sweep | None, list[Problem | Wrong]]:
        """What is to be trained, and what is wrong with it; nothing where nothing is varied yet."""
        pairs = [pair for pair in self.pairs if pair[0] != "show"]
        if not any(key == OVER for key, _ in pairs):
            return None, []
        sweep, problems = sweep_from(pairs)
        asked = dict(self.pairs).get("show", SHOWN[0])
        if asked not in SHOWN:
            problems = [*problems, Wrong("show", {"value": asked[:40], "allowed": ", ".join(SHOWN)})]
        return sweep, problems

    @property
    def base(self) -> Learner:
        """The run that is varied, as far as it can be read."""
        own = [pair for pair in self.pairs if pair[0] not in (OVER, SEEDS, "show", "task")]
        return link.experiment_of(own, TASKS[self.task].kind)

    # ---- widgets -----------------------------------------------------------------------------------

    def draw(self) -> None:
        """In the side bar."""
        say = self.say
        with self.place:
            st.selectbox(
                say("sweep_task"), TRAINED, index=TRAINED.index(self.task), key="sweep-task", format_func=say,
                on_change=self._other_task,
            )  # fmt: skip
            base = self.base
            st.caption(say("sweep_run", run=", ".join(self._changed(base)) or title(base, say)))
            query = dict(to_pairs(base)) | shell.carried()
            st.page_link(f"pages/{TASKS[base.task].page}.py", label=say("sweep_open"), query_params=query)
            keys = self._settings(base)
            with st.form("sweep-form", border=False):
                for place, key in enumerate(keys):
                    self._values(base, place, key)
                seeds, start = st.columns(2, vertical_alignment="bottom")
                seeds.number_input(say("sweep_seeds"), 1, MOST_SEEDS, self._seeds(), key="sweep-seeds")
                start.form_submit_button(say("sweep_start"), on_click=self._start, args=(keys,), width="stretch")

    def _changed(self, base):
        keys = [key for key, _ in to_pairs(base)]
        return [f"{setting_name(base, key, self.say)} {setting_value(base, key, self.say)}" for key in keys]

    def _settings(self, base) -> list[str]:
        """Which settings are varied: one or two lists, and what a hand has chosen in them."""
        names, keys = in_order(sweepable(type(base))), []
        for place, label in enumerate(("sweep_first", "sweep_second")):
            choices = names if place == 0 else ["", *names]
            key = self._asked[place][0] if place < len(self._asked) else ""
            chosen = st.selectbox(
                self.say(label), choices, index=choices.index(key) if key in choices else 0, key=f"sweep-key{place}",
                format_func=lambda name: setting_name(base, name, self.say) if name else self.say("sweep_no_second"),
            )  # fmt: skip
            keys += [chosen] if chosen else []
        return keys

    @property
    def _asked(self) -> list[tuple[str, str]]:
        """(setting, values) of what is varied, as it was asked for."""
        over = [text for key, text in self.pairs if key == OVER][:2] or [f"{FIRST[0]}:"]
        parts = [re.split("[:=]", text, maxsplit=1) for text in over]
        return [(part[0].strip(), part[1].strip() if part[1:] else "") for part in parts]

    def _values(self, base, place, key):
        """The field of a setting's values: its choices to be pressed, or a text."""
        setting, name = base.settings[key], setting_name(base, key, self.say)
        asked = next((values for other, values in self._asked if other == key and values), offered(type(base), key))
        label = self.say("sweep_values", name=name)
        if setting.choices:
            there = [choice for choice in setting.choices if choice in asked.split(",")]
            st.pills(
                label, setting.choices, default=there, selection_mode="multi", key=_field(place, key),
                format_func=lambda choice: self.say(choice_key(base.task, key, choice)),
            )  # fmt: skip
        else:
            st.text_input(label, asked, key=_field(place, key), help=self.say("sweep_values_help"))

    def _seeds(self):
        text = dict(self.pairs).get(SEEDS, "")
        return min(int(text), MOST_SEEDS) if text.isascii() and text.isdigit() and int(text[:9]) else DEFAULT_SEEDS

    def _other_task(self):
        self._take([("task", st.session_state["sweep-task"])])

    def _start(self, keys):
        state = st.session_state
        own = [pair for pair in self.pairs if pair[0] not in (OVER, SEEDS)]
        over = [(OVER, f"{key}:{_text(state[_field(place, key)])}") for place, key in enumerate(keys)]
        self._take([*own, *over, (SEEDS, str(state["sweep-seeds"]))])


def _field(place, key):
    """The name of the field of a setting's values; another setting has another field."""
    return f"sweep-values{place}-{key}"


def _text(values):
    """What a field says, as a link does."""
    return values.strip() if isinstance(values, str) else ",".join(values)


def whole_query(sweep: Sweep, show: str) -> Pairs:
    """What the address says of a sweep that is on stage."""
    over = [(OVER, write_axis(axis, kind=type(sweep.base), sign=":")) for axis in sweep.axes]
    task = [("task", sweep.base.task)] if sweep.base.task != GATES else []
    shown = [("show", show)] if show != SHOWN[0] else []
    return [*task, *to_pairs(sweep.base), *over, (SEEDS, str(sweep.seeds)), *shown]
