"""Notebook 003: a noisy sine, standardised, learned by a 1-8-1 network."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

import numpy as np

from core.engine.activations import ACTIVATIONS, Activation
from core.engine.losses import LOSSES
from core.engine.network import Backprop, Network
from core.engine.optimizers import OPTIMIZERS
from core.replay import trace

Array = np.ndarray

POINTS, NOISE, HIDDEN, SEED = 40, 0.05, 8, 1234
CURVE_AT = np.array([0.0, 0.125, 0.25, 0.375, 0.5])
OPTIMIZER_NAMES = {"GD": "gd", "Adam": "adam"}
USUAL_RATE = {"GD": 0.01, "Adam": 0.05}
INITS = ("N01", "He", "V0")
SENSITIVE = 1e-9  # two runs whose starts differ by one rounding have parted when their losses differ by this share
ONE_ROUNDING = 2.0**-52
LAST = 200  # losses: of a run that rounding makes unpredictable, their mean can be told


@dataclass(frozen=True)
class Data:
    """x (40, 1) from 0 to 0.5; y = sin 2πx + noise; `ny` is y standardised, x is left as it is."""

    x: Array
    y: Array
    noise: Array

    @property
    def mean(self) -> float:
        return float(self.y.mean())

    @property
    def std(self) -> float:
        return float(self.y.std())

    @cached_property
    def ny(self) -> Array:
        return (self.y - self.mean) / self.std


@cache
def data() -> Data:
    x = np.linspace(0.0, 0.5, POINTS)[:, None]
    noise = np.random.RandomState(SEED).normal(scale=NOISE, size=POINTS)[:, None]
    return Data(x, np.sin(2.0 * np.pi * x) + noise, noise)


def start(init: str) -> Array:
    """θ = W, bs, V, b0 as drawn from a new RandomState(1234), in the notebook's order W, V, bs, b0."""
    rng = np.random.RandomState(SEED)
    if init == "He":
        W, V = rng.normal(0.0, np.sqrt(2.0), HIDDEN), rng.normal(0.0, np.sqrt(2.0 / HIDDEN), HIDDEN)
        return np.concatenate([W, np.zeros(HIDDEN), V, np.zeros(1)])
    if init not in INITS:
        raise ValueError(f"init {init!r} is unknown; allowed: {', '.join(INITS)}")
    W, V, bs = (rng.normal(0.0, 1.0, HIDDEN) for _ in range(3))
    b0 = rng.normal(0.0, 1.0, 1)
    if init == "V0":
        V = np.zeros(HIDDEN)
    return np.concatenate([W, bs, V, b0])


def _overflowing_sigmoid(z, out):
    np.negative(z, out=out)
    np.exp(out, out=out)
    out += 1.0
    return np.reciprocal(out, out=out)


def _overflowing_slope(z, a, out):
    e = np.exp(-z)
    return np.divide(e, (1.0 + e) ** 2, out=out)


# σ'(z) written as e⁻ᶻ / (1 + e⁻ᶻ)²: below z = -355 the square is infinite, below -709 both are, and ∞/∞ is nan.
OVERFLOWING_SIGMOID = Activation("overflowing_sigmoid", _overflowing_sigmoid, _overflowing_slope)
HIDDEN_LAYERS = {
    "sigmoid": OVERFLOWING_SIGMOID,
    "sigmoid_stable": ACTIVATIONS["sigmoid"],
    "relu": ACTIVATIONS["relu"],
    "tanh": ACTIVATIONS["tanh"],
}


@dataclass(frozen=True)
class SineNetwork(Network):
    """1-8-1 with a linear output; `hidden` names one of HIDDEN_LAYERS, where "sigmoid" is the notebook's own."""

    sizes: tuple[int, ...] = (1, HIDDEN, 1)
    hidden: str = "sigmoid"
    output: str = "linear"

    @cached_property
    def activations(self) -> tuple[Activation, ...]:
        if self.hidden not in HIDDEN_LAYERS:
            raise ValueError(f"activation {self.hidden!r} is unknown; allowed: {', '.join(HIDDEN_LAYERS)}")
        return (HIDDEN_LAYERS[self.hidden], ACTIVATIONS["linear"])


@dataclass(frozen=True)
class SineRun:
    """`loss0` at the start, `loss` (epochs,) after each epoch's update; θ and its gradient at both ends."""

    loss0: float
    loss: Array
    theta0: Array
    theta: Array
    gradient0: Array
    gradient: Array


@lru_cache(maxsize=64)
def run(init: str, activation: str, optimizer: str, eta: float, eps: float, epochs: int, nudge: float = 0.0) -> SineRun:
    """`nudge` changes each start value by that share of itself."""
    if optimizer not in OPTIMIZER_NAMES:
        raise ValueError(f"optimizer {optimizer!r} is unknown; allowed: {', '.join(OPTIMIZER_NAMES)}")
    rule = OPTIMIZERS[OPTIMIZER_NAMES[optimizer]]
    hyper = {"lr": eta, "b1": 0.9, "b2": 0.999, "eps": eps}
    theta0 = start(init) * (1.0 + nudge)
    theta, state, d = theta0.copy(), rule.init(theta0.size), data()
    backprop = Backprop(SineNetwork(hidden=activation), LOSSES["sse"], theta, POINTS)
    losses = np.empty(epochs + 1)
    losses[0] = backprop(d.x, d.ny)
    gradient0 = backprop.gradient.copy()
    for epoch in range(1, epochs + 1):
        rule.update(theta, backprop.gradient, state, epoch, hyper)
        losses[epoch] = backprop(d.x, d.ny)
    return SineRun(float(losses[0]), losses[1:], theta0, theta, gradient0, backprop.gradient)


