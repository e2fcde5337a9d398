"""The shared cache: the second reader pays nothing, memory stays bounded, and what is asked for is always right."""

import threading
from functools import cache

import pytest

from core.record.timeline import Timeline
from core.tape.cache import TapeStore
from core.tasks.registry import read_link
from tests.core.tapes import whole_tape

E, _ = read_link("epochs=230&hidden=2")
ENDING, _ = read_link("gate=and&target=0.03&epochs=240")
DIVERGING, _ = read_link("gate=and&hidden=0&out=linear&opt=gd&lr=11.5&epochs=240")


def new_store(**bounds):
    return TapeStore(lambda chunk: chunk, **bounds)


@cache
def truth(e):
    return whole_tape(e)[0]


def same(a, b):
    assert (a.first, a.last, a.stop, a.events) == (b.first, b.last, b.stop, b.events)
    for part in ("steps", "keys"):
        assert {n: v.tobytes() for n, v in getattr(a, part).items()} == {
            n: v.tobytes() for n, v in getattr(b, part).items()
        }


@pytest.mark.parametrize("order", [range(12), reversed(range(12)), (11, 3, 3, 0, 7)])
def test_whatever_the_order_each_chunk_is_right_and_trained_once(order):
    store, chunks = new_store(), truth(E)
    for number in order:
        same(store.chunk(E, number), chunks[number])
    trained = store.trained
    assert trained == 12
    for number in range(12):
        store.chunk(E, number)
    assert store.trained == trained, "the second reader pays nothing"


@pytest.mark.parametrize("e", [ENDING, DIVERGING], ids=["target", "diverged"])
def test_past_an_early_end_is_the_last_chunk(e):
    chunks = truth(e)
    last = len(chunks) - 1
    assert 0 < last < Timeline(e.total).n_chunks - 1
    store = new_store()
    for number in (Timeline(e.total).n_chunks - 1, last + 1, last):
        same(store.chunk(e, number), chunks[last])
    assert store.trained == last + 1


@pytest.mark.parametrize("e", [ENDING, DIVERGING], ids=["target", "diverged"])
def test_a_detail_past_an_early_end_is_its_last_step_and_spoils_nothing(e):
    chunks, store = truth(e), new_store()
    end = chunks[-1].stop.step
    close = store.detail(e, e.total - 5, e.total)
    assert (close.first, close.last) == (end, end)
    assert close.steps["loss"].tobytes() == chunks[-1].steps["loss"][-1:].tobytes()
    assert store.trained == len(chunks), "nothing is trained beyond the end"
    close = store.detail(e, end - 1, end + 30)
    assert (close.first, close.last) == (end - 1, end)
    for number in range(Timeline(e.total).n_chunks):
        same(store.chunk(e, number), chunks[min(number, len(chunks) - 1)])


def test_a_detail_is_cut_to_its_chunk_and_to_64_steps():
    store = new_store()
    assert (store.detail(E, 15, 40).first, store.detail(E, 15, 40).last) == (15, 19)
    assert (store.detail(E, -5, 3).first, store.detail(E, -5, 3).last) == (0, 3)
    long, _ = read_link("epochs=20000&hidden=0")
    close = store.detail(long, 100, 10_000)
    assert (close.first, close.last, len(close.steps["loss"])) == (100, 163, 64)
    assert store.trained == 2
    store.detail(long, 100, 10_000)
    assert store.trained == 2


@pytest.mark.parametrize("chunk_bytes", [1, 300_000, 900_000])
@pytest.mark.parametrize("link_bytes", [1, 2000])
def test_memory_stays_bounded_and_what_was_forgotten_is_made_again(chunk_bytes, link_bytes):
    store = new_store(chunk_bytes=chunk_bytes, link_bytes=link_bytes)
    largest = max(chunk.nbytes for e in (E, ENDING) for chunk in truth(e)) + 2000
    done = threading.Event()

    def read():
        for number in (0, 11, 5, 6, 11, 1, 4):
            for e in (E, ENDING):
                chunks = truth(e)
                same(store.chunk(e, number), chunks[min(number, len(chunks) - 1)])
                first = chunks[min(number, len(chunks) - 1)].first
                assert (
                    store.detail(e, first, first + 4).steps["loss"][0]
                    == chunks[min(number, len(chunks) - 1)].steps["loss"][0]
                )
                assert store.nbytes <= max(chunk_bytes, largest) + max(link_bytes, 5000)
        done.set()

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(timeout=20)
    assert done.is_set(), "it must neither hang nor fail"


def test_many_readers_at_once_train_each_chunk_once():
    store, chunks = new_store(), {e: truth(e) for e in (E, ENDING)}
    gate, failures = threading.Barrier(8), []

    def read(k):
        gate.wait()
        try:
            for number in range(12) if k % 2 else reversed(range(12)):
                for e in (E, ENDING):
                    same(store.chunk(e, number), chunks[e][min(number, len(chunks[e]) - 1)])
                store.detail(E, 20 * number + 3, 20 * number + 6)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=read, args=(k,)) for k in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not failures
    assert store.trained == 12 + len(chunks[ENDING])
