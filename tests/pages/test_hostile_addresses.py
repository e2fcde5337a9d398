"""Addresses of tapes with everything that can be wrong in them: each is answered, and none that is refused costs."""

from collections import Counter
from urllib.parse import unquote

from core.wire.shared import store
from tests.pages.asking import ask
from tests.pages.hostile import addresses

MANY = 2000
WRONG = {307, 400, 404, 405}  # 307: away from a slash too many


def test_none_breaks_anything_and_none_that_is_refused_trains_anything():
    seen = Counter()
    for hostile in addresses(MANY, seed=12):
        before = store().trained
        headers = {name.lower(): value for name, value in hostile.headers.items()}
        answer = ask(unquote(hostile.path.decode()), hostile.query, method=hostile.method, **headers)
        assert answer.status in {200, 206, 304} | WRONG, hostile
        if answer.status in WRONG:
            assert store().trained == before, hostile
            assert all(len(line) < 500 for line in answer.body.splitlines()), hostile
        seen[answer.status] += 1
    assert sum(seen[status] for status in WRONG) > MANY // 4 and seen[200] > MANY // 10, seen
