"""An item as rows of the list and as the text that explains it: reply first, then what counts, then the clause."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from simulator.engine.evaluation_shapes import ReplyText
from simulator.model.safe_text import visible_line
from simulator.model.verdict import Verdict
from simulator.report.phrases import MARKS
from simulator.tui.evaluator.items import Item, Standing
from simulator.tui.evaluator.safe import shown
from simulator.tui.evaluator.told import (
    brackets,
    charge_words,
    decision_words,
    found_nothing,
    missing_words,
    opinion_words,
    option_counts,
    parts_marked,
    source_words,
    time_words,
    verdict_label,
    waits_words,
    why_proposed,
    worth_words,
)
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.line_list import Row
from simulator.tui.lines import BLANK, Line, Span, line, pad
from simulator.words import mark

SIGNS = {Standing.WAITING: "?", Standing.OPEN: "~", Standing.AUTOMATIC: " ", Standing.DECIDED: "+"}
"""Before the verdict: waits for somebody, may still be done, stands by itself, decided by an evaluator."""

_STYLES = {Verdict.MET: "good", Verdict.PARTIAL: "warn", Verdict.NOT_MET: "warn", Verdict.NOT_OBSERVED: "warn"}
_TEAM_WIDTH = 14
"""Cells that a team's name may take before a step; teams are told apart by the end of their names."""
_LABELS = (mark("Proposed"), mark("Decided"), mark("Time"), mark("In charge"), mark("Missing"))


def mark_of(item: Item) -> Span:
    """The mark of the verdict that stands, two cells wide."""
    if item.score.harm:
        return Span("!!", "alert")
    if item.text.must_not or item.standing is Standing.OPEN:
        return Span("  ", "dim")
    sign = MARKS[item.score.verdict]
    style = "alert" if item.score.critical_failure else _STYLES[item.score.verdict]
    return Span(sign + " " * (2 - cell_len(sign)), style)


def item_rows(items: Iterable[Item], *, several: bool) -> tuple[Row, ...]:
    """One row for each item; with ``several`` teams each says whose it is."""
    rows = []
    items = tuple(items)
    width = min(_TEAM_WIDTH, max((cell_len(visible_line(item.team.title)) for item in items), default=0))
    for item in items:
        whose = pad(visible_line(item.team.title), width) + " " if several else ""
        spans = (
            Span(SIGNS[item.standing] + " ", "strong"),
            mark_of(item),
            Span(f" {item.text.id} ", "strong"),
            Span(whose, "dim"),
            Span(visible_line(item.text.title)),
        )
        rows.append(Row(item.id, (Line(spans, most=1),)))
    return tuple(rows)


def item_lines(words: EvaluatorWording, item: Item) -> list[Line]:
    """Everything that is needed to decide."""
    t = words.t
    return [
        line(f"{item.text.id} {visible_line(item.text.title)}", "head"),
        Line((Span(visible_line(item.team.title)), Span(_worth(words, item), "dim"))),
        *([line(t("Critical: {why}", why=visible_line(item.text.critical)), "warn")] if item.text.critical else []),
        *_verdict_lines(words, item),
        *_facts(words, item),
        *_reply_lines(words, item),
        *_listed(t("What counts as done"), item.text.done_when),
        *_listed(t("Common mistakes"), item.text.mistakes),
        BLANK,
        line(t("The manual says"), "head"),
        line(shown(item.text.clause)),
    ]


def _verdict_lines(words: EvaluatorWording, item: Item) -> list[Line]:
    row, must_not = item.line, item.text.must_not
    waits = waits_words(words, item)
    if item.standing is Standing.OPEN:
        spans = [Span(words.t("nothing yet"), "strong"), Span(f"  {waits}", "dim")]
    else:
        proposed = verdict_label(words, row.automatic, must_not=must_not)
        spans = [Span(proposed, "strong"), Span(f"  ({why_proposed(words, item)})", "dim")]
        if waits:
            spans.append(Span(f"  {waits}", "ask" if item.standing is Standing.WAITING else "dim"))
    lines = [_labelled(words, "Proposed", *spans)]
    for one in row.decisions:
        style = "good" if one.stands else "dim"
        lines.append(_labelled(words, "Decided", Span(decision_words(words, one, must_not=must_not), style)))
    opinion = opinion_words(words, item)
    if opinion:
        lines.append(_labelled(words, "", Span(opinion, "dim")))
    return lines


def _facts(words: EvaluatorWording, item: Item) -> list[Line]:
    """Clock, who is in charge, what is missing, points."""
    score = item.score
    lines = []
    time = time_words(words, item)
    if time:
        lines.append(_labelled(words, "Time", Span(time, "warn" if score.late_by else "")))
    charge = charge_words(words, item)
    if charge:
        lines.append(_labelled(words, "In charge", Span(charge, "warn" if score.actor == "other" else "")))
    missing = missing_words(words, item)
    if missing:
        lines.append(_labelled(words, "Missing", Span(missing)))
    return lines


def _worth(words: EvaluatorWording, item: Item) -> str:
    """Points earned, for the line of the team."""
    worth = worth_words(words, item)
    return f"  {worth}" if worth else ""


def _reply_lines(words: EvaluatorWording, item: Item) -> list[Line]:
    t = words.t
    if not item.replies:
        return [BLANK, line(t("No reply of the team bears on this step."), "dim")]
    out: list[Line] = []
    if found_nothing(item):
        out += [BLANK, line(t("The scorer found nothing. This was answered where the step was expected:"), "dim")]
    for reply in item.replies:
        out += [BLANK, line(source_words(words, reply), "head")]
        if reply.asked:
            out.append(line(t("Asked: {text}", text=shown(reply.asked)), "dim"))
        out += _parts(words, reply, item)
    return out


def _parts(words: EvaluatorWording, reply: ReplyText, item: Item) -> list[Line]:
    """The words of a reply, those that count between brackets (they show without colour)."""
    opening, closing = brackets(words)
    lines = []
    if reply.options:
        labels = words.t(" / ").join(visible_line(label) for _, label in reply.options)
        style = "mark" if option_counts(reply, item) else "strong"
        lines.append(Line((Span(words.t("Chosen: "), "dim"), Span(labels, style))))
    for label, found in parts_marked(reply, item):
        spans: list[Span] = [Span(f"{visible_line(label)}: ", "dim")] if label else []
        for piece, counts in found:
            said = shown(piece)
            spans.append(Span(f"{opening}{said}{closing}", "mark") if counts else Span(said))
        lines.append(Line(tuple(spans)))
    return lines


def _listed(heading: str, texts: tuple[str, ...]) -> list[Line]:
    if not texts:
        return []
    return [BLANK, line(heading, "head"), *(line(f"- {visible_line(text)}", indent=2) for text in texts)]


def _labelled(words: EvaluatorWording, label: str, *spans: Span) -> Line:
    width = max(cell_len(words.t(one)) for one in _LABELS) + 1
    name = words.t(label) if label else ""
    return Line((Span(name + " " * (width - cell_len(name)), "dim"), *spans), indent=width)
