"""A link as a QR code, for a telephone in the back row."""

from base64 import b64encode
from dataclasses import dataclass

import segno
from segno.encoder import DataOverflowError

MOST_BYTES = 2953  # that the largest code holds at the lowest level of error correction
EASY_VERSION = 15  # 77 modules a side: five pixels each where the code is 430 pixels high; up to 520 letters
QUIET = 4  # modules of white around the code, as the standard asks


@dataclass(frozen=True)
class Code:
    """A QR code: the drawing, white paper included, and whether its modules are large enough for the back row."""

    svg: str
    easy: bool


def qr_code(text: str) -> Code | None:
    """The code of a text; None if it has more than MOST_BYTES.

    A screen has no scratches, so error correction is the lowest (L): that gives the largest modules. Where the same
    size holds more correction, segno takes it.
    """
    try:
        code = segno.make(text, error="l", micro=False, boost_error=True)
    except DataOverflowError:
        return None
    svg = code.svg_inline(border=QUIET, dark="#000", light="#fff", omitsize=True)
    return Code(svg, int(code.version) <= EASY_VERSION)


def as_picture(code: Code) -> str:
    """What an <img> shows; Streamlit lets no drawing through in its HTML."""
    drawing = code.svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
