"""A settings table as a form: a widget for each setting, nothing more. Pages with more to offer build on it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from core.experiment import Values, default_of, settings_of, settle
from core.settings import Setting
from pages.i18n import Say
from pages.ui.words import allowed, problem_text


class PlainForm:
    """The settings of one page, kept in the session under its name, edited by widgets, set by links and buttons.

    `rows` names the settings in sight, row by row; the others stand in popovers by group. Without `rows` all are in
    sight. A setting is called set_<task>_<key> in the words, a choice <task>_<key>_<choice>.
    """

    def __init__(self, page: str, kind: type[Values], say: Say, *, rows: tuple[tuple[str, ...], ...] = ()):
        self.page, self.kind, self.say = page, kind, say
        self.place = st.sidebar
        self.settings = settings_of(kind)
        self.widgets = tuple(self.settings)  # those drawn from the table; a subclass may set others in its own way
        self.rows = rows or tuple((key,) for key in self.settings)

    def name(self, key: str) -> str:
        """The widget's key in the session."""
        return f"{self.page}-{key}"

    @property
    def wanted(self) -> Any:
        """What the widgets say, contradictions and all."""
        return st.session_state.setdefault(f"{self.page}.wanted", default_of(self.kind))

    def adopt(self, experiment: Values) -> None:
        """Sets every widget to this experiment. Only before the widgets are drawn."""
        st.session_state[f"{self.page}.wanted"] = experiment
        for key in self.widgets:
            st.session_state[self.name(key)] = self._to_widget(key, getattr(experiment, key))

    def change(self, query: str) -> None:
        """Applies a button's "lr=0.01" or "lr=1&steps=5" to the settings as they are. Bad pairs change nothing."""
        pairs = [pair.split("=", 1) for pair in query.split("&") if "=" in pair]
        values = {key: parse_typed(self.settings[key], text) for key, text in pairs if key in self.settings}
        if len(values) < len(pairs) or None in values.values():
            return
        experiment, problems = settle(replace(self.wanted, **values), given=frozenset(values))
        if not any(p.key in values and p.is_error for p in problems):
            self.adopt(experiment)

    def draw(self) -> Any:
        """Draws the form in the side bar and returns the experiment, settled."""
        self._remember()
        with self.place:
            self._in_sight()
            self._groups()
            st.button(
                self.say("reset"), key="reset", on_click=self.adopt, args=(default_of(self.kind),), type="tertiary"
            )
        wanted = self._read()
        st.session_state[f"{self.page}.wanted"] = wanted
        experiment, problems = settle(wanted)
        for problem in problems:
            self.place.warning(problem_text(problem, experiment, self.say))
        return experiment

    def drifted(self) -> bool:
        """The widgets say something else than when they were drawn."""
        return self._read() != self.wanted

    def _remember(self):
        """Widgets that were not drawn last time have forgotten their value."""
        for key in self.widgets:
            st.session_state.setdefault(self.name(key), self._to_widget(key, getattr(self.wanted, key)))

    def _in_sight(self):
        wanted = self._read()
        for keys in self.rows:
            for column, key in zip(st.columns(len(keys), vertical_alignment="bottom"), keys, strict=True):
                with column:
                    self._widget(key, disabled=not self.settings[key].used(wanted))

    def _groups(self):
        """A popover for each group that has settings out of sight which have an effect now."""
        wanted = self._read()
        seen = {key for keys in self.rows for key in keys}
        hidden = [key for key, setting in self.settings.items() if key not in seen and setting.used(wanted)]
        groups = list(dict.fromkeys(self.settings[key].group for key in hidden))
        for column, group in zip(st.columns(max(len(groups), 1)), groups, strict=False):
            with column.popover(self.say(f"group_{group}"), width="stretch"):
                for key in hidden:
                    if self.settings[key].group == group:
                        say_again(self.name(key))
                        self._widget(key)

    def _widget(self, key: str, *, disabled: bool = False):
        setting, name = self.settings[key], self.name(key)
        label = self.say(self._label(key))
        if setting.kind == "choice":
            words = self._choices(key)
            st.selectbox(
                label, setting.choices, key=name, format_func=lambda c: self.say(f"{words}_{c}"), disabled=disabled
            )
        elif setting.kind == "switch":
            st.toggle(label, key=name, disabled=disabled)
        elif setting.kind == "integer":
            st.number_input(label, int(setting.low), int(setting.high), key=name, disabled=disabled)
        else:
            self._typed(key, label, disabled)

    def _label(self, key):
        """What a setting is called in the words."""
        return f"set_{self.kind.task}_{key}"

    def _choices(self, key):
        """What the names of its choices begin with."""
        return f"{self.kind.task}_{key}"

    def _help(self, key):
        """A hint beside a typed field."""
        return None

    def _typed(self, key, label, disabled):
        """Numbers that may be typed any way a float is written; what is refused is said and the last ones kept."""
        setting = self.settings[key]
        text = st.text_input(label, key=self.name(key), disabled=disabled, help=self._help(key))
        if parse_typed(setting, text) is None:
            used = setting.write(getattr(self.wanted, key))
            value = "".join(c if c.isalnum() or c in "+-.,_ " else "?" for c in text[:40])
            st.error(self.say("bad_typed", value=f"“{value}”", allowed=allowed(setting, self.say), used=used or "–"))

    def _read(self):
        return self.kind(**self._values())

    def _values(self):
        """What the widgets say; a text that is refused leaves the value before it."""
        values = {}
        for key in self.widgets:
            state = st.session_state[self.name(key)]
            value = parse_typed(self.settings[key], state) if self._is_typed(key) else state
            values[key] = getattr(self.wanted, key) if value is None else value
        return values

    def _is_typed(self, key):
        return self.settings[key].kind not in ("choice", "switch", "integer")

    def _to_widget(self, key, value):
        """Choices, switches and whole numbers as they are; the rest as text."""
        return self.settings[key].write(value) if self._is_typed(key) else value


def say_again(name: str) -> None:
    """Sets a widget to what it says already, before it is drawn.

    A popover's widgets reach the browser when it is opened; a value said only in an earlier run would be lost.
    """
    st.session_state[name] = st.session_state[name]


def parse_typed(setting: Setting, text: str) -> Any:
    """The value of a typed text, or None if it is refused."""
    try:
        return setting.parse(text.strip())
    except ValueError:
        return None
