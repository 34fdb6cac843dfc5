"""Views and commands: the resources of seats, desks, observers and the projector."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from simulator.doors.http import reading
from simulator.doors.http.answers import json_answer, refused, status_of
from simulator.doors.http.entrance import EVALUATOR, Entrance, html
from simulator.doors.http.limits import STREAMS
from simulator.doors.http.page_requests import in_another_language, mark_read, own_view, with_times
from simulator.doors.http.pages_port import PageKind
from simulator.doors.http.stream import stream
from simulator.doors.http.visits import Visit
from simulator.engine.command_wire import (
    OF_A_FACILITATOR,
    OF_A_SEAT,
    OF_AN_EVALUATOR,
    decode_command,
)
from simulator.engine.commands import Command, Refusal, SubmitResponse
from simulator.scoring.scorecard import ScoreCard
from simulator.session.room_port import Part

_ASIDE = frozenset({"form_token", "back", "then", "key", "teams"})
_BACK = re.compile(r"/[A-Za-z0-9_~.%-][A-Za-z0-9_~.%/-]*(\?[A-Za-z0-9_~.%=&+-]*)?(#[A-Za-z0-9_~.%-]*)?")
_INJECT = "/seat/inject/"
_KEY = re.compile(r"[A-Za-z0-9_-]{0,64}")
_MAY = {Part.SEAT: OF_A_SEAT, Part.FACILITATOR: OF_A_FACILITATOR, Part.EVALUATOR: OF_AN_EVALUATOR}
_SCREENS = {
    "/control": PageKind.CONTROL,
    "/observer": PageKind.OBSERVER,
    "/projector": PageKind.PROJECTOR,
    EVALUATOR: PageKind.EVALUATOR,
}


class Playing:
    """The resources below one ``base`` (``/seat``, ``/control``…) for the ``parts`` that may use them."""

    def __init__(self, entrance: Entrance, base: str, parts: frozenset[Part]) -> None:
        self._in, self._base, self._parts = entrance, base, parts

    async def show(self, request: Request) -> Response:
        """The view, or a page that shows it."""
        visit = self._in.visit(request, self._parts, self._base)
        if isinstance(visit, Refusal):
            if visit.code == "door.not_signed_in" and reading.wants_page(request):
                return RedirectResponse("/join", 303)
            return self._in.refuse(request, visit)
        visit.refresh()
        if reading.wants_page(request):
            spoken = await in_another_language(self._in, request, visit)
            if spoken is not None:
                return spoken
            await mark_read(request, visit, request.path_params.get("inject", ""))
            return self._page(request, visit, request.url.path, request.query_params.get("to", "")[:64])
        data = _data(visit, request.url.path, request.query_params.get("since", ""))
        return refused(data) if isinstance(data, Refusal) else json_answer(data)

    async def events(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Changes as server-sent events, from ``Last-Event-ID`` or ``?since=``; ``?signal=1``: names of fields only."""
        request = Request(scope, receive)
        visit = self._in.visit(request, self._parts, self._base)
        if not isinstance(visit, Refusal) and len(visit.streams) >= STREAMS:
            visit = Refusal("door.too_many")
        if isinstance(visit, Refusal):
            await refused(visit)(scope, receive, send)
            return
        position = request.headers.get("last-event-id") or request.query_params.get("since", "")
        signal = request.query_params.get("signal") == "1"
        del request
        await stream(visit, position[:64], receive, send, signal=signal)

    async def command(self, request: Request) -> Response:
        """Carry a command out, once for each ``key``."""
        body = await reading.body_of(request)
        if isinstance(body, Refusal):
            return self._in.refuse(request, body)
        if reading.is_form(request):
            return await self._command_of_page(request, body)
        if not reading.is_json(request):
            return self._in.refuse(request, Refusal("door.media"))
        data = reading.read_json(body)
        refusal = data if isinstance(data, Refusal) else self._in.may_post(request, "")
        visit = refusal or self._in.visit(request, self._parts, self._base)
        if isinstance(visit, Refusal) or isinstance(data, Refusal):
            return refused(visit if isinstance(visit, Refusal) else data)  # type: ignore[arg-type]
        position, key = str(data.pop("since", ""))[:64], data.pop("key", "")
        teams = data.pop("teams", [])
        found = await self._carry_out(visit, data, key, teams)
        if isinstance(found, Refusal):
            return refused(found, now=visit.port.now())
        answer: dict[str, Any] = {"done": True, "now": visit.port.now()}
        if self._base != "/seat":
            answer["refused"] = {team: {"code": one.code, "params": one.params} for team, one in found.items()}
            answer["done"] = not found
        if position:
            visit.refresh()
            answer["change"] = visit.feed.data(position)
        return json_answer(answer)

    async def _command_of_page(self, request: Request, body: bytes) -> Response:
        form = reading.read_form(body)
        if isinstance(form, Refusal):
            return self._in.refuse(request, form)
        visit = self._in.may_post(request, form.get("form_token", ("",))[-1]) or self._in.visit(
            request, self._parts, self._base
        )
        if isinstance(visit, Refusal):
            return self._in.refuse(request, visit)
        back = self._own_path(form.get("back", ("",))[-1]) or self._base
        teams = [team for team in form.get("teams", ()) if team]
        data = with_times(reading.command_of_form(form, _ASIDE), visit, teams)
        name = "" if isinstance(data, Refusal) else str(data.get("command", ""))
        key = form.get("key", ("",))[-1]
        found = data if isinstance(data, Refusal) else await self._carry_out(visit, data, key, teams)
        visit.refresh()
        refusal = found if isinstance(found, Refusal) else next(iter(found.values()), None)
        if refusal is None:
            path, _, mark = (self._own_path(form.get("then", ("",))[-1]) or back).partition("#")
            done = f"{path}{'&' if '?' in path else '?'}done={name}" + (f"#{mark}" if mark else "")
            return RedirectResponse(done, 303)
        parts = urlsplit(back)
        query = parse_qs(parts.query)
        return self._page(
            request,
            visit,
            parts.path,
            query.get("to", [""])[-1],
            refusal=refusal,
            form=form,
            query=query.get("q", [""])[-1],
            asked={name: values[-1] for name, values in query.items()},
            status=status_of(refusal),
        )

    def _own_path(self, path: str) -> str:
        """``path`` where it is one of this server's, else nothing."""
        return path if _BACK.fullmatch(path) else ""

    async def _carry_out(
        self, visit: Visit, data: dict[str, Any], key: object, teams: object
    ) -> Mapping[str, Refusal] | Refusal:
        """What was refused, by team (a seat's own: a Refusal); the same answer to the same key."""
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            return Refusal("command.malformed", {"field": "key"})
        if not isinstance(teams, list) or not all(isinstance(team, str) for team in teams):
            return Refusal("command.malformed", {"field": "teams"})
        command = self._decoded(visit, data, key)
        if isinstance(command, Refusal):
            return command
        to = tuple(dict.fromkeys(teams))
        # With other words under it a key is another one: what is answered as done has been done.
        sent = (key, _digest([data, to])) if key else None
        if sent is None:
            found = await self._send(visit, command, to)
        else:
            # Whoever asked first may have hung up: what was begun is brought to its end all the same.
            try:
                found = await asyncio.shield(visit.answer_to(sent, lambda: self._send(visit, command, to)))
            except Exception:
                visit.answers.pop(sent, None)
                raise
        if visit.grant.part is Part.SEAT and found:
            if sent is not None:
                # What was refused may be sent again under its key.
                visit.answers.pop(sent, None)
            return next(iter(found.values()))
        return found

    def _decoded(self, visit: Visit, data: dict[str, Any], key: str) -> Command | Refusal:
        grant = visit.grant
        allowed = _MAY.get(grant.part)
        if allowed is None:
            return Refusal("command.not_allowed")
        command = decode_command(
            data, allowed, at=visit.port.now(), actor=_actor(visit), seat=grant.seat, person=visit.person.id
        )
        if key and isinstance(command, SubmitResponse):
            return replace(command, key=key)
        return command

    async def _send(self, visit: Visit, command: Command, teams: tuple[str, ...]) -> Mapping[str, Refusal]:
        if visit.grant.part is not Part.SEAT:
            return await visit.desk().send(command, teams)
        refusal = await visit.seat().send(command)
        return {} if refusal is None else {visit.grant.team or "": refusal}

    def _page(self, request: Request, visit: Visit, path: str, item: str, **more: Any) -> Response:
        status = more.pop("status", 200)
        try:
            kind, view, found = self._shown(visit, path)
            if visit.grant.part is Part.SEAT:
                more["seat"] = own_view(self._in, visit)
                view = more["seat"] if view is visit.feed.view else view
            if kind is PageKind.SCORE:
                more["manual"] = visit.seat().manual()
            context = self._in.context(request, visit, item=found or item, path=path, **more)
            return html(self._in.pages.render(kind, view, context), status)
        except KeyError:
            return self._in.refuse(request, Refusal("door.not_there"))

    def _shown(self, visit: Visit, path: str) -> tuple[PageKind, object, str]:
        """The page at ``path``, its view, and what it is about. Raises KeyError where there is no such page."""
        view = visit.feed.view
        if path in _SCREENS and path == self._base:
            return _SCREENS[path], view, ""
        if self._base == EVALUATOR:
            return PageKind.EVALUATOR, view, path.removeprefix(EVALUATOR).removeprefix("/")
        if self._base != "/seat":
            raise KeyError(path)
        port = visit.seat()
        if path.startswith(_INJECT):
            name = path.removeprefix(_INJECT)
            if not any(inject.id == name for inject in view.inbox):
                raise KeyError(path)
            return PageKind.INJECT, view, name
        match path.removeprefix("/seat").removeprefix("/"):
            case "":
                return PageKind.SEAT, view, ""
            case "own":
                return PageKind.OWN, view, ""
            case "manual":
                return PageKind.MANUAL, port.manual(), ""
            case "score":
                return PageKind.SCORE, own_score(visit), ""
            case section:
                return PageKind.SECTION, view, section


