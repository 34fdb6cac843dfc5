"""How far evaluators agree, with one another and with the automatic scoring, and where they differ."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message

from simulator.model.safe_text import visible_line
from simulator.scoring.evaluators import SCORER, Difference, PairAgreement
from simulator.session.evaluating import EvaluatorDesk
from simulator.tui.evaluator.told import figure, rater, verdict_label
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.prose import Prose
from simulator.words import mark


class DifferenceList(LineList):
    """Where two differ; Enter goes to the step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", mark("To the step"), tooltip=mark("See the step on which they differ.")),
    ]


class AgreementPane(Vertical):
    """Figures above, differences below. ``Followed`` names the item of a difference."""

    class Followed(Message):
        """Somebody wants to see the step on which two differ."""

        def __init__(self, item: str) -> None:
            super().__init__()
            self.item = item

    def __init__(self, words: EvaluatorWording) -> None:
        super().__init__(id="agreement")
        self._words = words
        self._figures = Prose(id="agreement-figures")
        self._list = DifferenceList(id="agreement-items")

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="agreement-scroll", can_focus=False):
            yield self._figures
        yield self._list

    def take(self, desk: EvaluatorDesk) -> None:
        """Show the desk as it is now."""
        self._figures.show(figure_lines(self._words, desk))
        self._list.show(difference_rows(self._words, desk))

    def focus_first(self) -> None:
        self._list.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(self.Followed(event.row.partition("|")[0]))


def figure_lines(words: EvaluatorWording, desk: EvaluatorDesk) -> list[Line]:
    """Kappa over all, and each pair in a line."""
    t, found = words.t, desk.agreement
    out = [line(t("Agreement between evaluators"), "head")]
    if found.kappa is not None:
        out.append(line(t("Kappa over all pairs of evaluators: {kappa}", kappa=f"{found.kappa:.2f}"), "strong"))
    elif any(pair.other != SCORER for pair in found.pairs):
        out.append(line(t("Too few common steps for a kappa."), "dim"))
    else:
        out.append(line(t("Two evaluators have to decide the same steps before they can be compared."), "dim"))
    out += [_pair_line(words, pair) for pair in found.pairs]
    out += [BLANK, line(t("1.00 is full agreement, 0 what chance alone would bring."), "dim")]
    return out


def _pair_line(words: EvaluatorWording, pair: PairAgreement) -> Line:
    t, figures = words.t, pair.figures
    both = t("{one} and {other}", one=rater(words, pair.one), other=rater(words, pair.other))
    told = t(
        "  steps: {steps}, agreed: {share} %, kappa {kappa}, weighted {weighted}",
        steps=figures.pairs,
        share=round(100 * (figures.accuracy or 0.0)),
        kappa=figure(figures.kappa),
        weighted=figure(figures.weighted_kappa),
    )
    return Line((Span(both, "strong"), Span(told)), indent=2)


def difference_rows(words: EvaluatorWording, desk: EvaluatorDesk) -> list[Row]:
    """Under a heading for each pair, the steps on which they differ."""
    titles = {one.id: (visible_line(one.title), one.must_not) for one in desk.view.steps}
    teams = {one.id: visible_line(one.title) for one in desk.view.teams}
    rows: list[Row] = []
    for pair in desk.agreement.pairs:
        if not pair.differences:
            continue
        one, other = rater(words, pair.one), rater(words, pair.other)
        rows.append(Row("", (line(words.t("{one} and {other} differ on", one=one, other=other), "head", most=1),)))
        for difference in pair.differences:
            title, must_not = titles.get(difference.step, ("", False))
            spans = (
                Span(f"{difference.step} ", "strong"),
                Span(f"{teams.get(difference.team, '')} ", "dim"),
                Span(_both(words, difference, must_not=must_not), "warn"),
                Span(f"  {title}"),
            )
            name = f"{difference.team} {difference.step}|{pair.one}|{pair.other}"
            rows.append(Row(name, (Line(spans, most=1),)))
    return rows or [Row("", (line(words.t("No differences."), "dim"),))]


def _both(words: EvaluatorWording, difference: Difference, *, must_not: bool) -> str:
    one = verdict_label(words, difference.one, must_not=must_not)
    return f"{one} / {verdict_label(words, difference.other, must_not=must_not)}"
