"""The slider of a learning rate: its thumb stands where the rate is, also between two round stops."""

import math
from bisect import bisect
from collections.abc import Callable

import streamlit as st

from core.experiment.setting import number_text
from core.record.say import Say

_LONGEST = 7  # characters over the thumb


def round_stops(most: float) -> tuple[float, ...]:
    """1 2 5 in every decade from 1e-10 up to `most`, which is a power of ten."""
    top = round(math.log10(most))
    return (*(float(f"{digit}e{power}") for power in range(-10, top) for digit in (1, 2, 5)), most)


def stops_with(stops: tuple[float, ...], rate: float) -> tuple[float, ...]:
    """The stops, and in its place the rate where it is none of them."""
    place = bisect(stops, rate)
    return stops if rate in stops else (*stops[:place], rate, *stops[place:])


def share_of(stops: tuple[float, ...], rate: float) -> float:
    """Where a rate stands on a slider with these stops, which are evenly spaced: from 0, the first, to 1, the last."""
    rate = min(max(rate, stops[0]), stops[-1])
    k = min(bisect(stops, rate), len(stops) - 1) - 1
    return (k + math.log(rate / stops[k]) / math.log(stops[k + 1] / stops[k])) / (len(stops) - 1)


def rate_slider(put: Callable[..., None], say: Say, stops: tuple[float, ...], rate: float) -> None:
    """Has a form `put` the slider with its thumb at `rate`; the hand moves it to the other stops."""
    put("rate", st.select_slider, say("set_lr"), stops_with(stops, rate), format_func=_over_thumb)


def _over_thumb(rate):
    """A rate of many digits is rounded, and says so: no stop is written like it."""
    text = number_text(rate)
    return text if len(text) <= _LONGEST else f"≈ {rate:.3g}"
