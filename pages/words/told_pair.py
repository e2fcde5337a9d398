"""Runs on one clock, put into words."""

from core.pair.pair import Pair
from core.pair.told import Told
from core.record.say import Say
from pages.words.setting_words import setting_name, setting_value

MOST_SHORT = 2  # settings named in a title


def told_of(pair: Pair, say: Say) -> Told:
    """In which settings the runs differ, and how each is called after them."""
    keys = pair.differing
    rows = [(setting_name(pair.runs[0], key, say), [setting_value(e, key, say) for e in pair.runs]) for key in keys]
    short = [", ".join(f"{name} {values[k]}" for name, values in rows[:MOST_SHORT]) for k in range(len(pair.runs))]
    return Told(short, rows)
