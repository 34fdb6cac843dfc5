"""What a browser asks for beside a page: another language, that something was read, a time as people type it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simulator.doors.http.entrance import Entrance
from simulator.doors.http.tokens import Pass, seal
from simulator.doors.http.visits import Visit
from simulator.engine.commands import MarkRead, Refusal
from simulator.engine.views import SeatView
from simulator.session.evaluating import EvaluatorDesk
from simulator.session.room_port import Part
from simulator.tui.typed_time import typed_time
from simulator.words import LANGUAGES


async def in_another_language(entrance: Entrance, request: Request, visit: Visit) -> Response | None:
    """The answer to ``?lang=``: a pass in that language and the same page again; None where none is asked for."""
    lang = request.query_params.get("lang", "")
    if lang not in LANGUAGES:
        return None
    rest = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    answer = RedirectResponse(request.url.path + (f"?{urlencode(rest)}" if rest else ""), 303)
    if lang != visit.person.lang:
        person = replace(visit.person, lang=lang)
        # The port speaks the language that it was opened in: the visit goes on with another one.
        for one in entrance.visits.of(visit):
            await entrance.visits.leave(one, "seat.left")
        entered = entrance.visits.enter(visit.grant, person, anew=True)
        if isinstance(entered, Refusal):
            return entrance.refuse(request, entered)
        token = seal(entrance.room.key, Pass(visit.grant.id, person))
        answer.set_cookie(entrance.cookie, token, httponly=True, secure=entrance.secure, samesite="strict", path="/")
    return answer


async def mark_read(request: Request, visit: Visit, name: str) -> None:
    """Opening an inject is reading it, but not where a browser only looks ahead, or a page renews itself."""
    if request.headers.get("x-fragment") or "prefetch" in request.headers.get("sec-purpose", ""):
        return
    view = visit.feed.view
    found = next((inject for inject in view.inbox if inject.id == name), None) if isinstance(view, SeatView) else None
    if found is None or found.read or visit.grant.part is not Part.SEAT or visit.grant.seat is None:
        return
    seat = visit.grant.seat
    await visit.seat().send(MarkRead(at=visit.port.now(), actor=f"seat:{seat}", seat=seat, inject=name))
    visit.refresh()


def own_view(entrance: Entrance, visit: Visit) -> SeatView:
    """The seat's view, which several people share, with what this person alone has answered at the end."""
    view: SeatView = visit.feed.view
    if view.wrap_up is None:
        return view
    return replace(view, wrap_up=entrance.room.wrap_up(visit.grant, visit.person) or view.wrap_up)


def with_times(data: dict[str, Any], visit: Visit, teams: Sequence[str] = ()) -> dict[str, Any] | Refusal:
    """A form's data with the time that was typed (``09:04``, ``D2 08:40``) as a scenario second.

    ``teams`` are those of the form; the time of an observation is that of the first one's story.
    """
    view, now = visit.feed.view, visit.port.now()
    if isinstance(view, SeatView):
        name, scenario = "at_scenario", view.clock.at(now)
    elif isinstance(view, EvaluatorDesk):
        clocks = {team.id: team.clock.at(now) for team in view.view.teams}
        name, scenario = "moment", clocks.get(teams[0] if teams else "", 0)
    else:
        return data
    typed = data.get(name)
    if not isinstance(typed, str):
        return data
    found = typed_time(typed, scenario)
    return Refusal("time.unreadable") if found is None else {**data, name: found}
