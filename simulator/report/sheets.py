"""What a workbook or a set of CSV files holds: plain sheets of the after-action report."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.report.aar import Aar
from simulator.report.aar_doc_base import TONES
from simulator.words import Translate, translator

Value = object
"""Text, number, date, None; or a pair of text and tone (``met``, ``partial``, ``bad``, ``critical``)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``key`` names it in file names; ``widths`` are in characters."""

    key: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...]


def sheets(aar: Aar) -> tuple[Sheet, ...]:
    """All sheets, in the order in which people look for them."""
    t = translator("report", aar.lang)
    return (
        _summary(aar, t),
        _participants(aar, t),
        _msel(aar, t),
        _responses(aar, t),
        _verdicts(aar, t),
        _matrix(aar, t),
        _plan(aar, t),
    )


def _summary(aar: Aar, t: Translate) -> Sheet:
    facts: list[tuple[Value, ...]] = [
        (t("Exercise"), aar.provenance.exercise),
        (t("Scenario"), aar.scenario.title),
        (t("Manual"), f"{aar.manual.title} {aar.manual.version}"),
        (t("Held on"), aar.when.day),
        (t("Time of day"), f"{aar.when.begins}–{aar.when.ends}"),
        (t("Organisation"), aar.organization.title),
        (t("SHA-256 of the log"), aar.provenance.log_digest),
    ]
    for team in aar.teams:
        facts.append((t("Score of {team} (percent)", team=team.title), team.percent))
        facts.append((t("Critical failures of {team}", team=team.title), len(team.critical)))
    return Sheet("summary", t("Summary"), (t("Fact"), t("Value")), tuple(facts), (40, 70))


def _participants(aar: Aar, t: Translate) -> Sheet:
    rows = tuple(
        (
            section.title,
            role.title,
            role.team_title,
            t("participants") if role.human else t("program"),
            section.persons,
        )
        for section in aar.participants
        for role in section.roles
    )
    head = (t("Section"), t("Role"), t("Team"), t("Played by"), t("Persons"))
    return Sheet("participants", t("Participants"), head, rows, (28, 34, 24, 14, 10))


def _msel(aar: Aar, t: Translate) -> Sheet:
    teams = {team.id: team.title for team in aar.teams}
    head = [t("No."), "ID", t("Title"), t("Planned"), t("Trigger"), t("From"), t("To"), t("Channel"), t("Steps")]
    for title in teams.values():
        head += [t("{team}: delivered", team=title), t("{team}: answer", team=title)]
    rows = []
    for line in aar.msel:
        row: list[Value] = [
            line.number,
            line.id,
            line.title,
            line.planned_words,
            line.trigger,
            line.sender,
            t(", ").join(line.to),
            line.channel,
            t(", ").join(line.steps),
        ]
        actual = {one.team: one for one in line.actual}
        for team in teams:
            one = actual.get(team)
            row += ["", ""] if one is None else [one.at_words or one.state_words, one.answer_words]
        rows.append(tuple(row))
    return Sheet(
        "msel",
        t("MSEL planned and actual"),
        tuple(head),
        tuple(rows),
        (6, 8, 34, 12, 30, 18, 26, 12, 18) + (16, 18) * len(teams),
    )


def _responses(aar: Aar, t: Translate) -> Sheet:
    rows = tuple(
        (
            team.title,
            line.seq,
            line.at_words,
            line.clock,
            line.kind_words,
            line.who,
            line.title,
            "\n".join(f"{label}: {text}" if label else text for label, text in line.words),
            t(", ").join(line.steps),
        )
        for team in aar.teams
        for line in team.record
    )
    head = (
        t("Team"),
        t("Row"),
        t("In the story"),
        t("Time of day"),
        t("Kind"),
        t("Who"),
        t("What"),
        t("Words"),
        t("Steps"),
    )
    return Sheet("responses", t("Record and responses"), head, rows, (20, 8, 12, 10, 10, 28, 44, 70, 16))


def _verdicts(aar: Aar, t: Translate) -> Sheet:
    info = {step.id: step for step in aar.steps}
    rows = tuple(
        (
            team.title,
            result.step,
            info[result.step].title if result.step in info else "",
            (result.verdict_words, "critical" if result.critical_failure else TONES[result.verdict]),
            t("evaluator") if result.by == "evaluator" else t("automatic"),
            result.at_words,
            result.due_words,
            result.timeliness_words,
            result.done_by,
            result.order_words,
            result.points / 100,
            result.of / 100,
            " ".join(quote.row for quote in result.quotes),
            result.reason,
        )
        for team in aar.teams
        for result in team.steps
        if result.counts
    )
    head = (
        t("Team"),
        t("Step"),
        t("Title"),
        t("Verdict"),
        t("Decided by"),
        t("Done"),
        t("Limit"),
        t("Timeliness"),
        t("Done by"),
        t("Order"),
        t("Points"),
        t("Of"),
        t("Rows of the log"),
        t("Reason"),
    )
    return Sheet("verdicts", t("Verdicts"), head, rows, (20, 8, 34, 12, 12, 12, 12, 16, 24, 12, 8, 8, 22, 40))


def _matrix(aar: Aar, t: Translate) -> Sheet:
    """Steps by teams, as the papers print sections by items."""
    rows = []
    for step in aar.steps:
        results = [team.step(step.id) for team in aar.teams]
        if not any(result is not None and result.counts for result in results):
            continue
        cells: list[Value] = []
        for result in results:
            if result is None or not result.counts:
                cells.append("－")
            else:
                tone = "critical" if result.critical_failure else "bad" if result.harm else TONES[result.verdict]
                cells.append((result.mark, tone))
        rows.append((step.id, step.title, t(", ").join(section.title for section in step.sections), *cells))
    head = (t("Step"), t("Title"), t("Section"), *(team.title for team in aar.teams))
    return Sheet("matrix", t("Steps by teams"), head, tuple(rows), (8, 36, 30) + (14,) * len(aar.teams))


def _plan(aar: Aar, t: Translate) -> Sheet:
    rows = tuple(
        (
            item.id,
            t("carried over") if item in aar.carried else t("this exercise"),
            item.exercise,
            f"{item.step} {item.step_title}".strip(),
            item.section_title,
            item.what,
            item.due,
            item.status_words,
            item.evidence,
            item.note,
        )
        for item in (*aar.carried, *aar.plan)
    )
    head = (
        t("No."),
        t("Origin"),
        t("Exercise"),
        t("Step"),
        t("Section"),
        t("Measure"),
        t("By when"),
        t("Status"),
        t("Evidence"),
        t("Remarks"),
    )
    return Sheet("plan", t("Improvement plan"), head, rows, (8, 14, 30, 28, 22, 60, 14, 12, 40, 30))
