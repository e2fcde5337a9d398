"""Okabe and Ito's hues (https://jfly.uni-koeln.de/color/), told apart by colour-blind viewers too, and what they mean.

The player replaces each by a lighter or darker sister where the theme needs it; text, axes and grids it colours itself.
What it draws by itself has the same meanings: `MEANINGS` in static/player/shared/theme.js.
"""

from typing import TypedDict

from core.wire.layers import Dash

BLUE = "#0072B2"
ORANGE = "#E69F00"
GREEN = "#009E73"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
SKY = "#56B4E9"
YELLOW = "#F0E442"
MUTED = "#8A94A0"
INK = "#1B2430"
WHITE = "#FFFFFF"

HIGH, LOW = BLUE, ORANGE  # class 1 or a high output, class 0 or a low one; blue and orange mean nothing else
POSITIVE, NEGATIVE = GREEN, PURPLE  # signs: of a weight, a bias, a gradient, a difference; a negative line is dashed
RIGHT, WRONG = GREEN, VERMILLION
RUN = INK  # the run on stage: its curve, its loss
HELD_OUT = PURPLE  # samples that it is not trained on; dashed

TOKENS = {
    BLUE: "@blue",
    ORANGE: "@orange",
    GREEN: "@green",
    VERMILLION: "@vermillion",
    PURPLE: "@purple",
    SKY: "@sky",
    YELLOW: "@yellow",
    MUTED: "@muted",
    INK: "@text",
    WHITE: "@background",
}

CYCLE = (PURPLE, GREEN, VERMILLION, SKY, YELLOW)  # of lines that each have a name beside them
DASHES: tuple[Dash, ...] = ("solid", "dash", "dashdot", "dot")


class Line(TypedDict):
    """As Plotly takes it."""

    color: str
    dash: Dash


def line_of(k: int) -> Line:
    """The hue and the dash of the k-th of many lines."""
    return {"color": CYCLE[k % len(CYCLE)], "dash": DASHES[k // len(CYCLE) % len(DASHES)]}
