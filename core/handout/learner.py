"""Handouts of the tasks that train a network: gates and sine."""

from core.experiment import ONE_BY_ONE, Learner
from core.handout import gate_data_code, network_code, optimizer_code, sine_data_code
from core.handout.section import Say, Section, code, joined, number, right
from core.optimizers import OPTIMIZERS
from core.training import PLATEAU_GAIN

_HEAD = """
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
        value = loss(parameters, X, T)
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
        gradients = gradient(parameters, $batch)
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
_STATEFUL = """
    updated = [$opt(p, g, s$t) for p, g, s in zip(parameters, gradients, states)]
    parameters, states = zip(*updated)
    """
_PARAMETERS = """
    names = $names
    for name, p in zip(names, parameters):
        print(f"{name} =\\n{np.array(p)}")
    """
_TABLE = """
    Y = $prediction
    print("x0 x1  $target  $decision  $output")
    for (x0, x1), target, output in zip($X, $t, Y[:, -1]):
        print(f"{x0:2.0f} {x1:2.0f}  {target:6.0f}  {int(output >= $threshold):8d}  {output:.8g}")
    """
_RIGHT = """
    right = np.count_nonzero(($prediction[:, -1] >= $threshold) == ($t == 1))
    print(f"$words")
    """
_TEST_LOSS = 'print(f"$words {loss(parameters, X_test, T_test):.8g}")'
_FIT = """
    rows = np.linspace(0, len(x) - 1, $shown).round().astype(int)
    fit = $fit
    print("$header")
    for k in rows:
        print(f"{x[k]:14.8g}  {y[k]:14.8g}  {fit[k]:14.8g}")
    """


def sections(e: Learner, say: Say) -> list[Section]:
    """Data, start, network, gradient, optimiser, training, result."""
    loss, gradient = network_code.learning(e, say)
    data = (gate_data_code if e.task == "gates" else sine_data_code).data(e, say)
    found = [
        Section(say("begin"), say("begin_prose"), code(_HEAD, why=say("silent"))),
        Section(say("data"), _about_data(e, say), data),
        Section(say("start"), _about_start(e, say), network_code.start(e)),
        Section(say("network"), _about_network(e, say), network_code.functions(e, say)),
        Section(say("loss"), say(f"loss_{e.loss}_prose"), loss),
        Section(say("gradient_title"), say(f"rule_{e.rule}"), gradient),
        Section(say("optimizer"), _about_optimizer(e, say), _optimizer(e, say)),
        Section(say("training"), _about_training(e, say), _training(e, say)),
        Section(say("result"), say(f"result_{e.task}"), _result(e, say)),
    ]
    return found


def summary(e: Learner) -> str:
    """The network's sizes, as in 2-4-1."""
    return "-".join(map(str, e.network.sizes))


def _about_data(e, say):
    subject = e.data if e.task == "gates" else e.curve
    facts = {"n": e.n_train, "gate": getattr(e, "gate", "").upper(), "noise": getattr(e, "noise", 0)}
    text = say(f"data_{e.task}_{subject}", **facts)
    if e.task == "sine" and (e.stdx or e.stdy):
        text += say("gap") + say("standardised")
    if e.n_test:
        text += say("gap") + say("held_out_prose", n=e.n_test)
    return text


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
    text = say(f"opt_{e.opt}_prose")
    return text + say("gap") + say("penalty_prose") if e.l1 or e.l2 else text


def _optimizer(e, say):
    constants = optimizer_code.constants(_hyper(e))
    constants += "".join(f"\n{key} = {number(getattr(e, key))}" for key in ("l1", "l2") if getattr(e, key))
    if e.opt == "gd":
        return constants
    safe = optimizer_code.divides(e.opt) and e.eps == 0.0
    arguments = "p, g, state, t" if optimizer_code.counts(e.opt) else "p, g, state"
    function = optimizer_code.function(e.opt, arguments, safe, say)
    return joined(constants, optimizer_code.helper(say) if safe else "", function)


def _about_training(e, say):
    parts = [say("training_prose", updates=e.total)]
    if e.updates_per_epoch > 1:
        which = "one_by_one" if e.rule in ONE_BY_ONE else "batches"
        parts.append(say(which, size=e.batch_size, updates=e.updates_per_epoch))
    parts += [say("target_prose", target=e.target)] if e.target else []
    parts += [say("plateau_prose", epochs=e.plateau)] if e.plateau else []
    return say("gap").join(parts)


