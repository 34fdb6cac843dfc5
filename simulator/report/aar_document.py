"""Lays the after-action report out as blocks, in the order in which a city's paper tells it."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.aar import Aar
from simulator.report.aar_blocks import Block, Bullets, Document, Heading, plain
from simulator.report.aar_doc_appendix import Appendices
from simulator.report.aar_doc_assessment import Assessment
from simulator.report.aar_doc_base import Numbers
from simulator.report.aar_doc_findings import Findings, Followup
from simulator.report.aar_doc_front import Course, Overview
from simulator.report.aar_doc_results import Results
from simulator.report.aar_doc_teams import Teams
from simulator.words import translator


def document(aar: Aar) -> Document:
    """The whole report: summary, outline, course, results, findings, plan, teams, appendices."""
    t = translator("report", aar.lang)
    return Document(
        lang=aar.lang,
        title=aar.title,
        subtitle=t("{organization}, {day}", organization=aar.organization.title, day=aar.when.day_words),
        running=aar.title,
        handling=aar.handling,
        contents=t("Contents"),
        blocks=tuple(_blocks(aar)),
    )


def _blocks(aar: Aar) -> Iterator[Block]:
    t = translator("report", aar.lang)
    numbers = Numbers(aar.lang)
    yield Heading(1, t("Summary"), "summary")
    yield Bullets(tuple(plain(sentence) for sentence in aar.overview))
    for chapter in (Overview, Course, Results, Findings, Assessment, Followup, Teams, Appendices):
        yield from chapter(aar, numbers).blocks()
