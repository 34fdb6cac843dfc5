"""The appendices: injects, steps, evidence, record, how the score is made, what the report was made from."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.report.aar_blocks import Block, Bullets, Cell, Facts, Line, Paragraph, Run, Table, cell, head, plain
from simulator.report.aar_doc_base import DETAILED, Chapter, tone_of
from simulator.report.aar_doc_front import Course
from simulator.report.aar_doc_results import Results
from simulator.report.aar_results import Quote, RecordLine, StepResult, TeamReport

_LONGEST = 1200
"""Characters of one entry of the record that are printed; the log holds all of it."""


class Appendices(Chapter):
    """Appendices: evidence of verdicts, record of the play, how the score is made, provenance."""

    def blocks(self) -> Iterator[Block]:
        t, label = self.t, self.t("Appendix ")
        few = len(self.aar.teams) <= DETAILED
        yield self.numbers.appendix(t("Injects: planned and actual"), label)
        yield Course(self.aar, self.numbers).injects()
        if len(self.aar.teams) > 1 and self.apart:
            results = Results(self.aar, self.numbers)
            yield self.numbers.appendix(t("Results by step"), label)
            yield results.legend()
            yield results.matrix()
        if few:
            yield self.numbers.appendix(t("Evidence of the verdicts"), label)
            if not self.aar.responses_shown:
                yield Paragraph(plain(t("What was said is left out; the rows of the log are named.")), "note")
            for team in self.aar.teams:
                yield from self._evidence(team)
            yield self.numbers.appendix(t("Record of the play"), label)
            for team in self.aar.teams:
                if len(self.aar.teams) > 1:
                    yield self.numbers.heading(2, self.team_title(team))
                yield self._record(team)
        yield self.numbers.appendix(t("How the score is made"), label)
        yield Bullets(tuple(plain(sentence) for sentence in self.aar.formula))
        yield self.numbers.appendix(t("What this report was made from"), label)
        yield self._provenance()

    def _evidence(self, team: TeamReport) -> Iterator[Block]:
        t = self.t
        if len(self.aar.teams) > 1:
            yield self.numbers.heading(2, self.team_title(team))
        rows = tuple(self._proof(one) for one in team.steps if one.counts)
        titles = (t("Step"), t("Verdict"), t("Evidence"), t("How the points come about"))
        yield Table(t("Evidence of the verdicts: {team}", team=team.title), titles, rows, (18, 10, 50, 22))

    def _proof(self, one: StepResult) -> tuple[Cell, ...]:
        t = self.t
        shown: list[Run] = []
        for number, quote in enumerate(one.quotes):
            shown += [*plain("\n" if number else ""), *self._quote(quote)]
        why = [
            one.formula,
            t("Because: {rule}", rule=one.rule) if one.rule and one.failed else "",
            t("Missing: ") + self.joined(one.missing) if one.missing else "",
            t("Evaluator: {reason}", reason=one.reason) if one.reason else "",
            one.opinion,
        ]
        return (
            head(self.step_title(one.step)),
            cell(f"{one.mark} {one.verdict_words}", tone_of(one)),
            Cell(tuple(shown) or plain(t("Nothing in the record shows it."), "dim")),
            cell("\n".join(filter(None, why))),
        )

    def _quote(self, quote: Quote) -> Line:
        runs: list[Run] = []
        if quote.excerpt:
            opening, _, closing = self.t("“{words}”", words="\0").partition("\0")
            body = [Run(text, "match" if counts else "") for text, counts in quote.excerpt]
            runs += [Run(opening), *body, Run(closing)]
        about = f"{quote.inject.id} " if quote.inject else ""
        source = f"{quote.at_words} {quote.who}　{about}{quote.row}" if quote.who else quote.row
        runs.append(Run(("\n" if runs else "") + source, "dim"))
        return tuple(runs)

    def _record(self, team: TeamReport) -> Table:
        t = self.t
        rows = tuple(self._row(line) for line in team.record if line.kind not in {"verdict", "clock"})
        titles = (t("Row"), t("Scenario time"), t("Real time"), t("Kind"), t("Who"), t("What"))
        return Table(t("Record of the play: {team}", team=team.title), titles, rows, (7, 11, 8, 10, 20, 44))

    def _row(self, line: RecordLine) -> tuple[Cell, ...]:
        """A row of the record. Of an inject its title is enough: the scenario holds the rest."""
        words = () if line.kind in {"inject", "phase", "hint"} else line.words
        said = "\n".join(f"{label}: {text}" if label else text for label, text in words)
        shown = said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
        title = "" if line.kind == "response" and shown else line.title[:_LONGEST]
        return (
            head(f"#{line.seq}"),
            cell(line.at_words),
            cell(line.clock),
            cell(line.kind_words),
            cell(line.who),
            Cell((*plain(title, "strong"), *plain(f"\n{shown}" if title and shown else shown))),
        )

    def _provenance(self) -> Facts:
        t, found = self.t, self.aar.provenance
        message = "{program} {version}"
        heads = "\n".join(f"{stream} #{seq} {digest[:16]}…" for stream, seq, digest in found.heads)
        return Facts(
            (
                (t("Exercise"), plain(found.exercise)),
                (t("Opened"), plain(found.opened)),
                (t("State"), plain(t("ended") if found.ended else t("not ended: an interim report"))),
                (t("Scenario"), plain(f"{found.scenario} {found.scenario_version}")),
                (t("Manual"), plain(f"{found.manual} {found.manual_version}")),
                (t("Content (SHA-256)"), plain(found.content_sha)),
                (t("Log (SHA-256)"), plain(found.log_digest)),
                (t("Streams"), plain(heads)),
                (t("Program"), plain(message.format(program=found.program, version=found.version))),
            )
        )
