"""The digits' handout: the images from the file beside it, and how many of the test images are read rightly."""

from core.data.digits.subset import PACKED
from core.handout import learner, network_code
from core.handout.learner import Own
from core.handout.section import Section, code
from core.record.say import Say
from core.tasks.digits import data_code
from core.tasks.digits.experiment import DigitExperiment

_RIGHT = """
    right = np.count_nonzero($prediction.argmax(axis=1) == t_test)
    print(f"$words")
    """


def handout(e: DigitExperiment, say: Say) -> tuple[str, list[Section]]:
    """(title, sections)."""
    return learner.handout(e, own(e, say), say)


def own(e: DigitExperiment, say: Say) -> Own:
    """What is the digits' own in it."""
    return Own(
        say("title", sizes=learner.summary(e)), _about(e, say), data_code.data(e, say), [_result(e, say)], ("pathlib",),
        held_out=("test_images", "test_images_loss"),
    )  # fmt: skip


def _about(e, say):
    parts = [say("data_file", file=PACKED.name), say("data_digits", n=e.n_train, side=e.side)]
    parts += [say("data_noise", noise=e.noise)] if e.noise else []
    parts += [say("data_wrong", wrong=e.wrong)] if e.n_train * e.wrong // 100 else []
    parts += [say("data_added")] if e.course.added else []
    return say("gap").join(parts)


def _result(e, say):
    prediction = network_code.prediction(e, "X_test")
    return code(_RIGHT, prediction=prediction, words=say("right", n=e.n_test))
