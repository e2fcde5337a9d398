"""The building blocks' form: the section above the pictures, its few inputs in the side bar."""

import secrets
from dataclasses import replace

import streamlit as st

from core.blocks import SECTIONS, BlocksSettings
from core.experiment import default_of, settle
from core.settings import number_text
from pages.i18n import Say
from pages.ui import link
from pages.ui.plain_form import PlainForm
from pages.ui.words import problem_text

_NEW = {"seed": "new_seed", "w": "blk_new_w"}  # settings with a button that draws another value


class BlocksForm(PlainForm):
    """The inputs of one section at a time; the others keep what they were set to until one comes back to them."""

    def __init__(self, say: Say):
        super().__init__("blocks", BlocksSettings, say)

    def arrive(self) -> bool:
        """Takes over what the address asks for, and keeps what was wrong with it. False if it asks nothing new."""
        arrival = link.arrived(BlocksSettings)
        if arrival:
            self.adopt(arrival[0])
            st.session_state["blocks.problems"] = arrival
        return arrival is not None

    def adopt(self, experiment: BlocksSettings) -> None:
        """Opens the experiment's section with its inputs. Only before the widgets are drawn."""
        for key, setting in self.settings.items():
            if setting.used(experiment):
                st.session_state[self.name(key)] = self._to_widget(key, getattr(experiment, key))

    def draw(self) -> BlocksSettings:
        """Draws the sections and the inputs of the one in use; returns the settings, settled."""
        self._remember()
        st.segmented_control(
            self.say("set_blocks_section"), SECTIONS, key=self.name("section"), required=True,
            label_visibility="collapsed", format_func=lambda section: self.say(f"blocks_section_{section}"),
        )  # fmt: skip
        with self.place:
            for key, setting in self.settings.items():
                if key != "section" and setting.used(self._read()):
                    self._widget(key)
            st.segmented_control(self.say("blk_save_as"), ("png", "svg"), default="png", key="blocks-save",
                                 required=True, format_func=str.upper)  # fmt: skip
            st.button(self.say("reset"), key="reset", on_click=self._reset, type="tertiary")
        wanted = self._read()
        st.session_state["blocks.wanted"] = wanted
        experiment, problems = settle(wanted)
        for problem in problems:
            self.place.warning(problem_text(problem, experiment, self.say))
        self._complain(experiment)
        return experiment

    def _complain(self, experiment):
        """What was wrong with the link, until something is changed."""
        asked, problems = st.session_state.get("blocks.problems", (None, ()))
        for problem in problems if asked == experiment else ():
            st.warning(problem_text(problem, experiment, self.say))

    def _reset(self):
        self.adopt(replace(default_of(self.kind), section=self.wanted.section))

    def _widget(self, key, *, disabled=False):
        if key in _NEW:
            field, new = st.columns([3, 2], vertical_alignment="bottom")
            with field:
                super()._widget(key, disabled=disabled)
            new.button(
                self.say("new"), key=f"new_{key}", icon=":material/casino:", help=self.say(_NEW[key]),
                on_click=self._draw_anew, args=(key,), width="stretch",
            )  # fmt: skip
        elif self.settings[key].kind == "several":
            chosen = st.pills(
                self.say(f"set_blocks_{key}"), self.settings[key].choices, key=self.name(key), selection_mode="multi",
                format_func=lambda name: self.say(f"{key}_{name}"),
            )  # fmt: skip
            if not chosen:
                st.error(self.say("blk_choose_one"))
        else:
            super()._widget(key, disabled=disabled)

    def _draw_anew(self, key):
        if key == "seed":
            st.session_state[self.name(key)] = secrets.randbelow(100_000)
        else:  # the notebook draws its W from N(0, 1)
            values = [round(secrets.SystemRandom().gauss(0.0, 1.0), 4) for _ in range(6)]
            st.session_state[self.name(key)] = ",".join(map(number_text, values))

    def _is_typed(self, key):
        return self.settings[key].kind != "several" and super()._is_typed(key)

    def _to_widget(self, key, value):
        return list(value) if self.settings[key].kind == "several" else super()._to_widget(key, value)

    def _read(self):
        wanted = super()._read()
        chosen = wanted.act or self.wanted.act
        in_order = tuple(name for name in self.settings["act"].choices if name in chosen)  # not as they were clicked
        return replace(wanted, act=in_order)
