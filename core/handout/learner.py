"""What the handouts of all tasks that train a network share."""

from core.engine.optimizers import OPTIMIZERS
from core.handout import edit_code, network_code, optimizer_code
from core.handout.section import Section, code, joined, number
from core.learning.learner import ONE_BY_ONE, Learner
from core.learning.training import PLATEAU_GAIN
from core.record.say import Say

_HEAD = """
    $imports
    import numpy as np

    np.seterr(over="ignore", invalid="ignore", divide="ignore")  # $why
    """
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

    print("  step  loss")
    for step in range(last_step + 1):
        $edits
        value = loss(parameters, $measured)
        if not is_finite(value, parameters):
            step, value, parameters = last_finite
            print(f"$diverged")
            break
        last_finite = step, value, parameters
        $plateau
        done = $done
        if done or worth_printing(step):
            print(f"{step:6d}  {value:.8g}")
        if done:
            break
        $rows
        $gradients
        $penalty
        $update
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
_PARAMETERS = """
    names = $names
    for name, p in zip(names, parameters):
        print(f"{name} =\\n{np.array(p)}")
    """
_TEST_LOSS = 'print(f"$words {loss(parameters, X_test, T_test):.8g}")'


def sections(
    e: Learner, say: Say, *, about: str, data: str, result: list[str], imports: tuple[str, ...] = (),
    held_out: tuple[str, str] = ("held_out_prose", "test_loss"),
) -> list[Section]:  # fmt: skip
    """Data, start, network, gradient, optimiser, training, result.

    about: the task's data in words; data: the code that makes them; result: the code that prints what was learned.
    imports: modules of Python that the data need. held_out: the words for the test samples, and for their loss.
    """
    loss, gradient = network_code.learning(e, say)
    if e.n_test:
        about += say("gap") + say(held_out[0], n=e.n_test)
        result = [*result, code(_TEST_LOSS, words=say(held_out[1]))]
    needed = "".join(f"import {module}\n" for module in imports)
    return [
        Section(say("begin"), say("begin_prose"), code(_HEAD, imports=needed, why=say("silent"))),
        Section(say("data"), about, data),
        Section(say("start"), _about_start(e, say), network_code.start(e)),
        Section(say("network"), _about_network(e, say), network_code.functions(e, say)),
        Section(say("loss"), say(f"loss_{e.loss}_prose"), loss),
        Section(say("gradient_title"), say(f"rule_{e.rule}"), gradient),
        Section(say("optimizer"), _about_optimizer(e, say), _optimizer(e, say)),
        Section(say("training"), _about_training(e, say), _training(e, say)),
        Section(say("result"), say("result_prose"), _result(e, result)),
    ]


def summary(e: Learner) -> str:
    """The network's sizes, as in 2-4-1."""
    return "-".join(map(str, e.network.sizes))


def _about_start(e, say):
    text = say(f"init_{e.init}", seed=e.seed, scale=e.scale)
    return (
        text + say("gap") + say("order_weights") if e.order == "weights" and e.init in ("uniform", "normal") else text
    )


def _about_network(e, say):
    return say("network_prose", sizes=summary(e), n=e.network.n_params)


def _hyper(e):
    return {key: getattr(e, key) for key in ("lr", *OPTIMIZERS[e.opt].hyper)}


def _about_optimizer(e, say):
    parts = [say(f"opt_{opt}_prose") for opt in edit_code.optimizers(e)]
    return say("gap").join([*parts, *([say("penalty_prose")] if edit_code.penalties(e) else [])])


def _optimizer(e, say):
    constants = optimizer_code.constants(_hyper(e))
    constants += "".join(f"\n{key} = {number(getattr(e, key))}" for key in edit_code.penalties(e))
    used = edit_code.optimizers(e)
    if used == ["gd"]:
        return constants
    safe = edit_code.divides_by_zero(e)
    arguments = "p, g, state, t" if edit_code.counts(e) else "p, g, state"
    functions = [optimizer_code.function(opt, arguments, safe, say) for opt in used]
    return joined(constants, optimizer_code.helper(say) if safe else "", *functions)


def _about_training(e, say):
    which = say("watched_samples", n=e.n_watched) if watches(e) else say("all_samples")
    parts = [say("training_prose", updates=e.total, which=which)]
    if e.replacement or e.updates_per_epoch > 1:
        batches = "replacement" if e.replacement else "one_by_one" if e.rule in ONE_BY_ONE else "batches"
        parts.append(say(batches, size=e.batch_size, updates=e.updates_per_epoch))
    parts += [say("target_prose", target=e.target)] if e.target else []
    parts += [say("plateau_prose", epochs=e.plateau)] if e.plateau else []
    parts += [say("edits_prose")] if e.edits else []
    parts += [say("added_prose")] if e.course.added else []
    return say("gap").join(parts)


def _training(e, say):
    loop = code(
        _LOOP, last_step=e.total, states=_states(e), diverged=say("diverged"), done=_done(e), rows=_rows(e, say),
        constants=_constants(e), plateau=_plateau(e), edits=edit_code.steps(e, network_code.names(e), say),
        measured="X_watched, T_watched" if watches(e) else "X, T", gradients=_gradients(e), penalty=_penalty(e),
        update=_update(e),
    )  # fmt: skip
    return joined(_PRINTED, code(_FINITE, doc=say("is_finite")), edit_code.helper(e, say), loop)


def watches(e: Learner) -> bool:
    """Whether the loss is not that of all training samples."""
    return e.n_watched < e.n_train


def _whole(e):
    """Every update takes all training samples, as they stand."""
    return e.updates_per_epoch == 1 and not (e.replacement or e.course.added or edit_code.changes_batches(e))


def _shuffles(e):
    return not (e.replacement or _whole(e) or e.rule in ONE_BY_ONE)


def _constants(e):
    lines = []
    if e.replacement:
        lines += [f"batch_size = {e.batch_size}", f"stream = np.random.RandomState({e.seed})"]
    if _shuffles(e):
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
    if not _shuffles(e):
        return "" if _whole(e) else f"rows = [step % len(X)]  # {say('in_order')}"
    changing = edit_code.changes_batches(e)
    lines = code(_CHANGING_BATCHES if changing else _BATCHES, seed=e.seed, why=say("shuffle"))
    if changing or e.batch_size == e.n_train:
        alone = " and not added" if e.course.added else ""
        lines += "\n" + code(_ALL, alone=alone, all=say("all_rows"))
    return lines


def _gradients(e):
    if e.course.added:
        return code(_WITH_ADDED)
    return f"gradients = gradient(parameters, {'X, T' if _whole(e) else 'X[rows], T[rows]'})"


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


def _result(e, blocks):
    names = ", ".join(f'"{name}"' for name in network_code.names(e))
    return joined(code(_PARAMETERS, names=f"[{names}]"), *blocks)
