"""The form of the sine page."""

from typing import Any

from core.data.curves import NATURAL_RANGE
from core.record.say import Say
from core.tasks.sine.experiment import SineExperiment
from pages.ui.controls import Form


class SineForm(Form[SineExperiment]):
    """Another curve comes with the range where its shape is seen, unless the range was chosen by hand."""

    def __init__(self, say: Say):
        super().__init__("sine", SineExperiment, say, first=("curve", "points"), hand=("pts",))

    def _edited(self, key: str, state: Any) -> None:
        super()._edited(key, state)
        wanted = self._truth
        if key == "curve" and state in NATURAL_RANGE and (wanted.low, wanted.high) in NATURAL_RANGE.values():
            low, high = NATURAL_RANGE[state]
            self._set(low=low, high=high)
