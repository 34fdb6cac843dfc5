"""``/control/codes``: the join codes of the exercise, for facilitators; nobody else is answered with any."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from simulator.doors.http import reading
from simulator.doors.http.answers import json_answer, refused, status_of
from simulator.doors.http.entrance import Entrance, html
from simulator.doors.http.page_requests import in_another_language
from simulator.doors.http.pages_port import PageKind
from simulator.doors.http.visits import Visit
from simulator.engine.commands import Refusal
from simulator.session.room_port import JoinSheet, Part

PATH = "/control/codes"
_MAY = frozenset({Part.FACILITATOR})


class Codes:
    """The sheet of codes, and a new code for a place whose own is lost or leaked."""

    def __init__(self, entrance: Entrance) -> None:
        self._in = entrance

    async def show(self, request: Request) -> Response:
        """``{"addresses", "proof", "codes": [{"grant", "part", "team", "seat", "code"}]}``, or a page that shows it."""
        visit = self._in.visit(request, _MAY)
        if isinstance(visit, Refusal):
            if visit.code == "door.not_signed_in" and reading.wants_page(request):
                return RedirectResponse("/join", 303)
            return self._in.refuse(request, visit)
        visit.refresh()
        sheet = self._in.room.sheet(visit.grant)
        if isinstance(sheet, Refusal):
            return self._in.refuse(request, sheet)
        if reading.wants_page(request):
            spoken = await in_another_language(self._in, request, visit)
            if spoken is not None:
                return spoken
            return self._page(request, visit, sheet)
        return json_answer(sheet_data(sheet))

    async def renew(self, request: Request) -> Response:
        """``{"grant": id}``, as JSON or as a form: that code opens nothing any more, and there is another. Answered
        with the sheet as it is then."""
        body = await reading.body_of(request)
        if isinstance(body, Refusal):
            return self._in.refuse(request, body)
        from_page = reading.is_form(request)
        if not from_page and not reading.is_json(request):
            return self._in.refuse(request, Refusal("door.media"))
        data: Any = reading.read_form(body) if from_page else reading.read_json(body)
        if isinstance(data, Refusal):
            return self._in.refuse(request, data)
        given = data.get("form_token", ("",))[-1] if from_page else ""
        visit = self._in.may_post(request, given) or self._in.visit(request, _MAY)
        if isinstance(visit, Refusal):
            return self._in.refuse(request, visit)
        old = data.get("grant", ("",))[-1] if from_page else data.get("grant")
        if not isinstance(old, str):
            return self._in.refuse(request, Refusal("command.malformed", {"field": "grant"}))
        sheet = await self._in.room.renew_code(visit.grant, old[:40])
        if from_page:
            return self._after(request, visit, sheet)
        return refused(sheet) if isinstance(sheet, Refusal) else json_answer(sheet_data(sheet))

    def _after(self, request: Request, visit: Visit, found: JoinSheet | Refusal) -> Response:
        """A page goes back to the sheet, and says there why nothing was done."""
        if isinstance(found, JoinSheet):
            return RedirectResponse(f"{PATH}?done=renew", 303)
        sheet = self._in.room.sheet(visit.grant)
        if isinstance(sheet, Refusal):
            return self._in.refuse(request, sheet)
        return self._page(request, visit, sheet, found)

    def _page(self, request: Request, visit: Visit, sheet: JoinSheet, refusal: Refusal | None = None) -> Response:
        context = self._in.context(request, visit, refusal=refusal, sheet=sheet)
        page = self._in.pages.render(PageKind.CODES, visit.feed.view, context)
        return html(page, 200 if refusal is None else status_of(refusal))


def sheet_data(sheet: JoinSheet) -> dict[str, Any]:
    """The sheet as it goes over the wire."""
    return {
        "addresses": sheet.addresses,
        "proof": sheet.proof,
        "codes": [
            {"grant": grant.id, "part": grant.part, "team": grant.team, "seat": grant.seat, "code": code}
            for grant, code in sheet.codes
        ],
    }
