"""Coming in by a code, and leaving."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simulator.doors.http import reading
from simulator.doors.http.answers import json_answer, refused, status_of
from simulator.doors.http.entrance import HOME, Entrance, home_of, html, person_of, source_of
from simulator.doors.http.guarding import comes_from_elsewhere
from simulator.doors.http.pages_port import PageKind
from simulator.doors.http.tokens import Pass, seal
from simulator.doors.http.visits import Visit
from simulator.engine.commands import Refusal
from simulator.session.room_port import Part, Person
from simulator.words import LANGUAGES

ALL = frozenset(Part)
SHARE, TAKE_OVER = "share", "take_over"


class Joining:
    """``/``, ``/join`` and ``/leave``."""

    def __init__(self, entrance: Entrance) -> None:
        self._in = entrance

    async def home(self, request: Request) -> Response:
        """A page goes where it belongs; a program learns what this is."""
        found = self._in.known(request)
        grant = self._in.room.grant(found.grant) if found is not None else None
        if reading.wants_page(request):
            return RedirectResponse(home_of(grant.part) if grant is not None else "/join", 303)
        return json_answer(
            {
                "exercise": self._in.room.exercise,
                "part": grant.part if grant is not None else None,
                "view": HOME[grant.part] if grant is not None else None,
                "api": "/openapi.json",
            }
        )

    async def form(self, request: Request) -> Response:
        if not reading.wants_page(request):
            return json_answer({"exercise": self._in.room.exercise})
        code = request.query_params.get("code", "")[:40]
        context = self._in.context(request, None, form={"code": (code,)} if code else {})
        return html(self._in.pages.render(PageKind.JOIN, None, context))

    async def join(self, request: Request) -> Response:
        """``code``, ``name``, ``section``, ``lang``, ``occupied`` (``share`` or ``take_over``), as JSON or as a form.

        A program gets a token, a browser a cookie. A seat at which somebody sits asks first: 409 with who it is.
        """
        if not self._in.strangers.take(source_of(request)):
            return self._in.refuse(request, Refusal("door.too_many"))
        if not (reading.is_form(request) or reading.is_json(request)):
            return self._in.refuse(request, Refusal("door.media"))
        from_page = reading.is_form(request)
        body = await reading.body_of(request)
        data = body if isinstance(body, Refusal) else _fields(body, form=from_page)
        elsewhere = Refusal("door.elsewhere") if from_page and comes_from_elsewhere(request) else None
        if isinstance(data, Refusal) or elsewhere is not None:
            return self._in.refuse(request, elsewhere or data)  # type: ignore[arg-type]
        lang = data.get("lang") if data.get("lang") in LANGUAGES else reading.language_of(request)
        person = person_of(data.get("name", ""), data.get("section", ""), str(lang), "browser" if from_page else "http")
        visit, people = self._enter(request, data, person)
        if isinstance(visit, Refusal):
            return self._again(request, visit, data, people, str(lang), from_page=from_page)
        token = seal(self._in.room.key, Pass(visit.grant.id, person))
        if from_page:
            answer: Response = RedirectResponse(home_of(visit.grant.part), 303)
            answer.set_cookie(
                self._in.cookie, token, httponly=True, secure=self._in.secure, samesite="strict", path="/"
            )
            return answer
        grant = visit.grant
        return json_answer(
            {
                "token": token,
                "grant": grant.id,
                "part": grant.part,
                "team": grant.team,
                "seat": grant.seat,
                "person": person.id,
                "view": HOME[grant.part],
            },
            201,
        )

    def _enter(
        self, request: Request, data: dict[str, str], person: Person
    ) -> tuple[Visit | Refusal, tuple[Person, ...]]:
        grant = self._in.room.admit(data.get("code", ""), source_of(request))
        if isinstance(grant, Refusal):
            return grant, ()
        choice = data.get("occupied", "")
        people = self._in.room.people(grant) if grant.part is Part.SEAT else ()
        if people and choice not in {SHARE, TAKE_OVER}:
            return Refusal("seat.occupied"), people
        take_over = bool(people) and choice == TAKE_OVER
        return self._in.visits.enter(grant, person, take_over=take_over, anew=True), people

    def _again(
        self,
        request: Request,
        refusal: Refusal,
        data: dict[str, str],
        people: tuple[Person, ...],
        lang: str,
        *,
        from_page: bool,
    ) -> Response:
        if not from_page:
            there = [{"name": one.name, "section": one.section, "door": one.door} for one in people]
            return refused(refusal, **({"people": there} if people else {}))
        typed = {name: (value,) for name, value in data.items()}
        context = self._in.context(request, None, refusal=refusal, form=typed, lang=lang)
        return html(self._in.pages.render(PageKind.JOIN, people or None, context), status_of(refusal))

    async def leave(self, request: Request) -> Response:
        """Give the seat back. The pass stays good: the code lets them in again anyway."""
        body = await reading.body_of(request)
        form = reading.read_form(body) if isinstance(body, bytes) and reading.is_form(request) else {}
        given = "" if isinstance(form, Refusal) else form.get("form_token", ("",))[-1]
        refusal = self._in.may_post(request, given)
        visit = refusal or self._in.visit(request, ALL)
        if isinstance(visit, Refusal):
            return self._in.refuse(request, visit)
        for one in self._in.visits.of(visit):
            await self._in.visits.leave(one, "seat.left")
        if not reading.is_form(request):
            return json_answer({"done": True})
        answer = RedirectResponse("/join", 303)
        answer.delete_cookie(self._in.cookie, path="/", secure=self._in.secure, httponly=True, samesite="strict")
        return answer


def _fields(body: bytes, *, form: bool) -> dict[str, str] | Refusal:
    """Fields of text by name."""
    data: Any = reading.read_form(body) if form else reading.read_json(body)
    if isinstance(data, Refusal):
        return data
    if form:
        return {name: values[-1] for name, values in data.items()}
    if not all(isinstance(value, str) for value in data.values()):
        return Refusal("body.malformed")
    return dict(data)
