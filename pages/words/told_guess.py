"""How far off a guess was, put into words."""

from functools import reduce

from core.guess.predict import Asked
from core.guess.scoring import ChoiceScore, DrawingScore, StepScore, There
from core.pair.pair import Pair
from core.record.say import Say
from pages.words import told_pair
from pages.words.numbers import short

_SIGNS = {"<": "below", ">": "above"}


def told_step(score: StepScore, sign: str, bound: float, say: Say) -> str:
    """What happens when, how far off that is, and what the tape has where it was guessed. sign, bound: what happens."""
    code, array = _SIGNS.get(sign, sign), say(f"guess_array_{score.array}")
    facts = {"array": array, "bound": f"{bound:g}"}
    if score.truth is None:
        shown = score.end
        return _joined([say(f"guess_never_{code}", **facts), _yours(score, say), _there(shown, score.array, say)], say)
    value = short(score.then.value) if score.then else ""
    happens = say(f"guess_said_{code}", truth=score.truth, value=value, **facts)
    return _joined([happens, _yours(score, say), _there(score.there, score.array, say) if score.off else ""], say)


def _yours(score, say):
    if score.guess is None:
        return say("guess_you_right") if score.truth is None else say("guess_you_never")
    if score.off is None:
        return say("guess_you_step", guess=score.guess)
    if score.off == 0:
        return say("guess_exact")
    n = abs(score.off)
    steps = say("guess_one") if n == 1 else say("guess_steps", n=n)
    return say("guess_late" if score.off > 0 else "guess_early", guess=score.guess, steps=steps)


def _there(there: There | None, array: str, say: Say) -> str:
    if there is None:
        return ""
    facts = {"step": there.step, "array": say(f"guess_array_{array}"), "value": short(there.value)}
    if there.right is None or array != "loss":
        return say("guess_there", **facts)
    return say("guess_there_right", right=there.right, among=there.among, **facts)


def told_first(pair: Pair, score: ChoiceScore, say: Say) -> str:
    """Which run it was, and by what numbers."""
    answer = say("guess_nobody") if score.truth is None else pair.letter(score.truth)
    known = any(value is not None for value in score.learned)
    final = say("pair_final", listed=told_pair.listed(pair, [short(value) for value in score.loss], say))
    return _joined([_verdict(score.truth == score.guess, answer, say), told_pair.learning(pair, score.learned, say),
                    "" if known else final], say)  # fmt: skip


def told_declared(asked: Asked, answer: int, guess: int, say: Say) -> str:
    """Of a choice whose answer the lesson says."""
    return _joined([_verdict(guess == answer, asked.choices[answer], say), asked.because], say)


def _verdict(right, answer, say):
    return say("guess_yes" if right else "guess_no", answer=answer)


def told_drawing(score: DrawingScore, say: Say) -> str:
    """How far off it was, where the most, and whether the shape was foreseen."""
    high = "guess_off_top" if score.true_there >= score.top else "guess_off"
    off = say(high, off=f"{score.off:.2g}", worst=score.worst, drawn=f"{score.drawn_there:.3g}",
              true=f"{score.true_there:.3g}")  # fmt: skip
    shapes = {"drawn": say(f"guess_shape_{score.drawn}"), "true": say(f"guess_shape_{score.true}")}
    return _joined([say("guess_foreseen" if score.true == score.drawn else "guess_unforeseen", **shapes), off], say)


def _joined(parts, say):
    return reduce(lambda first, then: say("guess_then", first=first, then=then), filter(None, parts))
