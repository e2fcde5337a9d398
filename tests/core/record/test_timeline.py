"""The timeline of a run: keyframes are few, and chunks cover every step once."""

import pytest

from core.record.timeline import Timeline


@pytest.mark.parametrize("total", [1, 2, 19, 20, 21, 249, 250, 251, 499, 500, 501, 5000, 5001, 12_345, 99_999, 100_000])
def test_keyframes_are_few_and_chunks_cover_every_step_once(total):
    timeline = Timeline(total)
    assert total / timeline.stride <= 250
    assert timeline.stride == 1 or total / (timeline.stride / 2.5) > 250, "no coarser than needed"
    bounds = [timeline.bounds(n) for n in range(timeline.n_chunks)]
    assert bounds[0][0] == 0 and bounds[-1][1] == total
    assert all(first <= last for first, last in bounds)
    assert [first for first, _ in bounds[1:]] == [last + 1 for _, last in bounds[:-1]]
    assert all(first % timeline.stride == 0 for first, _ in bounds)
    for step in (0, total // 3, total - 1, total):
        first, last = bounds[timeline.chunk_of(step)]
        assert first <= step <= last
