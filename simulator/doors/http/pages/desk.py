"""What the pages of a seat show: clocks, inbox and chronology made of its view. ``now`` is in scenario seconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from simulator.doors.http.pages import paths
from simulator.engine.call_views import CallsView
from simulator.engine.clock import Clock
from simulator.engine.talk_shapes import TalkView
from simulator.engine.timetable_view import RowView, TimetableView
from simulator.engine.views import InjectView, ReplyView, SeatView
from simulator.model.base import DAY
from simulator.tui.standing import can_add, is_overdue, nearest_limit, standing
from simulator.tui.talk_ends import in_place_of
from simulator.tui.wording import Wording, day_of, hour
from simulator.words import Translate, mark

MARKS = {
    "late": mark("late"),
    "new": mark("new"),
    "todo": mark("to answer"),
    "done": mark("answered"),
    "": mark("read"),
}

MISSED = mark("missed")
_CALLS = {"missed": MISSED, "ringing": mark("rings for you"), "talking": mark("on the line")}
"""A call of the inbox, by how it stands; written words are marked like injects."""
NOT_READ = mark("not read")

_OWN = {
    "unread": ("new", MARKS["new"], mark("An answer has come from {who}.")),
    "unanswered": ("late", NOT_READ, mark("Nobody has read your message to {who} in time.")),
    "passed_on": ("", mark("passed on"), mark("Your message to {who} has gone on to the stand-in.")),
}
"""Messages of this seat's own that are in its inbox, by how they stand: as what, under which mark, told how."""

SOON = 120
"""Real seconds before a limit from which it is shown as urgent."""


class ClockFace(NamedTuple):
    """What the script needs to let both clocks run; ``dates`` are those of today and the next days, by number of day.

    ``due`` is the scenario second of the nearest limit, ``change`` the next one at which a mark changes; -1: none.
    """

    clock: Clock
    now: int
    scenario: int
    began: int
    dates: dict[str, str]
    due: int
    change: int


def clock_face(words: Wording, day_one: str, clock: Clock, now: int, began: int, limits: Iterable[int]) -> ClockFace:
    """The clock as it stands at real ``now`` (UTC ms); ``limits`` are the scenario seconds that are awaited."""
    scenario = clock.at(now)
    today = scenario // DAY
    dates = {str(day): words.full_date(day_of(day_one, day * DAY)) for day in range(today, today + 8)}
    ahead = sorted(limit for limit in limits if limit >= scenario)
    return ClockFace(clock, now, scenario, began, dates, ahead[0] if ahead else -1, ahead[0] + 1 if ahead else -1)


