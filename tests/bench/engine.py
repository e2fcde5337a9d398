"""What one training step costs: ours against a hand-fused step, scikit-learn and PyTorch, and how it grows.

    python -m tests.bench.engine

prints Markdown. Contenders take turns within one run and the fastest round of each counts, so that ratios
hold on a busy machine too. scikit-learn and PyTorch are left out where they are not installed.
"""

import os
import sys

DEFAULT_THREADS = "--default-threads" in sys.argv  # how the run without OPENBLAS_NUM_THREADS is started
if not DEFAULT_THREADS:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read once, when NumPy is imported

import platform  # noqa: E402
import subprocess  # noqa: E402
import time  # noqa: E402
import warnings  # noqa: E402
from math import sqrt  # noqa: E402

import numpy as np  # noqa: E402

from core.engine.initializers import draw_parameters  # noqa: E402
from core.engine.losses import loss  # noqa: E402
from core.engine.network import Backprop, Network  # noqa: E402
from core.engine.optimizers import optimizer  # noqa: E402

ADAM = {"lr": 0.01, "b1": 0.9, "b2": 0.999, "eps": 1e-8}
SINE = Network((1, 8, 1), "sigmoid", "linear")
ROUNDS = 15


def sine():
    """40 points of a sine, and the start parameters that every contender is given."""
    x = np.linspace(-1.0, 1.0, 40)[:, None]
    return x, np.sin(np.pi * x), draw_parameters("normal", SINE.sizes, rng=np.random.RandomState(0))


class Ours:
    """Full-batch steps with the engine's own parts."""

    def __init__(self, network, x, y, theta, loss_name="mse", rows=None):
        self.x, self.y, self.theta = x, y, theta.copy()
        self.rows = rows or len(x)
        self.backprop = Backprop(network, loss(loss_name), self.theta, self.rows)
        self.adam = optimizer("adam")
        self.state, self.t = self.adam.init(theta.size), 0

    def run(self, steps):
        for _ in range(steps):
            self.t += 1
            value = self.backprop(self.x, self.y)
            self.adam.update(self.theta, self.backprop.gradient, self.state, self.t, ADAM)
        return value

    def epochs(self, count):
        """Mini-batches in order, cut outside the clock's reach as views."""
        starts = range(0, len(self.x), self.rows)
        batches = [(self.x[i : i + self.rows], self.y[i : i + self.rows]) for i in starts]
        for _ in range(count):
            for x, y in batches:
                self.t += 1
                self.backprop(x, y)
                self.adam.update(self.theta, self.backprop.gradient, self.state, self.t, ADAM)


class HandFused:
    """The same step written for this one net: 1-8-1, sigmoid, mean squared error, Adam; nothing allocated.

    W and b lie side by side in theta, so a row of ones under each layer's input makes one product of the two;
    samples run along the rows of the buffers; constant factors wait for the last multiplication.
    """

    def __init__(self, x, y, theta):
        n = len(x)
        self.x1, self.y = np.column_stack([x, np.ones(n)]), y.ravel()
        self.theta, self.t = theta.copy(), 0
        self.g, self.m, self.v, self.s = np.zeros((4, theta.size))
        self.h1, self.d, self.p = np.ones((9, n)), np.empty((8, n)), np.empty(n)

    def run(self, steps):
        x1_T, y, theta, g, m, v, s = self.x1.T, self.y, self.theta, self.g, self.m, self.v, self.s
        h1, h, d, d_T, p, n = self.h1, self.h1[:8], self.d, self.d.T, self.p, len(self.y)
        A1_T, A2, W2 = theta[:16].reshape(2, 8).T, theta[16:], theta[16:24].reshape(8, 1)
        g1, g2 = g[:16].reshape(2, 8), g[16:]
        lr, beta1, beta2, eps = ADAM["lr"], ADAM["b1"], ADAM["b2"], ADAM["eps"]
        for _ in range(steps):
            self.t += 1
            np.dot(A1_T, x1_T, out=h)
            np.negative(h, out=h)
            np.exp(h, out=h)
            np.add(h, 1.0, out=h)
            np.reciprocal(h, out=h)
            np.dot(A2, h1, out=p)
            np.subtract(p, y, out=p)
            value = float(np.dot(p, p)) / n
            np.dot(h1, p, out=g2)
            np.subtract(1.0, h, out=d)
            np.multiply(d, h, out=d)
            np.multiply(d, p, out=d)
            np.multiply(d, W2, out=d)
            np.dot(x1_T, d_T, out=g1)
            # g is n/2 times the gradient, m and v are sums without their 1 - beta: all made good in two scalars.
            np.multiply(m, beta1, out=m)
            np.add(m, g, out=m)
            np.multiply(g, g, out=s)
            np.multiply(v, beta2, out=v)
            np.add(v, s, out=v)
            np.sqrt(v, out=s)
            np.multiply(s, sqrt((1.0 - beta2) / (1.0 - beta2**self.t)) * 2.0 / n, out=s)
            np.add(s, eps, out=s)
            np.divide(m, s, out=s)
            np.multiply(s, lr * (1.0 - beta1) / (1.0 - beta1**self.t) * 2.0 / n, out=s)
            np.subtract(theta, s, out=theta)
        return value


