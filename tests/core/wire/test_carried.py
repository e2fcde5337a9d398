"""A whole tape in one packet: as much of it as the bytes allow, every step's numbers always."""

import numpy as np
import pytest

from core.tape.cache import TapeStore
from core.tasks.registry import read_link
from core.wire.carried import fitting, versions
from core.wire.pieces import make_piece
from pages.words import translator
from pages.words.told import captioner
from tests.core.tapes import whole_tape
from tests.pages.scenes import built


@pytest.fixture(scope="module")
def store():
    return TapeStore(make_piece)


def carried(query, store, most):
    e, problems = read_link(query)
    assert not problems
    return e, fitting(store, e, built(e, translator("en")), most)


@pytest.mark.parametrize("query", ["task=gates", "task=sine&epochs=600", "data=spiral&hidden=30-30&epochs=200"])
@pytest.mark.parametrize("most", [10**9, 2_000_000, 300_000])
def test_it_fits_and_has_every_steps_loss(query, most, store):
    e, tape = carried(query, store, most)
    assert tape.nbytes <= most
    chunks = whole_tape(e)[0]
    losses = np.concatenate([piece.arrays["loss"].values for piece in tape.pieces])
    np.testing.assert_allclose(losses, np.concatenate([chunk.steps["loss"] for chunk in chunks]), rtol=1e-6)
    header = tape.header(captioner(e, translator("en")))
    assert header["end"] == chunks[-1].stop.step and header["keys_only"] == (tape.stride > 1)
    assert [piece["number"] for piece in header["pieces"]] == list(range(len(chunks)))


def test_the_next_version_is_never_larger(store):
    e, _ = read_link("task=sine&epochs=600")
    sizes = [version.nbytes for version in versions(store, e, built(e, translator("en")))]
    assert sizes == sorted(sizes, reverse=True) and sizes[-1] < 0.6 * sizes[0]


def test_what_cannot_fit_comes_as_its_least(store):
    e, tape = carried("task=sine&epochs=600", store, 1)
    *_, least = versions(store, e, built(e, translator("en")))
    assert tape.nbytes == least.nbytes and tape.rounded
