"""The facilitator's page of join codes: where people join, the code of every place, and a new one where one is lost."""

from __future__ import annotations

from typing import NamedTuple

from simulator.doors.http.pages import paths
from simulator.doors.http.pages.faults import fault_words
from simulator.doors.http.pages.render import DOMAIN, render
from simulator.doors.http.pages.script_words import SCRIPT_WORDS
from simulator.doors.http.pages_port import PageContext
from simulator.engine.control_view import ControlView
from simulator.report.join_cards import steps_at
from simulator.session.room_port import Grant, Part
from simulator.tui.wording import Wording
from simulator.words import Translate, mark, translator

_PARTS = {
    Part.SEAT: mark("seat"),
    Part.FACILITATOR: mark("exercise control"),
    Part.EVALUATOR: mark("evaluator"),
    Part.OBSERVER: mark("observer"),
    Part.PROJECTOR: mark("the room's screen"),
}


class CodeRow(NamedTuple):
    """A code with what it opens; ``people`` are those at the seat now."""

    grant: str
    team: str
    place: str
    code: str
    people: tuple[str, ...]


def codes_page(view: ControlView, context: PageContext) -> str:
    """The sheet in ``context``; it holds secrets, and nothing of it stands on the page of the desk."""
    words, t = Wording(context.lang), translator(DOMAIN, context.lang)
    sheet, report = context.sheet, translator("report", context.lang)
    return render(
        "codes.html",
        context.lang,
        layout="bare.html" if context.fragment else "base.html",
        c=context,
        v=view,
        base=paths.CONTROL,
        heading=t("Join codes"),
        fault=fault_words(words, t, context.refusal),
        script_words={name: t(said) for name, said in SCRIPT_WORDS.items()},
        addresses=[(one, steps_at(one, report, sheet.proof)) for one in sheet.addresses] if sheet else (),
        rows=[_row(words, t, view, grant, code) for grant, code in (sheet.codes if sheet else ())],
    )


def _row(words: Wording, t: Translate, view: ControlView, grant: Grant, code: str) -> CodeRow:
    seat = next((one for one in view.seats if (one.team, one.seat) == (grant.team, grant.seat)), None)
    team = next((one.title for one in view.teams if one.team == grant.team), grant.team or "")
    unnamed = t("somebody who gave no name")
    return CodeRow(
        grant=grant.id,
        team=team,
        place=words.names(seat.titles) if seat is not None else t(_PARTS[grant.part]),
        code=code,
        people=tuple(person.name or unnamed for person in seat.people) if seat is not None else (),
    )
