"""What static/player knows of a run and asks for, without a browser."""

from math import ceil, floor

AHEAD_SECONDS, MOST_CHUNKS, FILL_PERIOD, FILL_PATIENCE = 4.0, 6, 1.0, 8.0  # static/player/feed.js


class Player:
    """What static/player knows of a tape: which chunks are here, where the playhead is."""

    def __init__(self, header: dict, now: float):
        self.header, self.chunks = header, {}
        self.position, self.moved, self.waiting, self.playing = float(header.get("at") or 0), now, False, True
        self.fill_at = self.took = 0.0

    @property
    def last(self) -> int:
        end = self.header["end"]
        return self.header["total"] if end is None else end

    @property
    def chunk_count(self) -> int:
        return max(1, ceil(self.last / self.header["chunk_steps"]))

    @property
    def whole(self) -> bool:
        return all(number in self.chunks for number in range(self.chunk_count))

    def absorb(self, header: dict) -> list[int]:
        """Takes over the chunks of a packet; returns the numbers of those that are new."""
        if header["end"] is not None:
            self.header["end"] = header["end"]
        chunks = {p["number"]: p["last"] for p in header["pieces"] if p["kind"] == "chunk"}
        new = [number for number in chunks if number not in self.chunks]
        self.chunks |= chunks
        return new

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

    def wants(self, now: float) -> list[int]:
        """The chunks to ask for now: what is played within four seconds, else one a second of the rest."""
        first = self._chunk_of(self.position)
        horizon = self.position + AHEAD_SECONDS * self.header["rate"]
        ahead = range(first, self._chunk_of(min(horizon, self.last)) + 1)
        missing = [number for number in ahead if number not in self.chunks]
        if missing or now < self.fill_at:
            return missing[:MOST_CHUNKS]
        self.fill_at = now + max(FILL_PERIOD, FILL_PATIENCE * self.took)
        rest = (*range(first - 1, -1, -1), *range(first, self.chunk_count))
        return [number for number in rest if number not in self.chunks][:1]
