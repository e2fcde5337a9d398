"""Rooms: the guesses of a class while its lesson is open. Nothing is written down, nothing names anybody.

A room has a code, drawn by whoever opens it, and one guess of each telephone, which a random token of its own tells
apart. All rooms together are bounded in number and in bytes; a room that nobody looks at any more goes by itself.
"""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from core.guess.guesses import Guess

MOST_ROOMS, MOST_GUESSES, MOST_BYTES = 200, 1000, 16_000_000
IDLE = 3600.0  # seconds without a look, then it may go at any time
ASIDE = 30.0  # the same where there is no room for another one
CODE = re.compile(r"[a-z2-9]{6}", re.ASCII)
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,32}", re.ASCII)
_EMPTY, _EACH, _NUMBER = 500, 250, 32  # bytes: a room, a guess with its token, each number of a drawing


class Full(Exception):
    """There is no room for another room or guess."""


@dataclass
class Room:
    """A lesson's name and the guesses by token; `revision` is another one whenever they are."""

    lesson: str
    looked: float
    guesses: dict[str, Guess] = field(default_factory=dict)
    revision: int = 0
    nbytes: int = _EMPTY


class Rooms:
    """For any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, most_rooms=MOST_ROOMS, most_bytes=MOST_BYTES):
        self._clock, self._most_rooms, self._most_bytes = clock, most_rooms, most_bytes
        self._rooms: dict[str, Room] = {}
        self._access = threading.Lock()

    def __len__(self) -> int:
        return len(self._rooms)

    @property
    def nbytes(self) -> int:
        return sum(room.nbytes for room in self._rooms.values())

    def open(self, code: str, lesson: str) -> bool:
        """Opens a room, or finds it open for this lesson; False where the code is another lesson's. Raises Full."""
        with self._access:
            self._drop(IDLE)
            if room := self._rooms.get(code):
                return room.lesson == lesson
            if len(self._rooms) >= self._most_rooms:
                self._drop(ASIDE)
            if len(self._rooms) >= self._most_rooms or self.nbytes + _EMPTY > self._most_bytes:
                raise Full
            self._rooms[code] = Room(lesson, self._clock())
            return True

    def lesson(self, code: str) -> str | None:
        """What a room is about; None where there is no such room."""
        with self._access:
            self._drop(IDLE)
            room = self._rooms.get(code)
            return room.lesson if room else None

    def put(self, code: str, token: str, guess: Guess) -> bool:
        """Takes a telephone's guess in the place of its earlier one; False where there is no such room. Raises Full."""
        with self._access:
            room = self._rooms.get(code)
            if room is None:
                return False
            if token in room.guesses and room.guesses[token] == guess:
                return True
            size = _size(guess) - (_size(room.guesses[token]) if token in room.guesses else 0)
            if (token not in room.guesses and len(room.guesses) >= MOST_GUESSES) or (
                self.nbytes + size > self._most_bytes
            ):
                raise Full
            room.guesses[token] = guess
            room.nbytes += size
            room.revision += 1
            return True

    def look(self, code: str) -> tuple[str, int, list[Guess]] | None:
        """(lesson, revision, guesses in the order in which they came); the room stays for a while yet."""
        with self._access:
            self._drop(IDLE)
            room = self._rooms.get(code)
            if room is None:
                return None
            room.looked = self._clock()
            return room.lesson, room.revision, list(room.guesses.values())

    def _drop(self, idle):
        now = self._clock()
        for code in [code for code, room in self._rooms.items() if now - room.looked > idle]:
            del self._rooms[code]


def _size(guess):
    return _EACH + (_NUMBER * len(guess) if isinstance(guess, tuple) else 0)
