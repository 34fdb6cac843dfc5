"""The board: phases down, teams across, and below it what wants attention now."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.control_view import ControlView, PhaseColumn, TeamBoard
from simulator.model.safe_text import visible_line
from simulator.tui.console.attention import TALKS, Matter, Urgency, is_ready, overdue
from simulator.tui.console.message_rows import message_spans
from simulator.tui.console.words import ConsoleWording, joined, person_name, real_seconds, story_time, team_title
from simulator.tui.line_list import Row
from simulator.tui.lines import Line, Span, pad
from simulator.tui.wording import factor
from simulator.words import mark

_FIRST = 26
_NARROWEST, _WIDEST = 13, 22
_TOLD = {
    Urgency.TALK: mark("waits for your answer"),
    Urgency.EMPTY: mark("seat left empty"),
    Urgency.LATE: mark("not read in time"),
    Urgency.HELD: mark("held back past its time"),
    Urgency.STEP: mark("step overdue"),
    Urgency.ANSWER: mark("answer overdue"),
    Urgency.REPLY: mark("no reply from you"),
    Urgency.WAITED: mark("others wait for"),
    Urgency.PHASE: mark("phase longer than planned"),
    Urgency.UNREAD: mark("not read yet"),
    Urgency.COMING: mark("coming"),
}
_STYLES = {Urgency.COMING: "dim", Urgency.UNREAD: "dim", Urgency.PHASE: "warn", Urgency.REPLY: "warn"}
_LABEL = 16


def board_rows(
    words: ConsoleWording, view: ControlView, boards: Sequence[TeamBoard], now: int, width: int, most: int
) -> list[Row]:
    """The table as rows that cannot be chosen, with at most so many phases; what does not fit is told."""
    cell = max(_NARROWEST, min(_WIDEST, (width - _FIRST) // max(1, len(boards))))
    shown = boards[: max(1, (width - _FIRST) // cell)]
    first = width - cell * len(shown)
    rows = [_row(pad(words.t("Phase (planned)"), first), "head", [(board.title, "head") for board in shown], cell)]
    rows.append(_row(words.t("Clock"), "dim", [_clock(words, view, board, now) for board in shown], cell, first))
    rows.append(_row(words.t("Overdue"), "dim", [_overdue(words, board, now) for board in shown], cell, first))
    rows.append(_row(words.t("Replies"), "dim", [(str(board.replies), "") for board in shown], cell, first))
    if view.together and any(board.ready is not None for board in boards):
        rows.append(_row(words.t("Next phase"), "dim", [_ready(words, board, now) for board in shown], cell, first))
        most -= 1
    phases = _phases(view, boards, most)
    for phase in phases:
        title = visible_line(phase.title)
        planned = words.t(" {minutes} min", minutes=phase.minutes) if phase.minutes else ""
        head = pad(title, first - 1 - len(planned) - (1 if words.lang == "ja" and planned else 0)) + planned
        rows.append(_row(head, "", [_visit(words, board, phase, now) for board in shown], cell, first))
    left = len([phase for phase in view.phases if not phase.end]) - len([phase for phase in phases if not phase.end])
    if left > 0:
        rows.append(Row("", (Line((Span(words.t("{count} more phases", count=left), "dim"),)),)))
    if len(shown) < len(boards):
        told = words.t("{count} more teams: choose one with its number", count=len(boards) - len(shown))
        rows.append(Row("", (Line((Span(told, "dim"),)),)))
    return rows


def _phases(view: ControlView, boards: Sequence[TeamBoard], most: int) -> list[PhaseColumn]:
    """The phases around those in which the teams are; an end only once it is reached."""
    entered = {visit.phase for board in boards for visit in board.visits}
    phases = [phase for phase in view.phases if not phase.end or phase.id in entered]
    if len(phases) <= most:
        return phases
    here = [number for number, phase in enumerate(phases) if phase.id in {board.phase for board in boards}]
    first = max(0, min(min(here, default=0) - 1, len(phases) - most))
    return phases[first : first + most]


def matter_rows(
    words: ConsoleWording, view: ControlView, boards: Sequence[TeamBoard], found: Sequence[Matter]
) -> list[Row]:
    """What wants attention; each row can be followed."""
    if not found:
        return [Row("", (Line((Span(_nothing(words, boards), "good"),)),))]
    # What to do stands at the end of these, and must not be cut.
    long = {Urgency.EMPTY, Urgency.WAITED, *TALKS} - {Urgency.TALK}
    return [
        Row(one.key, (Line(tuple(_matter(words, view, one)), _LABEL + 1, most=3 if one.urgency in long else 2),))
        for one in found
    ]


def _nothing(words: ConsoleWording, boards: Sequence[TeamBoard]) -> str:
    """What to say where nothing wants attention."""
    if any(not board.started for board in boards):
        return words.t("Not started yet. F6 shows who is there, P the page on how to join; F8 starts the exercise.")
    if all(board.finished for board in boards):
        return words.t("The exercise is over for these teams. The log keeps everything; Ctrl+Q leaves.")
    if any(not board.finished and not board.clock.running for board in boards):
        return words.t("The clock stands: nothing comes and nothing becomes overdue. F8 lets it go on.")
    return words.t("Nothing is overdue. Nothing comes in the next minutes.")


def _matter(words: ConsoleWording, view: ControlView, one: Matter) -> list[Span]:
    style = _STYLES.get(one.urgency, "alert")
    label = words.t(_TOLD[one.urgency])
    if one.critical:
        label = words.t("CRITICAL {label}", label=label)
    spans = [Span(f" {label} ", style), Span(" ")]
    if len(view.teams) > 1:
        names = tuple(team_title(view, team) for team in (one.team, *one.more))
        spans += [Span(words.names(names), "strong"), Span(" ")]
    if one.urgency is Urgency.EMPTY:
        return [*spans, *_empty(words, view, one)]
    if one.urgency is Urgency.WAITED:
        return [*spans, *_waited(words, view, one)]
    if one.urgency in TALKS - {Urgency.TALK}:
        return [*spans, *message_spans(words, view, one.team, one.ref)]
    ref = "" if one.urgency in {Urgency.TALK, Urgency.PHASE} else f"{one.ref} "
    spans.append(Span(f"{ref}{visible_line(one.title)}"))
    spans.append(Span(f"  {_when(words, view, one)}", "dim"))
    if one.who:
        spans.append(Span(f"  {joined(words, one.who)}", "dim"))
    return spans


def _empty(words: ConsoleWording, view: ControlView, one: Matter) -> list[Span]:
    """Who left a seat and when, how much waits there, and the key that hands it over."""
    t = words.t
    board = next(board for board in view.teams if board.team == one.team)
    way = t("T hands it to the script") if board.scripted else t("go there: the team has no script")
    seat = next(seat for seat in view.seats if (seat.team, seat.seat) == (one.team, one.ref))
    who = person_name(words, seat.gone.name, seat.gone.section) if seat.gone else ""
    left = t(
        "{who} left at {time} (real: {span} ago)", who=who, time=story_time(view, one.at), span=words.span(one.late)
    )
    waiting = t("injects that wait: {count}", count=seat.owed)
    return [
        Span(f"{joined(words, seat.titles)}  "),
        Span(f"{left}  ", "dim"),
        Span(waiting, "warn"),
        Span(f"  {way}", "key"),
    ]


def _waited(words: ConsoleWording, view: ControlView, one: Matter) -> list[Span]:
    """What the team lacks that the others wait for."""
    t = words.t
    board = next(board for board in view.teams if board.team == one.team)
    lacks = []
    if not board.clock.running:
        lacks.append(t("its clock stands"))
    if board.ready is not None and board.ready.injects:
        lacks.append(t("not answered: {injects}", injects=words.names(board.ready.injects)))
    if board.ready is not None and board.ready.steps:
        lacks.append(t("not done: {steps}", steps=words.names(board.ready.steps)))
    if board.ready is not None and board.ready.others:
        lacks.append(t("further conditions: {count}", count=board.ready.others))
    if one.late:
        lacks.append(
            t("goes on by time at {time} (real: in {span})", time=story_time(view, one.at), span=words.span(-one.late))
        )
    if not lacks:
        lacks.append(t("no time is set: F7 leaves the phase"))
    return [Span(t("; ").join(lacks)), Span("  " + t("ready: {teams}", teams=joined(words, one.who)), "dim")]


def _when(words: ConsoleWording, view: ControlView, one: Matter) -> str:
    if one.urgency is Urgency.PHASE:
        return words.t("{span} over", span=words.span(one.late))
    at = story_time(view, one.at)
    if one.urgency is Urgency.COMING:
        return words.t("{time} (real: in {span})", time=at, span=words.span(-one.late))
    if one.urgency is Urgency.HELD:
        return words.t("planned {time}, {span} ago", time=at, span=words.span(one.late))
    if one.urgency is Urgency.TALK:
        return words.t("since {time}", time=at)
    return words.t("due {time}, {span} over", time=at, span=words.span(one.late))


def _row(head: str, style: str, cells: Sequence[tuple[str, str]], cell: int, first: int = 0) -> Row:
    spans = [Span(pad(head, first) if first else head, style)]
    spans += [Span(pad(visible_line(text), cell - 1) + " ", look) for text, look in cells]
    return Row("", (Line(tuple(spans), most=1),))


def _clock(words: ConsoleWording, view: ControlView, board: TeamBoard, now: int) -> tuple[str, str]:
    if not board.started:
        return words.t("not started"), "warn"
    at = story_time(view, board.clock.at(now))
    if board.finished:
        return words.t("{time} finished", time=at), "dim"
    if not board.clock.running:
        return words.t("{time} PAUSED", time=at), "alert"
    pace = "" if board.clock.percent == 100 else f" {factor(board.clock.percent)}"
    return f"{at}{pace}", "strong"


def _ready(words: ConsoleWording, board: TeamBoard, now: int) -> tuple[str, str]:
    """Whether a team may leave its phase; else the real minutes until time lets it, and how much it lacks till then."""
    t, found = words.t, board.ready
    if found is None:
        return "", "dim"
    if is_ready(board, now):
        return t("ready"), "good"
    if not board.clock.running:
        return t("clock stands"), "warn"
    parts = []
    real = None if found.at is None else board.clock.real_of(found.at)
    if real is not None:
        parts.append(words.minutes(real - now + 59_999))
    if found.asked:
        parts.append(t("{count} open", count=found.asked))
    return t(", ").join(parts) or t("by hand (F7)"), "warn"


def _visit(words: ConsoleWording, board: TeamBoard, phase: PhaseColumn, now: int) -> tuple[str, str]:
    """A phase of a team: the real minutes that it took, or has taken so far."""
    visits = [number for number, visit in enumerate(board.visits) if visit.phase == phase.id]
    if not visits:
        return "", "dim"
    last = visits[-1]
    if phase.end:
        return words.t("reached"), "good"
    if last + 1 < len(board.visits):
        return words.t(
            "done, {minutes}", minutes=words.minutes(board.visits[last + 1].real - board.visits[last].real)
        ), ""
    if board.finished:
        return words.t("stopped here"), "dim"
    gone = words.minutes(now - board.visits[last].real)
    longer = words.t(" (+{span})", span=words.span(real_seconds(board.clock, board.extended))) if board.extended else ""
    return words.t("now, {minutes}", minutes=gone) + longer, "strong"


def _overdue(words: ConsoleWording, board: TeamBoard, now: int) -> tuple[str, str]:
    count = 0 if board.finished else overdue(board, now)
    return (words.t("{count} overdue", count=count), "alert") if count else ("0", "dim")