def _digest(sent: object) -> str:
    return hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()


def _actor(visit: Visit) -> str:
    """Who is named in the log: evaluators by what they call themselves, as there may be several."""
    grant, name = visit.grant, visit.person.name
    if grant.part is Part.SEAT:
        return f"seat:{grant.seat}"
    return f"{grant.part.value}:{name}" if grant.part is Part.EVALUATOR and name else grant.part.value


def own_score(visit: Visit) -> ScoreCard | None:
    """The score card of the seat's own team, once it has finished; other teams' cards are not for its eyes."""
    card = visit.seat().score()
    if card is None:
        return None
    return replace(card, teams=tuple(team for team in card.teams if team.team == visit.grant.team))


def _data(visit: Visit, path: str, since: str) -> Any:
    """The JSON of a resource."""
    now = visit.port.now()
    if visit.grant.part is not Part.SEAT or path == "/seat":
        return {"now": now, **visit.feed.data(since[:64])}
    view = visit.feed.view
    if path.startswith(_INJECT):
        name = path.removeprefix(_INJECT)
        inject = next((one for one in view.inbox if one.id == name), None)
        return Refusal("door.not_there") if inject is None else {"now": now, "inject": inject}
    if path == "/seat/manual":
        return visit.seat().manual()
    if path == "/seat/score":
        return {"score": own_score(visit)}
    return Refusal("door.not_there")
