"""What was wrong with a link or a value, in one sentence."""

from core.experiment.setting import Setting
from core.experiment.values import Problem, Values
from core.learning.learner import Learner
from core.record.say import Say
from pages.words.numbers import readable


def allowed(setting: Setting, say: Say) -> str:
    """What a setting may be, in words."""
    if setting.kind == "edits":
        return say("range_edits")
    if setting.low is None or setting.high is None:
        return setting.allowed
    return say(f"range_{setting.kind}", low=readable(setting.low), high=readable(setting.high), n=setting.count)


def problem_text(problem: Problem, e: Values, say: Say) -> str:
    """One sentence that names the key, the value and what is allowed."""
    if problem.code == "link":
        return say("bad_link", allowed=say("range_link"))
    permitted = problem.allowed
    if problem.code == "value":
        permitted = permitted_by(problem, e, say)
    if problem.code == "edit":
        permitted = _permitted_edit(problem, e, say)
    what = "too_much_steps" if (problem.code, problem.key) == ("too_much", "steps") else f"bad_{problem.code}"
    return say(
        what, key=plain(problem.key), value=plain(problem.value), allowed=permitted,
        used=problem.used, other=problem.other,
    )  # fmt: skip


def _permitted_edit(problem, e, say):
    setting = e.settings.get(problem.other)
    return allowed(setting, say) if setting else say(f"edit_{problem.other}", used=problem.used)


def permitted_by(problem: Problem, e: Values, say: Say) -> str:
    """What is allowed; for lists of the wrong length, how many numbers are wanted."""
    if isinstance(e, Learner) and problem.key == "w" and problem.used.startswith("init="):
        return say("range_w", n=e.network.n_params)
    if problem.key == "pts" and problem.used.startswith("curve="):
        return say("range_pts")
    return allowed(e.settings[problem.key], say)


def plain(text: str, most: int = 40) -> str:
    """Short, and without what Markdown would read as more than letters."""
    clean = "".join(c if c.isprintable() and c not in "`[]<>$\\" else "?" for c in text)
    return clean if len(clean) <= most else clean[: most - 1] + "…"
