"""The building blocks' form: the section above the pictures, its few inputs in the side bar."""

import secrets
from dataclasses import replace

import streamlit as st

from core.blocks.settings import SECTIONS, BlocksSettings
from core.experiment.values import default_of
from core.record.say import Say
from pages.ui import link
from pages.ui.plain_form import PlainForm
from pages.words.wrong import problem_text

_NEW = {"seed": "new_seed", "w": "blk_new_w"}  # settings with a button that draws another value


class BlocksForm(PlainForm[BlocksSettings]):
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
        """Opens the experiment's section with its inputs."""
        used = [key for key, setting in self.settings.items() if setting.used(experiment)]
        super().adopt(replace(self.wanted, **{key: getattr(experiment, key) for key in used}))
        self._keep("none", False)

    def draw(self) -> BlocksSettings:
        """Draws the sections and the inputs of the one in use; returns the settings, settled."""
        self._hear()
        self._put(
            "section", st.segmented_control, self.say("set_blocks_section"), SECTIONS, required=True,
            label_visibility="collapsed", format_func=lambda section: self.say(f"blocks_section_{section}"),
        )  # fmt: skip
        experiment = super().draw()
        self._complain(experiment)
        return experiment

    def _in_sight(self):
        for key, setting in self.settings.items():
            if key != "section" and setting.used(self._truth):
                self._widget(key)

    def _groups(self):
        """Nothing is out of sight; how pictures are saved is no setting. What a hand takes hold of is not saved."""
        if self._truth.section in ("product", "arrays"):
            return
        st.segmented_control(
            self.say("blk_save_as"), ("png", "svg"), default="png", key="blocks-save", required=True,
            format_func=str.upper,
        )  # fmt: skip

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
            self._put(
                key, st.pills, self.say(f"set_blocks_{key}"), self.settings[key].choices, selection_mode="multi",
                format_func=lambda name: self.say(f"{key}_{name}"),
            )  # fmt: skip
            if self._kept("none", False):
                st.error(self.say("blk_choose_one"))
        else:
            super()._widget(key, disabled=disabled)

    def _draw_anew(self, key):
        self._hear()
        if key == "seed":
            self._set(seed=secrets.randbelow(100_000))
        else:  # the notebook draws its W from N(0, 1)
            self._set(w=tuple(round(secrets.SystemRandom().gauss(0.0, 1.0), 4) for _ in range(6)))

    def _is_typed(self, key):
        return self.settings[key].kind != "several" and super()._is_typed(key)

    def _edited(self, key, state):
        if self.settings[key].kind == "several":
            self._keep("none", not state)
            if state:
                self._set(**{key: tuple(name for name in self.settings[key].choices if name in state)})
        else:
            super()._edited(key, state)

    def _shown(self, key):
        """Of several names none may be chosen for a moment; the ones before stay."""
        if self.settings[key].kind != "several":
            return super()._shown(key)
        return [] if self._kept("none", False) else list(getattr(self._truth, key))
