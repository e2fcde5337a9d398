"""Training in a handout: the loop over the updates, and what it needs."""

from dataclasses import dataclass

from core.handout import edit_code, network_code
from core.handout.section import code, joined, number
from core.learning.learner import ONE_BY_ONE, Learner
from core.learning.training import PLATEAU_GAIN
from core.record.say import Say

_PRINTED = '''
def worth_printing(step):
    """0, 1, 2, 5, 10, 20, 50, …"""
    return str(step).strip("0") in ("", "1", "2", "5")
'''
_FINITE = '''
def is_finite(value, parameters):
    """$doc"""
    everything = np.concatenate([p.ravel() for p in parameters])
    return np.isfinite(value) and np.isfinite(everything.sum())
'''
_LOOP = """
    last_step = $last_step
    $constants
    $states
    last_finite = 0, np.nan, parameters

    $begin
    for step in range(last_step + 1):
        $edits
        value = loss(parameters, $measured)
        if not is_finite(value, parameters):
            step, value, parameters = last_finite
            print(f"$name$diverged")
            break
        last_finite = step, value, parameters
        $plateau
        done = $done
        $each
        if done:
            break
        $rows
        $gradients
        $penalty
        $update
        $counted
    """
_EACH = """
    if done or worth_printing(step):
        print(f"{step:6d}  {value:.8g}")
    """
_PLATEAU = """
    if value < best * (1 - $gain):
        best, best_step = value, step
    """
_BATCHES = """
    epoch, number = divmod(step, updates_per_epoch)
    if number == 0:  # $why
        order = np.random.RandomState([$seed, epoch]).permutation(len(X))
    rows = order[number * batch_size : (number + 1) * batch_size]
    """
_DRAWN = "rows = stream.choice(len(X), batch_size)  # $why"
_CHANGING_BATCHES = """
    epoch, number = divmod(step - epoch_began, updates_per_epoch)
    if number == 0:  # $why
        order = np.random.RandomState([$seed, first_epoch + epoch]).permutation(len(X))
    rows = order[number * batch_size : (number + 1) * batch_size]
    """
_ALL = """
    if batch_size == len(X)$alone:
        rows = slice(None)  # $all
    """
_WITH_ADDED = """
    batch = np.vstack([X[rows], X_added[:added]]), np.vstack([T[rows], T_added[:added]])
    gradients = gradient(parameters, *batch)
    """
_STATEFUL = """
    $count
    updated = [$opt(p, g, s$t) for p, g, s in zip(parameters, gradients, states)]
    parameters, states = zip(*updated)
    """


@dataclass(frozen=True)
class Kept:
    """What the loop does with the losses. begin: before the first step; each: at a step; counted: after an update.
    name: stands before what is said of the run."""

    begin: str
    each: str
    counted: str = ""
    name: str = ""


PRINTED = Kept('print("  step  loss")', code(_EACH))


def helpers(say: Say, *, frozen: bool) -> str:
    """The functions that the loop calls. frozen: whether something stands still at some step."""
    held = edit_code.helper(say) if frozen else ""
    return joined(_PRINTED, code(_FINITE, doc=say("is_finite")), held)


def loop(e: Learner, say: Say, kept: Kept = PRINTED) -> str:
    """From the start parameters to the last step."""
    return code(
        _LOOP, last_step=e.total, states=_states(e), diverged=say("diverged"), done=_done(e), rows=_rows(e, say),
        constants=_constants(e), plateau=_plateau(e), edits=edit_code.steps(e, network_code.names(e), say),
        measured="X_watched, T_watched" if watches(e) else "X, T", gradients=_gradients(e), penalty=_penalty(e),
        update=_update(e), begin=kept.begin, each=kept.each, counted=kept.counted, name=kept.name,
    )  # fmt: skip


def watches(e: Learner) -> bool:
    """Whether the loss is not that of all training samples."""
    return e.n_watched < e.n_train


def takes_all(e: Learner) -> bool:
    """Every update takes all training samples, as they stand."""
    return e.updates_per_epoch == 1 and not (e.replacement or e.course.added or edit_code.changes_batches(e))


def shuffles(e: Learner) -> bool:
    """Each epoch has an order of its own, cut into batches."""
    return not (e.replacement or takes_all(e) or e.rule in ONE_BY_ONE)


def _constants(e):
    lines = []
    if e.replacement:
        lines += [f"batch_size = {e.batch_size}", f"stream = np.random.RandomState({e.seed})"]
    if shuffles(e):
        lines += [f"batch_size = {e.batch_size}", f"updates_per_epoch = {e.updates_per_epoch}"]
    lines += edit_code.constants(e)
    if e.target:
        lines.append(f"target_loss = {number(e.target)}")
    if e.plateau:
        lines += [f"patience = {e.plateau * e.updates_per_epoch}", "best, best_step = np.inf, 0"]
    return "\n".join(lines)


def _states(e):
    return "" if edit_code.optimizers(e) == ["gd"] else edit_code.fresh(e, e.opt)


def _done(e):
    tests = ["step == last_step"]
    tests += ["value <= target_loss"] if e.target else []
    tests += ["step - best_step >= patience"] if e.plateau else []
    return " or ".join(tests)


def _plateau(e):
    return code(_PLATEAU, gain=number(PLATEAU_GAIN)) if e.plateau else ""


def _rows(e, say):
    if e.replacement:
        return code(_DRAWN, why=say("drawn"))
    if not shuffles(e):
        return "" if takes_all(e) else f"rows = [step % len(X)]  # {say('in_order')}"
    changing = edit_code.changes_batches(e)
    lines = code(_CHANGING_BATCHES if changing else _BATCHES, seed=e.seed, why=say("shuffle"))
    if changing or e.batch_size == e.n_train:
        alone = " and not added" if e.course.added else ""
        lines += "\n" + code(_ALL, alone=alone, all=say("all_rows"))
    return lines


def _gradients(e):
    if e.course.added:
        return code(_WITH_ADDED)
    return f"gradients = gradient(parameters, {'X, T' if takes_all(e) else 'X[rows], T[rows]'})"


def _penalty(e):
    used = edit_code.penalties(e)
    terms = [*(["l2 * p"] if "l2" in used else []), *(["l1 * np.sign(p)"] if "l1" in used else [])]
    if not terms:
        return ""
    changed = f"g + {' + '.join(terms)} if p.ndim == 2 else g"
    line = f"gradients = [{changed} for p, g in zip(parameters, gradients)]"
    return line if len(terms) == 1 else f"gradients = [\n    {line[13:-1]}\n]"


def _update(e):
    used = edit_code.optimizers(e)
    if used == ["gd"]:
        return edit_code.update(e, "parameters = [p - learning_rate * g for p, g in zip(parameters, gradients)]")
    if len(used) == 1:
        plain = code(_STATEFUL, opt=e.opt, count="", t=", step + 1" if edit_code.counts(e) else "")
    else:
        count = "count = step + 1 - began" if edit_code.counts(e) else ""
        plain = code(_STATEFUL, opt="optimizer", count=count, t=", count" if count else "")
    return edit_code.update(e, plain)
