"""Several runs as one script or notebook: what they share is written once, the rest in a function for each run."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from core.experiment.values import short
from core.handout import edit_code, learner, network_code, training_code
from core.handout.learner import Own
from core.handout.section import Section, code, right
from core.learning.learner import Learner
from core.pair.clock_code import kept
from core.pair.pair import Pair
from core.record.say import Say

_READS = {"loss": ("network",), "gradient": ("network", "loss")}  # parts of a handout that call others
_START = '''
def start():
    """$doc"""
    $lines
    return [$names]
'''
_RUN = '''
def train_$small():
    """$doc"""
    print($title)
    $own

    $start

    $loop

    $answers
    return clock, losses, parameters
'''
_TABLE = '''
runs = {$runs}


def loss_at(moment, clock, losses):
    """$doc"""
    made = np.searchsorted(clock, moment + 1e-9, side="right") - 1
    return f"{losses[made]:.8g}" if moment < clock[-1] + 1e-9 else ""


moments = set()
for clock, _, _ in runs.values():
    last = len(clock) - 1
    moments |= {round(clock[step], 9) for step in range(last + 1) if step == last or worth_printing(step)}
print("$clock" + "".join(f"{name:>16}" for name in runs))
for moment in sorted(moments):
    row = "".join(f"{loss_at(moment, *run[:2]):>16}" for run in runs.values())
    print(f"{moment:12.8g}{row}".rstrip())
for name, (_, losses, _) in runs.items():
    print(f"$final")
'''
_PICTURE = """
    import matplotlib.pyplot as plt

    colors = $colors
    for (name, (clock, losses, _)), color in zip(runs.items(), colors):
        plt.plot(clock, losses, color=color, label=name)
    plt.xlabel("$clock")
    plt.ylabel("loss")
    plt.legend()
    plt.show()
    """
COLORS = ("#CC79A7", "#009E73", "#D55E00", "#56B4E9")  # of A, B, C, D
_CLOCK_WIDTH = 12  # columns
_LONGEST_TITLE = 80  # characters of it that are printed
_AXIS = {"update": "updates", "epoch": "epochs", "samples": "samples seen"}  # Matplotlib's own letters know no others


Parts = Sequence[dict[str, Section]]  # of each run, by their names


def sections(pair: Pair, own: Sequence[Own], say: Say, *, picture: bool) -> tuple[str, list[Section]]:
    """(title, sections). own: what is the task's own in a handout of each run; picture: with one of the losses."""
    made = [_parts(pair, k, its, say) for k, its in enumerate(own)]
    shared = _shared(pair, made)
    found = [_once(name, made[0][name], pair.runs[0], say) for name in shared]
    found.append(_functions(pair, made, shared, say))
    found += [_run(pair, k, made, shared, learner.answers(pair.runs[k], own[k], say), say) for k in pair.order]
    found += [_side_by_side(pair, say), *([_picture(pair, say)] if picture else [])]
    titles = {its.title for its in own}
    of = say("pair_of", title=titles.pop()) if len(titles) == 1 else ""
    return say("pair_title", n=len(pair.runs)) + of, found


def _parts(pair, k, own, say):
    """All that a run's handout is made of, its training last."""
    e = pair.runs[k]
    loop = training_code.loop(e, say, kept(e, pair.clock, f"{pair.letter(k)}: "))
    training = Section(say("training"), learner.about_training(e, say), loop)
    return {**learner.parts(e, own, say), "training": training}


def _shared(pair: Pair, made: Parts) -> list[str]:
    """Names of the parts that are the same for all, and so is all that they call. What edits change on the way is each
    run's own, as is the training."""
    found: list[str] = []
    for name in made[0]:
        same = len({parts[name].code for parts in made}) == 1 and all(other in found for other in _READS.get(name, ()))
        if same and name != "training" and not (name == "optimizer" and any(e.edits for e in pair.runs)):
            found.append(name)
    return found


def _once(name, part: Section, e: Learner, say) -> Section:
    """A part of all runs. Start parameters change on the way, so each run takes its own."""
    if name != "start":
        return part
    lines, names = "\n".join(network_code.start_lines(e)), ", ".join(network_code.names(e))
    return replace(part, code=code(_START, doc=say("pair_start"), lines=lines, names=names))


def _functions(pair, made, shared, say):
    """What holds for the functions of all runs, and what they call."""
    alike = [prose for name in made[0] if name not in shared and len(told := _told(made, name)) == 1 for prose in told]
    helpers = training_code.helpers(say, frozen=any(map(edit_code.freezes, pair.runs)))
    return Section(say("pair_own"), say("gap").join([say("pair_own_prose"), *alike]), helpers)


def _told(made, name):
    """All that is said of a part, of whichever run."""
    return {parts[name].prose for parts in made}


def _run(pair, k, made, shared, answers, say):
    """A run's own function: its own parts, its training, and what it answers."""
    parts, letter = made[k], pair.letter(k)
    alone = [name for name in parts if name not in shared]
    title = say("pair_run", letter=letter, settings=_settings(pair, pair.runs[k]))
    first = [name for name in alone if name not in ("start", "training")]
    function = code(
        _RUN, small=letter.lower(), doc=say("pair_doc", letter=letter), title=_quoted(title),
        own="\n\n".join(_headed(parts[name], parts[name].code) for name in first),
        start=_headed(parts["start"], "parameters = start()" if "start" in shared else parts["start"].code),
        loop=_headed(parts["training"], parts["training"].code), answers="\n".join([f"# {say('result')}", *answers]),
    )  # fmt: skip
    prose = say("gap").join(parts[name].prose for name in alone if len(_told(made, name)) > 1)
    return Section(title, prose, _inside(function))


def _quoted(title):
    cut = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    return json.dumps(cut, ensure_ascii=False)


def _inside(function):
    """Inside a function one empty line is enough, and it is empty."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in function.split("\n")))


def _headed(part, lines):
    return f"# {part.title}\n{lines}"


def _settings(pair, e):
    """What tells a run from the others, as in a link."""
    return ", ".join(f"{key}={short(e.settings[key].write(getattr(e, key)))}" for key in pair.differing)


def _side_by_side(pair, say):
    runs = ", ".join(f'"{pair.letter(k)}": train_{pair.letter(k).lower()}()' for k in pair.order)
    table = code(_TABLE, runs=runs, doc=say("pair_at"), clock=right(say(f"pair_{pair.clock}"), _CLOCK_WIDTH),
                 final=say("pair_final"))  # fmt: skip
    return Section(say("pair_side"), say("pair_side_prose"), table)


def _picture(pair, say):
    colors = ", ".join(f'"{color}"' for color in COLORS[: len(pair.runs)])
    lines = code(_PICTURE, colors=f"[{colors}]", clock=_AXIS[pair.clock])
    return Section(say("pair_picture"), say("pair_picture_prose"), lines)
