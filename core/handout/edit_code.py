"""Edits by hand in a handout: what the training loop does at their steps, and what it needs for that.

Every name that a step assigns is one that the loop or an optimiser's function reads at its next update.
"""

from itertools import pairwise

from core.engine.naming import Node, name_of, parameter_at, part_named
from core.engine.network import Network
from core.engine.optimizers import OPTIMIZERS
from core.handout import optimizer_code
from core.handout.section import code, number
from core.learning.course import Stage
from core.learning.edits import ADD, KEYS
from core.learning.learner import Learner
from core.record.say import Say

_STEP = """
    if step == $step:
        $lines
    """
_HELD = '''
def held(frozen, old, new):
    """$doc"""
    return [np.where(f, o, n) for f, o, n in zip(frozen, old, new)]
'''
_UPDATE = """
    $old
    $update
    $held
    """


def optimizers(e: Learner) -> list[str]:
    """Every optimiser of the run, in the order of their first use."""
    return list(dict.fromkeys([e.opt, *(stage.now.opt for stage in e.course.stages)]))


def penalties(e: Learner) -> list[str]:
    """Those of l1 and l2 that count at any step."""
    return [key for key in ("l1", "l2") if getattr(e, key) or any(getattr(s.now, key) for s in e.course.stages)]


def divides_by_zero(e: Learner) -> bool:
    """At some step an optimiser divides by a root alone."""
    stages = [_plain(e), *e.course.stages]
    return any(optimizer_code.divides(stage.now.opt) and stage.now.eps == 0.0 for stage in stages)


def counts(e: Learner) -> bool:
    """An update depends on how many the optimiser has made."""
    return any(map(optimizer_code.counts, optimizers(e)))


def freezes(e: Learner) -> bool:
    """Something stands still at some step."""
    return any(len(stage.frozen) for stage in e.course.stages)


def changes_batches(e: Learner) -> bool:
    """Batches change their size on the way."""
    return len({e.batch_size, *(stage.now.batch_size for stage in e.course.stages)}) > 1


def fresh(e: Learner, opt: str) -> str:
    """The optimiser's states before its first update; whole arrays where some of their numbers may have to stay."""
    start = optimizer_code.start(opt) if OPTIMIZERS[opt].slots else "0.0"
    if freezes(e):
        start = start.replace("(0.0, 0.0)", "(np.zeros(p.shape), np.zeros(p.shape))")
    return f"states = [{start} for p in parameters]"


def constants(e: Learner) -> list[str]:
    """What must be there before the first step, beside the states."""
    lines = ["frozen = [np.zeros(p.shape, dtype=bool) for p in parameters]"] if freezes(e) else []
    if len(optimizers(e)) > 1:
        lines += [f"optimizer = {e.opt}", *(["began = 0"] if counts(e) else [])]
    lines += ["added = 0"] if e.course.added else []
    return lines + (["first_epoch, epoch_began = 0, 0"] if changes_batches(e) and not e.replacement else [])


def helper(say: Say) -> str:
    """The function that keeps what is frozen."""
    return code(_HELD, doc=say("held"))


def update(e: Learner, plain: str) -> str:
    """The code of an update, so that what is frozen stays as it was."""
    if not freezes(e):
        return plain
    has_states = optimizers(e) != ["gd"]
    old = "old_parameters, old_states = parameters, states" if has_states else "old_parameters = parameters"
    held = ["parameters = held(frozen, old_parameters, parameters)"]
    held += ["states = held(frozen, old_states, states)"] if has_states else []
    return code(_UPDATE, old=old, update=plain, held="\n".join(held))


def steps(e: Learner, names: list[str], say: Say) -> str:
    """What is done at each step that has edits, before its loss is measured; `names` are those of the parameters."""
    stages = [stage for stage in e.course.stages if stage.first in e.course.edits]
    known = {"lr", *OPTIMIZERS[e.opt].hyper}
    blocks = []
    for before, stage in pairwise([_plain(e), *stages]):
        lines = [
            *_parameters(e, stage.first, names, say), *_masks(e.network, before, stage),
            *_settings(e, stage, known), *_samples(before, stage), *_patience(e, before, stage),
        ]  # fmt: skip
        if lines:  # none where what is frozen stands still anyway
            blocks.append(code(_STEP, step=stage.first, lines="\n".join(lines)))
    return "\n".join(blocks)


