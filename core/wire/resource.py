"""A part of a tape as a resource of its own: what its address stands for, as bytes (docs/tape.md)."""

from collections.abc import Sequence

from core.experiment.experiment import Experiment
from core.experiment.link import to_query
from core.experiment.values import Problem
from core.record.timeline import Timeline
from core.wire.packet import pack
from core.wire.pieces import Caption, Piece, described, run_id


def part(e: Experiment, piece: Piece, kind: str, caption: Caption, remarks: Sequence[Problem] = ()) -> bytes:
    """The packet of one piece, a "chunk" or a "detail", with what one needs to know of its run.

    remarks: what of the asked settings was cut.
    """
    timeline = Timeline(e.total)
    header = {
        "run": run_id(e),
        "task": e.task,
        "link": to_query(e),
        "first_step": 0,
        "total": e.total,
        "end": piece.stop.step if piece.stop else None,
        "stride": timeline.stride,
        "chunk_steps": timeline.chunk_steps,
        "rate": timeline.stride * e.pace,
        "remarks": [str(problem) for problem in remarks],
        "pieces": [described(piece, kind, timeline, caption)],
    }
    return pack(header)
