"""/room/<code>: the guesses of a class about a lesson, while it is open (docs/tape.md).

PUT   {"lesson"}                    opens it: its code is drawn by whoever does
POST  {"lesson", "token", "guess"}  a telephone's guess, in the place of its earlier one
GET                                 the guesses, counted; a browser that asks for a page is led to the lesson
GET   /room/<code>/code.svg?link=…  the link to it as a QR code
"""

import json
import posixpath
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from anyio import fail_after
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from core.guess.guesses import checked
from core.guess.predict import Predict
from core.guess.rooms import CODE, TOKEN, Full, Rooms
from core.guess.tally import tally
from core.lessons import Course, Lesson
from pages.figures.qr import qr_code
from pages.web.asked import Refused
from pages.web.body import refusal

MOST_BODY = 2000  # bytes
PATIENCE = 5.0  # seconds for a body to come
LONGEST_LINK = 200
_NOT_KEPT = {"Cache-Control": "no-store"}
_KEYS = {"PUT": {"lesson"}, "POST": {"lesson", "token", "guess"}}


def routes(base: str, course: Callable[[], Course], rooms: Rooms | None = None) -> list[Route]:
    """The address of every room, under the base path of the server. course: the lessons as they are now."""
    answers = Answers(course, Rooms() if rooms is None else rooms)
    place = posixpath.join("/", base.strip("/"), "room/{code}")
    return [
        Route(place, answers.answer, methods=["GET", "PUT", "POST"]),
        Route(f"{place}/code.svg", answers.picture, methods=["GET"]),
    ]


class Answers:
    """What is answered at the addresses of some rooms."""

    def __init__(self, course: Callable[[], Course], rooms: Rooms):
        self.course, self.rooms = course, rooms

    async def answer(self, request: Request) -> Response:
        """What the address asks for; else what is wrong, in a line, and nothing has changed."""
        try:
            code = _code(request)
            if request.method in ("GET", "HEAD"):
                return self._get(code, request)
            said = await _body(request)
            return self._put(code, said) if request.method == "PUT" else self._post(code, said)
        except Refused as refused:
            return refusal(refused)
        except ClientDisconnect:
            return Response(status_code=499)

    async def picture(self, request: Request) -> Response:
        """The link to a room as a QR code; of this server alone."""
        try:
            self._lesson_of(_code(request))
            link = request.query_params.get("link", "")
            parts = urlsplit(link) if len(link) <= LONGEST_LINK else None
            own = parts and parts.scheme in ("http", "https") and parts.netloc == request.headers.get("host")
            code = qr_code(link) if own else None
            if code is None:
                raise Refused(400, f"link: an address of this server of at most {LONGEST_LINK} characters")
        except (Refused, ValueError) as wrong:
            return refusal(wrong if isinstance(wrong, Refused) else Refused(400, "link: this is no address"))
        picture = code.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)  # it stands alone
        return Response(picture, headers=_NOT_KEPT, media_type="image/svg+xml")

    def _get(self, code, request):
        if "text/html" in request.headers.get("accept", ""):
            return self._led(code)
        lesson = self._lesson_of(code)
        found = self.rooms.look(code)
        if found is None:
            raise _unknown()
        _, revision, guesses = found
        tag = f'"{revision}.{len(guesses)}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=_NOT_KEPT | {"ETag": tag})
        predict = _predict(lesson)
        counted = tally(predict.kind, guesses, total=_total(lesson), choices=predict.choices)
        said = {"lesson": lesson.name, "kind": predict.kind, **counted}
        return JSONResponse(said, headers=_NOT_KEPT | {"ETag": tag})

    def _led(self, code):
        """To the lesson, which knows the room; where it is gone to all lessons."""
        try:
            lesson = self._lesson_of(code)
        except Refused:
            return RedirectResponse("../lessons", 303, _NOT_KEPT)
        query = urlencode(lesson.query | {"room": code}, doseq=True)
        return RedirectResponse(f"../{lesson.page}?{query}", 303, _NOT_KEPT)

    def _put(self, code, said):
        lesson = self._lesson(said["lesson"])
        try:
            if not self.rooms.open(code, lesson.name):
                raise Refused(409, "this code is taken; draw another one")
        except Full:
            raise Refused(429, "no room is free; try again later") from None
        return JSONResponse({"room": code, "lesson": lesson.name}, 201, _NOT_KEPT)

    def _post(self, code, said):
        name = self.rooms.lesson(code)
        if name is None:
            raise _unknown()
        if said["lesson"] != name:
            raise Refused(409, "this room is another lesson's")
        if not isinstance(said["token"], str) or not TOKEN.fullmatch(said["token"]):
            raise Refused(400, "token: 16 to 32 letters, digits, _ or -")
        lesson = self._lesson(name)
        predict = _predict(lesson)
        try:
            guess = checked(predict.kind, said["guess"], total=_total(lesson), choices=predict.choices)
            if not self.rooms.put(code, said["token"], guess):
                raise _unknown()
        except ValueError as allowed:
            raise Refused(400, f"guess: {allowed}") from None
        except Full:
            raise Refused(429, "this room takes no more guesses") from None
        return Response(status_code=204, headers=_NOT_KEPT)

    def _lesson_of(self, code):
        """The lesson of a room. Raises Refused where there is no such room, or no longer such a lesson."""
        name = self.rooms.lesson(code)
        if name is None:
            raise _unknown()
        return self._lesson(name)

    def _lesson(self, name) -> Lesson:
        now = self.course()
        number = now.find(name) if isinstance(name, str) else None
        if number is None or now.lessons[number].predict is None:
            raise Refused(404, "there is no such lesson that asks for a guess")
        return now.lessons[number]


def _predict(lesson: Lesson) -> Predict:
    assert lesson.predict is not None
    return lesson.predict


def _total(lesson):
    """The last step of the lesson's run, as the player counts it; a choice needs none."""
    return lesson.experiment.total if _predict(lesson).kind != "choice" else 0


def _code(request):
    code = request.path_params["code"]
    if not CODE.fullmatch(code):
        raise _unknown()
    return code


def _unknown():
    return Refused(404, "there is no such room")


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object that came, with just the keys that its method wants. Raises Refused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "application/json is wanted")  # which no page of another origin may send unasked
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit() and len(length) < 10) or int(length) > MOST_BODY:
        raise Refused(413, f"at most {MOST_BODY} bytes")
    body = b""
    try:
        with fail_after(PATIENCE):
            async for piece in request.stream():
                body += piece
                if len(body) > MOST_BODY:
                    raise Refused(413, f"at most {MOST_BODY} bytes")
    except TimeoutError:
        raise Refused(408, "the body did not come") from None
    wanted = _KEYS[request.method]
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "this is no JSON") from None
    if not isinstance(said, dict) or said.keys() != wanted:
        raise Refused(400, f"an object with these keys: {', '.join(sorted(wanted))}")
    return said
