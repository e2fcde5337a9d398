"""The data of a sine experiment in a handout: x, y in original units, X (n, 1), T (n, 1) as the network sees them."""

from core.handout.section import array, code, number
from core.record.say import Say
from core.tasks.sine.experiment import SineExperiment

_CURVES = {
    "sine": "np.sin(2 * np.pi * x)",
    "xsin": "x * np.sin(x)",
    "step": "(x >= 0).astype(float)",
    "abs": "np.abs(x)",
}
_SAMPLES = """
    rng = np.random.RandomState($seed)
    x = np.linspace($low, $high, $n)
    y = $curve + rng.normal(scale=$noise, size=$n)
    """
_SPLIT = """
    order = np.random.RandomState($seed).permutation(len(x))
    kept, held_out = np.sort(order[$n_test:]), np.sort(order[:$n_test])
    x, x_test = x[kept], x[held_out]
    y, y_test = y[kept], y[held_out]
    """


def data(e: SineExperiment, say: Say) -> str:
    """x, y, X and T; those of the validation points where there are any."""
    samples = e.load()
    blocks = [_points(e)]
    if e.n_test:
        blocks.append(code(_SPLIT, seed=e.dseed, n_test=e.n_test))
    scales = {"x": samples.x_scale if e.stdx else None, "y": samples.y_scale if e.stdy else None}
    blocks += [_statistics(name, scale) for name, scale in scales.items() if scale]
    sets = ["", "_test"] if e.n_test else [""]
    blocks += [f"{big}{which} = {_scaled(name + which, name, scales[name])}"
               for which in sets for big, name in (("X", "x"), ("T", "y"))]  # fmt: skip
    return "\n".join(blocks)


def _points(e):
    if e.curve == "points":
        return "\n".join(f"{name} = np.array({array(list(e.pts[k::2]))})" for k, name in enumerate("xy"))
    return code(
        _SAMPLES, seed=e.dseed, low=number(e.low), high=number(e.high), n=e.points, curve=_CURVES[e.curve],
        noise=number(e.noise),
    )  # fmt: skip


def _statistics(name, scale):
    if scale.size == 1.0:  # equal values are shifted, not divided
        return f"{name}_mean = {name}.mean()"
    return f"{name}_mean, {name}_std = {name}.mean(), {name}.std()"


def _scaled(what, name, scale):
    if scale is None:
        return f"{what}[:, None]"
    shifted = f"({what} - {name}_mean)"
    return f"{shifted}[:, None]" if scale.size == 1.0 else f"({shifted} / {name}_std)[:, None]"


def in_original_units(e: SineExperiment, column: str) -> str:
    """A column of network outputs as y is measured."""
    if not e.stdy:
        return column
    size = e.load().y_scale.size
    return f"{column} + y_mean" if size == 1.0 else f"{column} * y_std + y_mean"
