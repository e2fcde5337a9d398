"""What is wrong with a sweep that is asked for: a code and facts, from which pages make sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SENTENCES = {
    "task": "task={value} has no settings to sweep over; allowed: {allowed}",
    "axes": "{size} settings are to be varied; allowed: one or two, each as over=key:values",
    "axis": "{text!r} names no setting and values; write key=values, such as lr=0.001..1:10 or opt=gd,adam",
    "key": "{key} is no setting; allowed: {allowed}",
    "fixed": "{key} cannot be varied; allowed: {allowed}",
    "empty": "{key} has no values; allowed: {allowed}",
    "value": "{key}={value} is not allowed; allowed: {allowed}",
    "range": "{key}={value} is no range; allowed: from..to:count, the first below the second and 2 or more values",
    "names": "{key}={value}: a range is for numbers; here it takes a list: {allowed}",
    "many": "{key} has {size:,} values; at most {most:,}",
    "same": "{key}={value} is given more than once",
    "twice": "{key} is given more than once",
    "seeds": "seeds={value} is not allowed; allowed: a whole number from 1 on",
    "last_seed": "{seeds:,} seeds from seed={seed} on go beyond the largest, {most}",
    "no_effect": "{key} has no effect with the other settings, in no cell",
    "cell": "with {cell}: {problem}",
    "runs": "{size:,} runs are too many; at most {most:,}",
    "bytes": "the losses of all runs would take {size:,} bytes; at most {most:,}",
    "work": "all runs together are {size:,} units of work (updates × samples × parameters); at most {most:,}",
}


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong. `facts` has what its sentence names; `problem` among them is a Problem of one cell.

    Codes: those of the sentences above. size and most are numbers, `allowed` says what may stand there.
    """

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return True

    def __str__(self) -> str:
        return _SENTENCES[self.code].format(**self.facts)


class Refused(ValueError):
    """A sweep or an axis that cannot be; `wrong` says why."""

    def __init__(self, code: str, **facts: Any):
        self.wrong = Wrong(code, facts)
        super().__init__(str(self.wrong))
