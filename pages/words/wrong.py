"""What was wrong with a link or a value, in one sentence."""

from functools import reduce

from core.experiment.setting import Setting
from core.experiment.values import Problem, Values
from core.learning.learner import Learner
from core.record.say import Say
from pages.words.numbers import readable


def allowed(setting: Setting, say: Say) -> str:
    """What a setting may be, in words."""
    if setting.kind in ("edits", "points"):
        return say(f"range_{setting.kind}")
    if setting.low is None or setting.high is None:
        return setting.allowed
    return say(f"range_{setting.kind}", low=readable(setting.low), high=readable(setting.high), n=setting.count)


def problem_text(problem: Problem, e: Values, say: Say) -> str:
    """One sentence that names the key, the value and what is allowed."""
    if problem.code == "link":
        return say("bad_link", allowed=say("range_link"))
    if problem.code == "kept":
        return _of_kept(problem, e, say)
    what = "too_much_steps" if (problem.code, problem.key) == ("too_much", "steps") else f"bad_{problem.code}"
    return say(
        what, key=plain(problem.key), value=plain(problem.value), allowed=_permitted(problem, e, say),
        used=problem.used, other=problem.other,
    )  # fmt: skip


def _permitted(problem, e, say):
    if problem.code == "value":
        return permitted_by(problem, e, say)
    return _permitted_edit(problem, e, say) if problem.code == "edit" else problem.allowed


def _of_kept(problem, e, say):
    """Of a run that an address would keep beside the one on stage."""
    key, value, inner = plain(problem.key), plain(problem.value), problem.inner
    if inner is None:
        allowed = (
            say("range_vs_pages", pages=_pages(problem, say)) if problem.other else say("range_vs", n=problem.used)
        )
        return say("kept_out", key=key, value=value, allowed=allowed)
    allowed = {"twice": say("range_once"), "conflict": inner.used, "link": say("range_link")}.get(inner.code)
    given = f"{plain(inner.key)}={plain(inner.value)}"
    return say("kept_out_for", key=key, value=value, given=given, allowed=allowed or _permitted(inner, e, say))


def _pages(problem, say):
    """Those whose runs an address may keep."""
    return reduce(lambda first, then: say("pair_and", first=first, then=then), map(say, problem.other.split()))


def _permitted_edit(problem, e, say):
    setting = e.settings.get(problem.other)
    return allowed(setting, say) if setting else say(f"edit_{problem.other}", used=problem.used)


def permitted_by(problem: Problem, e: Values, say: Say) -> str:
    """What is allowed; for lists of the wrong length, how many numbers are wanted."""
    if isinstance(e, Learner) and problem.key == "w" and problem.used.startswith("init="):
        return say("range_w", n=e.network.n_params)
    if problem.key == "pts" and problem.used.startswith("curve="):
        return say("range_pts")
    setting = e.settings.get(problem.key)
    return allowed(setting, say) if setting else problem.allowed


def plain(text: str, most: int = 40) -> str:
    """Short, and without what Markdown would read as more than letters."""
    clean = "".join(c if c.isprintable() and c not in "`[]<>$\\" else "?" for c in text)
    return clean if len(clean) <= most else clean[: most - 1] + "…"
