"""An item as rows of the list and as the text that explains it: reply first, then what counts, then the clause."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from simulator.engine.evaluation_views import DecisionLine, ReplyText
from simulator.model.safe_text import visible_line
from simulator.model.verdict import Verdict
from simulator.report.phrases import MARKS, clock_words, points_words, span_words, verdict_words
from simulator.report.rule_words import rule_words
from simulator.tui.evaluator.items import Item, Standing, evaluator_name
from simulator.tui.evaluator.safe import shown
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.line_list import Row
from simulator.tui.lines import BLANK, Line, Span, line, pad
from simulator.words import mark

SIGNS = {Standing.WAITING: "?", Standing.AUTOMATIC: " ", Standing.DECIDED: "+"}
"""Before the verdict: waits for somebody, stands by itself, decided by an evaluator."""

_STYLES = {Verdict.MET: "good", Verdict.PARTIAL: "warn", Verdict.NOT_MET: "warn", Verdict.NOT_OBSERVED: "warn"}
_TEAM_WIDTH = 14
"""Cells that a team's name may take before a step; teams are told apart by the end of their names."""
_LABELS = (mark("Proposed"), mark("Decided"), mark("Time"), mark("In charge"), mark("Missing"))


def mark_of(item: Item) -> Span:
    """The mark of the verdict that stands, two cells wide."""
    if item.score.harm:
        return Span("!!", "alert")
    if item.text.must_not:
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


def verdict_label(words: EvaluatorWording, verdict: Verdict, *, must_not: bool) -> str:
    """Mark and words of a verdict; of a must-not whether it was done."""
    if must_not:
        return words.t("done") if verdict is Verdict.NOT_MET else words.t("not seen to be done")
    return f"{MARKS[verdict]} {verdict_words(words.report, verdict)}"


def who_decided(words: EvaluatorWording, actor: str) -> str:
    """An evaluator by name."""
    name = evaluator_name(actor)
    return words.t("Evaluator {name}", name=name) if name else words.t("Evaluator")


def decision_words(words: EvaluatorWording, decision: DecisionLine, *, must_not: bool) -> str:
    """Who decided what, when and why."""
    verdict = verdict_label(words, decision.verdict, must_not=must_not)
    who = who_decided(words, decision.actor)
    if decision.confirmed:
        told = words.t("{who} agreed: {verdict}", who=who, verdict=verdict)
    else:
        told = words.t("{who}: {verdict}. {reason}", who=who, verdict=verdict, reason=shown(decision.reason))
    if decision.lapsed:
        told += words.t(" (a later reply has changed what was agreed to)")
    return told


def _verdict_lines(words: EvaluatorWording, item: Item) -> list[Line]:
    t, row = words.t, item.line
    why = rule_words(words.report, row.rule) if row.rule else t("nothing was found")
    proposed = verdict_label(words, row.automatic, must_not=item.text.must_not)
    waits = {
        Standing.WAITING: (t("waits for you"), "ask"),
        Standing.AUTOMATIC: (t("stands unless you change it"), "dim"),
        Standing.DECIDED: ("", ""),
    }[item.standing]
    spans = [Span(proposed, "strong"), Span(f"  ({why})", "dim")]
    if waits[0]:
        spans.append(Span(f"  {waits[0]}", waits[1]))
    lines = [_labelled(words, "Proposed", *spans)]
    for one in row.decisions:
        style = "good" if one.stands else "dim"
        lines.append(_labelled(words, "Decided", Span(decision_words(words, one, must_not=item.text.must_not), style)))
    opinion = item.score.opinion
    if opinion is not None:
        told = t(
            "second reader {model}: {verdict}. {words}",
            model=visible_line(opinion.model),
            verdict=verdict_label(words, opinion.verdict, must_not=item.text.must_not),
            words=shown(opinion.words),
        )
        lines.append(_labelled(words, "", Span(told, "dim")))
    return lines


