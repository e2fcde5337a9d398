"""The handout of the descent task: the function, its gradient, and a table of steps for every walker."""

from core.engine.optimizers import OPTIMIZERS
from core.experiment.values import LARGEST_SEED
from core.handout import optimizer_code
from core.handout.section import WIDTH, Section, code, joined, number
from core.record.say import Say
from core.tasks.descent import surface_code
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.walkers import Walker

_HEAD = """
    import numpy as np

    np.seterr(all="ignore")  # $why
    """
_VALUE = '''
def f(x):
    """$doc"""
    x0, x1 = x
    $lines
'''
_GRADIENT = '''
def gradient(x):
    """$doc"""
    x0, x1 = x
    $lines
'''
_NUMERIC = '''
h = $h


def gradient(x):
    """$doc"""
    x0, x1 = x
    g0 = (f([x0 + h, x1]) - f([x0 - h, x1])) / (2 * h)
    g1 = (f([x0, x1 + h]) - f([x0, x1 - h])) / (2 * h)
    return np.array([g0, g1])
'''
_WALK = '''
last_step = $last_step


def worth_printing(step):
    """0, 1, 2, 5, 10, 20, 50, …"""
    return str(step).strip("0") in ("", "1", "2", "5")


def print_row(step, numbers):
    print(f"{step:6d}", *(f"{number:15.8g}" for number in numbers))


def walk(x, update, state$noise_argument, **rates):
    """$doc"""
    print("$header")
    last_row = None
    for step in range(last_step + 1):
        value, g = f(x), gradient(x)$noise
        row = np.concatenate([value, *x, *g])
        if not np.isfinite(row).all():
            if last_row is not None and not worth_printing(step - 1):
                print_row(step - 1, last_row)
            print(f"$left")
            break
        if worth_printing(step) or step == last_step:
            print_row(step, row)
        last_row = row
        x, state = update(x, g, state, step + 1, **rates)
'''
_ONE = """
    start = np.array([[$x0], [$x1]])
    $noise
    print("$name")
    $call
    """


def handout(e: DescentExperiment, say: Say) -> tuple[str, list[Section]]:
    """(title, sections)."""
    return say("title", subject=surface_code.name(e)), _sections(e, say)


def _sections(e, say):
    """The function, its gradient, the optimisers, the walks."""
    rules = dict.fromkeys(w.opt for w in e.walkers)
    return [
        Section(say("begin"), say("begin_prose"), code(_HEAD, why=say("silent_walk"))),
        Section(say("function"), _about(e, say), _function(e, say)),
        Section(say("gradient_title"), say(f"grad_{e.grad}", h=e.h, sigma=e.sigma), _gradient(e, say)),
        Section(say("optimizer"), "\n\n".join(say(f"opt_{opt}_prose") for opt in rules), _optimizers(e, rules, say)),
        Section(say("walks"), say("walks_prose", n=len(e.walkers), steps=e.steps), _walks(e, say)),
    ]


def _about(e, say):
    if e.surface == "own":
        return say("function_prose", formula=surface_code.formula(e))
    return say("surface_prose", name=surface_code.name(e), formula=surface_code.formula(e))


def _function(e, say):
    return joined(surface_code.constants(e), code(_VALUE, doc=say("column"), lines=surface_code.value(e)))


def _gradient(e, say):
    if e.grad == "numeric":
        return code(_NUMERIC, h=number(e.h), doc=say("central"))
    return code(_GRADIENT, doc=say("partials"), lines=surface_code.gradient(e))


def _optimizers(e, rules, say):
    safe = any(w.rates.get("eps") == 0.0 for w in e.walkers)
    blocks = [optimizer_code.helper(say)] if safe else []
    for opt in rules:
        rates = [optimizer_code.NAMES[key] for key in ("lr", *OPTIMIZERS[opt].hyper)]
        exact_zero = any(w.opt == opt and w.rates.get("eps") == 0.0 for w in e.walkers)
        blocks.append(optimizer_code.function(opt, f"p, g, state, t, {', '.join(rates)}", exact_zero, say))
    return joined(*blocks)


def _walks(e, say):
    noisy = e.grad == "noisy"
    walk = code(
        _WALK, last_step=e.steps, header=_header(), doc=say("walk"), left=say("left"), noise_argument=", noise" * noisy,
        noise=" + noise[step]" * noisy,
    )  # fmt: skip
    return joined(walk, *(_one(e, k, w, say) for k, w in enumerate(e.walkers)))


def _header():
    return " ".join([f"{'step':>6}", *(f"{name:>15}" for name in ("f", "x0", "x1", "∂f/∂x0", "∂f/∂x1"))])


def _one(e, k: int, w: Walker, say):
    x0, x1 = w.start or (e.x0, e.x1)
    return code(
        _ONE, name=say("walker", k=k + 1, opt=w.opt, lr=w.lr), x0=number(x0), x1=number(x1), call=_call(e, w),
        noise=_noise(e, k) if e.grad == "noisy" else "",
    )  # fmt: skip


def _call(e, w):
    what = f"start, {w.opt}, {optimizer_code.start(w.opt)}" + ", noise" * (e.grad == "noisy")
    rates = ", ".join(f"{optimizer_code.NAMES[key]}={number(value)}" for key, value in w.rates.items())
    line = f"walk({what}, {rates})"
    return line if len(line) <= WIDTH else f"walk(\n    {what},\n    {rates},\n)"


def _noise(e, k):
    seed = (e.seed + k) % (LARGEST_SEED + 1)
    return f"noise = np.random.RandomState({seed}).normal(0, {number(e.sigma)}, (last_step + 1, 2, 1))"
