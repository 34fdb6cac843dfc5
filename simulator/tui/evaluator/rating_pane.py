"""P/S/M/U for every chapter and objective of every team: proposed by rule, set by a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from simulator.engine.commands import Command
from simulator.engine.evaluation_commands import SetRating
from simulator.model.rating import About, Rating
from simulator.model.safe_text import visible_line
from simulator.report.rating_words import rating_meaning, rating_words, why_words
from simulator.session.evaluating import EvaluatorDesk
from simulator.tui.evaluator.rated import Rated, rated_of
from simulator.tui.evaluator.safe import shown
from simulator.tui.evaluator.told import verdict_label, who_decided
from simulator.tui.evaluator.windows import Choice, rating_window
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.list_pane import ListPane
from simulator.words import mark

_STYLES = {Rating.P: "good", Rating.S: "good", Rating.M: "warn", Rating.U: "alert"}


class RatedList(LineList):
    """Chapters and objectives; Enter goes to the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", mark("Read"), tooltip=mark("Go to the text, to scroll it."), show=False),
    ]


class RatingPane(ListPane):
    """``Asked`` carries what is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", mark("Accept"), tooltip=mark("Set the rating that the rule proposes.")),
        Binding("c", "correct", mark("Correct"), tooltip=mark("Set another rating, with the reason.")),
        Binding("right", "details", mark("Read"), tooltip=mark("Go to the text, to scroll it."), show=False),
        Binding("left", "back_to_list", mark("List"), tooltip=mark("Go back to the list."), show=False),
    ]

    class Asked(Message):
        """Something to be sent for a team; ``about`` and ``name`` are what is rated."""

        def __init__(self, team: str, command: Command, about: About, name: str) -> None:
            super().__init__()
            self.team, self.command, self.about, self.name = team, command, about, name

    def __init__(self, words: EvaluatorWording, now: Callable[[], int]) -> None:
        """``now`` is real time (UTC ms), by which limits have passed or not."""
        super().__init__("ratings", RatedList(id="ratings-items"))
        self._words, self._now = words, now
        self._rated: tuple[Rated, ...] = ()

    @property
    def rated(self) -> Rated | None:
        """What is under the cursor."""
        return next((one for one in self._rated if one.id == self._list.cursor), None)

    def take(self, desk: EvaluatorDesk) -> None:
        """Show the desk as it is now."""
        self._rated = rated_of(desk, self._now())
        self._list.show(self._rows())
        done = sum(one.stands is not None for one in self._rated)
        told = self._words.t(" {done} of {all} rated by a person", done=done, all=len(self._rated))
        hint = self._words.t("  The letter in brackets is the rule's proposal.")
        self._status.say(Span(told, "strong"), Span(hint, "dim"))
        self._tell()

    def action_accept(self) -> None:
        one = self.rated
        if one is not None and one.proposal.rating is not None:
            self._ask(one, one.proposal.rating, "")

    def action_correct(self) -> None:
        one = self.rated
        if one is None:
            return
        proposed = one.proposal.rating
        about = [line(visible_line(one.text.title), "strong"), line(visible_line(one.team.title), "dim")]
        if proposed is not None:
            told = self._words.t("The rule proposes {rating}.", rating=rating_words(self._words.report, proposed))
            about.append(line(told, "dim"))

        def chosen(choice: Choice | None) -> None:
            if choice is not None:
                self._ask(one, Rating(choice.value), choice.reason)

        begin = one.stands.rating if one.stands else proposed or Rating.S
        self.app.push_screen(rating_window(self._words, about, begin, proposed), chosen)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._tell()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._tell()
        self.action_details()

    def _ask(self, one: Rated, rating: Rating, reason: str) -> None:
        command = SetRating(
            at=0,
            about=one.text.about,
            id=one.text.id,
            rating=rating,
            reason=reason,
            proposed=one.proposal.rating.value if one.proposal.rating else "",
        )
        self.post_message(self.Asked(one.team.id, command, one.text.about, one.text.id))

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        kinds = {About.SECTION: self._words.t("chapters"), About.OBJECTIVE: self._words.t("objectives")}
        last = ("", "")
        for one in self._rated:
            head = (one.team.id, one.text.about.value)
            if head != last:
                rows.append(
                    Row("", (line(f"{visible_line(one.team.title)} - {kinds[one.text.about]}", "head", most=1),))
                )
                last = head
            rows.append(Row(one.id, (_row(one),)))
        return rows or [Row("", (line(self._words.t("Nothing has been exercised yet."), "dim"),))]

    def _tell(self) -> None:
        one = self.rated
        self.show_text(rated_lines(self._words, one) if one else [])


def _row(one: Rated) -> Line:
    proposed = one.proposal.rating.value if one.proposal.rating else "-"
    if one.stands is not None:
        mark_ = Span(f"{one.stands.rating.value} ", _STYLES[one.stands.rating])
    else:
        mark_ = Span("? ", "strong")
    return Line((mark_, Span(f"({proposed}) ", "dim"), Span(visible_line(one.text.title))), most=1)


def rated_lines(words: EvaluatorWording, one: Rated) -> list[Line]:
    """What the rule proposes and why, who set what, the steps with their verdicts, what the letters mean."""
    t, report = words.t, words.report
    out = [line(visible_line(one.text.title), "head"), line(visible_line(one.team.title), "dim"), BLANK]
    if one.proposal.rating is not None:
        out.append(line(t("The rule proposes {rating}.", rating=rating_words(report, one.proposal.rating)), "strong"))
        out += [line(f"- {reason}", indent=2) for reason in why_words(report, one.proposal.why)]
    if one.waiting:
        out.append(line(t("It may change: {steps} wait for a human.", steps=words.names(one.waiting)), "warn"))
    if one.still_open:
        out.append(
            line(t("It may change: {steps} may still be done in time.", steps=words.names(one.still_open)), "warn")
        )
    for held in one.held:
        who, rating = who_decided(words, held.actor), rating_words(report, held.rating)
        told = t("{who}: {rating}. {reason}", who=who, rating=rating, reason=shown(held.reason))
        out.append(line(told, "good" if held is one.stands else "dim"))
    if not one.held:
        out.append(line(t("Nobody has set a rating yet."), "dim"))
    out += [BLANK, line(t("Steps"), "head")]
    for score in one.scores:
        if score.exercised or score.must_not:
            late = t(", late") if score.timeliness == "late" else ""
            verdict = verdict_label(words, score.verdict, must_not=score.must_not)
            style = "alert" if score.critical_failure or score.harm else ""
            out.append(line(f"{score.step}  {verdict}{late}", style))
    out += [BLANK, line(t("What the letters mean (HSEEP)"), "head")]
    out += [line(f"{rating.value}  {rating_meaning(report, rating)}", indent=3) for rating in Rating]
    return out
