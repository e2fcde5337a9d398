"""The handout of the gradient task: three differences while h shrinks, partial derivatives, and a network's check."""

from core.handout import activation_code
from core.handout.section import Section, code, joined, number
from core.record.say import Say
from core.tasks.gradient.experiment import BOWL, GradientExperiment
from core.tasks.gradient.network_check import CHECKED, network_check

_FUNCTIONS = {
    "square": ("x**2", "2.0 * x"),
    "book": ("0.01 * x**2 + 0.1 * x", "0.02 * x + 0.1"),
    "sin": ("math.sin(x)", "math.cos(x)"),
    "exp": ("math.exp(x)", "math.exp(x)"),
    "cube": ("x**3", "3.0 * x**2"),
    "abs": ("abs(x)", "math.copysign(1.0, x) if x else math.nan"),
}
_FUNCTION = '''
def f(x):
    return $value


def derivative(x):
    """$doc"""
    return $slope
'''
_DIFFERENCES = """
def forward_difference(f, x, h):
    return (f(x + h) - f(x)) / h


def backward_difference(f, x, h):
    return (f(x) - f(x - h)) / h


def central_difference(f, x, h):
    return (f(x + h) - f(x - h)) / (2.0 * h)
"""
_TABLE = """
sizes = [float(f"1e-{k // 4 + 1}") if k % 4 == 0 else 10.0 ** -(1.0 + k / 4) for k in range(69)]
sizes += [float(f"1e-{k}") for k in range(19, 50)]

x = $x
exact = derivative(x)
print(f"$exact")
names = $names
print(*(f"{name:>14}" for name in names))
for h in sizes:
    row = [h]
    for difference in (forward_difference, backward_difference, central_difference):
        slope = difference(f, x, h)
        row += [slope, abs(slope - exact)]
    print(*(f"{number:14.8g}" for number in row))
"""
_PLANE = '''
def bowl(x):
    """x0² + x1²"""
    return float(x[0]) ** 2 + float(x[1]) ** 2


def partial_derivatives(f, x, h):
    """$doc"""
    slopes = np.zeros(x.shape)
    for i in range(x.size):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        below = f(x)
        x[i] = kept
        slopes[i] = (above - below) / (2 * h)
    return slopes


print(*(f"{name:>14}" for name in ["h", "∂f/∂x0", "∂f/∂x1"]))
for h in sizes:
    slopes = partial_derivatives(bowl, np.array([$x0, $x1]), h)
    print(*(f"{number:14.8g}" for number in [h, *slopes]))
'''
_NETWORK = '''
def loss_and_gradient(theta):
    """$doc"""
    W1, b1 = theta[:6].reshape(2, 3), theta[6:9]
    W2, b2 = theta[9:12].reshape(3, 1), theta[12:]
    $Z1
    A1 = $A1
    Y = sigmoid(np.dot(A1, W2) + b2)
    error = (Y - T).ravel()
    loss = 1 / error.size * np.dot(error, error)

    ones = np.ones(len(X))  # $ones
    dY = 2 / Y.size * (Y - T)
    dZ2 = dY * (Y * (1 - Y))
    dW2 = np.dot(A1.T, dZ2)
    db2 = np.dot(ones, dZ2)
    dZ1 = np.dot(dZ2, W2.T)$slope
    dW1 = np.dot(X.T, dZ1)
    db1 = np.dot(ones, dZ1)
    return loss, np.concatenate([g.ravel() for g in (dW1, db1, dW2, db2)])
'''
_CHECK = """
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
T = np.array([[0.0], [1.0], [1.0], [0.0]])
theta = np.random.RandomState($seed).normal(size=$n)

loss, backprop = loss_and_gradient(theta)
$broken
print(f"$loss_is {loss:.8g}")
print(f"{'h':>14} $relative")
for h in sizes:
    numeric = partial_derivatives(lambda point: loss_and_gradient(point)[0], theta, h)
    largest = max(np.abs(backprop).max(), np.abs(numeric).max())
    difference = np.abs(backprop - numeric).max()
    print(f"{h:14.8g} {difference / largest if largest else 0.0:.8g}")
"""


def handout(e: GradientExperiment, say: Say) -> tuple[str, list[Section]]:
    """(title, sections)."""
    return say("title"), _sections(e, say)


def _sections(e, say):
    """The function, the differences, the table; a point of the plane; a network."""
    return [
        Section(say("begin"), say("begin_prose"), "import math\n\nimport numpy as np" if _uses_math(e)
                else "import numpy as np"),
        Section(say("function"), say("one_variable"), _function(e, say)),
        Section(say("differences"), say("differences_prose"), code(_DIFFERENCES)),
        Section(say("sweep"), say("sweep_prose"), _table(e, say)),
        Section(say("plane"), say("plane_prose"), _plane(e, say)),
        Section(say("check"), say("check_prose"), _network(e, say)),
        Section(say("check_table"), say("check_broken" if e.broken else "check_sound"), _check(e, say)),
    ]  # fmt: skip


def _uses_math(e):
    return "math." in "".join(_texts(e))


def _texts(e):
    if e.f in BOWL:
        held = (e.x1, e.x0)[BOWL[e.f]]
        return f"x**2 + {number(held)}**2" if held >= 0.0 else f"x**2 + ({number(held)}) ** 2", "2.0 * x"
    return _FUNCTIONS[e.f]


def _function(e, say):
    value, slope = _texts(e)
    return code(_FUNCTION, value=value, slope=slope, doc=say("derivative"))


def _table(e, say):
    columns = ["h"]
    for key in ("h_forward", "h_backward", "h_central"):
        columns += [say(key), say("h_error")]
    names = ", ".join(f'"{name}"' for name in columns)
    return code(_TABLE, x=number(e.at), exact=say("exact_is"), names=f"[{names}]")


def _plane(e, say):
    return code(_PLANE, doc=say("in_turn"), x0=number(e.x0), x1=number(e.x1))


def _network(e, say):
    slope = activation_code.slope(e.act, "Z1", "A1")
    linear = e.act == "linear"
    blocks = activation_code.functions({e.act, "sigmoid"}, {e.act}, say)
    sums = "np.dot(X, W1) + b1"
    return joined(*blocks, code(
        _NETWORK, doc=say("loss_and_gradient"), Z1="" if linear else f"Z1 = {sums}", ones=say("ones"),
        A1=sums if linear else activation_code.value(e.act, "Z1", CHECKED.threshold),
        slope=f" * {slope}" if slope else "",
    ))  # fmt: skip


def _check(e, say):
    broken = network_check(e.act, e.seed, e.broken).broken
    line = "" if broken is None else f"backprop[{broken}] *= 2  # {say('doubled')}"
    return code(_CHECK, seed=e.seed, n=CHECKED.n_params, broken=line, loss_is=say("loss_is"),
                relative=say("h_relative"))  # fmt: skip
