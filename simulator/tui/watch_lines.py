"""What observers and the room's screen are shown, as lines: clocks, phase, news; what came and what was said."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.engine.clock import Clock
from simulator.engine.views import InjectView, ReplyView
from simulator.engine.watch_views import ObserverView, ProjectorView, ShownTeam, WatchedTeam
from simulator.model.base import DAY
from simulator.model.safe_text import visible, visible_line
from simulator.tui.chronology import reply_lines
from simulator.tui.clock_bar import pace
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.wording import Wording, d_time, day_of, hour, stopwatch


def clock_lines(words: Wording, day_one: str, team: WatchedTeam | ShownTeam, now: int) -> list[Line]:
    """Both clocks of a team at real time ``now`` (UTC ms), and whether they run."""
    t = words.t
    real = t("real {time}", time=stopwatch(max(0, now - team.began) // 1000)) if team.started else ""
    return [
        line(words.moment(day_one, team.clock.at(now)), "strong"),
        Line((standing(words, team.clock, started=team.started, finished=team.finished), Span(f"  {real}", "dim"))),
    ]


def standing(words: Wording, clock: Clock, *, started: bool, finished: bool) -> Span:
    """Not started, running at some pace, paused, or over."""
    t = words.t
    if not started:
        return Span(t("not started"), "warn")
    if finished:
        return Span(t("finished"), "warn")
    return Span(pace(words, clock), "dim") if clock.running else Span(t("PAUSED by the exercise office"), "alert")


def projector_lines(words: Wording, view: ProjectorView, now: int) -> list[Line]:
    """The room's screen: clocks of every team, the phase, the news with the newest first."""
    t = words.t
    together = len({(team.clock, team.began, team.started, team.finished) for team in view.teams}) == 1
    out: list[Line] = []
    for team in view.teams[:1] if together else view.teams:
        if not together:
            out.append(line(visible_line(team.title), "head"))
        out += [*clock_lines(words, view.day_one, team, now), BLANK]
    if view.phase is not None:
        out.append(line(t("Phase: {title}", title=visible_line(view.phase.title)), "head"))
        if view.phase.brief:
            out.append(line(visible(view.phase.brief.strip())))
        if view.together and len(view.teams) > 1:
            out.append(line(t("All teams go on to the next phase together."), "dim"))
        out.append(BLANK)
    out.append(line(t("News"), "head"))
    if not view.news:
        out.append(line(t("No news yet."), "dim"))
    for one in reversed(view.news):
        where = f"{d_time(one.at)}  {words.channel(one.channel)}  {visible_line(one.sender)}"
        out += [line(where, "dim"), line(visible_line(one.title), "strong", indent=2)]
    return out


def observer_lines(words: Wording, view: ObserverView, team: WatchedTeam) -> list[Line]:
    """Everything that a team received and said, in the order of the story."""
    t = words.t
    out: list[Line] = []
    if team.phase is not None:
        out.append(line(t("Phase: {title}", title=visible_line(team.phase.title)), "head"))
        if view.together:
            out.append(line(t("All teams go on to the next phase together."), "dim"))
        out.append(BLANK)
    day = None
    for at, lines in sorted(_entries(words, team), key=lambda each: each[0]):
        if at[0] // DAY != day:
            day = at[0] // DAY
            out.append(line(f"D{day + 1} {words.short_date(day_of(view.day_one, at[0]))}", "head"))
        out += [*lines, BLANK]
    if day is None:
        out.append(line(t("Nothing has happened yet."), "dim"))
    return out


def _entries(words: Wording, team: WatchedTeam) -> Iterable[tuple[tuple[int, int, int], list[Line]]]:
    """Each with its place in the story: what came goes before what was said in the same second."""
    for number, inject in enumerate(team.inbox):
        yield (inject.at, 0, number), _inject_lines(words, inject)
    for number, reply in enumerate(team.chronology):
        yield (reply.at, 1, number), _reply_lines(words, reply)


def _inject_lines(words: Wording, inject: InjectView) -> list[Line]:
    t = words.t
    to = words.names(tuple(visible_line(who) for who in inject.to))
    head = f"{hour(inject.at)} {words.channel(inject.channel)}  {visible_line(inject.title)}"
    return [
        line(head, "strong", indent=2),
        line("  " + t("From {who} to {to}", who=visible_line(inject.sender), to=to), "dim", indent=4),
        line("  " + visible(inject.body.strip()), indent=2),
    ]


def _reply_lines(words: Wording, reply: ReplyView) -> list[Line]:
    return reply_lines(words, reply, brief=False, day=False)
