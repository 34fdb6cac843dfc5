"""Teams side by side: their verdicts on every step, without a ranking."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from simulator.report.phrases import CRITICAL_MARK
from simulator.report.score_context import ScoreContext, StepCard, TeamCard
from simulator.tui.controls import OneLine
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, crop, pad
from simulator.tui.score.step_list import mark_of
from simulator.tui.score.words import ReviewWording
from simulator.words import mark

_BESIDE = 3
_WIDEST = 20
_TITLES = 50


class TeamList(LineList):
    """The steps of all teams; Enter goes to the score card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", mark("Score"), tooltip=mark("See this step on the score card.")),
    ]

    class Resized(Message):
        """The rows have another width now."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class ComparePane(Vertical):
    """Enter on a step opens it on the score card of the team that is looked at."""

    class Followed(Message):
        """Somebody wants to see a step on the score card."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    def __init__(self, words: ReviewWording, context: ScoreContext) -> None:
        super().__init__(id="compare")
        self._words = words
        self._cards = context
        self._titles = OneLine(id="compare-teams")
        self._list = TeamList(id="compare-steps")
        self._columns = 0

    def compose(self) -> ComposeResult:
        yield self._titles
        yield self._list

    def on_team_list_resized(self, event: TeamList.Resized) -> None:
        event.stop()
        columns = self._list.size.width - _BESIDE
        if columns > 0 and columns != self._columns:
            self._columns = columns
            self._titles.say(Span(" "), *team_spans(self._words, self._cards, columns))
            self._list.show(compare_rows(self._words, self._cards, columns))

    def focus_first(self) -> None:
        """Take the focus where somebody begins to read."""
        self._list.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(self.Followed(event.row))


def _cell_width(context: ScoreContext, columns: int) -> int:
    return max(7, min(_WIDEST, (columns - 28) // len(context.teams)))


def _first_width(context: ScoreContext, columns: int) -> int:
    return min(_TITLES, columns - _cell_width(context, columns) * len(context.teams))


def team_spans(words: ReviewWording, context: ScoreContext, columns: int) -> list[Span]:
    """The heading: teams over their columns."""
    cell = _cell_width(context, columns)
    first = _first_width(context, columns)
    return [
        Span(pad(words.t("Step"), first), "head"),
        *(Span(pad(team.title, cell - 1) + " ", "head") for team in context.teams),
    ]


def compare_rows(words: ReviewWording, context: ScoreContext, columns: int) -> list[Row]:
    """Totals, then a row for each step that counts for any team, by chapter."""
    cell = _cell_width(context, columns)
    first = _first_width(context, columns)
    cards = [{step.id: step for step in team.steps} for team in context.teams]
    rows = [_total(words, context.teams, first, cell)]
    for chapter in context.teams[0].chapters:
        counted = [step for step in chapter.steps if any(_counts(card[step.id]) for card in cards)]
        if counted:
            rows.append(Row("", (Line((Span(chapter.title, "head"),), most=1),)))
        for step in counted:
            cells = [span for card in cards for span in _cell(words, card[step.id], cell)]
            title = Span(pad(f"{step.id} {step.title}", first - 1) + " ")
            rows.append(Row(step.id, (Line((title, *cells), most=1),)))
    return rows


def _counts(step: StepCard) -> bool:
    return step.score.exercised or step.score.harm


def _total(words: ReviewWording, teams: tuple[TeamCard, ...], first: int, cell: int) -> Row:
    spans = [Span(pad(words.t("Score, critical failures"), first), "strong")]
    for team in teams:
        alarm = f"{CRITICAL_MARK}{len(team.critical)}" if team.critical else ""
        text = f"{team.score.percent:.1f}%"
        spans += [Span(text, "strong"), Span(" "), *_padded(alarm, cell - len(text) - 1, "alert")]
    return Row("", (Line(tuple(spans), most=1),))


def _cell(words: ReviewWording, step: StepCard, cell: int) -> list[Span]:
    mark = mark_of(step)
    notes = []
    if step.score.timeliness == "late":
        notes.append(words.t("late"))
    if step.score.critical_failure and not step.score.harm:
        notes.append(CRITICAL_MARK)
    style = "alert" if step.score.critical_failure else "warn"
    return [mark, *_padded(" ".join(notes), cell - 2, style)]


def _padded(text: str, columns: int, style: str) -> list[Span]:
    """``text`` in ``style`` and plain spaces up to ``columns``."""
    shown = crop(text, columns)
    return [Span(shown, style), Span(" " * (columns - cell_len(shown)))]
