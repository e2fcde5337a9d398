"""The data of a gates experiment in a handout: X (n, 2), the labels t (n,) of 0 or 1."""

from core.data.gates import CORNERS, GATES
from core.handout.section import array, code, number
from core.record.say import Say
from core.tasks.gates.experiment import GateExperiment

_CLOUDS = """
    corners = np.array($corners)
    gate = np.array($gate)
    rng = np.random.RandomState($seed)
    X = np.repeat(corners, $n, axis=0) + rng.normal(0, $spread, ($total, 2))
    t = np.repeat(gate, $n)
    """
_CIRCLE = """
    rng = np.random.RandomState($seed)
    radius = np.concatenate([rng.uniform(0, 0.5, $n), rng.uniform(0.7, 1, $n)]) * 5
    angle = rng.uniform(0, 2 * np.pi, $total)
    X = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    noisy = X + rng.uniform(-5, 5, ($total, 2)) * $noise
    t = (np.hypot(noisy[:, 0], noisy[:, 1]) < 2.5).astype(float)
    """
_GAUSS = """
    rng = np.random.RandomState($seed)
    variance = 0.5 + 3.5 * $noise / 0.5
    centres = np.repeat([[2.0, 2.0], [-2.0, -2.0]], $n, axis=0)
    X = centres + rng.normal(0, np.sqrt(variance), ($total, 2))
    t = np.repeat([1.0, 0.0], $n)
    """
_XOR = """
    rng = np.random.RandomState($seed)
    X = rng.uniform(-5, 5, ($total, 2))
    X += np.where(X > 0, 0.3, -0.3)
    noisy = X + rng.uniform(-5, 5, ($total, 2)) * $noise
    t = (noisy[:, 0] * noisy[:, 1] < 0).astype(float)
    """
_SPIRAL = """
    rng = np.random.RandomState($seed)
    along = np.tile(np.arange($n) / $n, 2)
    angle = 1.75 * along * 2 * np.pi + np.repeat([0, np.pi], $n)
    arms = 5 * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    X = arms + rng.uniform(-1, 1, ($total, 2)) * $noise
    t = np.repeat([1.0, 0.0], $n)
    """
_DRAWN = {"clouds": _CLOUDS, "circle": _CIRCLE, "gauss": _GAUSS, "xor": _XOR, "spiral": _SPIRAL}
_SHUFFLE = """
    order = rng.permutation(len(X))
    X, t = X[order], t[order]
    """
_SPLIT = """
    X, X_test = X[:$n_train], X[$n_train:]  # $why
    t, t_test = t[:$n_train], t[$n_train:]
    """


def data(e: GateExperiment, say: Say) -> str:
    """X, t and the targets T (n, 1), or (n, 2) for softmax; those of the test set where there is one."""
    blocks = [_drawn(e), code(_SHUFFLE)] if e.data in _DRAWN else [_given(e)]
    if e.n_test:
        blocks.append(code(_SPLIT, n_train=e.n_train, why=say("held_out", n=e.n_test)))
    blocks.append(_targets(e, ""))
    if e.n_test:
        blocks.append(_targets(e, "_test"))
    return "\n".join(blocks)


def _given(e):
    data = e.load()
    return f"X = np.array({array(data.x.tolist())})\nt = np.array({array(data.y.tolist())})"


def _drawn(e):
    gate = array([float(v) for v in GATES[e.gate]])
    return code(
        _DRAWN[e.data], corners=array(CORNERS.tolist()), gate=gate, seed=e.dseed, n=e.points, total=e.n_samples,
        spread=number(e.spread), noise=number(e.noise),
    )  # fmt: skip


def _targets(e, which):
    if e.network.output == "softmax":
        return f"T{which} = np.column_stack([1 - t{which}, t{which}])"
    return f"T{which} = t{which}[:, None]"
