"""Pages of a seat: what its templates are filled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from simulator.doors.http.pages import desk, paths
from simulator.doors.http.pages.faults import fault_words, faulty_field
from simulator.doors.http.pages.render import DOMAIN, render
from simulator.doors.http.pages.score_lines import ScoreLines
from simulator.doors.http.pages.script_words import SCRIPT_WORDS
from simulator.doors.http.pages.values import found_chapters, value_words
from simulator.doors.http.pages_port import PageContext
from simulator.engine.manual_view import ManualView
from simulator.engine.timetable_view import RowView
from simulator.engine.views import InjectView, SeatView
from simulator.model.timetable import HOWS
from simulator.scoring.scorecard import ScoreCard
from simulator.tui.contact_search import found_contacts
from simulator.tui.search import marked, words_of
from simulator.tui.standing import next_to_open
from simulator.tui.wording import WAYS, Wording, day_of
from simulator.words import Translate, mark, translator

SECTIONS = ("log", "contacts", "team", "talks", "timetable", "calls", "help")
"""Pages at ``/seat/NAME``, beside the desk, the injects, the manual and the score."""

DESK = mark("Inbox")
_HEADINGS = {
    "desk": DESK,
    "own": mark("Act"),
    "log": mark("What the team has done"),
    "contacts": mark("Contact network"),
    "team": mark("Roles and team"),
    "timetable": mark("Timetable"),
    "calls": mark("Contact drill"),
    "talks": mark("Calls and messages"),
    "manual": mark("Manual"),
    "help": mark("Help and keys"),
    "score": mark("Closing and score card"),
}


_WITH_INBOX = frozenset({"desk", "inject", "own"})


class Tab(NamedTuple):
    name: str
    label: str
    href: str
    key: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page needs beside the seat's view: the manual or the card, and the text searched for."""

    manual: ManualView | None = None
    card: ScoreCard | None = None


def seat_page(kind: str, view: SeatView, context: PageContext, beside: Beside | None = None) -> str:
    """The page ``kind`` (desk, inject, own, manual, score, or one of ``SECTIONS``) of a seat."""
    words, t = Wording(context.lang), translator(DOMAIN, context.lang)
    beside = beside or Beside()
    scenario = view.clock.at(context.now)
    opened = next((i for i in view.inbox if i.id == context.item), None) if kind == "inject" else None
    return render(
        f"{kind}.html",
        context.lang,
        **_around(kind, view, context, words, t, scenario),
        **_desk(kind, view, words, t, scenario, opened),
        **_composing(view, context, words, t, opened),
        **_beside(kind, view, context, beside, scenario, words, t),
        **value_words(words, t),
    )


def sections_of(view: SeatView) -> tuple[str, ...]:
    """Those of ``SECTIONS`` that there are in this exercise."""
    absent = {"timetable": view.timetable is None, "calls": view.calls is None}
    return tuple(name for name in SECTIONS if not absent.get(name, False))


def tabs_of(view: SeatView, t: Translate, now: int) -> list[Tab]:
    """The pages that there are for this seat; ``now`` in scenario seconds."""
    label = {name: t(heading) for name, heading in _HEADINGS.items()}
    found = [
        Tab("desk", label["desk"], paths.SEAT, "1", 0 if view.finished else len(desk.waiting(view, now))),
        Tab("own", label["own"], paths.OWN, "2"),
        Tab("manual", label["manual"], paths.MANUAL, "3"),
        Tab("contacts", label["contacts"], paths.section("contacts"), "4"),
        Tab("log", label["log"], paths.section("log"), "5"),
        Tab("team", label["team"], paths.section("team"), "6"),
    ]
    found.append(Tab("talks", label["talks"], paths.section("talks"), "7", desk.talks_waiting(view)))
    if view.timetable is not None:
        late = desk.rows_overdue(view.timetable, now)
        found.append(Tab("timetable", label["timetable"], paths.section("timetable"), "t", late))
    if view.calls is not None:
        calls = desk.calls_waiting(view.calls)
        found.append(Tab("calls", label["calls"], paths.section("calls"), "c", calls))
    if view.finished or view.wrap_up is not None:
        found.append(Tab("score", label["score"], paths.SCORE, "9", desk.open_questions(view)))
    return [*found, Tab("help", label["help"], paths.section("help"), "0")]


