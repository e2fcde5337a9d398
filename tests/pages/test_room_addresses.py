"""A class' room at its address: what it takes, what it shows, and ten thousand requests that change nothing."""

import json
import random
import time
from pathlib import Path

import pytest
from starlette.applications import Starlette

from core.guess.guesses import PLACES
from core.guess.rooms import Rooms
from core.lessons import read_course
from pages.web import room
from tests.pages.asking import ask, ask_in_turn

COURSE = read_course(Path(__file__).parents[2] / "lessons")
JSON = {"content-type": "application/json"}
TOKEN = "a-telephone-of-nobody"


@pytest.fixture
def rooms():
    return Rooms()


@pytest.fixture
def app(rooms):
    return Starlette(routes=room.routes("", lambda: COURSE, rooms))


def send(app, method, code, said, **headers):
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    (answer,) = ask_in_turn(app, [(method, f"/room/{code}", body, JSON | headers)])
    return answer


def guess(app, code, lesson, value, token=TOKEN):
    return send(app, "POST", code, {"lesson": lesson, "token": token, "guess": value}).status


def shown(app, code):
    answer = ask(f"/room/{code}", app=app, accept="application/json")
    assert answer.status == 200
    return json.loads(answer.body)


def test_a_class_guesses_and_is_counted(app):
    assert send(app, "PUT", "abcdef", {"lesson": "and"}).status == 201
    for k, value in enumerate([19, 57, 57, "never"]):
        assert guess(app, "abcdef", "and", value, f"{TOKEN}-{k}") == 204
    assert guess(app, "abcdef", "and", 20, f"{TOKEN}-1") == 204, "changed, not another one"
    counted = shown(app, "abcdef")
    assert (counted["n"], counted["never"], counted["median"]) == (4, 1, 20)


def test_each_kind_takes_its_own(app):
    for code, lesson, good, bad in (
        ("aaaaaa", "and", 100, 101), ("bbbbbb", "three-rates", 3, 4), ("cccccc", "saddle", 3, "Adam"),
        ("dddddd", "plateau", [0.7] * PLACES, [0.7] * 24),
    ):  # fmt: skip
        assert send(app, "PUT", code, {"lesson": lesson}).status == 201
        assert guess(app, code, lesson, bad) == 400 and shown(app, code)["n"] == 0
        assert guess(app, code, lesson, good) == 204 and shown(app, code)["n"] == 1


def test_a_browser_is_led_to_the_lesson_and_back_to_all_where_the_room_is_gone(app):
    send(app, "PUT", "abcdef", {"lesson": "and"})
    led = ask("/room/abcdef", app=app, accept="text/html,*/*")
    wanted = "../logic_gates?gate=and&hidden=0&opt=gd&lr=1.0&epochs=100&lesson=and&room=abcdef".replace("1.0", "1")
    assert (led.status, led.headers["location"]) == (303, wanted)
    assert ask("/room/zzzzzz", app=app, accept="text/html").headers["location"] == "../lessons"


def test_the_code_is_a_picture_of_this_servers_address_alone(app):
    send(app, "PUT", "abcdef", {"lesson": "and"})
    own = ask("/room/abcdef/code.svg", "link=http://here/room/abcdef", app=app, host="here")
    assert own.status == 200 and own.body.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
    for link in ("http://there/room/abcdef", "javascript:alert(1)", "", "http://[", "http://here/" + "a" * 300):
        assert ask("/room/abcdef/code.svg", f"link={link}", app=app, host="here").status == 400, link


def test_what_nobody_has_said_anew_is_not_sent_again(app):
    send(app, "PUT", "abcdef", {"lesson": "and"})
    tag = ask("/room/abcdef", app=app).headers["etag"]
    assert ask("/room/abcdef", app=app, if_none_match=tag).status == 304
    guess(app, "abcdef", "and", 3)
    assert ask("/room/abcdef", app=app, if_none_match=tag).status == 200


# ---- hostile ---------------------------------------------------------------------------------------------

