"""Rooms through nginx, in front of two processes: each room is in one of them, whoever asks."""

import http.client
import json
from urllib.parse import urlsplit

import pytest

from tests.browser.nginx import Hall, find_nginx

pytestmark = pytest.mark.long
LESSON = {"lesson": "and"}


@pytest.fixture(scope="module", params=["", "lab"], ids=["at the root", "under a path"])
def hall(request, tmp_path_factory):
    find_nginx()
    running = Hall(tmp_path_factory.mktemp("hall"), base=request.param)
    yield running
    running.stop()


def asked(hall, method, code, said=None, **headers):
    """(status, JSON or None, headers) over a connection of its own, as a telephone without a cookie has one."""
    address = urlsplit(hall.url)
    line = http.client.HTTPConnection(address.netloc, timeout=60)
    body = None if said is None else json.dumps(said)
    line.request(method, f"{address.path}room/{code}", body, {"Content-Type": "application/json"} | headers)
    answer = line.getresponse()
    text = answer.read()
    line.close()
    return answer.status, json.loads(text) if answer.status == 200 else None, answer.headers


def test_every_room_is_in_one_process_and_both_have_some(hall):
    codes = [f"{letter}bcdef" for letter in "abcdefghjkmn"]
    assert {asked(hall, "PUT", code, LESSON)[0] for code in codes} == {201}
    for code in codes:
        for k in range(5):
            status, _, headers = asked(hall, "POST", code, LESSON | {"token": f"telephone-number-{k}", "guess": 10 * k})
            assert status == 204 and headers["Set-Cookie"] is None
    assert [asked(hall, "GET", code)[1]["n"] for code in codes] == [5] * len(codes)
    hall.flush()
    ports = [{port for port, *_ in hall.served(f"/room/{code}", 7)} for code in codes]
    assert all(len(some) == 1 for some in ports) and len(set.union(*ports)) == 2, ports


def test_a_telephone_is_led_to_the_lesson_and_a_large_body_goes_nowhere(hall):
    asked(hall, "PUT", "zzzzzz", LESSON)
    status, _, headers = asked(hall, "GET", "zzzzzz", Accept="text/html")
    assert status == 303 and headers["Location"].endswith("lesson=and&room=zzzzzz")
    assert asked(hall, "POST", "zzzzzz", LESSON | {"token": "a" * 9000, "guess": 1})[0] == 413
    assert asked(hall, "GET", "zzzzzz")[1]["n"] == 0
