"""The evidence of a section as a document, in the same blocks as the after-action report."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.aar_blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    cell,
    head,
    plain,
)
from simulator.report.evidence import Fact, SectionEvidence, StepFact
from simulator.words import Translate


def evidence_document(evidence: SectionEvidence, lang: str, t: Translate) -> Document:
    """The evidence of one section."""
    title = t("Evidence: {section}", section=evidence.title)
    return Document(
        lang=lang,
        title=title,
        subtitle=t("Audit item: are we able to respond to a leak by the incident procedure manual?"),
        running=title,
        handling="",
        contents="",
        blocks=tuple(_blocks(evidence, t)),
    )


def _blocks(e: SectionEvidence, t: Translate) -> Iterator[Block]:
    people = t("people") if e.by_people else t("the program (no person of this section took part)")
    roles = t("{roles} ({people})", roles=t(", ").join(e.roles) or "-", people=people)
    yield Facts(
        (
            (t("Exercise"), plain(f"{e.exercise}　{e.day}")),
            (t("Scenario"), plain(e.scenario)),
            (t("Manual"), plain(e.manual)),
            (t("Roles"), plain(roles)),
        )
    )
    yield Heading(1, t("Mark"), "mark")
    set_mark = t("{mark} ({reason})", mark=e.set_mark, reason=e.set_reason) if e.set_mark else t("none yet")
    yield Facts(((t("Proposed mark"), plain(e.proposed)), (t("Mark set by the auditor"), plain(set_mark))))
    yield Bullets(tuple(plain(reason) for reason in e.reasons))
    yield Heading(1, t("Steps of the manual"), "steps")
    titles = (t("Team"), t("Step"), t("Verdict"), t("Done"), t("Limit"), t("Remarks"), t("Rows"))
    rows = tuple(_step(step) for step in (*e.must_nots, *e.steps))
    yield Table(t("Steps of the manual"), titles, rows, (14, 24, 10, 11, 11, 16, 14))
    yield from _facts(t("Situations received"), "received", e.received, t)
    yield from _facts(t("What the section sent"), "sent", e.sent, t)
    yield Heading(1, t("Improvements"), "improvements")
    yield _list(tuple(f"{one} {what} ({how})" for one, what, how in e.improvements), t)
    yield Heading(1, t("Findings"), "findings")
    yield _list(tuple(f"{one} {text}" for one, text in e.findings), t)


def _step(step: StepFact) -> tuple[Cell, ...]:
    return (
        cell(step.team),
        head(f"{step.step} {step.title}"),
        cell(step.verdict),
        cell(step.at),
        cell(step.due),
        cell(step.note),
        cell(" ".join(step.rows)),
    )


def _facts(title: str, anchor: str, facts: tuple[Fact, ...], t: Translate) -> Iterator[Block]:
    yield Heading(1, title, anchor)
    if not facts:
        yield Paragraph(plain(t("(none)")))
        return
    rows = tuple((head(fact.at), cell(fact.who), cell(fact.title), cell(fact.row)) for fact in facts)
    yield Table(title, (t("Time"), t("Who"), t("What"), t("Rows")), rows, (12, 28, 48, 12))


def _list(items: tuple[str, ...], t: Translate) -> Block:
    return Bullets(tuple(plain(item) for item in items)) if items else Paragraph(plain(t("(none)")))
