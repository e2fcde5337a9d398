"""The runs that are kept beside the one on stage, and their clock: remembered in the session under the page's name."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.experiment.values import Problem
from core.pair.clock import CLOCKS
from core.pair.pair import LETTERS, MOST_KEPT, Pair, clock_of, kept_of, to_kept_pairs
from core.record.say import Say
from core.tasks.together import keeps, refused

KEEP = "keep=1"


class Pins:
    """Of one page."""

    def __init__(self, page: str, kind: type[Any]):
        self.kind = kind
        self._runs, self._clock, self._note = (f"{page}.{what}" for what in ("kept", "clock", "kept_note"))

    @property
    def kept(self) -> tuple[Any, ...]:
        return st.session_state.get(self._runs, ())

    @property
    def clock(self) -> str:
        return st.session_state.get(self._clock, CLOCKS[0])

    def pair(self, stage: Any) -> Pair:
        """With the run on stage."""
        return Pair.of(stage, self.kept, self.clock)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the page's address says of them."""
        return to_kept_pairs(self.kept, self.clock)

    def arrive(self, vs: str | None, clock: str | None) -> list[Problem]:
        """What an address says of them counts; returns what was wrong with it."""
        said = {key: text for key, text in (("vs", vs), ("clock", clock)) if text is not None}
        if not keeps(self.kind):
            return refused(self.kind, said)
        runs, problems = kept_of(self.kind, vs)
        asked, more = clock_of(clock)
        self._set(runs, asked if runs else CLOCKS[0])
        return problems + more

    def _set(self, runs, clock):
        st.session_state[self._runs], st.session_state[self._clock] = runs, clock
        st.session_state.pop(self._note, None)

    def act(self, action: str, stage: Any, adopt: Callable[[Any], None]) -> bool:
        """Does what a button of the stage asks of them; False where it asks something else. `adopt` is told of the run
        that comes on stage in the place of another one."""
        name, _, value = action.partition("=")
        if action == KEEP:
            self._keep(stage)
        elif name in ("drop", "stage") and value.isdecimal() and 0 < int(value) < len(self.pair(stage).runs):
            meant = self.pair(stage).runs[int(value)]
            if name == "drop":
                self._set(tuple(e for e in self.kept if e != meant), self.clock)
            else:
                self._swap(meant, stage)
                adopt(meant)
        elif name == "clock" and value in CLOCKS:
            self._set(self.kept, value)
        else:
            return False
        return True

    def _swap(self, meant, stage):
        """The run on stage takes the place of the one that comes there, unless it has one of its own."""
        if stage not in self.kept:
            self._set(tuple(stage if e == meant else e for e in self.kept), self.clock)

    def _keep(self, stage):
        if stage in self.kept:
            st.session_state[self._note] = "pair_again", {}
        elif len(self.kept) == MOST_KEPT:
            st.session_state[self._note] = "pair_full", {}
        else:
            self._set((*self.kept, stage), self.clock)
            st.session_state[self._note] = "pair_kept", {"letter": LETTERS[len(self.kept) - 1]}

    def told(self, stage: Any, say: Say) -> str | None:
        """What there is to say of them, until something is changed."""
        note = st.session_state.get(self._note)
        if note is None or (note[0] != "pair_full" and stage not in self.kept):
            return None
        return say(note[0], **note[1])