def _plain(e) -> Stage:
    """Before all edits."""
    return e.until(-1).course.at(0)


def _parameters(e, step, names, say):
    """Numbers that are set, weights that are taken away and given back."""
    lines = [line for edit in e.course.edits[step] for line in _parameter(e, edit, say)]
    return [f"{', '.join(names)} = parameters", *lines] if lines else []


def _parameter(e, edit, say):
    part = None if edit.what in (*KEYS, ADD) else part_named(edit.what, e.network)
    if isinstance(part, Node):
        row, kept = f"W{part.layer + 1}[{part.unit}]", f"from_{edit.what.replace('.', '_')}"
        if edit.value == "on":
            yield f"{row} = {kept}  # {say('edit_on', node=edit.what)}"
            return
        if any((later.what, later.value) == (edit.what, "on") and later.step > edit.step for later in e.edits):
            yield f"{kept} = {row}.copy()"
        yield f"{row} = 0  # {say('edit_off', node=edit.what)}"
    elif part and edit.number is not None:
        weight = f"W{part.layer}[{part.source}, {part.unit}]"
        place = f"b{part.layer}[{part.unit}]" if part.source is None else weight
        yield f"{place} = {number(edit.number)}  # {edit.what}"


def _masks(network: Network, before: Stage, stage: Stage):
    old, new = set(before.frozen.tolist()), set(stage.frozen.tolist())
    for places, value in ((new - old, True), (old - new, False)):
        for place, name in _grouped(places, network):
            yield f"frozen{place} = {value}" + (f"  # {name}" if name else "")


def _grouped(places: set[int], network: Network):
    """(place in the list of parameters, name of a single one): whole rows and columns of weights as one."""
    for layer, (fan_in, fan_out) in enumerate(network.shapes):
        at = {(i, j): network.index_of_weight(layer, i, j) for i in range(fan_in) for j in range(fan_out)}
        left = {pair for pair, index in at.items() if index in places}
        for i in range(fan_in if fan_out > 1 else 0):
            row = {(i, j) for j in range(fan_out)}
            if row <= left:
                left -= row
                yield f"[{2 * layer}][{i}]", ""
        for j in range(fan_out if fan_in > 1 else 0):
            column = {(i, j) for i in range(fan_in)}
            if column <= left:
                left -= column
                yield f"[{2 * layer}][:, {j}]", ""
        yield from ((f"[{2 * layer}][{i}, {j}]", _name(at[i, j], network)) for i, j in sorted(left))
        biases = [(j, network.index_of_bias(layer + 1, j)) for j in range(fan_out)]
        yield from ((f"[{2 * layer + 1}][{j}]", _name(index, network)) for j, index in biases if index in places)


def _name(index, network):
    return name_of(parameter_at(index, network), network)


def _settings(e, stage, known: set[str]):
    """Settings of learning; what a new optimiser reads and nothing has read so far is added to those that are known."""
    now, told = stage.now, set()
    for edit in e.course.edits[stage.first]:
        key = edit.what
        if key == "opt":
            yield f"optimizer = {now.opt}"
            yield fresh(e, now.opt)
            yield from [f"began = {stage.began}"] if counts(e) else []
            told |= set(OPTIMIZERS[now.opt].hyper) - known
            yield from (f"{optimizer_code.NAMES[new]} = {number(getattr(now, new))}" for new in sorted(told))
            known |= told
        elif key == "batch":
            yield f"batch_size = {now.batch_size}"
            if not now.replacement:
                yield f"updates_per_epoch = {now.updates_per_epoch}"
                yield f"first_epoch, epoch_began = {stage.epoch}, {stage.epoch_at}"
        elif key in KEYS and key not in told:
            yield f"{optimizer_code.NAMES.get(key, key)} = {number(getattr(now, key))}"


def _samples(before, stage):
    """How many of the samples of the hand are in each batch from here on."""
    if stage.added > before.added:
        yield f"added = {stage.added}"


def _patience(e, before, stage):
    """What was best before an edit counts no more."""
    if not e.plateau:
        return
    yield f"best, best_step = np.inf, {stage.first}"
    if stage.now.updates_per_epoch != before.now.updates_per_epoch:
        yield f"patience = {e.plateau * stage.now.updates_per_epoch}"
