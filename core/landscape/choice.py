"""Which plane, as an address says it: `path`, `w1.0.0,w2.1.0` (two parameters), `random:7` (a seed)."""

import re
from dataclasses import dataclass
from typing import Literal

from core.engine.naming import Node, examples, name_of, parameter_at, part_named
from core.engine.network import Network
from core.experiment.values import LARGEST_SEED, short

ALLOWED = (
    f"path, two parameters joined by a comma, such as {{names}}, or random: with a seed from 0 to {LARGEST_SEED}, "
    "such as random:7"
)
_RANDOM = re.compile(r"random:(0|[1-9][0-9]{0,9})", re.ASCII)


@dataclass(frozen=True)
class Choice:
    """A plane before its run is known. places: of the two parameters in θ; names: theirs; seed: of the directions."""

    kind: Literal["path", "weights", "random"]
    places: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    seed: int = 0

    def __str__(self) -> str:
        """As an address says it."""
        return {"path": "path", "weights": ",".join(self.names), "random": f"random:{self.seed}"}[self.kind]


PATH = Choice("path")


def read(text: str, network: Network) -> Choice:
    """The plane of this text. Raises ValueError, naming it and what is allowed, for any other."""
    if text == "path":
        return PATH
    if found := _RANDOM.fullmatch(text):
        seed = int(found[1])
        if seed <= LARGEST_SEED:
            return Choice("random", seed=seed)
    elif "," in text:
        return _weights(text, network)
    raise ValueError(f"plane={short(text)} is not allowed; allowed: {allowed(network)}")


def allowed(network: Network) -> str:
    """What an address may say, with names of this network's parameters."""
    names = (name_of(parameter_at(place, network), network) for place in (0, network.n_params - 1))
    return ALLOWED.format(names=",".join(names))


def _weights(text, network):
    names = text.split(",")
    if len(names) != 2:
        raise ValueError(f"plane={short(text)} names {len(names)} parameters; allowed: two, joined by a comma")
    if names[0] == names[1]:
        raise ValueError(f"plane={short(text)} names one parameter twice; allowed: two different ones")
    return Choice("weights", places=tuple(_place(name, network) for name in names), names=tuple(names))


def _place(name, network):
    """Where a parameter stands in θ."""
    part = part_named(short(name), network)
    if isinstance(part, Node):
        raise ValueError(f"plane: {name} is a node; allowed: weights and biases, such as {examples(network)}")
    return part.index(network)
