"""What is told of any run that trains: when it is stuck, when it has left, how steep its loss was.

Facts that a task's story gives, for remedies and sentences to read: `mood`, at the end, the code that was told before;
`lr`; `steepest`, the most that a step has multiplied the loss by; `calm`, the loss is as low as ever and below where it
began. `limit`, the largest rate that does not diverge, and `growth`, by which the last steps did, come with the stop.
"""

from typing import Any

STUCK_EPOCHS = 50  # so long without visible progress is worth a sentence
GROWN = 1e3  # times the start loss: no longer overshooting but leaving


def steepest(told: Any, loss: float) -> float:
    """The most that a step has multiplied the loss by, until it was told that it grows: then it grows ever faster."""
    if told.code == "growing" or not told.before > 0.0:
        return told.steepest
    return max(loss / told.before, told.steepest) if told.steepest > 0.0 else loss / told.before
