"""The paper for the information security committee: one to three pages in the layout in which cities report a drill.

Purpose, date, place, participants, what was done, results, other matters, general review; numbered as the papers are.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.aar import Aar
from simulator.report.aar_blocks import Block, Bullets, Cell, Document, Line, Paragraph, Table, cell, head, plain
from simulator.report.aar_doc_base import Chapter, Numbers
from simulator.report.dates import japanese_year
from simulator.words import mark, translator

_MOST = 6
"""Lines of the tables of results and measures: the rest stands in the whole report."""


def committee_paper(aar: Aar) -> Document:
    """The paper as blocks; every format of the report lays it out."""
    t = translator("report", aar.lang)
    year = japanese_year(aar.when.day) if aar.lang == "ja" else str(aar.when.day.year)
    title = t("On the exercise “{scenario}” ({year})", year=year, scenario=aar.scenario.title)
    return Document(
        lang=aar.lang,
        title=title,
        subtitle=aar.organization.title,
        running=title,
        handling=aar.handling,
        contents="",
        blocks=tuple(_Paper(aar, Numbers(aar.lang)).blocks()),
    )


class _Paper(Chapter):
    def blocks(self) -> Iterator[Block]:
        aar, t, when = self.aar, self.t, self.aar.when
        yield self.numbers.heading(1, t("Purpose"))
        for sentence in aar.purpose:
            yield Paragraph(plain(sentence))
        yield self.numbers.heading(1, t("Date and time"))
        yield Paragraph(plain(t("{day} {begins}–{ends}", day=when.day_words, begins=when.begins, ends=when.ends)))
        yield self.numbers.heading(1, t("Place"))
        yield Paragraph(plain(aar.place or t("(to be filled in)")))
        yield self.numbers.heading(1, t("Participants"))
        yield Bullets(tuple(self._section(number) for number in range(len(aar.participants))))
        yield self.numbers.heading(1, t("What was done"))
        yield Paragraph(plain("".join(aar.method) if aar.lang == "ja" else " ".join(aar.method)))
        yield self._phases()
        yield self.numbers.heading(1, t("Results"))
        yield from self._results()
        yield self.numbers.heading(1, t("Other matters"))
        yield from self._other()
        yield self.numbers.heading(1, t("General review"))
        for sentence in aar.overview:
            yield Paragraph(plain(sentence))

    def _section(self, number: int) -> Line:
        section = self.aar.participants[number]
        roles = self.t(", ").join(dict.fromkeys(role.title for role in section.roles))
        count = "" if section.persons is None else self.t(" ({count} persons)", count=section.persons)
        return plain(self.t("{section}: {roles}", section=section.title, roles=roles) + count)

    def _phases(self) -> Table:
        t = self.t
        rows = tuple(
            (head(phase.title), cell(phase.planned_words), cell(t("{minutes} min", minutes=phase.minutes), "", "right"))
            for phase in self.aar.phases
            if phase.stays
        )
        return Table(t("Course of the exercise"), (t("Phase"), t("In the story"), t("Planned")), rows, (58, 24, 18))

    def _results(self) -> Iterator[Block]:
        aar, t = self.aar, self.t
        yield self.numbers.heading(2, t("Score against the manual"))
        rows = tuple(
            (
                head(team.title),
                cell(self.percent(team.percent), "", "right"),
                cell(str(len(team.critical)), "critical" if team.critical else "", "right"),
                cell(str(len(team.harm)), "bad" if team.harm else "", "right"),
            )
            for team in aar.teams[:_MOST]
        )
        titles = (t("Team"), t("Score"), t("Critical failures"), t("Must-nots done"))
        yield Table(t("Score against the manual"), titles, rows, (46, 18, 18, 18))
        if len(aar.teams) > _MOST:
            yield Paragraph(plain(t("{count} further teams stand in the whole report.", count=len(aar.teams) - _MOST)))
        if aar.strengths:
            yield self.numbers.heading(2, t("What went well"))
            yield Bullets(tuple(plain(strength.words) for strength in aar.strengths[:_MOST]))
        yield self.numbers.heading(2, t("What is to be improved"))
        if not aar.improvements:
            yield Paragraph(plain(t("Nothing fell short.")))
            return
        found = tuple(
            (
                head(f"{one.step} {one.title}"),
                cell(t(", ").join(section.title for section in one.sections)),
                cell(one.proposal),
                Cell(plain(one.priority_words), "critical" if one.priority == "critical" else ""),
            )
            for one in aar.improvements[:_MOST]
        )
        heads = (t("Step"), t("Section"), t("Measure (proposed)"), t("Priority"))
        yield Table(t("What is to be improved"), heads, found, (24, 18, 44, 14))

    def _other(self) -> Iterator[Block]:
        aar, t = self.aar, self.t
        told = []
        done = sum(item.status == "done" for item in aar.carried)
        if aar.carried:
            message = mark("Of {all} items promised after earlier exercises {done} are completed.")
            told.append(t(message, all=len(aar.carried), done=done))
        if aar.plan:
            told.append(t("The improvement plan holds {count} items with their owners.", count=len(aar.plan)))
        asked = [question for question in (*aar.survey, *aar.hot_wash) if question.answers]
        if asked:
            told.append(t("{count} questions of the hot wash and the survey were answered.", count=len(asked)))
        if aar.not_exercised:
            message = mark("{count} steps of the manual were not called for and remain to be exercised.")
            told.append(t(message, count=len(aar.not_exercised)))
        told.append(t("The evidence for every result stands in the whole report and in the log."))
        yield Bullets(tuple(plain(sentence) for sentence in told))