def limits_of(view: SeatView) -> tuple[int, ...]:
    """Scenario seconds of the limits that this seat has still to meet."""
    return tuple(
        inject.ask.due
        for inject in view.inbox
        if inject.answered_at is None and inject.ask is not None and inject.ask.due is not None
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the inbox. ``standing`` is a key of ``MARKS``; ``say`` is what is read out when it comes in."""

    id: str
    href: str
    standing: str
    mark: str
    at: int
    way: str
    title: str
    note: str
    say: str


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day of the story, newest or oldest first as the list goes."""

    number: int
    date: str
    rows: tuple[Row, ...] = ()
    replies: tuple[ReplyView, ...] = ()


def inbox_days(words: Wording, t: Translate, view: SeatView, now: int) -> list[Day]:
    """Everything received, newest first, under its day."""
    found = [(inject.at, inject.number, _inject_row(words, t, inject, now)) for inject in view.inbox]
    for number, receipt in enumerate(view.calls.received if view.calls else ()):
        stands = {"ringing": "new", "answered": "todo", "repeated": "done"}.get(receipt.status, "")
        title = receipt.caller or t("The message starts with you")
        say = t("{time} call: {title}", time=hour(receipt.at), title=title)
        row = Row(f"call-{receipt.id}-{receipt.role}", paths.section("calls"), stands, t(MARKS[stands]), receipt.at,
                  t("call"), title, "", say)  # fmt: skip
        found.append((receipt.at, 1000 + number, row))
    for number, talk in enumerate(view.talks):
        if not talk.own or (not talk.heard and talk.status in _OWN):
            found.append((talk.at, 2000 + number, _talk_row(words, t, talk)))
    found.sort(key=lambda item: item[:2], reverse=True)
    rows = [row for _, _, row in found]
    days = sorted({row.at // DAY for row in rows}, reverse=True)
    return [
        Day(day, words.short_date(day_of(view.day_one, day * DAY)), tuple(r for r in rows if r.at // DAY == day))
        for day in days
    ]


def _inject_row(words: Wording, t: Translate, inject: InjectView, now: int) -> Row:
    stands = standing(inject, now)
    way = words.channel(inject.channel)
    return Row(
        f"in-{inject.id}",
        paths.inject(inject.id),
        stands,
        t(MARKS[stands]),
        inject.at,
        way,
        inject.title,
        others_words(t, inject),
        t("{time} {way}: {title}", time=hour(inject.at), way=way, title=inject.title),
    )


def _talk_row(words: Wording, t: Translate, talk: TalkView) -> Row:
    if talk.own:
        return _own_row(words, t, talk)
    stands = "new" if talk.status in {"ringing", "unread"} else "todo" if talk.status == "talking" else ""
    way = words.way(talk.by)
    say = t("{time} {way}: {title}", time=hour(talk.at), way=way, title=talk.sender_title)
    if talk.status == "ringing":
        say = t("{time} {who} is calling.", time=hour(talk.at), who=talk.sender_title)
    told = t(_CALLS.get(talk.status, MARKS[stands]))
    return Row(f"talk-row-{talk.id}", paths.section("talks"), stands, told, talk.at, way,
               talk.sender_title, _whose(t, talk), say)  # fmt: skip


def _own_row(words: Wording, t: Translate, talk: TalkView) -> Row:
    """What this seat has written or said, where that wants its eye; ``id`` tells how it stands, so that it is told."""
    who = words.names(tuple(end.title for end in talk.to if not end.in_place_of))
    stands, told, say = _OWN[talk.status]
    return Row(f"talk-row-{talk.id}-{talk.status}", paths.section("talks"), stands, t(told), talk.at,
               words.way(talk.by), t("to {who}", who=who), "", t(say, who=who))  # fmt: skip


def _whose(t: Translate, talk: TalkView) -> str:
    """That somebody else has it too: it is in their place, or has gone on to them."""
    other = next((end.passed_to for end in talk.to if end.own and end.passed_to and end.status != "reached"), "")
    if other:
        return t("gone on to {who}", who=other)
    return t("for {who}", who=in_place_of(talk)) if in_place_of(talk) else ""


def others_words(t: Translate, inject: InjectView) -> str:
    """That others have answered what this seat has not; empty where there is nothing to tell."""
    if inject.others_at is None or inject.answered_at is not None or inject.ask is None:
        return ""
    return t("answered by others at {time}", time=hour(inject.others_at))


BRIEF = 15
"""Replies beside an inject; all of them have a page of their own."""


def chronology_days(words: Wording, view: SeatView, *, brief: bool) -> list[Day]:
    """The team's replies, oldest first, under their days; ``brief``: the newest alone."""
    replies = view.chronology[-BRIEF:] if brief else view.chronology
    days = sorted({reply.at // DAY for reply in replies})
    return [
        Day(
            day,
            words.short_date(day_of(view.day_one, day * DAY)),
            replies=tuple(reply for reply in replies if reply.at // DAY == day),
        )
        for day in days
    ]


def waiting(view: SeatView, now: int) -> tuple[InjectView, ...]:
    """What wants to be read or answered."""
    return tuple(inject for inject in view.inbox if standing(inject, now) in {"late", "new", "todo"})


def overdue(view: SeatView, now: int) -> int:
    return sum(is_overdue(inject, now) for inject in view.inbox)


def nearest(view: SeatView, now: int) -> tuple[InjectView, int] | None:
    """What has to be answered first, and by which scenario second."""
    found = nearest_limit(view, now)
    return None if found is None or found.ask is None or found.ask.due is None else (found, found.ask.due)


def real_seconds(clock: Clock, left: int) -> int:
    """How many real seconds ``left`` scenario seconds are at the present pace."""
    return left * 100 // max(1, clock.pace * clock.percent)


def calls_waiting(calls: CallsView | None) -> int:
    """How many calls wait for this seat: to be answered, repeated back, made, or made anew."""
    if calls is None:
        return 0
    received = sum(one.status in {"ringing", "answered"} for one in calls.received)
    return received + sum(call.status in {"todo", "no_answer", "wrong_number"} for call in calls.to_make)


def talks_waiting(view: SeatView) -> int:
    """How many calls ring here, and how many messages have not been read; none once the exercise is over."""
    return 0 if view.finished else sum(talk.status in {"ringing", "unread"} for talk in view.talks)


def open_questions(view: SeatView) -> int:
    """Questions of the hot wash and the survey that have not been answered here."""
    return sum(not question.answered for question in view.wrap_up.questions) if view.wrap_up is not None else 0


def is_row_overdue(found: TimetableView, row: RowView, now: int) -> bool:
    """Whether the time and the tolerance of a row are over and nobody has recorded it."""
    return row.actual is None and now > row.planned + found.tolerance


def rows_overdue(found: TimetableView | None, now: int) -> int:
    if found is None:
        return 0
    return sum(1 for row in found.rows if row.roles and is_row_overdue(found, row, now))


def is_closed(inject: InjectView) -> bool:
    """Whether nothing more can be sent to it."""
    return inject.answered_at is not None and not can_add(inject)
