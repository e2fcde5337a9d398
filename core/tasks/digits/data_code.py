"""The data of a digits experiment in a handout: X (n, side²) and labels t (n,) from the file beside it, the watched
images, and the drawings that a hand adds on the way."""

import numpy as np

from core.data.digits.subset import CLASSES, LEVELS, PACKED, SIDE, TEST_POINTS
from core.handout.section import code, joined, number
from core.handout.training_code import watches
from core.record.say import Say
from core.tasks.digits.experiment import WATCHED_POINTS, DigitExperiment

_FILE = """
    folder = pathlib.Path(globals().get("__file__", ".")).parent  # $why
    try:
        with np.load(folder / "$file") as file:
            packed = dict(file)
    except FileNotFoundError:
        raise SystemExit(
            "$missing"
            "$where"
        ) from None
    """
_FIRST = '''
def first_of_each(labels, count):
    """$doc"""
    return np.sort(np.concatenate([np.flatnonzero(labels == k)[:count] for k in range($classes)]))
'''
_IMAGES = '''
def images(name, count):
    """$doc"""
    labels = packed[f"{name}_labels"].astype(int)
    rows = first_of_each(labels, count)
    pairs = packed[f"{name}_images"][rows]  # $pairs
    grey = np.stack([pairs >> 4, pairs & 15], axis=-1) / $levels
    $pooled
    return grey.reshape(len(rows), -1), labels[rows]
'''
_POOLED = "grey = grey.reshape(-1, $side, $width, $side, $width).mean(axis=(2, 4))  # $why"
_NOISE = "X = X + $noise * np.random.RandomState([$seed, 0]).normal(size=X.shape)"
_WRONG = """
    rng = np.random.RandomState([$seed, 1])
    changed = rng.permutation(len(t))[:$count]
    t[changed] = (t[changed] + rng.randint(1, $classes, len(changed))) % $classes  # $why
    """
_WATCHED = """
    watched = first_of_each(t, $count)  # $why
    """
_DRAWING = '''
def drawing(text):
    """$doc"""
    return np.array([int(level, 16) for level in "".join(text.split())]) / $levels
'''


def data(e: DigitExperiment, say: Say) -> str:
    """X, t and the targets T, one-hot; the test images; the watched ones; the drawings, where there are any."""
    file = code(_FILE, file=PACKED.name, why=say("folder"), missing=say("missing", file=PACKED.name),
                where=say("where", file=PACKED.name))  # fmt: skip
    first = code(_FIRST, doc=say("first"), classes=CLASSES)
    images = code(_IMAGES, doc=say("images"), pairs=say("pairs"), levels=LEVELS, pooled=_pooled(e, say))
    return joined(file, first, images, "\n".join(_made(e, say)), *_added(e, say))


def _pooled(e, say):
    width = SIDE // e.side
    return code(_POOLED, side=e.side, width=width, why=say("pooled", width=width)) if width > 1 else ""


def _made(e, say):
    yield f'X, t = images("train", {e.points})'
    yield f'X_test, t_test = images("test", {TEST_POINTS})'
    if watches(e):
        yield code(_WATCHED, count=WATCHED_POINTS, why=say("watched"))
    if e.noise:
        yield code(_NOISE, noise=number(e.noise), seed=e.dseed)
    if count := e.n_train * e.wrong // 100:
        yield code(_WRONG, seed=e.dseed, count=count, classes=CLASSES, why=say("another"))
    yield f"T, T_test = np.eye({CLASSES})[t], np.eye({CLASSES})[t_test]"
    if watches(e):
        yield "X_watched, T_watched = X[watched], T[watched]"


def _added(e, say):
    """Drawings, a grey level in each letter, a line in each row of pixels."""
    added = [e.sample_of(edit.value) for edit in e.course.added]
    if not added:
        return []
    drawings = [f'drawing("""\n{_rows(x, e.side)}\n"""),' for x, _ in added]
    listed = f"X_added = np.array([\n{_indented(chr(10).join(drawings))}\n])"
    return [
        code(_DRAWING, doc=say("drawing"), levels=LEVELS),
        f"{listed}\nT_added = np.eye({CLASSES})[{[label for _, label in added]}]",
    ]


def _rows(x, side):
    levels = np.rint(x * LEVELS).astype(int).reshape(side, side)
    return "\n".join("".join(f"{level:x}" for level in row) for row in levels)


def _indented(text):
    return "\n".join(f"    {line}" for line in text.split("\n"))
