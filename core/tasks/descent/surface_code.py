"""The functions of core.surfaces as Python text: what f and its gradient compute from x0 and x1, term for term."""

from core.handout.section import code, number
from core.tasks.descent import derivative_code
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.expressions import parse

_TEXTS = {
    "bowl": ("return x0**2 + x1**2", "return np.array([2 * x0, 2 * x1])"),
    "ellipse": ("return x0**2 / 20 + x1**2", "return np.array([x0 / 10, 2 * x1])"),
    "quadratic": (
        "return 0.5 * a * x0**2 + b * x0 * x1 + 0.5 * c * x1**2",
        "return np.array([a * x0 + b * x1, b * x0 + c * x1])",
    ),
    "rosenbrock": (
        "return (1 - x0) ** 2 + 100 * (x1 - x0**2) ** 2",
        "gap = x1 - x0 * x0\nreturn np.array([-2 * (1 - x0) - 400 * x0 * gap, 200 * gap])",
    ),
    "himmelblau": (
        "return (x0**2 + x1 - 11) ** 2 + (x0 + x1**2 - 7) ** 2",
        "a, b = x0 * x0 + x1 - 11, x0 + x1 * x1 - 7\nreturn np.array([4 * x0 * a + 2 * b, 2 * a + 4 * x1 * b])",
    ),
    "beale": (
        "return sum((c - x0 * (1 - x1**n)) ** 2 for n, c in constants)",
        """g0 = g1 = 0.0
for n, c in constants:
    factor = 1 - x1**n
    rest = c - x0 * factor
    g0, g1 = g0 - 2 * rest * factor, g1 + 2 * n * rest * x0 * x1 ** (n - 1)
return np.array([g0, g1])""",
    ),
    "booth": (
        "return (x0 + 2 * x1 - 7) ** 2 + (2 * x0 + x1 - 5) ** 2",
        "return np.array([10 * x0 + 8 * x1 - 34, 8 * x0 + 10 * x1 - 38])",
    ),
    "saddle": ("return x0**2 - x1**2", "return np.array([2 * x0, -2 * x1])"),
    "monkey": (
        "return x0**3 - 3 * x0 * x1**2",
        "return np.array([3 * (x0 * x0 - x1 * x1), -6 * x0 * x1])",
    ),
    "rastrigin": (
        "return 20 + x0**2 - 10 * np.cos(turn * x0) + x1**2 - 10 * np.cos(turn * x1)",
        "return np.array([2 * x + 10 * turn * np.sin(turn * x) for x in (x0, x1)])",
    ),
    "ackley": (
        """r = np.sqrt(0.5 * (x0**2 + x1**2))
waves = np.exp(0.5 * (np.cos(turn * x0) + np.cos(turn * x1)))
return 20 * -np.expm1(-0.2 * r) + (np.e - waves)""",
        """r = np.sqrt(0.5 * (x0 * x0 + x1 * x1))
tilt = 2 * np.exp(-0.2 * r) / np.where(r == 0, 1, r)
half = 0.5 * turn * np.exp(0.5 * (np.cos(turn * x0) + np.cos(turn * x1)))
return np.array([tilt * x + half * np.sin(turn * x) for x in (x0, x1)])""",
    ),
}
_QUADRATIC = """
    kappa = $kappa
    u0, u1 = np.sqrt(3) / 2, 0.5
    a, b, c = u0 * u0 + kappa * u1 * u1, (1 - kappa) * u0 * u1, u1 * u1 + kappa * u0 * u0
    """
_CONSTANTS = {
    "beale": "constants = (1, 1.5), (2, 2.25), (3, 2.625)",
    "rastrigin": "turn = 2 * np.pi",
    "ackley": "turn = 2 * np.pi",
}
_FORMULAS = {
    "bowl": "x0² + x1²",
    "ellipse": "x0²/20 + x1²",
    "rosenbrock": "(1 − x0)² + 100 (x1 − x0²)²",
    "himmelblau": "(x0² + x1 − 11)² + (x0 + x1² − 7)²",
    "booth": "(x0 + 2 x1 − 7)² + (2 x0 + x1 − 5)²",
    "saddle": "x0² − x1²",
    "monkey": "x0³ − 3 x0 x1²",
    "quadratic": "½ (u² + κ v²), u = (√3 x0 + x1) / 2, v = (√3 x1 − x0) / 2",
    "beale": "(1.5 − x0 (1 − x1))² + (2.25 − x0 (1 − x1²))² + (2.625 − x0 (1 − x1³))²",
    "rastrigin": "20 + x0² − 10 cos 2πx0 + x1² − 10 cos 2πx1",
    "ackley": "20 − 20 exp(−0.2 r) + e − exp(½ (cos 2πx0 + cos 2πx1)), r² = ½ (x0² + x1²)",
}


def constants(e: DescentExperiment) -> str:
    """What the formulas need beside x0 and x1."""
    return code(_QUADRATIC, kappa=number(e.kappa)) if e.surface == "quadratic" else _CONSTANTS.get(e.surface, "")


def value(e: DescentExperiment) -> str:
    """The lines that return f."""
    return "\n".join(derivative_code.value_lines(e.f)) if e.surface == "own" else _TEXTS[e.surface][0]


def gradient(e: DescentExperiment) -> str:
    """The lines that return its gradient."""
    return "\n".join(derivative_code.gradient_lines(e.f)) if e.surface == "own" else _TEXTS[e.surface][1]


def name(e: DescentExperiment) -> str:
    """What the function is called; f where it was typed."""
    return "f(x0, x1)" if e.surface == "own" else e.surface.capitalize()


def formula(e: DescentExperiment) -> str:
    """The function for the reader; a typed one as it was parsed."""
    return parse(e.f).text if e.surface == "own" else _FORMULAS[e.surface]
