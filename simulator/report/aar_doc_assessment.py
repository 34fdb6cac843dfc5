"""The chapter on the risk assessment: stated measures, and whether they were really used."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.aar_blocks import Block, Cell, Paragraph, Table, cell, head, plain
from simulator.report.aar_doc_base import Chapter
from simulator.report.assessment import NOT_USED, PARTLY, USE_WORDS, USED, MeasureUse, RiskUse
from simulator.words import mark

_TONES = {USED: "met", PARTLY: "partial", NOT_USED: "bad"}


class Assessment(Chapter):
    """Nothing where the scenario links to no assessment."""

    def blocks(self) -> Iterator[Block]:
        t = self.t
        if not self.aar.assessment:
            return
        yield self.numbers.heading(1, t("Measures of the risk assessment"))
        told = t(
            "Measures that the risk assessment states, and whether they were used in this exercise. A measure counts "
            "as used where every step of the manual that shows it was done."
        )
        yield Paragraph(plain(told))
        for risk in self.aar.assessment:
            yield self.numbers.heading(2, risk.table)
            message = mark("Risk: {risk} Judged in the assessment: {judged}.")
            yield Paragraph(plain(t(message, risk=risk.risk, judged=risk.judged_words)))
            yield self._table(risk)
            if risk.doubtful:
                words = t("A measure was not used in full: the judgement of the assessment should be looked at again.")
                yield Paragraph(plain(words), "alert")

    def _table(self, risk: RiskUse) -> Table:
        t = self.t
        rows = tuple(self._row(measure) for measure in risk.measures)
        if self.apart:
            titles = tuple(team.title for team in self.aar.teams)
            rest = 48 // max(1, len(titles))
            return Table(risk.table, (t("Measure"), t("Steps"), *titles), rows, (38, 14, *(rest for _ in titles)))
        heads = (t("Measure"), t("Steps"), t(USE_WORDS[USED]), t(USE_WORDS[PARTLY]), t(USE_WORDS[NOT_USED]))
        return Table(risk.table, heads, rows, (46, 18, 12, 12, 12))

    def _row(self, measure: MeasureUse) -> tuple[Cell, ...]:
        t = self.t
        first = (head(measure.text), cell(t(", ").join(measure.steps)))
        if self.apart:
            return (*first, *(cell(t(USE_WORDS[use]), _TONES.get(use, ""), "center") for _, use in measure.use))
        counts = [sum(use == code for _, use in measure.use) for code in (USED, PARTLY, NOT_USED)]
        return (*first, *(cell(str(count), "", "right") for count in counts))
