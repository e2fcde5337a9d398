"""The shared chunk cache: everybody who opens the same link plays the same tape, and it is trained once.

A chunk is a pure function of (experiment, number), so whoever asks first pays and everybody else reads. What is changed
by hand at a step changes no chunk before it: those stand under the experiment without that edit, and serve all runs
that begin alike. Training runs under one lock: on a small server two trainings at once would only make both late. A
lock is held for one chunk at a time, so a long run does not keep a short one waiting.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np

from core.experiment.experiment import Experiment
from core.learning.learner import L
from core.learning.recorder import trainer_at
from core.learning.training import Trainer
from core.record.chunk import Chunk
from core.record.link import START, Link
from core.record.timeline import WIDEST_DETAIL, Timeline
from core.tape.tape import detail, record

# A tape is 0.1 to 0.6 MB, one of a large network up to 3, one of digits 4 and more. 64 MB hold some hundred whole tapes
# of gates, more than a class looks at in a lesson, or fifteen of digits, whose parts go out as they are made; and they
# leave nine tenths of a 1 GB machine to Streamlit and its sessions.
CHUNK_BYTES = 64_000_000
# Links are the training state between chunks: kilobytes for a gate, half a megabyte for the largest network.
LINK_BYTES = 24_000_000


class Bounded:
    """A least-recently-used map bounded by the bytes of its values. Not locked: its owner locks."""

    def __init__(self, most_bytes: int):
        self.most_bytes, self.bytes = most_bytes, 0
        self._items: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key):
        if key not in self._items:
            return None
        self._items.move_to_end(key)
        return self._items[key][0]

    def put(self, key, value, size: int) -> None:
        if key in self._items:
            self.bytes -= self._items.pop(key)[1]
        self._items[key] = (value, size)
        self.bytes += size
        while self.bytes > self.most_bytes and len(self._items) > 1:
            self.bytes -= self._items.popitem(last=False)[1][1]

    def __len__(self):
        return len(self._items)


class TapeStore:
    """Chunks of any experiment, packed by `pack(chunk)` into something with `nbytes`."""

    def __init__(self, pack: Callable[[Chunk], Any], *, chunk_bytes=CHUNK_BYTES, link_bytes=LINK_BYTES):
        self._pack = pack
        self._training = threading.Lock()  # one training at a time
        self._access = threading.Lock()  # the maps; never held while training
        self._chunks = Bounded(chunk_bytes)
        self._links = Bounded(link_bytes)
        self.trained = 0  # chunks computed so far, for tests and the bench

    @property
    def nbytes(self) -> int:
        return self._chunks.bytes + self._links.bytes

    def chunk(self, e: Experiment, number: int):
        """Packed chunk `number`, or the last one if the run stops before it."""
        while True:
            found = self.made(e, number)
            if found is None:
                found = self.train_towards(e, number)
            if found is not None:
                return found

    def made(self, e: Experiment, number: int):
        """The same if it is there already, else None."""
        return self._find(_chunk_key(e, self._last_before(e, number)))

    def detail(self, e: Experiment, first: int, last: int):
        """Packed steps first..last with every array at each; cut to one chunk, to 64 steps and to the run's end."""
        timeline = Timeline(e.total)
        first = min(max(first, 0), e.total)
        number = timeline.chunk_of(first)
        last = min(last, first + WIDEST_DETAIL - 1, timeline.bounds(number)[1])
        last = max(first, last)
        key = ("detail", _seen(e, last), first, last)
        found = self._find(key)
        if found is None:
            self.chunk(e, number)
            with self._training:
                link = self._link_towards(e, number)
                found = self._pack(detail(_seen(e, last), link, first, last))
            self._keep(key, found)
        return found

    def trainer(self, e: L, step: int) -> Trainer[L]:
        """A trainer of one's own that stands at `step`, or at the run's last step before it."""
        number = Timeline(e.total).chunk_of(step)
        with self._training:
            link = self._link_towards(e, number)
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                return trainer_at(e, link.snapshot, step)

    def train_towards(self, e: Experiment, number: int):
        """Computes one chunk: `number` if its link is known, else the next one on the way there.

        Returns it if it is the one wanted, or the run's last; None if there is more to do.
        """
        with self._training:
            number = self._last_before(e, number)
            found = self._find(_chunk_key(e, number))
            if found is not None:  # somebody else got there while this one waited for the lock
                return found
            at, link = self._nearest_link(e, number)
            packed, _, stop = self._record(e, link, at)
        return packed if stop or at == number else None

    def _link_towards(self, e, number) -> Link:
        """The link before chunk `number` or before the run's last one; what was forgotten is trained again."""
        number = self._last_before(e, number)
        at, link = self._nearest_link(e, number)
        while at < number:
            _, following, stop = self._record(e, link, at)
            if stop:
                break
            at, link = at + 1, following
        return link

    def _record(self, e, link, number):
        """Computes and keeps chunk `number`: (packed, the link it leaves, why the run stops in it or None)."""
        key = _chunk_key(e, number)
        chunk, following = record(key[1], link, number)
        self.trained += 1
        packed = self._pack(chunk)
        self._keep(key, packed)
        with self._access:
            if chunk.stop:
                self._links.put(("end", key[1]), number, 500)
            else:
                self._links.put(_link_key(e, number + 1), following, following.nbytes + 500)
        return packed, following, chunk.stop

    def _last_before(self, e, number):
        """`number`, or that of the run's last chunk if it is known to end before."""
        timeline, before = Timeline(e.total), None
        with self._access:
            for at in range(number):
                part = _seen(e, timeline.bounds(at)[1])
                if part is before:  # as in all runs that nobody has edited
                    continue
                before, ended = part, self._links.get(("end", part))
                if ended is not None and ended <= number and _seen(e, timeline.bounds(ended)[1]) == part:
                    return ended
        return number

    def _nearest_link(self, e, number) -> tuple[int, Link]:
        """The last chunk up to `number` that training can begin from, and its link."""
        with self._access:
            for at in range(number, 0, -1):
                link = self._links.get(_link_key(e, at))
                if link is not None:
                    return at, link
        return 0, START

    def _find(self, key):
        with self._access:
            return self._chunks.get(key)

    def _keep(self, key, packed):
        with self._access:
            self._chunks.put(key, packed, packed.nbytes + 500)


def _seen(e, last):
    """What steps up to `last` depend on: every part of a run also looks one step ahead."""
    return e.until(last + 1)


def _chunk_key(e, number):
    return "chunk", _seen(e, Timeline(e.total).bounds(number)[1]), number


def _link_key(e, number):
    """Of the training state that stands at a chunk's first step."""
    return "link", e.until(Timeline(e.total).bounds(number)[0]), number
