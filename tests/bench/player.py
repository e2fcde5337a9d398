"""What static/player knows of a run and asks for, without a browser."""

from math import ceil, floor

AHEAD_SECONDS = 4.0  # static/player/wanted.js
MOST_AT_ONCE, FILL_PERIOD, FILL_PATIENCE, REST = 3, 1.0, 8.0, 0.3  # static/player/feed.js
FIRST, SOON, LATER = 1, 3, 6  # how urgent


class Player:
    """What static/player knows of a tape: which parts are here or under way, where the playhead is."""

    def __init__(self, header: dict):
        self.header, self.chunks, self.asked = header, {}, {}
        self.end: int | None = None
        self.position, self.moved, self.waiting, self.playing = float(header.get("at") or 0), 0.0, False, False
        self.fill_at = self.rest_until = 0.0

    @property
    def last(self) -> int:
        return self.header["total"] if self.end is None else self.end

    @property
    def chunk_count(self) -> int:
        count = max(1, ceil(self.last / self.header["chunk_steps"]))
        return count + (self.chunks.get(count - 1, self.last) < self.last)

    @property
    def can_begin(self) -> bool:
        return self._chunk_of(self.position) in self.chunks

    def begin(self, now: float) -> None:
        """The first picture is there."""
        self.playing, self.moved = True, now

    def absorb(self, header: dict) -> bool:
        """Takes over what a part says; whether it brought anything new."""
        (piece,) = header["pieces"]
        new = piece["number"] not in self.chunks
        self.chunks[piece["number"]] = piece["last"]
        self.end = self.end if header["end"] is None else header["end"]
        return new

    def answered(self, number: int, urgency: int, now: float, took: float) -> None:
        """Somebody has answered, with or without a part, after `took` seconds."""
        if self.asked.get(number) == urgency:  # else it has been asked for once more
            del self.asked[number]
        if urgency == LATER:
            self.fill_at = now + max(FILL_PERIOD, FILL_PATIENCE * took)

    def advance(self, now: float) -> float:
        """Moves the playhead; returns the seconds that it stood and waited."""
        elapsed, self.moved = now - self.moved, now
        wanted, limit = self.position + elapsed * self.header["rate"], self._limit()
        self.waiting = limit < self.last and wanted > limit
        reached = min(wanted, max(limit, self.position), self.last)
        stood = (wanted - reached) / self.header["rate"] if self.waiting else 0.0
        self.position = reached
        self.playing = self.position < self.last
        return stood

    def _limit(self) -> int:
        """The last keyframe that can be reached without a gap."""
        number = self._chunk_of(self.position)
        if number not in self.chunks:
            return -1
        while number + 1 in self.chunks:
            number += 1
        last = self.chunks[number]
        return last if last >= self.last else last - last % self.header["stride"]

    def _chunk_of(self, step: float) -> int:
        return max(0, min(floor(step / self.header["chunk_steps"]), self.chunk_count - 1))

    def wants(self, now: float) -> dict[int, int]:
        """The parts to ask for now and how urgent they are: what is played within four seconds, nearest first, else now
        and then the rest."""
        if now < self.rest_until:
            return {}
        urgent = self._urgent()[:MOST_AT_ONCE]
        if urgent:
            waited_for = {n for n, urgency in self.asked.items() if urgency < LATER}
            fresh = [n for n in urgent if n not in waited_for][: MOST_AT_ONCE - len(waited_for)]
            return {n: SOON if self.chunks or n != urgent[0] else FIRST for n in fresh}
        if self.asked or now < self.fill_at:
            return {}
        self.fill_at = now + FILL_PERIOD
        return dict.fromkeys(self._elsewhere()[:1], LATER)

    def _urgent(self):
        here = self._chunk_of(self.position)
        horizon = self.position + AHEAD_SECONDS * self.header["rate"]
        ahead = range(here, self._chunk_of(min(horizon, self.last)) + 1)
        missing = [number for number in ahead if number not in self.chunks]
        return list(dict.fromkeys([*missing, *self._elsewhere()])) if self.header["at_once"] else missing

    def _elsewhere(self):
        here = self._chunk_of(self.position)
        rest = (*range(here - 1, -1, -1), *range(here, self.chunk_count))
        return [number for number in rest if number not in self.chunks]
