"""Pages of those who run an exercise or watch it: the light desk, the observer's page, the room's screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from simulator.doors.http.pages import desk, paths
from simulator.doors.http.pages.faults import fault_words
from simulator.doors.http.pages.render import DOMAIN, render
from simulator.doors.http.pages.script_words import SCRIPT_WORDS
from simulator.doors.http.pages.values import talk_values
from simulator.doors.http.pages_port import PageContext
from simulator.engine.control_board import AwaitedLine
from simulator.engine.control_view import ControlView, FeedLine, SeatLine, Standing, TeamBoard
from simulator.engine.watch_views import ObserverView, ProjectorView, ShownTeam, WatchedTeam
from simulator.model.scenario import Channel
from simulator.session.room_port import Part
from simulator.tui.console.attention import left_seats
from simulator.tui.wording import WAYS, Wording, d_time, day_of
from simulator.words import Translate, mark, translator

FEED = 40
"""Lines of the feed on the light desk."""

_STANDING = {
    Standing.PENDING: (mark("to come"), ""),
    Standing.HELD: (mark("held back"), "warn"),
    Standing.SKIPPED: (mark("skipped"), "bad"),
    Standing.DELIVERED: (mark("given"), "warn"),
    Standing.ANSWERED: (mark("answered"), "good"),
}

_LYING = {
    "unanswered": mark("not read in time"),
    "passed_on": mark("not read in time"),
    "answer": mark("answer not read yet"),
    "unread": mark("not read yet"),
}
"""How messages stand that lie with somebody at a seat."""

_FEED = {
    "phase.entered": mark("phase: {title}"),
    "phase.extended": mark("phase made longer"),
    "clock.paused": mark("clock paused"),
    "clock.resumed": mark("clock goes on"),
    "clock.paced": mark("pace {value} %"),
    "clock.jumped": mark("clock set forward"),
    "inject.delivered": mark("{ref} {title} given to {who}"),
    "inject.held": mark("{ref} {title} held back"),
    "inject.released": mark("{ref} {title} released"),
    "inject.skipped": mark("{ref} {title} skipped"),
    "response.submitted": mark("{who} {ref}"),
    "observation.noted": mark("observation"),
    "message.sent": mark("message from {who} to {to}"),
    "contact.said": mark("{who} says"),
    "contact.unanswered": mark("{who} did not answer"),
    "team.finished": mark("the team has finished"),
}
"""What the light desk tells of; the console in the terminal tells of everything."""

_WRITTEN = {"contact.said": mark("{who} writes"), "contact.unanswered": mark("{who} has not read it")}
"""The same of what is written: nobody answers it, it is read."""


class FeedRow(NamedTuple):
    at: int | None
    team: str
    head: str
    text: str


class Left(NamedTuple):
    """A seat that was left empty: ``words`` tells it with how long ago, ``span`` at ``since`` (UTC ms) as seen now.
    ``say`` is what is said aloud, where injects wait there."""

    words: Callable[[str], str]
    span: str
    since: int
    say: str


class Cell(NamedTuple):
    """An inject in one team, with the team's title."""

    title: str
    standing: Standing
    at: int | None


