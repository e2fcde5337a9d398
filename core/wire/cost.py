"""What the parts of a tape cost: time to train and to pack, and bytes by array."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from core.experiment.experiment import Experiment
from core.tape.tape import chunks
from core.wire.packet import pack
from core.wire.pieces import make_piece
from core.wire.resource import compressed


@dataclass(frozen=True)
class Cost:
    """Of one part: milliseconds, bytes as they are and compressed, bytes of each array."""

    train: float
    pack: float
    plain: int
    compressed: int
    arrays: dict[str, int]


def costs(e: Experiment) -> Iterator[Cost]:
    """Of each part in turn, nothing kept."""
    began = time.perf_counter()
    for chunk in chunks(e):
        trained = time.perf_counter()
        arrays = make_piece(chunk).arrays
        plain = pack({"arrays": arrays})
        size = len(compressed(plain))
        packed = time.perf_counter()
        sizes = {name: array.values.nbytes for name, array in arrays.items()}
        yield Cost(1e3 * (trained - began), 1e3 * (packed - trained), len(plain), size, sizes)
        began = time.perf_counter()


def table(e: Experiment) -> str:
    """All of it as Markdown."""
    parts = list(costs(e))
    lines = ["| part | ms to train | ms to pack | bytes | compressed |", "|---|--:|--:|--:|--:|"]
    lines += [_row(str(number), [part]) for number, part in enumerate(parts)] + [_row("all", parts)]
    arrays: Counter[str] = Counter()
    for part in parts:
        arrays.update(part.arrays)
    lines += ["", "| array | bytes |", "|---|--:|", *(f"| {name} | {size} |" for name, size in arrays.most_common())]
    return "\n".join(lines)


def _row(name: str, parts: list[Cost]) -> str:
    times = f"{sum(part.train for part in parts):.1f} | {sum(part.pack for part in parts):.1f}"
    return f"| {name} | {times} | {sum(part.plain for part in parts)} | {sum(part.compressed for part in parts)} |"
