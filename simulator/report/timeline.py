"""A team's stream as people read it: one row for each fact, in the order of the stream, in one language.

Everything that somebody typed has passed ``model.safe_text`` here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from simulator.engine import events as e
from simulator.engine.call_events import CallAcknowledged, CallAnswered, CallCutOff, CallFailed
from simulator.engine.control_events import PhaseExtended
from simulator.engine.evaluation_events import (
    DebriefAnswered,
    RatingSet,
    RatingWithdrawn,
    VerdictConfirmed,
    VerdictWithdrawn,
)
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.engine.talk_events import ContactEnded, ContactPassedOn, ContactSaid, ContactUnanswered, MessageSent
from simulator.engine.timetable_events import SystemChecked, TimetableRecorded
from simulator.engine.world import World
from simulator.model.safe_text import visible, visible_line
from simulator.model.scenario import Inject
from simulator.model.verdict import Reply
from simulator.report.call_rows import CallRow, call_title
from simulator.report.citing import Replies
from simulator.report.control_rows import ControlRow, control_words
from simulator.report.evaluation_rows import Shown, evaluation_words
from simulator.report.inject_rows import inject_words
from simulator.report.naming import Naming
from simulator.report.phrases import verdict_words
from simulator.report.record_rows import check_words, progress_words
from simulator.report.rows import RowKind, TimelineRow, searchable
from simulator.report.talk_rows import TalkRow, talk_pieces, talk_words
from simulator.words import mark

__all__ = ["RowKind", "TimelineRow", "timeline"]


def timeline(world: World, team: str, entries: Iterable[e.Entry], lang: str) -> tuple[TimelineRow, ...]:
    """The rows of ``team``'s stream. Reading marks have no row of their own: they are told with their inject."""
    stream = tuple(entries)
    rows = _Rows(world, team, stream, lang)
    return tuple(row for entry in stream if (row := rows.row(entry)) is not None)