def control_page(view: ControlView, context: PageContext) -> str:
    """The light desk of a facilitator."""
    words, t = Wording(context.lang), translator(DOMAIN, context.lang)
    titles = {team.team: team.title for team in view.teams}
    places = {line.id: number for number, line in enumerate(view.msel)}

    def cells_of(inject: str) -> list[Cell]:
        found = [(team.title, team.cells[places[inject]]) for team in view.teams]
        return [Cell(title, cell.standing, cell.at) for title, cell in found]

    def overdue_of(team: TeamBoard) -> tuple[AwaitedLine, ...]:
        now = team.clock.at(context.now)
        return tuple(one for one in team.awaited if one.due < now)

    def ready_of(team: TeamBoard) -> str:
        """Whether the team may leave its phase, where all move together; else what it lacks."""
        found = team.ready
        if found is None or not team.clock.running:
            return "-"
        now = team.clock.at(context.now)
        if found.at is not None and now >= found.at:
            return t("ready")
        parts = [t("open: {count}", count=found.asked)] if found.asked else []
        if found.at is not None:
            parts.append(t("by time at {time}", time=d_time(found.at)))
        return t(", ").join(parts) or t("not ready")

    def cell_words(standing: Standing) -> str:
        return t(_STANDING[standing][0])

    to_reply = frozenset(one.key for one in view.unread if one.status == "reply")

    def names_of(seat: SeatLine) -> tuple[str, ...]:
        unnamed = t("somebody who gave no name")
        return tuple(" ".join((one.name or unnamed, one.section)).strip() for one in seat.people)

    pressing = left_seats(view)

    def gone_of(seat: SeatLine) -> Left | None:
        if not seat.human or seat.people or seat.gone is None:
            return None
        who = " ".join((seat.gone.name or t("somebody who gave no name"), seat.gone.section)).strip()
        say = t("{who} has left {seat}: injects wait there for nobody.", who=who, seat=words.names(seat.titles))
        return Left(
            lambda span: t("left empty: {who} left {span} ago", who=who, span=span),
            words.span((context.now - seat.gone.real) // 1000),
            seat.gone.real,
            say if (seat.team, seat.seat) in pressing else "",
        )

    return render(
        "control.html",
        context.lang,
        **_around(view, context, words, t, t("Exercise control"), paths.CONTROL, view.teams),
        gone_of=gone_of,
        cells_of=cells_of,
        overdue_of=overdue_of,
        cell_words=cell_words,
        ready_of=ready_of,
        cell_style=lambda standing: _STANDING[standing][1],
        names_of=names_of,
        titles=titles,
        feed=_feed(words, t, view, titles),
        **talk_values(words, t),
        facilitator=context.part is not Part.EVALUATOR,
        office_talks=tuple(
            one for one in reversed(view.conversations) if one.waits or one.status == "talking" or one.key in to_reply
        ),
        to_reply=to_reply,
        unread=tuple(one for one in view.unread if one.key not in to_reply),
        lying=lambda one: t(_LYING[one.status]),
        names=lambda pairs: tuple(title for _, title in pairs),
        ways=WAYS,
        channels=tuple(Channel),
        typed=lambda name: context.form.get(name, ("",))[-1],
        all_typed=lambda name: context.form.get(name, ()),
    )


def observer_page(view: ObserverView, context: PageContext) -> str:
    """What an observer may see of the teams."""
    words, t = Wording(context.lang), translator(DOMAIN, context.lang)
    return render(
        "observer.html",
        context.lang,
        **_around(view, context, words, t, t("Observing"), paths.OBSERVER, view.teams),
    )


def projector_page(view: ProjectorView, context: PageContext) -> str:
    """The room's screen. Teams whose clocks go alike are one clock."""
    words, t = Wording(context.lang), translator(DOMAIN, context.lang)
    return render(
        "projector.html",
        context.lang,
        **_around(view, context, words, t, t("The room's screen"), paths.PROJECTOR, view.teams),
        shown_teams=_one_clock(view.teams),
    )


def _one_clock(teams: Sequence[ShownTeam]) -> Sequence[ShownTeam]:
    alike = {(team.clock, team.started, team.finished) for team in teams}
    return teams[:1] if len(alike) == 1 else teams


def _around(
    view: ControlView | ObserverView | ProjectorView,
    context: PageContext,
    words: Wording,
    t: Translate,
    heading: str,
    base: str,
    teams: Iterable[TeamBoard | WatchedTeam | ShownTeam],
) -> dict[str, object]:
    return {
        "layout": "bare.html" if context.fragment else "base.html",
        "c": context,
        "v": view,
        "base": base,
        "heading": heading,
        "fault": fault_words(words, t, context.refusal),
        "script_words": {name: t(said) for name, said in SCRIPT_WORDS.items()},
        "day_of": day_of,
        "faces": {
            team.team: desk.clock_face(words, view.day_one, team.clock, context.now, team.began, _limits(team))
            for team in teams
        },
    }


def _limits(team: TeamBoard | WatchedTeam | ShownTeam) -> tuple[int, ...]:
    return tuple(one.due for one in team.awaited) if isinstance(team, TeamBoard) else ()


def _feed(words: Wording, t: Translate, view: ControlView, titles: dict[str, str]) -> list[FeedRow]:
    """The newest first."""
    several = len(view.teams) > 1
    told = [one for one in view.feed if one.kind in _FEED][-FEED:]
    return [
        FeedRow(one.scenario, titles.get(one.team, one.team) if several else "", _head(words, t, one), one.text)
        for one in reversed(told)
    ]


def _head(words: Wording, t: Translate, one: FeedLine) -> str:
    gaps = {"who": words.names(one.who), "to": words.names(one.to), "ref": one.ref, "title": one.title}
    message = _WRITTEN.get(one.kind, _FEED[one.kind]) if one.written else _FEED[one.kind]
    return t(message, **gaps, value=one.value).strip()
