"""``tabletop calibrate … --write-queue FILE``: what an evaluator would have to look at, to read or to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from simulator.model.safe_text import visible
from simulator.model.verdict import Evidence, Judgement, Verdict
from simulator.words import Translate, translator

if TYPE_CHECKING:
    from simulator.cli.labelled import LabelledReply
    from simulator.model.base import Text
    from simulator.model.manual import Manual

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_BOX = "\u2610"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reply and the judgements on it that wait for an evaluator."""

    reply: LabelledReply
    judgements: tuple[Judgement, ...]


def as_lines(waiting: Iterable[Waiting], manual: Manual, lang: str) -> str:
    """One JSON object a line, as labels that are still to be given: ``labels`` holds null for every step that waits.

    ``queue`` beside it says what the scorer made of the step; whoever reads the file as labels passes over it.
    """
    words = wording_of(manual, lang)
    t = translator("report", lang)
    lines = []
    for one in waiting:
        line = {
            "id": one.reply.id,
            "lang": one.reply.lang,
            "prompt": one.reply.prompt,
            "response": one.reply.response,
            "labels": {judgement.step: None for judgement in one.judgements},
            "queue": [_item(judgement, manual, words, t) for judgement in one.judgements],
        }
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(lines)


def _item(judgement: Judgement, manual: Manual, words: Callable[[Text], str], t: Translate) -> dict[str, Any]:
    from simulator.report.rule_words import rule_words

    step = manual.steps[judgement.step]
    return {
        "step": step.id,
        "title": words(step.title),
        "clause": words(step.text),
        "verdict": judgement.verdict.value,
        "rule": judgement.rule,
        "why": rule_words(t, judgement.rule),
        "missing": _missing(judgement, manual, words),
        "evidence": [{"text": one.text, "span": list(one.span)} for one in judgement.evidence],
    }


def as_markdown(waiting: Sequence[Waiting], manual: Manual, counts: tuple[int, int], t: Translate, lang: str) -> str:
    """A list to read: reply with the words that count marked, clause, proposed verdict, what is missing, boxes.

    ``counts`` are the verdicts that wait and all verdicts.
    """
    words = wording_of(manual, lang)
    report = translator("report", lang)
    out = [
        "# " + t("What waits for an evaluator"),
        "",
        _plain(words(manual.title)),
        "",
        t("{waiting} of {all} verdicts wait. Words that count stand in bold.", waiting=counts[0], all=counts[1]),
    ]
    for one in waiting:
        out += ["", f"## {_plain(one.reply.id)}", "", _plain(one.reply.prompt.strip())]
        for judgement in one.judgements:
            out += ["", *_entry(one.reply.response, judgement, manual, words, (t, report))]
    return "\n".join(out) + "\n"


def _entry(
    response: str,
    judgement: Judgement,
    manual: Manual,
    words: Callable[[Text], str],
    both: tuple[Translate, Translate],
) -> list[str]:
    from simulator.report.phrases import MARKS, verdict_words
    from simulator.report.rule_words import rule_words

    t, report = both
    step = manual.steps[judgement.step]
    said = f"{MARKS[judgement.verdict]} {verdict_words(report, judgement.verdict)}"
    why = rule_words(report, judgement.rule)
    missing = report(" / ").join(_missing(judgement, manual, words))
    lines = [
        f"### {step.id} {_plain(words(step.title))}",
        "",
        *(f"> {line}" for line in marked(response, judgement.evidence).split("\n")),
        "",
        "- " + t("clause: {text}", text=_plain(words(step.text))),
        "- " + t("the scorer proposes: {verdict} ({why})", verdict=said, why=_plain(why)),
    ]
    if missing:
        lines.append("- " + t("not found: {what}", what=_plain(missing)))
    boxes = (Verdict.MET, Verdict.PARTIAL, Verdict.NOT_MET)
    lines.append("- " + "  ".join(f"{_BOX} {verdict_words(report, verdict)}" for verdict in boxes))
    return lines


def marked(text: str, evidence: Iterable[Evidence]) -> str:
    """``text`` for Markdown, the words of ``evidence`` in bold; marks never begin or end with a sign or a space."""
    inside = {at for one in evidence for at in range(*one.span) if at < len(text)}
    # A space or sign counts as inside only between two letters that are.
    letters = [at for at in sorted(inside) if text[at].isalnum()]
    out: list[str] = []
    done = 0
    while letters:
        first = last = letters.pop(0)
        while letters and inside.issuperset(range(last, letters[0])):
            last = letters.pop(0)
        bold = "**\n**".join(_plain(piece) for piece in text[first : last + 1].split("\n"))
        out += [_plain(text[done:first]), f"**{bold}**"]
        done = last + 1
    return "".join((*out, _plain(text[done:])))


def wording_of(manual: Manual, lang: str) -> Callable[[Text], str]:
    """The words of a manual's Text: dated names as of today, parties as the library's organisations call them."""
    from simulator.content.library import listed
    from simulator.content.shelf import Shelf
    from simulator.model.organization import Organization
    from simulator.model.titles import fill

    today = date.today()  # noqa: DTZ011 - the calendar of the desk at which the list is read
    names = {("term", term.id): term.on(today).to(lang) for term in manual.terms}
    shelf = Shelf()
    for entry in listed("organization"):
        organization = shelf.open(entry.path).model
        if isinstance(organization, Organization):
            for who, title in organization.titles.items():
                names.setdefault(("who", who), fill(title.to(lang), names))
    return lambda text: fill(text.to(lang), names)


def _missing(judgement: Judgement, manual: Manual, words: Callable[[Text], str]) -> list[str]:
    """Labels of the essentials that were not found: all of them where nothing was."""
    essentials = manual.steps[judgement.step].rubric.essentials
    unseen = judgement.verdict is Verdict.NOT_OBSERVED
    return [words(one.label) for one in essentials if unseen or one.id in judgement.missing]


def _plain(text: str) -> str:
    """``text`` with nothing in it that Markdown, or a terminal, would act on."""
    return _MARKDOWN.sub(r"\\\1", visible(text))