def _training(e, say):
    loop = code(
        _LOOP, last_step=e.total, states=_states(e), diverged=say("diverged"), done=_done(e), rows=_rows(e, say),
        constants=_constants(e), plateau=_plateau(e),
        batch="X, T" if e.updates_per_epoch == 1 else "X[rows], T[rows]", penalty=_penalty(e), update=_update(e),
    )  # fmt: skip
    return joined(_PRINTED, code(_FINITE, doc=say("is_finite")), loop)


def _constants(e):
    lines = []
    if _shuffles(e):
        lines += [f"batch_size = {e.batch_size}", f"updates_per_epoch = {e.updates_per_epoch}"]
    if e.target:
        lines.append(f"target_loss = {number(e.target)}")
    if e.plateau:
        lines += [f"patience = {e.plateau * e.updates_per_epoch}", "best, best_step = np.inf, 0"]
    return "\n".join(lines)


def _shuffles(e):
    return e.updates_per_epoch > 1 and e.rule not in ONE_BY_ONE


def _states(e):
    return "" if e.opt == "gd" else f"states = [{optimizer_code.start(e.opt)} for p in parameters]"


def _done(e):
    tests = ["step == last_step"]
    tests += ["value <= target_loss"] if e.target else []
    tests += ["step - best_step >= patience"] if e.plateau else []
    return " or ".join(tests)


def _plateau(e):
    return code(_PLATEAU, gain=number(PLATEAU_GAIN)) if e.plateau else ""


def _rows(e, say):
    if _shuffles(e):
        return code(_BATCHES, seed=e.seed, why=say("shuffle"))
    return "" if e.updates_per_epoch == 1 else f"rows = [step % len(X)]  # {say('in_order')}"


def _penalty(e):
    terms = [*(["l2 * p"] if e.l2 else []), *(["l1 * np.sign(p)"] if e.l1 else [])]
    if not terms:
        return ""
    changed = f"g + {' + '.join(terms)} if p.ndim == 2 else g"
    line = f"gradients = [{changed} for p, g in zip(parameters, gradients)]"
    return line if len(terms) == 1 else f"gradients = [\n    {line[13:-1]}\n]"


def _update(e):
    if e.opt == "gd":
        return "parameters = [p - learning_rate * g for p, g in zip(parameters, gradients)]"
    return code(_STATEFUL, opt=e.opt, t=", step + 1" if optimizer_code.counts(e.opt) else "")


def _result(e, say):
    names = ", ".join(f'"{name}"' for name in network_code.names(e))
    return joined(code(_PARAMETERS, names=f"[{names}]"), *(_gates if e.task == "gates" else _sine)(e, say))


def _gates(e, say):
    threshold = number(e.decides_at)
    blocks = []
    if e.data in ("corners", "clouds"):
        X, t = ("X", "t") if e.data == "corners" else ("corners", "gate")
        blocks.append(code(
            _TABLE, prediction=network_code.prediction(e, X), X=X, t=t, threshold=threshold, output=say("output"),
            target=right(say("target"), 6), decision=right(say("decision"), 8),
        ))  # fmt: skip
    if e.data != "corners":
        sets = [("", e.n_train, "right")] + ([("_test", e.n_test, "right_test")] if e.n_test else [])
        blocks += [code(_RIGHT, prediction=network_code.prediction(e, f"X{which}"), threshold=threshold,
                        t=f"t{which}", words=say(words, n=n)) for which, n, words in sets]  # fmt: skip
    return [*blocks, *_test_loss(e, say)]


def _sine(e, say):
    fit = sine_data_code.in_original_units(e, f"{network_code.prediction(e, 'X')}[:, 0]")
    header = f"{'x':>14}  {'y':>14}  {right(say('fit'), 14)}"
    return [code(_FIT, shown=min(e.n_train, 9), fit=fit, header=header), *_test_loss(e, say)]


def _test_loss(e, say):
    return [code(_TEST_LOSS, words=say("test_loss"))] if e.n_test else []
