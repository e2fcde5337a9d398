"""What the handouts of all tasks that train a network share."""

from dataclasses import dataclass

from core.engine.optimizers import OPTIMIZERS
from core.handout import edit_code, network_code, optimizer_code, training_code
from core.handout.section import Section, code, joined, number
from core.handout.training_code import watches
from core.learning.learner import ONE_BY_ONE, Learner
from core.record.say import Say

_HEAD = """
    $imports
    import numpy as np

    np.seterr(over="ignore", invalid="ignore", divide="ignore")  # $why
    """
_PARAMETERS = """
    names = $names
    for name, p in zip(names, parameters):
        print(f"{name} =\\n{np.array(p)}")
    """
_TEST_LOSS = 'print(f"$words {loss(parameters, X_test, T_test):.8g}")'


@dataclass(frozen=True)
class Own:
    """What is a task's own in a handout.

    about: its data in words; data: the code that makes them; result: blocks of code that print what was learned.
    imports: modules of Python that the data need. held_out: the words for the test samples, and for their loss.
    """

    title: str
    about: str
    data: str
    result: list[str]
    imports: tuple[str, ...] = ()
    held_out: tuple[str, str] = ("held_out_prose", "test_loss")


def handout(e: Learner, own: Own, say: Say) -> tuple[str, list[Section]]:
    """(title, sections) of one run: first what it is made of, then its training, then what was learned."""
    return own.title, [*parts(e, own, say).values(), training(e, say), _learned(e, own, say)]


def parts(e: Learner, own: Own, say: Say) -> dict[str, Section]:
    """By their names, all that stands before the training, in order."""
    loss, gradient = network_code.learning(e, say)
    needed = "".join(f"import {module}\n" for module in own.imports)
    held_out = say("gap") + say(own.held_out[0], n=e.n_test) if e.n_test else ""
    return {
        "begin": Section(say("begin"), say("begin_prose"), code(_HEAD, imports=needed, why=say("silent"))),
        "data": Section(say("data"), own.about + held_out, own.data),
        "start": Section(say("start"), _about_start(e, say), network_code.start(e)),
        "network": Section(say("network"), _about_network(e, say), network_code.functions(e, say)),
        "loss": Section(say("loss"), say(f"loss_{e.loss}_prose"), loss),
        "gradient": Section(say("gradient_title"), say(f"rule_{e.rule}"), gradient),
        "optimizer": Section(say("optimizer"), _about_optimizer(e, say), _optimizer(e, say)),
    }


def training(e: Learner, say: Say) -> Section:
    helpers = training_code.helpers(say, frozen=edit_code.freezes(e))
    return Section(say("training"), about_training(e, say), joined(helpers, training_code.loop(e, say)))


def answers(e: Learner, own: Own, say: Say) -> list[str]:
    """Blocks of code that print what was learned, beside the parameters."""
    return [*own.result, *([code(_TEST_LOSS, words=say(own.held_out[1]))] if e.n_test else [])]


def _learned(e, own, say):
    names = ", ".join(f'"{name}"' for name in network_code.names(e))
    blocks = [code(_PARAMETERS, names=f"[{names}]"), *answers(e, own, say)]
    return Section(say("result"), say("result_prose"), joined(*blocks))


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


def about_training(e: Learner, say: Say) -> str:
    """How long it goes on, with which batches, and what ends it."""
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
