"""The README's moving picture moves, is small, and is put together as WebP wants it."""

import re

import pytest

from tests.docs.addresses import wrong_with
from tests.docs.documents import ROOT, documents
from tests.film.__main__ import SCENES, STILLS
from tests.film.webp import Frame, animated, chunks, durations, size_of

PICTURES = sorted((ROOT / "docs").glob("*.webp"))


def still(width, height):
    """The head of a lossless picture of this size: all that a container looks at."""
    head = b"\x2f" + (width - 1 | height - 1 << 14).to_bytes(4, "little")
    return b"RIFF" + (12 + 4 + len(head) + 1).to_bytes(4, "little") + b"WEBPVP8L" + b"\x05\0\0\0" + head + b"\0"


def test_the_moving_picture_moves_and_is_small():
    film = (ROOT / "docs" / "stage.webp").read_bytes()
    assert len(film) < 2_000_000 and size_of(film) == (960, 540)
    assert len(durations(film)) > 50 and 8_000 < sum(durations(film)) < 20_000


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_each_picture_is_shown_somewhere_with_words_for_those_who_do_not_see_it(path):
    shown = re.compile(rf"!\[[^\]]{{20,}}\]\((?:docs/)?{re.escape(path.name)}\)")
    assert any(shown.search(document.text) for document in documents())


def test_frames_lie_where_they_belong():
    film = animated([Frame(still(40, 30), 800), Frame(still(10, 5), 110, (20, 6))])
    names = [name for name, _ in chunks(film)]
    assert names == [b"VP8X", b"ANIM", b"ANMF", b"ANMF"] and len(film) == int.from_bytes(film[4:8], "little") + 8
    assert size_of(film) == (40, 30) and durations(film) == [800, 110]
    *_, (_, last) = chunks(film)
    assert [int.from_bytes(last[k : k + 3], "little") for k in (0, 3, 6, 9)] == [10, 3, 9, 4]


@pytest.mark.parametrize("corner", [(1, 0), (0, 3), (32, 0), (0, 26)])
def test_a_frame_without_a_place_is_refused(corner):
    with pytest.raises(ValueError, match="has no place in 40×30"):
        animated([Frame(still(40, 30), 800), Frame(still(10, 5), 110, corner)])


def test_another_file_is_no_webp():
    with pytest.raises(ValueError, match="no WebP"):
        size_of(b"\x89PNG\r\n\x1a\n0000")


@pytest.mark.parametrize("path", [*(scene.path for scene in SCENES), *STILLS.values()])
def test_what_is_filmed_is_there(path):
    assert wrong_with(f"/{path}") == []
