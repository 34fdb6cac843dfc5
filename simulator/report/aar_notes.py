"""What people added to a team's play: hints opened, evaluators' notes and verdicts; and the team's record itself."""

from __future__ import annotations

from simulator.engine import events as e
from simulator.engine.evaluation_events import DebriefAnswered
from simulator.engine.evaluation_state import Decided
from simulator.engine.talk_events import ContactSaid
from simulator.engine.timetable_events import SystemChecked, TimetableRecorded
from simulator.model.safe_text import visible
from simulator.model.verdict import Verdict
from simulator.report.aar_ground import Ground
from simulator.report.aar_results import HintUse, Note, RecordLine, VerdictChange
from simulator.report.naming import Naming
from simulator.report.phrases import clock_words, verdict_words
from simulator.report.rows import RowKind
from simulator.report.timeline import timeline
from simulator.words import mark

KINDS = {
    RowKind.PHASE: mark("phase"),
    RowKind.INJECT: mark("inject"),
    RowKind.RESPONSE: mark("response"),
    RowKind.VERDICT: mark("verdict"),
    RowKind.HINT: mark("hint"),
    RowKind.CLOCK: mark("clock"),
    RowKind.FACILITATOR: mark("exercise office"),
    RowKind.EVALUATOR: mark("evaluator"),
    RowKind.TIMETABLE: mark("timetable"),
    RowKind.CALL: mark("call"),
    RowKind.HOT_WASH: mark("hot wash"),
}
_CHANGES = {"set": mark("set"), "confirmed": mark("confirmed"), "withdrawn": mark("taken back")}
_SAID = (e.ResponseSubmitted, DebriefAnswered, ContactSaid)
"""Events whose row is what a participant said."""
_QUOTING = (*_SAID, e.StepJudged, TimetableRecorded, SystemChecked)
"""Events whose row holds what a participant said."""


class Notes:
    """Notes of one team. Evaluators are numbered in the order in which they appear, never named."""

    def __init__(self, ground: Ground, team: str) -> None:
        self._ground = ground
        self._team = team
        self._entries = ground.opened.entries.get(team, ())
        self._name = Naming(ground.world, team, ground.lang)
        actors = (entry.actor for entry in self._entries if entry.actor.startswith("evaluator:"))
        self._numbers = {actor: number for number, actor in enumerate(dict.fromkeys(actors), 1)}

    def by(self, actor: str) -> str:
        """What the report calls whoever ``actor`` is."""
        if actor in self._numbers:
            return self._ground.t("Evaluator {number}", number=self._numbers[actor])
        return self._name.actor(actor) if actor in {"evaluator", "facilitator"} else self._ground.t("Evaluator")

    def hints(self) -> tuple[HintUse, ...]:
        """Hints by inject, in the order of the scenario."""
        shown = self._ground.opened.states[self._team].hints
        injects = self._ground.scenario.inject
        return tuple(
            HintUse(name, self._ground.line(injects[name].title), number)
            for name, number in shown.items()
            if name in injects
        )

    def notes(self) -> tuple[Note, ...]:
        """Evaluators' observations in their order."""
        return tuple(
            Note(
                seq=one.seq,
                at=one.at,
                at_words=clock_words(one.at),
                text=visible(one.text),
                about=self._ground.who(one.role) if one.role else "",
                step=one.step or "",
                by=self.by(one.actor),
            )
            for one in self._ground.opened.states[self._team].observations
        )

    def changes(self) -> tuple[VerdictChange, ...]:
        """What evaluators decided on steps, in its order; decisions that were taken back stay."""
        return tuple(self._change(one) for one in self._ground.opened.states[self._team].evaluation.decided)

    def _change(self, one: Decided) -> VerdictChange:
        t = self._ground.t
        before = [
            judged.judgement.verdict
            for judged in self._ground.opened.states[self._team].judged
            if judged.judgement.step == one.step and judged.seq < one.seq
        ]
        step = self._ground.content.manual.steps.get(one.step)
        what = "withdrawn" if one.verdict is None else "confirmed" if one.confirmed else "set"
        return VerdictChange(
            seq=one.seq,
            at=one.at,
            at_words=clock_words(one.at),
            step=one.step,
            step_title=self._ground.line(step.title) if step else "",
            what=what,
            what_words=t(_CHANGES[what]),
            automatic_words=verdict_words(t, before[-1] if before else Verdict.NOT_OBSERVED),
            verdict_words=verdict_words(t, one.verdict) if one.verdict else "",
            reason=visible(one.reason),
            by=self.by(one.actor),
        )

    def record(self, *, responses: bool) -> tuple[RecordLine, ...]:
        """The team's log as people read it; without what players wrote where ``responses`` are left out."""
        t, world = self._ground.t, self._ground.world
        lines = []
        elapsed = self._ground.elapsed(self._team)
        for row in timeline(world, self._team, self._entries, self._ground.lang):
            event = self._event(row.seq)
            hidden = not responses and isinstance(event, _QUOTING)
            withheld = t("(left out)") if isinstance(event, _SAID) else row.title
            lines.append(
                RecordLine(
                    stream=row.stream,
                    seq=row.seq,
                    at=row.at,
                    at_words=clock_words(row.at),
                    real=row.real,
                    clock=self._ground.clock(row.real),
                    minute=elapsed.minute(row.real),
                    kind=row.kind.value,
                    kind_words=t(KINDS.get(row.kind, row.kind.value)),
                    who=self.by(self._actor(row.seq)) if row.kind is RowKind.EVALUATOR else row.who,
                    title=withheld if hidden else row.title,
                    words=() if hidden else row.words,
                    steps=row.steps,
                )
            )
        return tuple(lines)

    def _event(self, seq: int) -> e.Event:
        return self._entries[seq - 1].event

    def _actor(self, seq: int) -> str:
        return self._entries[seq - 1].actor