class _Rows:
    def __init__(self, world: World, team: str, stream: tuple[e.Entry, ...], lang: str) -> None:
        self._world = world
        self._team = team
        self._state: TeamState = fold(world.scenario, stream)
        self._name = Naming(world, team, lang)
        self._words, self.t = self._name.words, self._name.t
        self._replies = Replies(world.content, self._state, self._words, self.t)
        self._by_reply = {response.reply.id: response.reply for response in self._state.responses}
        self._judged: dict[str, list[str]] = {}
        self._reads: dict[str, list[tuple[str, int]]] = {}
        for entry in stream:
            event = entry.event
            if isinstance(event, e.StepJudged):
                self._judged.setdefault(event.reply, []).append(event.judgement.step)
            elif isinstance(event, e.InjectRead):
                self._reads.setdefault(event.inject, []).append((event.seat, entry.scenario or 0))

    def row(self, entry: e.Entry) -> TimelineRow | None:
        make = _MAKE.get(type(entry.event))
        found: TimelineRow | None = make(self, entry, entry.event) if make else None
        return found

    def _row(self, entry: e.Entry, kind: RowKind, who: str, title: str, **more: Any) -> TimelineRow:
        pieces = tuple(
            (visible_line(label), visible(text).replace("\t", " ")) for label, text in more.pop("words", ()) if text
        )
        return TimelineRow(
            stream=visible_line(self._team),
            seq=entry.seq,
            at=entry.scenario or 0,
            real=entry.at,
            kind=kind,
            who=visible_line(who),
            title=visible_line(title),
            words=pieces,
            search=searchable("\n".join([title, who, *(text for _, text in pieces), *more.get("steps", ())])),
            **more,
        )

    def phase(self, entry: e.Entry, event: e.PhaseEntered) -> TimelineRow:
        phase = self._world.scenario.phase.get(event.phase)
        title = self._words(phase.title) if phase else event.phase
        why = {"start": mark("start"), "facilitator": mark("by the exercise office")}.get(event.why)
        return self._row(
            entry,
            RowKind.PHASE,
            self._name.actor(entry.actor) if event.why == "facilitator" else "",
            title,
            words=[
                (self.t("Entered"), self.t(why or mark("as the story goes"))),
                (self.t("Brief"), self._words(phase.brief) if phase else ""),
            ],
        )

    def delivered(self, entry: e.Entry, event: e.InjectDelivered) -> TimelineRow:
        inject = self._world.scenario.inject.get(event.inject)
        if inject is None:
            return self._row(entry, RowKind.INJECT, self._name.everybody(event.to), event.inject, inject=event.inject)
        unanswered = inject.ask is not None and event.inject not in self._state.answered
        return self._row(
            entry,
            RowKind.INJECT,
            f"{self._name.who(inject.sender)} → {self._name.everybody(event.to)}",
            self._name.inject(inject.id),
            words=inject_words(self._world, self._name, self._state, self._reads.get(inject.id, ()), inject, event),
            roles=event.to,
            steps=inject.expects,
            inject=inject.id,
            channel=inject.channel,
            timeliness="unanswered" if unanswered else "none",
        )

    def response(self, entry: e.Entry, event: e.ResponseSubmitted) -> TimelineRow:
        reply, t = event.reply, self.t
        inject = self._replies.inject(reply)
        timeliness, late_by = self._timeliness(reply, inject)
        about = self._name.inject(inject.id) if inject else t("unasked")
        return self._row(
            entry,
            RowKind.RESPONSE,
            self._name.who(reply.role) + (f" → {self._name.everybody(reply.to)}" if reply.to else ""),
            _summary(self._pieces(reply)) or (t("call made") if reply.call else t("acknowledged")),
            words=[
                *self._pieces(reply),
                (t("Answers"), about),
                (t("Means"), self._name.means(reply.by)),
                *talk_pieces(self._name, self._state.talks.get(reply.id)),
            ],
            roles=(reply.role,),
            steps=tuple(dict.fromkeys(self._judged.get(reply.id, ()))),
            inject=reply.inject,
            response=reply.id,
            timeliness=timeliness,
            late_by=late_by,
        )

    def _pieces(self, reply: Reply) -> list[tuple[str, str]]:
        chosen = self.t(" / ").join(self._replies.option(reply, option) for option in reply.options)
        return [
            *([(self.t("Chosen"), chosen)] if chosen else []),
            *self._replies.pieces(reply),
        ]

    def _timeliness(self, reply: Reply, inject: Inject | None) -> tuple[str, int]:
        """Of the first answer to an inject that sets a limit; later ones only add to it."""
        delivery = self._state.delivered.get(inject.id) if inject else None
        if inject is None or delivery is None or inject.ask is None or inject.ask.limit is None:
            return "none", 0
        first = next(r.reply.id for r in self._state.responses if r.reply.inject == inject.id)
        if first != reply.id:
            return "none", 0
        late = reply.at - delivery.at - inject.ask.limit
        return ("late", late) if late > 0 else ("on_time", 0)

    def recorded(self, entry: e.Entry, event: TimetableRecorded) -> TimelineRow:
        title, words, delay = progress_words(self._world, self._name, event)
        return self._row(
            entry,
            RowKind.TIMETABLE,
            self._name.who(event.role),
            title,
            words=words,
            roles=(event.role,),
            steps=tuple(dict.fromkeys(self._judged.get(event.id, ()))),
            response=event.id,
            timeliness="late" if delay else "none",
            late_by=delay,
        )

    def checked(self, entry: e.Entry, event: SystemChecked) -> TimelineRow:
        title, words, _ = check_words(self._world, self._name, event)
        who = self._name.who(event.role)
        return self._row(entry, RowKind.TIMETABLE, who, title, words=words, roles=(event.role,))

    def judged(self, entry: e.Entry, event: e.StepJudged) -> TimelineRow:
        judgement, t = event.judgement, self.t
        reply = self._by_reply.get(event.reply)
        done = t("must-not done") if judgement.harm else verdict_words(t, judgement.verdict)
        step = self._world.content.manual.steps.get(judgement.step)
        labels = {x.id: self._words(x.label) for x in step.rubric.essentials} if step else {}
        return self._row(
            entry,
            RowKind.VERDICT,
            self._name.who(event.role),
            t("{step}: {verdict}", step=self._name.step(judgement.step), verdict=done),
            words=[
                *((t("Because of"), item.text) for item in judgement.evidence),
                (t("Missing"), t(" / ").join(labels.get(name, name) for name in judgement.missing)),
            ],
            roles=(event.role,),
            steps=(judgement.step,),
            inject=reply.inject if reply else None,
            response=event.reply,
            verdict=judgement.verdict,
            harm=judgement.harm,
        )

    def evaluated(self, entry: e.Entry, event: Shown) -> TimelineRow:
        title, words, steps, verdict = evaluation_words(self._world, self._name, event)
        about = (event.role,) if isinstance(event, e.ObservationNoted) and event.role else ()
        who = self._name.actor(entry.actor)
        return self._row(entry, RowKind.EVALUATOR, who, title, words=words, roles=about, steps=steps, verdict=verdict)

    def debriefed(self, entry: e.Entry, event: DebriefAnswered) -> TimelineRow | None:
        if not event.text:
            return None
        title, words, _, _ = evaluation_words(self._world, self._name, event)
        seat = self._world.seat(self._team, event.seat)
        who = self._name.seat(event.seat)
        return self._row(entry, RowKind.HOT_WASH, who, title, words=words, roles=seat.roles if seat else ())

    def hint(self, entry: e.Entry, event: e.HintShown) -> TimelineRow:
        inject = self._world.scenario.inject.get(event.inject)
        opened = inject.hints[event.number - 1] if inject and 0 < event.number <= len(inject.hints) else None
        seat = self._world.seat(self._team, event.seat)
        return self._row(
            entry,
            RowKind.HINT,
            self._name.seat(event.seat),
            self.t("Hint {number} of {inject}", number=event.number, inject=self._name.inject(event.inject)),
            words=[("", self._words(opened))],
            roles=seat.roles if seat else (),
            inject=event.inject,
        )

    def control(self, entry: e.Entry, event: ControlRow) -> TimelineRow:
        kind, title, reason = control_words(self._name, event)
        who = "" if isinstance(event, e.TeamFinished) and event.why != "facilitator" else self._name.actor(entry.actor)
        words = [(self.t("Reason"), reason)] if reason else []
        return self._row(entry, kind, who, title, words=words, inject=getattr(event, "inject", None))

    def call(self, entry: e.Entry, event: CallRow) -> TimelineRow:
        title = call_title(self._name, event, self._state.calls)
        return self._row(entry, RowKind.CALL, "", title, roles=(event.whom,))

    def talk(self, entry: e.Entry, event: TalkRow) -> TimelineRow:
        talk = event.id if isinstance(event, MessageSent) else event.reply
        who, title, words, roles = talk_words(self._name, event, self._state.talks.get(talk))
        return self._row(entry, RowKind.CALL, who, title, words=words, roles=roles, response=talk)


