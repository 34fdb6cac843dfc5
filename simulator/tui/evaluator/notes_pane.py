"""Observations, each tied to its moment, of every team."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from simulator.model.safe_text import visible_line
from simulator.report.phrases import clock_words
from simulator.session.evaluating import EvaluatorDesk
from simulator.tui.controls import OneLine
from simulator.tui.evaluator.safe import shown
from simulator.tui.evaluator.told import who_noted
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line


class NotesPane(Vertical):
    """The observations in the order of the story."""

    def __init__(self, words: EvaluatorWording) -> None:
        super().__init__(id="notes")
        self._words = words
        self._status = OneLine(id="notes-status")
        self._list = LineList(id="notes-items")

    def compose(self) -> ComposeResult:
        yield self._status
        yield self._list

    def take(self, desk: EvaluatorDesk) -> None:
        """Show the desk as it is now."""
        t = self._words.t
        rows = note_rows(self._words, desk)
        self._status.say(Span(t(" {count} observations", count=len(rows)), "strong"))
        empty = Row("", (line(t("Nobody has noted anything yet. O writes down what you see."), "dim"),))
        self._list.show(rows or [empty])

    def focus_first(self) -> None:
        self._list.focus()


def note_rows(words: EvaluatorWording, desk: EvaluatorDesk) -> list[Row]:
    """One row for each observation: when, which team, who, about what, the words."""
    found = sorted(((note.at, team.id, note.seq), team, note) for team in desk.view.teams for note in team.notes)
    rows = []
    for _, team, note in found:
        actor = who_noted(words, note)
        about = words.names(tuple(one for one in (visible_line(note.who), note.step) if one))
        head = (
            Span(f"{clock_words(note.at)} ", "strong"),
            Span(f"{visible_line(team.title)}  {actor}", "dim"),
            Span(f"  {about}" if about else "", "dim"),
        )
        rows.append(Row(f"{team.id} {note.seq}", (Line(head, most=1), line(f"  {shown(note.text)}", indent=2))))
    return rows
