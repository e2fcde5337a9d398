"""The sine task's handout: its points, and the fit beside them."""

from core.handout import learner, network_code
from core.handout.learner import Own
from core.handout.section import Section, code, right
from core.record.say import Say
from core.tasks.sine import data_code
from core.tasks.sine.experiment import SineExperiment

_FIT = """
    rows = np.linspace(0, len(x) - 1, $shown).round().astype(int)
    fit = $fit
    print("$header")
    for k in rows:
        print(f"{x[k]:14.8g}  {y[k]:14.8g}  {fit[k]:14.8g}")
    """


def handout(e: SineExperiment, say: Say) -> tuple[str, list[Section]]:
    """(title, sections)."""
    return learner.handout(e, own(e, say), say)


def own(e: SineExperiment, say: Say) -> Own:
    """What is the sine's own in it."""
    about = say(f"data_{e.curve}", n=e.n_train, noise=e.noise)
    if e.stdx or e.stdy:
        about += say("gap") + say("standardised")
    return Own(say("title", sizes=learner.summary(e)), about, data_code.data(e, say), [_fit(e, say)])


def _fit(e, say):
    fit = data_code.in_original_units(e, f"{network_code.prediction(e, 'X')}[:, 0]")
    header = f"{'x':>14}  {'y':>14}  {right(say('fit'), 14)}"
    return code(_FIT, shown=min(e.n_train, 9), fit=fit, header=header)