class ScikitLearn:
    """MLPRegressor's fit, divided by its iterations; it starts again at every run, as fit does."""

    def __init__(self, x, y):
        from sklearn.neural_network import MLPRegressor

        self.make, self.x, self.y = MLPRegressor, x, y.ravel()

    def run(self, steps):
        model = self.make(
            hidden_layer_sizes=(8,), activation="logistic", solver="adam", learning_rate_init=ADAM["lr"],
            batch_size=len(self.x), shuffle=False, alpha=0.0, tol=0.0, n_iter_no_change=10**9, max_iter=steps,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it has not converged
            model.fit(self.x, self.y)
        if model.n_iter_ != steps:
            raise AssertionError(f"scikit-learn stopped after {model.n_iter_} of {steps} iterations")


class Torch:
    """PyTorch eager on one thread: autograd and the ordinary Adam, in float64 from the same start."""

    def __init__(self, x, y, theta):
        import torch

        torch.set_num_threads(1)
        self.x, self.y = torch.from_numpy(x), torch.from_numpy(y)
        self.net = torch.nn.Sequential(torch.nn.Linear(1, 8), torch.nn.Sigmoid(), torch.nn.Linear(8, 1)).double()
        parts = np.split(theta, [8, 16, 24])
        with torch.no_grad():
            for parameter, part in zip(self.net.parameters(), parts, strict=True):
                parameter.copy_(torch.from_numpy(part).reshape(parameter.shape))
        self.mse = torch.nn.functional.mse_loss
        self.adam = torch.optim.Adam(self.net.parameters(), lr=ADAM["lr"], betas=(ADAM["b1"], ADAM["b2"]))

    def run(self, steps):
        for _ in range(steps):
            self.adam.zero_grad()
            value = self.mse(self.net(self.x), self.y)
            value.backward()
            self.adam.step()
        return value.item()


def best(runs, rounds=ROUNDS):
    """{name: fewest seconds per step} of {name: (run, steps)}, the contenders taking turns."""
    fewest = dict.fromkeys(runs, float("inf"))
    for run, steps in runs.values():
        run(max(steps // 10, 1))
    for _ in range(rounds):
        for name, (run, steps) in runs.items():
            start = time.perf_counter()
            run(steps)
            fewest[name] = min(fewest[name], (time.perf_counter() - start) / steps)
    return fewest


def microseconds(run, budget=0.02, rounds=5):
    """Fewest microseconds per step, each round lasting about `budget` seconds."""
    start = time.perf_counter()
    run(3)
    steps = max(3, int(budget / (time.perf_counter() - start) * 3))
    return best({"it": (run, steps)}, rounds)["it"] * 1e6


def same_numbers(contenders, steps=200):
    """Raises AssertionError unless all end at the same loss."""
    values = [one.run(steps) for one in contenders]
    np.testing.assert_allclose(values, values[0], rtol=1e-9)


def contenders():
    """({name: (run, steps)}, [what is left out]), after checking that they compute the same."""
    x, y, theta = sine()
    names, missing = {"ours": 1000, "hand-fused NumPy": 1000}, []
    makers = {"ours": lambda: Ours(SINE, x, y, theta), "hand-fused NumPy": lambda: HandFused(x, y, theta)}
    try:
        Torch(x, y, theta)
        makers["PyTorch eager, one thread"] = lambda: Torch(x, y, theta)
        names["PyTorch eager, one thread"] = 300
    except ImportError:
        missing.append("PyTorch is not installed: left out.")
    same_numbers([make() for make in makers.values()])
    runs = {name: (make().run, names[name]) for name, make in makers.items()}
    try:
        runs["scikit-learn's fit"] = (ScikitLearn(x, y).run, 1000)
    except ImportError:
        missing.append("scikit-learn is not installed: left out.")
    return runs, missing


# how many times ours each contender's step must last, at least
TARGETS = {"hand-fused NumPy": 1 / 1.5, "scikit-learn's fit": 2.0, "PyTorch eager, one thread": 4.0}


def hot_case():
    runs, missing = contenders()
    seconds = best(runs)
    yield "| full-batch Adam step, 1-8-1 sigmoid, 40 points | µs | times ours | target | |"
    yield "|---|--:|--:|--:|---|"
    for name, value in seconds.items():
        ratio = value / seconds["ours"]
        target = TARGETS.get(name)
        verdict = ("", "") if target is None else (f"≥ {target:.2f}", "met" if ratio >= target else "**missed**")
        yield f"| {name} | {value * 1e6:.1f} | {ratio:.2f} | {verdict[0]} | {verdict[1]} |"
    yield from missing


def labelled_points(n, seed=0):
    rng = np.random.RandomState(seed)
    x = rng.uniform(-1.0, 1.0, (n, 2))
    return x, (x[:, :1] * x[:, 1:] > 0.0).astype(float)


def classifier(sizes, n, rows=None):
    network = Network(sizes, "tanh", "sigmoid")
    theta = draw_parameters("xavier", sizes, rng=np.random.RandomState(0))
    return Ours(network, *labelled_points(n), theta, "bce", rows)


def other_cases():
    yield "| tanh, bce, Adam | µs |"
    yield "|---|--:|"
    epoch = microseconds(classifier((2, 4, 2, 1), 250, rows=10).epochs)
    yield f"| 2-4-2-1, 250 points in batches of 10: one epoch | {epoch:.0f} |"
    yield f"| the same, one update | {epoch / 25:.1f} |"
    yield f"| 2-64-64-1, 1000 points, one step | {microseconds(classifier((2, 64, 64, 1), 1000).run, 0.1):.0f} |"


def growth():
    points = (4, 40, 400, 2000, 10000)
    yield "| 2-h-1, µs a step | " + " | ".join(f"{n} points" for n in points) + " |"
    yield "|---|" + "--:|" * len(points)
    for hidden in (1, 2, 4, 8, 16, 32, 64):
        cells = (f"{microseconds(classifier((2, hidden, 1), n).run, rounds=3):.0f}" for n in points)
        yield f"| {hidden} hidden | " + " | ".join(cells) + " |"


def cores_in_use():
    """CPU time over wall time: 1 where one thread works, 2 and more where OpenBLAS's threads spin."""
    yield "| CPU time / wall time | |"
    yield "|---|--:|"
    for sizes, n in (((2, 8, 1), 10000), ((2, 16, 16, 1), 10000), ((2, 64, 64, 1), 10000), ((2, 64, 64, 1), 1000)):
        ours = classifier(sizes, n)
        ours.run(3)
        wall, cpu = time.perf_counter(), time.process_time()
        while time.perf_counter() - wall < 0.5:
            ours.run(1)
        ratio = (time.process_time() - cpu) / (time.perf_counter() - wall)
        yield f"| {'-'.join(map(str, sizes))}, {n} points | {ratio:.2f} |"


def cpu_model():
    try:
        with open("/proc/cpuinfo") as lines:
            return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def report():
    yield f"{cpu_model()}, {os.cpu_count()} cores; {time.strftime('%Y-%m-%d')}; Python {platform.python_version()}, "
    yield f"NumPy {np.__version__}, OPENBLAS_NUM_THREADS=1. Fewest of several rounds, contenders taking turns."
    for table in (hot_case, other_cases, growth, cores_in_use):
        yield ""
        yield from table()
    yield "\nWithout OPENBLAS_NUM_THREADS:"
    env = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-m", "tests.bench.engine", "--default-threads"]
    yield subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout


def report_default_threads():
    for table in (hot_case, cores_in_use):
        yield ""
        yield from table()


if __name__ == "__main__":
    for line in report_default_threads() if DEFAULT_THREADS else report():
        print(line, flush=True)