def _summary(pieces: list[tuple[str, str]]) -> str:
    """Everything said, on one line; labels only where there is more than one piece."""
    flat = [(label, " ".join(text.split())) for label, text in pieces]
    return " / ".join(text if len(flat) == 1 else f"{label}: {text}" for label, text in flat if text)


_MAKE: dict[type, Callable[[_Rows, e.Entry, Any], TimelineRow | None]] = {
    e.PhaseEntered: _Rows.phase,
    e.InjectDelivered: _Rows.delivered,
    e.ResponseSubmitted: _Rows.response,
    TimetableRecorded: _Rows.recorded,
    SystemChecked: _Rows.checked,
    e.StepJudged: _Rows.judged,
    e.VerdictSet: _Rows.evaluated,
    e.ObservationNoted: _Rows.evaluated,
    VerdictConfirmed: _Rows.evaluated,
    VerdictWithdrawn: _Rows.evaluated,
    RatingSet: _Rows.evaluated,
    RatingWithdrawn: _Rows.evaluated,
    DebriefAnswered: _Rows.debriefed,
    e.HintShown: _Rows.hint,
    e.ClockPaused: _Rows.control,
    e.ClockResumed: _Rows.control,
    e.ClockPaced: _Rows.control,
    e.ClockJumped: _Rows.control,
    PhaseExtended: _Rows.control,
    e.InjectHeld: _Rows.control,
    e.InjectReleased: _Rows.control,
    e.InjectSkipped: _Rows.control,
    e.TeamFinished: _Rows.control,
    CallAnswered: _Rows.call,
    CallAcknowledged: _Rows.call,
    CallFailed: _Rows.call,
    CallCutOff: _Rows.call,
    MessageSent: _Rows.talk,
    ContactSaid: _Rows.talk,
    ContactEnded: _Rows.talk,
    ContactUnanswered: _Rows.talk,
    ContactPassedOn: _Rows.talk,
}
