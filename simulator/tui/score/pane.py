"""A team's score card: left the steps with their marks, right what explains the step under the cursor."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message

from simulator.report.citing import Cited
from simulator.report.phrases import CRITICAL_MARK, points_words
from simulator.report.score_context import ScoreContext, StepCard, TeamCard
from simulator.tui.controls import OneLine
from simulator.tui.line_list import LineList
from simulator.tui.lines import Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.score.details import evidence_lines, evidence_title, step_foot, step_head
from simulator.tui.score.step_list import failures, step_of, step_rows
from simulator.tui.score.words import ReviewWording
from simulator.words import mark

WIDE = 100
"""Columns from which the list of steps has room for whole titles."""

_UNSEEN = 33
"""Columns for the rows of a list that is not on screen yet."""

_BESIDE = 3
"""Cells of the list that rows cannot use: the cursor's mark and the scroll bar."""


class EvidenceBlock(Prose, can_focus=True):
    """One piece of evidence. Where evidence leads somewhere, Enter or a click goes there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "follow", mark("To the timeline"), tooltip=mark("See this reply in the timeline.")),
    ]

    class Followed(Message):
        """Somebody wants to see the row of the log that this evidence is from."""

        def __init__(self, stream: str, seq: int) -> None:
            super().__init__()
            self.stream, self.seq = stream, seq

    def __init__(self, *, follows: bool) -> None:
        super().__init__()
        self._follows = follows
        self._cited: Cited | None = None
        self._content: list[Line] = []

    def tell(self, cited: Cited, lines: list[Line]) -> None:
        self._cited, self._content = cited, lines
        self._mark(focused=self.has_focus)

    def on_focus(self) -> None:
        self._mark(focused=True)

    def on_blur(self) -> None:
        self._mark(focused=False)

    def on_click(self) -> None:
        self.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return self._follows or action != "follow"

    def action_follow(self) -> None:
        if self._cited is not None:
            self.post_message(self.Followed(self._cited.stream, self._cited.seq))

    def _mark(self, *, focused: bool) -> None:
        """The cursor's mark shows without colour."""
        first = Span(">", "strong") if focused else Span(" ")
        self.show(
            [
                Line((Span(" ") if number else first, *item.spans), item.indent + 1)
                for number, item in enumerate(self._content)
            ]
        )


