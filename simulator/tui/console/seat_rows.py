"""Who sits where, and who is silent."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.control_view import ControlView, SeatLine
from simulator.model.safe_text import visible_line
from simulator.report.join_cards import steps_at
from simulator.session.room_port import Grant, Part
from simulator.tui.console.words import ConsoleWording, joined, person_name, team_title
from simulator.tui.line_list import Row
from simulator.tui.lines import BLANK, Line, Span, line, pad
from simulator.words import mark, translator

_PARTS = {
    Part.SEAT: mark("seat"),
    Part.FACILITATOR: mark("exercise office"),
    Part.EVALUATOR: mark("evaluator"),
    Part.OBSERVER: mark("observer"),
    Part.PROJECTOR: mark("projector"),
}


JoinCode = tuple[Grant, str]
"""What a code opens, and the code."""


def seat_rows(
    words: ConsoleWording, view: ControlView, teams: frozenset[str], now: int, codes: Sequence[JoinCode]
) -> list[Row]:
    """A row for each seat, under its team; ``codes`` are shown where they are given."""
    rows: list[Row] = []
    team = ""
    for seat in view.seats:
        if seat.team not in teams:
            continue
        if seat.team != team:
            team = seat.team
            rows.append(Row("", (Line((Span(team_title(view, team), "head"),), most=1),)))
        rows.append(Row(f"{seat.team}/{seat.seat}", tuple(_seat(words, seat, now, codes))))
    others = [(grant, code) for grant, code in codes if grant.part is not Part.SEAT]
    if others:
        rows.append(Row("", (Line((Span(words.t("Other codes"), "head"),)),)))
        rows += [
            Row(row_of_code(grant), (Line((Span(pad(words.t(_PARTS[grant.part]), 24)), Span(f" {code} ", "strong"))),))
            for grant, code in others
        ]
    return rows


def row_of_code(grant: Grant) -> str:
    """The row of the list on which the code of ``grant`` stands."""
    return f"{grant.team}/{grant.seat}" if grant.part is Part.SEAT else f"#{grant.id}"


def place_of(words: ConsoleWording, view: ControlView, grant: Grant) -> str:
    """What a code opens, in words."""
    if grant.part is not Part.SEAT:
        return words.t(_PARTS[grant.part])
    titles = next((one.titles for one in view.seats if (one.team, one.seat) == (grant.team, grant.seat)), ())
    team = f"{team_title(view, grant.team or '')} " if len(view.teams) > 1 else ""
    return f"{team}{joined(words, titles) or visible_line(grant.seat or '')}"


def _seat(words: ConsoleWording, seat: SeatLine, now: int, codes: Sequence[JoinCode]) -> list[Line]:
    t = words.t
    spans = [Span(f"{joined(words, seat.titles)}  ", "strong")]
    if seat.people:
        names = tuple(person_name(words, person.name, person.section) for person in seat.people)
        spans.append(Span(words.names(names), "good"))
    elif seat.human and seat.gone is not None:
        who, ago = person_name(words, seat.gone.name, seat.gone.section), words.span((now - seat.gone.real) // 1000)
        spans.append(Span(t("left empty: {who} left {span} ago", who=who, span=ago), "alert" if seat.owed else "warn"))
    elif seat.human:
        spans.append(Span(t("nobody here yet"), "warn"))
    else:
        spans.append(Span(t("scripted player"), "dim"))
    code = next((code for grant, code in codes if (grant.team, grant.seat) == (seat.team, seat.seat)), "")
    if code:
        spans.append(Span(f"  {code}", "strong"))
    state = []
    if seat.unread:
        state.append(Span(t("unread: {count}", count=seat.unread), "warn" if seat.human else "dim"))
    if seat.owed:
        state.append(Span(t("answers owed: {count}", count=seat.owed), "warn" if seat.human else "dim"))
    last = t("last reply {span} ago", span=words.span((now - seat.last) // 1000)) if seat.last else t("no reply yet")
    state.append(Span(last, "dim"))
    second = [Span("    ")]
    for number, span in enumerate(state):
        second += [Span("  ")] * bool(number) + [span]
    return [Line(tuple(spans), 4, most=2), Line(tuple(second), 4, most=1)]


def join_lines(
    words: ConsoleWording, view: ControlView, addresses: Sequence[str], codes: Sequence[JoinCode], proof: str = ""
) -> list[Line]:
    """The page to project while people join: addresses with every step, and the codes of the seats, nothing that runs
    the exercise."""
    t = words.t
    out = [line(visible_line(view.scenario_title), "head"), BLANK, line(t("Join at"), "strong")]
    report = translator("report", words.lang)
    for address in addresses:
        steps = steps_at(address, report, proof)
        out.append(line(f"    {visible_line(address)}", "strong"))
        many = len(steps) > 1
        for number, step in enumerate(steps, start=1):
            out.append(line(f"      {f'{number}. ' if many else ''}{visible_line(step)}", indent=9 if many else 6))
    if not addresses:
        out.append(line(t("    on this machine: tabletop join"), "strong"))
    titles = {(seat.team, seat.seat): joined(words, seat.titles) for seat in view.seats}
    team = None
    for grant, code in codes:
        if grant.part is not Part.SEAT:
            continue
        if grant.team != team:
            team = grant.team
            out += [BLANK, line(team_title(view, team or ""), "head")]
        out.append(
            Line((Span(f"  {code}   ", "strong"), Span(titles.get((grant.team or "", grant.seat or ""), ""))), 18)
        )
    return out