def settings(config: dict[str, Any]) -> dict[str, Any]:
    """What `run` takes, with what the notebook uses where the config is silent."""
    optimizer = config.get("optimizer", "GD")
    return {
        "init": config.get("init", "N01"),
        "activation": config.get("activation", "sigmoid"),
        "optimizer": optimizer,
        "eta": config.get("eta", USUAL_RATE.get(optimizer, 0.01)),
        "eps": config.get("eps", 1e-6),
        "epochs": config.get("epochs", 0),
    }


def rounding_matters_from(config: dict[str, Any]) -> int | None:
    """The first epoch whose loss one rounding of the start values would change visibly; None if there is none.

    Measured: the same run again with every start value changed by 2⁻⁵².
    """
    with np.errstate(all="ignore"):
        loss = run(**settings(config)).loss
        twin = run(**settings(config), nudge=ONE_ROUNDING).loss
        parted = np.abs(loss - twin) > SENSITIVE * np.abs(loss)
    return int(parted.argmax()) if parted.any() else None


def last_epoch_read(config: dict[str, Any], keys: set[str]) -> int:
    """The last 0-based epoch that these results depend on; -1 where only the start counts."""
    ends = {"final", "curve", "W", "V", "bs", "b0", "max_loss", "grad_norm_W_V_bs_b0_after", "mean_last_200"}
    epochs = config.get("epochs", 0)
    last = epochs - 1 if keys & ends else -1
    if keys & {"loss", "tail_prefix"}:
        count = config.get("loss_count", epochs) + ("tail_prefix" in keys)
        last = max(last, min(config.get("loss_from", 0) + count, epochs) - 1)
    if "loss_at" in keys:
        last = max(last, *config["report"])
    return last


def mlp(config: dict[str, Any]) -> dict[str, Any]:
    """One run, and everything that can be read from its start, its course and its end."""
    result, d = run(**settings(config)), data()
    network = SineNetwork(hidden=config.get("activation", "sigmoid"))
    (W, bs), (V, b0) = network.layers(result.theta)
    (dW, dbs), (dV, db0) = network.layers(result.gradient0)
    (W_end, bs_end), (V_end, b0_end) = network.layers(result.gradient)
    n = HIDDEN
    without_b0 = result.theta0.copy()
    without_b0[-1] = 0.0
    truth = (np.sin(2.0 * np.pi * d.x) - d.mean) / d.std
    after = [float(np.linalg.norm(part)) for part in (W_end, V_end, bs_end, b0_end)]
    got = {
        "loss0": result.loss0,
        "per_point": float(np.sqrt(result.loss0 / POINTS)),
        "dW": dW[0], "dV": dV[:, 0], "dbs": dbs, "db0": float(db0[0]),
        "ymean": d.mean, "ystd": d.std,
        "x_head": d.x[:5, 0], "y_head": d.y[:5, 0], "y_tail": d.y[-3:, 0],
        "ny_sum_sq": float(np.sum(d.ny**2)),
        "truth_loss": LOSSES["sse"].value(truth, d.ny),
        "W": W[0], "V": V[:, 0], "bs": bs, "b0": float(b0[0]),
        "W_minus_noise_over_std": float(np.abs(result.theta0[:n] - d.noise[:n, 0] / NOISE).max()),
        "curve_init_with_b0": _curve(network, result.theta0),
        "curve_init_without_b0": _curve(network, without_b0),
        "curve": _curve(network, result.theta),
        "loss": trace.window(result.loss, config),
        "tail_prefix": trace.following(result.loss, config),
        "final": float(result.loss[-1]) if len(result.loss) else result.loss0,
        "grad_norm_W_V_bs_b0_start": [float(np.linalg.norm(part)) for part in (dW, dV, dbs, db0)],
        "grad_norm_W_V_bs_b0_after": after,
    }  # fmt: skip
    finite = result.loss[np.isfinite(result.loss)]
    if len(finite):
        got["max_loss"] = float(finite.max())
    if len(result.loss) >= LAST:
        got[f"mean_last_{LAST}"] = float(result.loss[-LAST:].mean())
    if "report" in config:
        got["loss_at"] = trace.at(result.loss, config["report"])
    return got


def _curve(network, theta):
    """The fitted curve at five x, back in the original units of y."""
    return network.forward(theta, CURVE_AT[:, None])[:, 0] * data().std + data().mean


def act_facts(config: dict[str, Any]) -> dict[str, Any]:
    """Values of activations and slopes at given points, and the spread that He's rule asks for."""
    sigmoid, relu, step = (ACTIVATIONS[name] for name in ("sigmoid", "relu", "step"))
    return {
        "sigmoid_der_at_0": float(sigmoid.slope(0.0)),
        "relu_der_0": float(relu.slope(0.0)),
        "relu_der_1": float(relu.slope(1.0)),
        "sigmoid_minus10": float(sigmoid(-10.0)),
        "sigmoid_plus10": float(sigmoid(10.0)),
        "relu_minus10_0_10": relu([-10.0, 0.0, 10.0]),
        "step_at": step([0.0, 0.5, 1.0]),
        "sigmoid_der_max_on_plot_grid": float(sigmoid.slope(np.linspace(-10.0, 10.0, 100)).max()),
        "he_std_fan1": float(np.sqrt(2.0 / 1)),
        "he_std_fan8": float(np.sqrt(2.0 / 8)),
    }
