"""A settings table as a form: a widget for each setting, nothing more. Pages with more to offer build on it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Generic

import streamlit as st

from core.experiment.setting import Setting
from core.experiment.values import E, Problem, default_of, settings_of, settle
from core.record.say import Say
from pages.ui.widgets import Widgets
from pages.words.setting_words import choice_key, name_key
from pages.words.wrong import allowed, problem_text

_WIDE = 1.6  # times as wide as a number is a list of choices
MOST_UNDONE = 50  # changes that can be taken back


class PlainForm(Generic[E]):
    """The settings of one page. What is wanted is kept in the session under the page's name, and only there: widgets
    show it, and what a hand changes in one is carried over; links and buttons set it.

    `rows` names the settings in sight, row by row; the others stand in popovers by group. Without `rows` all are in
    sight. A setting is called set_<task>_<key> in the words, a choice <task>_<key>_<choice>.
    """

    def __init__(self, page: str, kind: type[E], say: Say, *, rows: tuple[tuple[str, ...], ...] = ()):
        self.page, self.kind, self.say = page, kind, say
        self.place = st.sidebar
        self.settings = settings_of(kind)
        self.rows = rows or tuple((key,) for key in self.settings)
        self._widgets, self._near = Widgets(page), Widgets(f"{page}-near")

    @property
    def wanted(self) -> E:
        """What the hand wants, contradictions and all."""
        self._hear()
        return self._truth

    @property
    def settled(self) -> E:
        """What can be had of it."""
        return settle(self.wanted)[0]

    @property
    def _truth(self) -> E:
        return self._kept("wanted", default_of(self.kind))

    @property
    def _seen(self) -> E:
        """What the widgets show."""
        return self._truth

    @property
    def aside(self) -> dict[str, Any]:
        """What the stage is told beside the experiment."""
        return {}

    def adopt(self, experiment: E) -> None:
        """Wants this experiment from now on."""
        for widgets in (self._widgets, self._near):
            widgets.heard()  # older than this
        self._texts.clear()
        self._keep("wanted", experiment)

    def change(self, query: str) -> None:
        """Applies a button's "lr=0.01" or "lr=1&steps=5" to the settings as they are. Bad pairs change nothing."""
        pairs = [pair.split("=", 1) for pair in query.split("&") if "=" in pair]
        values = {key: parse_typed(self.settings[key], text) for key, text in pairs if key in self.settings}
        if len(values) < len(pairs) or None in values.values():
            return
        experiment, problems = settle(replace(self.wanted, **values), given=frozenset(values))
        wrong = [problem for problem in problems if problem.key in values and problem.is_error]
        if not any(self._refuses(problem, experiment) for problem in wrong):
            self.adopt(experiment)
            self._keep("problems", (experiment, wrong))  # told by the page until something is changed

    def _refuses(self, problem: Problem, experiment: E) -> bool:
        """Whether a button's settings, settled as this experiment, are refused for this error."""
        return True

    def draw(self) -> E:
        """Draws the form in the side bar and returns the experiment, settled."""
        wanted = self.wanted
        self._note(wanted)
        with self.place:
            self._in_sight()
            self._groups()
            self._way_back()
        experiment, problems = settle(wanted)
        for problem in problems:
            self.place.warning(problem_text(problem, experiment, self.say))
        return experiment

    def near(self, keys: Sequence[str]) -> None:
        """Draws the widgets of some settings once more, side by side, for where the side bar is out of reach."""
        self._widgets, self._near = self._near, self._widgets
        widths = [_WIDE if self.settings[key].kind == "choice" else 1.0 for key in keys]
        for column, key in zip(st.columns(widths, vertical_alignment="bottom"), keys, strict=True):
            with column:
                self._in_row(key)
        self._widgets, self._near = self._near, self._widgets

    def _in_row(self, key: str) -> None:
        """A setting with room for its name only."""
        self._widget(key)

    def undo(self) -> None:
        """Takes the last change back."""
        wanted, past = self.wanted, self._kept("past", [])
        drawn = self._kept("drawn", wanted)
        before = drawn if drawn != wanted else past.pop() if past else wanted
        if before != wanted:
            self._kept("future", []).append(wanted)
        self._bring_back(before)

    def redo(self) -> None:
        """Does again what was taken back last, if nothing else has been changed since."""
        wanted, future = self.wanted, self._kept("future", [])
        if not future or wanted != self._kept("drawn", wanted):
            return
        self._kept("past", []).append(wanted)
        self._bring_back(future.pop())

    def _bring_back(self, experiment: E) -> None:
        self.adopt(experiment)
        self._keep("drawn", experiment)

    # ---- what is remembered ----------------------------------------------------------------------

    def _kept(self, what, default):
        return st.session_state.setdefault(f"{self.page}.{what}", default)

    def _keep(self, what, value):
        st.session_state[f"{self.page}.{what}"] = value

    @property
    def _texts(self) -> dict[str, str]:
        """Texts as they were typed, by key: refused, or another way to write the value."""
        return self._kept("texts", {})

    def _note(self, wanted):
        """What is drawn now; what was drawn before can be brought back, what was taken back before no longer."""
        before, past = self._kept("drawn", None), self._kept("past", [])
        if before is not None and before != wanted:
            past.append(before)
            del past[:-MOST_UNDONE]
            self._keep("future", [])
        self._keep("drawn", wanted)

    # ---- from the hand to what is wanted, and back -------------------------------------------------

    def _hear(self):
        for key, value in [*self._widgets.heard(), *self._near.heard()]:
            self._edited(key, value)

    def _edited(self, key: str, state: Any) -> None:
        """A hand has set the widget of this key. A text that is refused leaves the value before it."""
        if not self._is_typed(key):
            return self._set(**{key: state})
        value = parse_typed(self.settings[key], state)
        if value is not None:
            self._set(**{key: value})
        self._texts[key] = state

    def _set(self, **values: Any) -> None:
        self._keep("wanted", replace(self._truth, **values))
        for key in values:
            self._texts.pop(key, None)

    def _shown(self, key: str) -> Any:
        """What the widget of this key says: choices, switches and whole numbers as they are, the rest as text."""
        value = getattr(self._seen, key)
        if not self._is_typed(key):
            return value
        return self._as_typed(key, self.settings[key], value)

    def _as_typed(self, key: str, setting: Setting, value: Any) -> str:
        """The text that somebody typed for this value, or one that was refused; else the value as a link writes it."""
        text = self._texts.get(key)
        return setting.write(value) if text is None or parse_typed(setting, text) not in (None, value) else text

    def _is_typed(self, key):
        return self.settings[key].kind not in ("choice", "switch", "integer")

    # ---- widgets -----------------------------------------------------------------------------------

    def _in_sight(self):
        for keys in self.rows:
            for column, key in zip(st.columns(len(keys), vertical_alignment="bottom"), keys, strict=True):
                with column:
                    self._widget(key, disabled=not self.settings[key].used(self._seen))

    def _groups(self):
        """A popover for each group that has settings out of sight which have an effect now."""
        seen = {key for keys in self.rows for key in keys}
        hidden = [key for key, setting in self.settings.items() if key not in seen and setting.used(self._seen)]
        groups = list(dict.fromkeys(self.settings[key].group for key in hidden))
        for column, group in zip(st.columns(max(len(groups), 1)), groups, strict=False):
            with column.popover(self.say(f"group_{group}"), width="stretch"):
                for key in hidden:
                    if self.settings[key].group == group:
                        self._widget(key)

    def _way_back(self):
        with st.container(horizontal=True, key="way-back"):
            st.button(
                self.say("undo"), key="undo", icon=":material/undo:", help=self.say("undo_help"), type="tertiary",
                on_click=self.undo, disabled=not self._kept("past", []), shortcut="Mod+Z",
            )  # fmt: skip
            st.button(
                self.say("redo"), key="redo", icon=":material/redo:", help=self.say("redo_help"), type="tertiary",
                on_click=self.redo, disabled=not self._kept("future", []), shortcut="Mod+Shift+Z",
            )  # fmt: skip
            st.button(self.say("reset"), key="reset", on_click=self._reset, type="tertiary")

    def _reset(self):
        self.adopt(default_of(self.kind))

    def _put(self, key: str, widget: Callable[..., Any], label: str, *choices: Any, **options: Any) -> None:
        """Draws a widget that shows `key`."""
        self._widgets.put(key, self._shown(key), widget, label, *choices, **options)

    def _widget(self, key: str, *, disabled: bool = False):
        setting = self.settings[key]
        label = self.say(self._label(key))
        if setting.kind == "choice":

            def named(choice: str) -> str:
                return self.say(choice_key(self.kind.task, key, choice))

            self._put(key, st.selectbox, label, self._offered(key), format_func=named, disabled=disabled)
        elif setting.kind == "switch":
            self._put(key, st.toggle, label, disabled=disabled)
        elif setting.kind == "integer":
            low, high = setting.bounds
            self._put(key, st.number_input, label, int(low), int(high), disabled=disabled)
        else:
            self._typed(key, label, disabled)

    def _offered(self, key):
        """The choices that there are now."""
        return self.settings[key].choices

    def _label(self, key):
        """What a setting is called in the words."""
        return name_key(self.kind.task, key)

    def _help(self, key: str) -> str | None:
        """A hint beside a typed field."""
        return None

    def _typed(self, key, label, disabled):
        """Numbers that may be typed any way a float is written; what is refused is said and the last ones kept."""
        self._put(key, st.text_input, label, disabled=disabled, help=self._help(key))
        self._refuse(key, self.settings[key], getattr(self._seen, key))

    def _refuse(self, key: str, setting: Setting, value: Any) -> None:
        """Says of a text that is not allowed what is, and which value stands."""
        text = self._texts.get(key)
        if text is not None and parse_typed(setting, text) is None:
            st.error(_refusal(text, allowed(setting, self.say), setting.write(value), self.say))


def _refusal(text: str, allowed: str, used: str, say: Say) -> str:
    """What is said of a typed text that is not allowed."""
    value = "".join(c if c.isalnum() or c in "+-.,_ " else "?" for c in text[:40])
    return say("bad_typed", value=f"“{value}”", allowed=allowed, used=used or "–")


def parse_typed(setting: Setting, text: str) -> Any:
    """The value of a typed text, or None if it is refused."""
    try:
        return setting.parse(text.strip())
    except ValueError:
        return None
