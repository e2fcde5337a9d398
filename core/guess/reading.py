"""The [predict] table of a lesson's file, and what its sections say of it."""

from typing import Any

from core.course.files import LANGUAGES, Wrong, only, text
from core.experiment.experiment import Experiment
from core.guess.happening import happening
from core.guess.predict import FIRST, KINDS, Asked, Predict
from core.learning.learner import Learner

TABLE = "predict"
_PREFIX = f"{TABLE}."
TEXT_KEYS = ("guess", "choices", "because")  # of a language's section
_KEYS = {"step": ("kind", "of"), "choice": ("kind", "of", "answer"), "drawing": ("kind",)}
MOST_CHOICES, LONGEST_CHOICE, LONGEST_GUESS, LONGEST_BECAUSE = 6, 60, 200, 400  # characters


def read(table: dict[str, Any], experiment: Experiment | None, runs: int) -> Predict | None:
    """What a lesson's table asks, if it asks. experiment: of the player, if the page has one. runs: how many stand side
    by side. Raises Wrong."""
    sections = {code: table[code] for code in LANGUAGES if isinstance(table.get(code), dict)}
    if TABLE not in table:
        _none_said(sections)
        return None
    asks = table[TABLE]
    if not isinstance(asks, dict):
        raise Wrong("section", key=TABLE, allowed=f"[{TABLE}]")
    if experiment is None:
        raise _wrong("kind", asks.get("kind"), "none: this page plays no single run")
    kind = _one_of(asks, "kind", KINDS)
    only(asks, _KEYS[kind], _PREFIX)
    of = _of(asks, kind, experiment, runs)
    declared = kind == "choice" and not of
    asked = tuple((code, _asked(section, f"{code}.", declared)) for code, section in sections.items())
    if len({len(said.choices) for _, said in asked}) > 1:
        raise _wrong("choices", "", "as many in each language")
    answer = _answer(asks, len(asked[0][1].choices)) if declared and asked else None
    return Predict(kind, of, asked, answer, runs)


def _none_said(sections):
    for code, section in sections.items():
        for key in TEXT_KEYS:
            if key in section:
                raise Wrong("missing", key=TABLE, allowed=f"[{TABLE}], as {code}.{key} is there")


def _of(asks, kind, experiment, runs):
    """What it is about, as an address says it. Steps and drawings want a loss."""
    if kind != "choice" and not isinstance(experiment, Learner):
        raise _wrong("kind", kind, "choice, of a page whose runs have no network to train")
    if kind == "drawing":
        return "loss"
    if kind == "step":
        of = text(asks, "of", LONGEST_CHOICE, ("of",), _PREFIX)
        try:
            happening(of)
        except ValueError as allowed:
            raise _wrong("of", of, str(allowed)) from None
        return of
    if "of" not in asks:
        return ""
    if "answer" in asks:
        raise Wrong("unknown", key=f"{TABLE}.answer", allowed=f"{TABLE}.kind, {TABLE}.of")
    if asks["of"] != FIRST or runs < 2:
        raise _wrong("of", asks["of"], f"{FIRST}, of a link with vs; or none, with answer and choices")
    return FIRST


def _answer(asks, choices):
    answer = asks.get("answer")
    if not isinstance(answer, int) or isinstance(answer, bool) or not 1 <= answer <= choices:
        raise _wrong("answer", answer, f"a whole number from 1 to {choices}")
    return answer - 1


def _asked(section, prefix, declared):
    guess = text(section, "guess", LONGEST_GUESS, ("guess",), prefix)
    if not declared:
        for key in TEXT_KEYS[1:]:
            if key in section:
                raise Wrong("unknown", key=prefix + key, allowed=f"{prefix}guess; choices only with {TABLE}.answer")
        return Asked(guess)
    because = text(section, "because", LONGEST_BECAUSE, ("because",), prefix) if "because" in section else ""
    return Asked(guess, _choices(section, prefix), because)


def _choices(section, prefix):
    choices = section.get("choices")
    allowed = f"2 to {MOST_CHOICES} texts of 1 to {LONGEST_CHOICE} characters, each another one"
    if not isinstance(choices, list) or not 2 <= len(choices) <= MOST_CHOICES:
        raise _wrong("choices", choices, allowed, prefix)
    if not all(isinstance(one, str) and 0 < len(one.strip()) <= LONGEST_CHOICE for one in choices):
        raise _wrong("choices", choices, allowed, prefix)
    if len(set(choices)) < len(choices):
        raise _wrong("choices", choices, allowed, prefix)
    return tuple(one.strip() for one in choices)


def _one_of(asks, key, allowed):
    value = asks.get(key)
    if value not in allowed:
        raise _wrong(key, value, ", ".join(allowed))
    return value


def _wrong(key, value, allowed, prefix=_PREFIX):
    return Wrong("guess", key=prefix + key, value="" if value is None else str(value), allowed=allowed)