def _around(
    kind: str, view: SeatView, context: PageContext, words: Wording, t: Translate, scenario: int
) -> dict[str, object]:
    """Clocks, tabs, what the script needs, what went wrong."""
    limits = desk.limits_of(view)
    near = None if view.finished else desk.nearest(view, scenario)
    soon = near is not None and desk.real_seconds(view.clock, near[1] - scenario) <= desk.SOON
    opened = next((i for i in view.inbox if i.id == context.item), None) if kind == "inject" else None
    heading = _HEADINGS.get(kind, DESK)
    return {
        "layout": "bare.html" if context.fragment else "base.html",
        "bare": bool(context.fragment),
        "c": context,
        "v": view,
        "here": {"inject": "desk"}.get(kind, kind),
        "heading": opened.title if opened is not None else t(heading),
        "tabs": tabs_of(view, t, scenario),
        "face": desk.clock_face(words, view.day_one, view.clock, context.now, view.began, limits),
        "day_of": day_of,
        "near": near,
        "soon": soon and view.clock.running,
        "late": 0 if view.finished else desk.overdue(view, scenario),
        "unread": sum(not inject.read for inject in view.inbox),
        "place": f"{view.scenario_title}/{view.began}/{context.team or view.team_title}/{view.seat}",
        "script_words": {name: t(said) for name, said in SCRIPT_WORDS.items()},
        "fault": fault_words(words, t, context.refusal, opened.ask if opened else None),
        "bad": faulty_field(context.refusal),
    }


def _desk(
    kind: str, view: SeatView, words: Wording, t: Translate, scenario: int, opened: InjectView | None
) -> dict[str, object]:
    inbox, beside = desk.inbox_days(words, t, view, scenario), kind not in _WITH_INBOX
    return {
        "inbox": inbox,
        # Where the inbox does not stand, what comes in is told all the same.
        "arrivals": [row for day in inbox for row in day.rows if beside and not _told_there(kind, row)],
        "chronology": desk.chronology_days(words, view, brief=kind != "log"),
        "earlier": max(0, len(view.chronology) - desk.BRIEF),
        "waiting": desk.waiting(view, scenario),
        "next": next_to_open(view, scenario),
        "calls_waiting": desk.calls_waiting(view.calls),
        "talks_waiting": desk.talks_waiting(view),
        "open_questions": desk.open_questions(view),
        "opened": opened is not None,
        "opened_row": f"in-{opened.id}" if opened else "",
        "i": opened,
        "closed": opened is not None and desk.is_closed(opened),
        "others_note": desk.others_words(t, opened) if opened else "",
    }


def _told_there(kind: str, row: desk.Row) -> bool:
    """Whether the page ``kind`` itself tells what ``row`` tells: calls of a drill, and what became of messages."""
    return row.href == paths.section(kind) and (kind == "calls" or row.standing != "new")


def _composing(
    view: SeatView, context: PageContext, words: Wording, t: Translate, opened: InjectView | None
) -> dict[str, object]:
    """What composers need; what was typed before a refusal stands in the fields again."""
    del words, t
    form = context.form
    chosen = () if opened is not None else tuple(who for who in (context.item,) if who)

    def typed(name: str) -> str:
        return form.get(name, ("",))[-1]

    def all_typed(name: str) -> tuple[str, ...]:
        return form.get(name, chosen if name == "to" else ())

    return {
        "typed": typed,
        "all_typed": all_typed,
        "held": tuple(role.id for role in view.roles),
        "ask": opened.ask if opened else None,
        "ways": WAYS,
        "caller": opened.caller if opened else None,
    }


def _beside(
    kind: str, view: SeatView, context: PageContext, beside: Beside, scenario: int, words: Wording, t: Translate
) -> dict[str, object]:
    found: dict[str, object] = {"own": kind == "own"}
    if kind == "contacts":
        query = words_of(context.query)
        found |= {"contacts": found_contacts(query, view.contacts), "marked": lambda text: marked(query, text)}
    elif kind == "manual" and beside.manual is not None:
        chapters = found_chapters(beside.manual, context.query)
        found |= {"m": beside.manual, "chapters": chapters, "count": sum(len(steps) for _, steps in chapters)}
    elif kind == "timetable" and view.timetable is not None:
        timetable = view.timetable

        def row_overdue(row: RowView) -> bool:
            return desk.is_row_overdue(timetable, row, scenario)

        found |= {"rows_late": desk.rows_overdue(timetable, scenario), "row_overdue": row_overdue, "hows": HOWS}
    elif kind == "score":
        found |= {
            "card": beside.card,
            "lines": ScoreLines(words, t, view, beside.manual) if beside.manual is not None else None,
            "asked": sum(inject.ask is not None for inject in view.inbox),
            "answered": sum(inject.ask is not None and inject.answered_at is not None for inject in view.inbox),
            "own_replies": sum(reply.own for reply in view.chronology),
        }
    return found
