"""The tape: what a run left behind, cut into chunks that are pure functions of (experiment, chunk number).

Scalars stand at every step, pictures at keyframes. A chunk is computed from the snapshot that the chunk before it
left, so any chunk can be made again, alone, with the same bits.
"""

from collections.abc import Iterator

from core.experiment.experiment import Experiment
from core.record.chunk import Chunk
from core.record.link import START, Link
from core.record.timeline import Timeline
from core.tasks.registry import TASKS


def record(e: Experiment, link: Link, number: int) -> tuple[Chunk, Link]:
    """Chunk `number`, from the link that chunk number - 1 left (START for chunk 0), and the link it leaves."""
    return TASKS[e.task].run.chunk(e, link, number)


def chunks(e: Experiment) -> Iterator[Chunk]:
    """Every chunk of the run, one after the other, nothing kept."""
    link = START
    for number in range(Timeline(e.total).n_chunks):
        chunk, link = record(e, link, number)
        yield chunk
        if chunk.stop:
            return


def detail(e: Experiment, link: Link, first: int, last: int) -> Chunk:
    """Steps first..last, all of one chunk, with every array at every step; `link` is the one the chunk began from.

    Cut where the run stops; only its last step if it stops before `first`.
    """
    return TASKS[e.task].run.detail(e, link, first, last)
