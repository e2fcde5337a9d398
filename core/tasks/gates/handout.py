"""The gates' handout: their data, and the truth table or the number of points on the right side."""

from core.handout import learner, network_code
from core.handout.learner import Own
from core.handout.section import Section, code, number, right
from core.record.say import Say
from core.tasks.gates import data_code
from core.tasks.gates.experiment import GateExperiment

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


def handout(e: GateExperiment, say: Say) -> tuple[str, list[Section]]:
    """(title, sections)."""
    return learner.handout(e, own(e, say), say)


def own(e: GateExperiment, say: Say) -> Own:
    """What is the gates' own in it."""
    about = say(f"data_{e.data}", n=e.n_train, gate=e.gate.upper(), noise=e.noise)
    return Own(_title(e, say), about, data_code.data(e, say), _result(e, say))


def _title(e, say):
    subject = e.gate.upper() if e.data == "corners" else e.data
    if e.data in ("clouds", "own"):
        subject = say(f"{e.data}_of", subject=e.gate.upper())
    return say("title", subject=subject, sizes=learner.summary(e))


def subject(e: GateExperiment) -> list[str]:
    """What a file of this run is named after."""
    return {"corners": [e.gate], "clouds": ["clouds", e.gate], "xor": ["xor", "cloud"]}.get(e.data, [e.data])


def _result(e, say):
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
    return blocks
