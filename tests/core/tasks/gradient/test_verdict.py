"""The check of a network's gradient: never a word against a right one, a broken one caught each time."""

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS
from core.engine.network import Network
from core.tasks.gradient.differences import SIZES
from core.tasks.gradient.network_check import CHECKED, SAFE, network_check
from core.tasks.gradient.verdict import AGREES, DISAGREES, KINK, UNFIT, kink_distances

USUAL = range(12)
MANY = range(300)


@pytest.mark.parametrize(
    ("act", "seeds"),
    [(act, USUAL) for act in ACTIVATIONS] + [pytest.param(act, MANY, marks=pytest.mark.long) for act in ACTIVATIONS],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_no_right_gradient_is_called_wrong_and_no_broken_one_is_missed(act, seeds):
    for seed in seeds:
        right, broken = (network_check.__wrapped__(act, seed, wrong) for wrong in (False, True))
        blamed = [SIZES[k] for k, verdict in enumerate(right.verdicts) if verdict == DISAGREES]
        assert blamed == [], f"seed {seed}: a right gradient is called wrong at these h"
        assert broken.analytic[broken.broken] == 2.0 * right.analytic[broken.broken] != 0.0
        assert broken.verdicts[SAFE] == DISAGREES, f"seed {seed}"
        if right.verdicts[SAFE] == AGREES:  # else a jump within reach is the largest gap
            assert broken.checks[SAFE].worst == broken.broken
        sharp = [verdict for h, verdict in zip(SIZES, broken.verdicts, strict=True) if 1e-8 <= h <= 1e-3]
        assert AGREES not in sharp, f"seed {seed}"


@pytest.mark.parametrize("act", ACTIVATIONS)
def test_a_right_gradient_agrees_and_the_check_knows_its_limits(act):
    said = network_check(act, 7, False).verdicts
    assert said[SAFE] == AGREES
    assert said[0] == said[-1] == UNFIT
    fit = [h for h, verdict in zip(SIZES, said, strict=True) if verdict == AGREES]
    assert max(fit) >= 1e-3 * (act not in ("relu", "leaky_relu")) and min(fit) <= 1e-8, "over five decades"


def test_a_kink_within_reach_is_named():
    """The ReLU network of the page's first seed crosses one from h = 5.6e-3 to 1e-3."""
    said = dict(zip(SIZES, network_check("relu", 7, False).verdicts, strict=True))
    named = [h for h, verdict in said.items() if verdict == KINK]
    assert max(named) == pytest.approx(5.6e-3, rel=0.01) and min(named) == 1e-3
    assert said[1e-4] == AGREES


def test_distances_to_kinks_by_hand():
    """z = (0.3, -0.1) at x = (0, 0), (0.3 + 2, -0.1 + 0.5) at (1, 0.5): weights act where their input is not 0."""
    network = Network((2, 2, 1), hidden="relu")
    theta = np.array([1.0, 0.0, 2.0, 1.0, 0.3, -0.1, 9.0, 9.0, 9.0])
    x = np.array([[0.0, 0.0], [1.0, 0.5]])
    distances = kink_distances(network, theta, x)
    assert distances[:6] == pytest.approx([2.3, 0.4, 4.6, 0.8, 0.3, 0.1])
    assert np.isinf(distances[6:]).all()
    assert np.isinf(kink_distances(CHECKED, np.ones(CHECKED.n_params), x)).all(), "a sigmoid has none"