def _facts(words: EvaluatorWording, item: Item) -> list[Line]:
    """Clock, who is in charge, what is missing, points."""
    t, score = words.t, item.score
    lines = []
    pieces = []
    if score.due is not None:
        pieces.append(t("due {time}", time=clock_words(score.due)))
    if score.at is not None:
        pieces.append(t("done {time}", time=clock_words(score.at)))
    if score.late_by:
        pieces.append(t("late by {span}", span=span_words(words.report, score.late_by)))
    if score.broken_before:
        pieces.append(t("before it should have come: {steps}", steps=words.names(score.broken_before)))
    if pieces:
        lines.append(_labelled(words, "Time", Span(t("; ").join(pieces), "warn" if score.late_by else "")))
    if item.text.owners:
        style = "warn" if score.actor == "other" else ""
        lines.append(
            _labelled(words, "In charge", Span(words.names(tuple(map(visible_line, item.text.owners))), style))
        )
    labels = dict(item.text.essentials)
    missing = [visible_line(labels.get(one, one)) for one in item.line.missing]
    if not item.line.rule and not item.text.must_not:
        missing = [visible_line(label) for label in labels.values()]
    if missing and score.verdict is not Verdict.MET:
        lines.append(_labelled(words, "Missing", Span(t(" / ").join(missing))))
    return lines


def _worth(words: EvaluatorWording, item: Item) -> str:
    """Points earned, for the line of the team."""
    score = item.score
    if not score.of:
        return ""
    return words.t("  {points} of {of} points", points=points_words(score.points), of=points_words(score.of))


def _reply_lines(words: EvaluatorWording, item: Item) -> list[Line]:
    t = words.t
    if not item.replies:
        return [BLANK, line(t("No reply of the team bears on this step."), "dim")]
    out: list[Line] = []
    marked = {one.reply for one in item.line.marks}
    for number, reply in enumerate(item.replies):
        if number == 0 and reply.id not in marked:
            out += [BLANK, line(t("The scorer found nothing. This was answered where the step was expected:"), "dim")]
        out += [BLANK, line(_source(words, reply), "head")]
        if reply.asked:
            out.append(line(t("Asked: {text}", text=shown(reply.asked)), "dim"))
        out += _parts(words, reply, item)
    return out


def _source(words: EvaluatorWording, reply: ReplyText) -> str:
    who = visible_line(reply.who)
    if reply.to:
        who += " → " + words.names(tuple(map(visible_line, reply.to)))
    about = f"{reply.inject} {visible_line(reply.inject_title)}" if reply.inject else words.t("unasked")
    return f"{clock_words(reply.at)} {who} ({about})"


def _parts(words: EvaluatorWording, reply: ReplyText, item: Item) -> list[Line]:
    """The words of a reply, those that count between brackets (they show without colour)."""
    opening, closing = ("【", "】") if words.lang == "ja" else ("[", "]")
    spans = [(one.part, one.start, one.end) for one in item.line.marks if one.reply == reply.id]
    lines = []
    chosen = {one.part for one in item.line.marks if one.reply == reply.id}
    if reply.options:
        labels = words.t(" / ").join(visible_line(label) for _, label in reply.options)
        lines.append(Line((Span(words.t("Chosen: "), "dim"), Span(labels, "mark" if "option" in chosen else "strong"))))
    for part, label, text in reply.parts:
        pieces: list[Span] = [Span(f"{visible_line(label)}: ", "dim")] if label else []
        for piece, counts in _pieces(text, sorted((a, b) for name, a, b in spans if name == part)):
            words_ = shown(piece)
            pieces.append(Span(f"{opening}{words_}{closing}", "mark") if counts else Span(words_))
        lines.append(Line(tuple(pieces)))
    return lines


def _pieces(text: str, spans: list[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    """``text`` cut at ``spans``, each piece with whether it is among them."""
    at = 0
    for start, end in spans:
        first, last = max(start, at), min(end, len(text))
        if first >= last:
            continue
        if first > at:
            yield text[at:first], False
        yield text[first:last], True
        at = last
    if at < len(text):
        yield text[at:], False


def _listed(heading: str, texts: tuple[str, ...]) -> list[Line]:
    if not texts:
        return []
    return [BLANK, line(heading, "head"), *(line(f"- {visible_line(text)}", indent=2) for text in texts)]


def _labelled(words: EvaluatorWording, label: str, *spans: Span) -> Line:
    width = max(cell_len(words.t(one)) for one in _LABELS) + 1
    name = words.t(label) if label else ""
    return Line((Span(name + " " * (width - cell_len(name)), "dim"), *spans), indent=width)
