"""A part of a tape as a resource of its own: what its address stands for, as bytes (docs/tape.md)."""

import gzip
from collections.abc import Sequence

from core.experiment.experiment import Experiment
from core.experiment.link import to_query
from core.experiment.values import Problem
from core.record.timeline import Timeline
from core.wire.packet import pack
from core.wire.pieces import Caption, Piece, described, ended, run_header


def part(e: Experiment, piece: Piece, kind: str, caption: Caption, remarks: Sequence[Problem] = ()) -> bytes:
    """The packet of one piece, a "chunk" or a "detail", with what one needs to know of its run.

    remarks: what of the asked settings was cut.
    """
    header = run_header(e) | {
        "task": e.task,
        "link": to_query(e),
        **ended(piece.stop),
        "remarks": [str(problem) for problem in remarks],
        "pieces": [described(piece, kind, Timeline(e.total), caption)],
    }
    return pack(header)


def compressed(body: bytes) -> bytes:
    """As a part travels to those who understand gzip: the same bytes each time."""
    return gzip.compress(body, 1, mtime=0)
