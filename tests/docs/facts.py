"""Numbers that the documents say of the app, taken from the code that makes them true."""

import re
import tomllib

from core.data.digits.subset import load
from core.data.gates import GATES
from core.engine.activations import ACTIVATIONS
from core.engine.optimizers import OPTIMIZERS
from core.explaining.chosen import MOST_SAMPLES
from core.learning.edits import MOST_ADDED
from core.learning.probes import MOST_COMPUTED
from core.lessons import read_course
from core.record.timeline import WIDEST_DETAIL
from core.replay import NOTEBOOKS
from core.sweep.axes import MOST_VALUES
from core.sweep.grouping import BLOCK_BYTES
from core.sweep.sweep import MOST_RUNS
from core.tape.cache import CHUNK_BYTES, LINK_BYTES
from pages.player.offline import LIMIT
from pages.web.address import LONGEST_ADDRESS
from pages.web.making import READY_BYTES
from pages.web.opened import CARRIED_BYTES
from pages.web.swept import KEPT_BYTES
from tests.docs.documents import ROOT

_NUMBER = r"\d[\d,]*(?:\.\d+)?"


def facts() -> dict[str, int | float]:
    """A phrase with {} where its number stands, and the number."""
    train, test = load(28)
    letters, share = _letters()
    return {
        "{} lessons in the order of a course": len(read_course(ROOT / "lessons").lessons),
        "the {} gates": len(GATES),
        "walkers of {} optimisers": len(OPTIMIZERS),
        "{} activations": len(ACTIVATIONS),
        "{} course notebooks": len(NOTEBOOKS),
        "{} images of MNIST": len(train.x),
        "{} test it": len(test.x),
        "{} MB of parts": _megabytes(CHUNK_BYTES),
        "{} MB of training states": _megabytes(LINK_BYTES),
        "{} MB of answers": _megabytes(READY_BYTES),
        "one file of at most {} MB": _megabytes(LIMIT),
        "thinned to {} MB": _megabytes(CARRIED_BYTES),
        "{} MB of sweeps' outcomes": _megabytes(KEPT_BYTES),
        "Letters have {} px": letters,
        "{} % of the screen's height": share,
        "{} px of 720": round(7.2 * share),
        "at most {} of one part": WIDEST_DETAIL,
        "at keyframes, where it has at most {}": MOST_COMPUTED,
        "in its order, at most {}": MOST_SAMPLES,
        "over {} characters": LONGEST_ADDRESS,
        "stands in every batch from there on, beside those that are drawn; at most {}": MOST_ADDED,
        "a range `from..to:count` of up to {} values": MOST_VALUES,
        "more than {} runs": MOST_RUNS,
        "blocks of at most {} MB": _megabytes(BLOCK_BYTES),
    }


def _letters() -> tuple[int, float]:
    """Their height in pixels, and in lecture mode in hundredths of the window's."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    style = (ROOT / "pages" / "ui" / "lecture.css").read_text(encoding="utf-8")
    return config["theme"]["baseFontSize"], float(re.findall(r"min\(([\d.]+)vh", style)[0])


def _megabytes(count: int) -> int:
    assert count % 1_000_000 == 0
    return count // 1_000_000


def said(phrase: str) -> re.Pattern[str]:
    """The phrase with any number in it, over the ends of lines."""
    before, after = (r"\s".join(map(re.escape, part.split(" "))) for part in phrase.split("{}"))
    return re.compile(rf"(?<![\w,.])({before})({_NUMBER})({after})\b")


def corrected(text: str) -> str:
    """The text with each of these numbers as it is."""
    for phrase, number in facts().items():
        text = said(phrase).sub(rf"\g<1>{number:,}\g<3>", text)
    return text