VALUES = (
    -1, 101, 10**400, 1.5, True, None, "57", "Never", "", [], [1], {}, {"$gt": 0}, "<script>", "\u202e", "a" * 500,
    [float("nan")] * PLACES, [0.5] * PLACES, [[0.5] * PLACES], "NaN",
)  # fmt: skip
BODIES = (
    b"", b"{", b"[]", b"null", b"NaN", b'"' + b"a" * 1500, b"[" * 1900, b"\xff\xfe", b"{}", b"a" * 2001, b" " * 50_000,
    b'{"lesson": "and"}', b'{"lesson": "and", "token": "x", "guess": 1}', b'{"guess": 1e999, "lesson": "and"}',
    b'{"lesson": "and", "token": "a-telephone-of-nobody", "guess": NaN}',
    b'{"lesson": "and", "token": "a-telephone-of-nobody", "guess": 1, "more": 2}',
)  # fmt: skip
TOKENS = ("", "short", "a" * 33, "a b" * 8, "ä" * 20, None, 3, ["a" * 20], "\x00" * 20, "../" * 8)
NAMES = ("or", "", "nobody", None, 3, ["and"], "AND", "../and", "and\n", "a-slice-hides")
CODES = ("zzzzzz", "ABCDEF", "abcde", "abcdefg", "abcde1", "abcde\u0301", "..", "%2e%2e", "abcdef%00", "a" * 3000)
METHODS = ("DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "post", "G")
TYPES = ("text/plain", "", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx")


def hostile(rng):
    """A request in which just one thing is wrong, or its whole body is."""
    said = {"lesson": "and", "token": f"{TOKEN}-{rng.randrange(99)}", "guess": rng.randrange(100)}
    method, code, headers = "POST", "abcdef", dict(JSON)
    wrong = rng.randrange(8)
    if wrong == 0:
        said["guess"] = rng.choice(VALUES)
    elif wrong == 1:
        said["token"] = rng.choice(TOKENS)
    elif wrong == 2:
        said["lesson"] = rng.choice(NAMES)
    elif wrong == 3:
        code = rng.choice(CODES)
    elif wrong == 4:
        method = rng.choice(METHODS)
    elif wrong == 5:
        headers["content-type"] = rng.choice(TYPES)
    elif wrong == 6:
        headers["content-length"] = rng.choice(("9" * 9, "-1", "x", "1e9", "99999", "٣"))
    body = rng.choice(BODIES) if wrong == 7 else json.dumps(said).encode()
    return method, f"/room/{code}", body, headers


@pytest.mark.parametrize("many", [1000, pytest.param(10_000, marks=pytest.mark.long)])
def test_hostile_requests_change_nothing(app, rooms, many):
    send(app, "PUT", "abcdef", {"lesson": "and"})
    guess(app, "abcdef", "and", 19)
    before, nbytes = ask("/room/abcdef", app=app).body, rooms.nbytes
    rng = random.Random(16)
    requests = [hostile(rng) for _ in range(many)]
    began = time.process_time()
    answers = ask_in_turn(app, requests)
    each = (time.process_time() - began) / many
    for request, answer in zip(requests, answers, strict=True):
        assert 400 <= answer.status < 500, request
        assert all(len(line) < 300 for line in answer.body.splitlines()), request
    assert ask("/room/abcdef", app=app).body == before
    assert (len(rooms), rooms.nbytes) == (1, nbytes)
    assert each < 0.01, "a refusal costs the server next to nothing"


def test_a_flood_of_guesses_and_rooms_ends_at_the_bounds():
    rooms = Rooms(most_rooms=5, most_bytes=100_000)
    app = Starlette(routes=room.routes("", lambda: COURSE, rooms))
    send(app, "PUT", "abcdef", {"lesson": "plateau"})
    said = [{"lesson": "plateau", "token": f"{TOKEN}-{k:05d}", "guess": [0.5] * PLACES} for k in range(300)]
    posts = ask_in_turn(app, [("POST", "/room/abcdef", json.dumps(one).encode(), JSON) for one in said])
    assert {answer.status for answer in posts} == {204, 429} and rooms.nbytes <= 100_000
    codes = ["bbbbb" + letter for letter in "abcdefghjk"]
    puts = ask_in_turn(app, [("PUT", f"/room/{code}", b'{"lesson": "and"}', JSON) for code in codes])
    assert {answer.status for answer in puts} <= {201, 429} and puts[-1].status == 429
    assert shown(app, "abcdef")["n"] == [answer.status for answer in posts].count(204) > 50 and len(rooms) <= 5