class StepList(LineList):
    """The steps; Enter goes to the evidence."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", mark("Evidence"), tooltip=mark("Go to the evidence of this step.")),
    ]

    class Resized(Message):
        """The rows have another width now."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class ScorePane(Vertical):
    """The card of one team of ``context``; ``follows`` tells whether evidence leads to a timeline."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f8,n",
            "failure(1)",
            mark("Next loss"),
            tooltip=mark("Go to the next step that lost points, or that must not be done and was."),
        ),
        Binding(
            "f7,p", "failure(-1)", mark("Previous"), tooltip=mark("Go to the step before that lost points."), show=False
        ),
        Binding("right", "details", mark("Evidence"), tooltip=mark("Go to the evidence of this step."), show=False),
        Binding("left", "steps", mark("Steps"), tooltip=mark("Go back to the list of steps."), show=False),
    ]

    class Moved(Message):
        """The cursor came to another step."""

    def __init__(self, words: ReviewWording, context: ScoreContext, team: str, *, follows: bool) -> None:
        super().__init__(id="score")
        self._words = words
        self._cards = context
        self._team = next((one for one in context.teams if one.id == team), context.teams[0])
        self._steps = {step.id: step for step in self._team.steps}
        self._follows = follows
        self._columns = 0
        self._summary = OneLine(id="score-summary")
        self._alarm = Prose(id="score-alarm")
        self._list = StepList(id="score-steps")
        self._head = Prose(id="step-head")
        self._foot = Prose(id="step-foot")
        self._blocks: list[EvidenceBlock] = []

    def compose(self) -> ComposeResult:
        yield self._summary
        yield self._alarm
        with Horizontal():
            yield self._list
            with VerticalScroll(id="score-details"):
                yield self._head
                yield self._foot

    def on_mount(self) -> None:
        self._tell_team()
        self._fill(None)

    def on_step_list_resized(self, event: StepList.Resized) -> None:
        event.stop()
        self._fill(self._list.cursor or None)

    @property
    def team(self) -> TeamCard:
        return self._team

    @property
    def step(self) -> str:
        """The step under the cursor."""
        return step_of(self._list.cursor)

    def show_team(self, team: str) -> None:
        """Turn to another team's card, at the same step."""
        found = next((one for one in self._cards.teams if one.id == team), None)
        if found is None or found is self._team:
            return
        at = self.step
        self._team = found
        self._steps = {step.id: step for step in found.steps}
        self._columns = 0
        self._tell_team()
        self._fill(at)

    def show_step(self, step: str, evidence: tuple[str, int] | None = None) -> None:
        """Put the cursor on ``step``; with ``evidence`` the focus goes to that piece of it, else to the list."""
        self._list.put_cursor(step)
        self._explain(step)
        block = self._block_of(step, evidence) if evidence else None
        (block or self._list).focus()

    def focus_first(self) -> None:
        """Take the focus where somebody begins to read."""
        self._list.focus()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._explain(step_of(event.row))
        self.post_message(self.Moved())

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._explain(step_of(event.row))
        self.action_details()

    def action_failure(self, direction: int) -> None:
        found = failures(self._team)
        if not found:
            self.notify(self._words.t("No step lost points."))
            return
        order = list(self._steps)
        here = order.index(self.step) if self.step in self._steps else -1
        ahead = [step for step in found if (order.index(step) - here) * direction > 0]
        nearest = (ahead[0] if direction > 0 else ahead[-1]) if ahead else (found[0] if direction > 0 else found[-1])
        self.show_step(nearest)

    def action_details(self) -> None:
        """Go to the first evidence; where there is none, to the text, so that it can be scrolled."""
        visible = [block for block in self._blocks if block.display]
        (visible[0] if visible else self.query_one("#score-details")).focus()

    def action_steps(self) -> None:
        self._list.focus()

    def _tell_team(self) -> None:
        self._summary.say(*summary_spans(self._words, self._team))
        alarms = alarm_lines(self._words, self._team)
        self._alarm.show(alarms)
        self._alarm.display = bool(alarms)

    def _fill(self, cursor: str | None) -> None:
        width = self._list.size.width
        columns = width - _BESIDE if width else _UNSEEN
        if columns == self._columns:
            return
        self._columns = columns
        self._list.show(step_rows(self._words, self._team, columns), cursor)
        self._explain(self.step)

    def _explain(self, step: str) -> None:
        found = self._steps.get(step)
        if found is None:
            return
        self._head.show([*step_head(self._words, found), *evidence_title(self._words, found)])
        self._foot.show(step_foot(self._words, found))
        while len(self._blocks) < len(found.evidence):
            block = EvidenceBlock(follows=self._follows)
            self._blocks.append(block)
            self.query_one("#score-details").mount(block, before=self._foot)
        for number, block in enumerate(self._blocks):
            block.display = number < len(found.evidence)
            if block.display:
                cited = found.evidence[number]
                block.tell(cited, evidence_lines(self._words, number + 1, cited))
        self.query_one("#score-details", VerticalScroll).scroll_home(animate=False)

    def _block_of(self, step: str, evidence: tuple[str, int]) -> EvidenceBlock | None:
        card: StepCard | None = self._steps.get(step)
        for block, cited in zip(self._blocks, card.evidence if card else (), strict=False):
            if (cited.stream, cited.seq) == evidence:
                return block
        return None


def summary_spans(words: ReviewWording, team: TeamCard) -> tuple[Span, ...]:
    """The team and its result on one line."""
    score, t = team.score, words.t
    spans = [Span(f" {team.title} ", "strong")]
    if score.own is not None:
        own = t("  own part {percent} %", percent=f"{score.own.percent:.1f}")
        whole = t("  whole group {percent} %", percent=f"{score.percent:.1f}")
        spans += [Span(own, "strong"), Span(whole)]
    else:
        spans.append(
            Span(
                t(
                    " {percent} % ({points} of {of} points)",
                    percent=f"{score.percent:.1f}",
                    points=points_words(score.points),
                    of=points_words(score.of),
                )
            )
        )
    if score.deducted:
        spans.append(Span(t("  must-nots {points}", points=points_words(-score.deducted)), "warn"))
    waiting = sum(step.score.proposed and step.score.exercised for step in team.steps)
    if waiting:
        spans.append(Span(t("  {number} to confirm", number=waiting), "warn"))
    if not score.finished:
        spans.append(Span(t("  interim: the exercise has not ended"), "warn"))
    return tuple(spans)


def alarm_lines(words: ReviewWording, team: TeamCard) -> list[Line]:
    """Critical failures and must-nots, by step; always on screen while there are any."""
    t = words.t
    lines = []
    if team.critical:
        steps = " ".join(step.id for step in team.critical)
        lines.append(t("Critical failures ({number}): {steps}", number=len(team.critical), steps=steps))
    harm = [step.id for step in team.harm if not step.score.critical_failure]
    if harm:
        lines.append(t("Must-nots done ({number}): {steps}", number=len(harm), steps=" ".join(harm)))
    return [line(f"{CRITICAL_MARK} {text}", "alert", indent=3) for text in lines]
