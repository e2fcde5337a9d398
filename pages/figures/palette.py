"""Okabe and Ito's hues (https://jfly.uni-koeln.de/color/), told apart by colour-blind viewers too.

The player replaces each by a lighter or darker sister where the theme needs it; text, axes and grids it colours itself.
"""

BLUE = "#0072B2"
ORANGE = "#E69F00"
GREEN = "#009E73"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
SKY = "#56B4E9"
YELLOW = "#F0E442"
MUTED = "#8A94A0"
WHITE = "#FFFFFF"

TOKENS = {
    BLUE: "@blue",
    ORANGE: "@orange",
    GREEN: "@green",
    VERMILLION: "@vermillion",
    PURPLE: "@purple",
    SKY: "@sky",
    YELLOW: "@yellow",
    MUTED: "@muted",
    WHITE: "@background",
}

CYCLE = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY)
DASHES = ("solid", "dash", "dashdot")
