"""The risk assessment against what was played: which of the measures that it states were really used."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.model.verdict import Verdict
from simulator.report.aar_ground import Ground
from simulator.report.aar_results import TeamReport
from simulator.words import mark

USED, PARTLY, NOT_USED, NOT_CALLED = "used", "partly", "not_used", "not_called_for"

USE_WORDS = {
    USED: mark("used"),
    PARTLY: mark("used in part"),
    NOT_USED: mark("not used"),
    NOT_CALLED: mark("not called for"),
}
JUDGED_WORDS = {
    "strong": mark("special effort is made"),
    "enough": mark("enough is done"),
    "lacking": mark("something is left to do"),
}


@dataclass(frozen=True, slots=True)
class MeasureUse:
    """A measure and what became of it in each team (``use`` by team: a code of ``USE_WORDS``)."""

    id: str
    text: str
    steps: tuple[str, ...]
    use: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RiskUse:
    """A row of the assessment. ``doubtful``: it says that enough is done, and a measure was not used in full."""

    id: str
    table: str
    risk: str
    judged: str
    judged_words: str
    measures: tuple[MeasureUse, ...]
    doubtful: bool


def assessed_risks(ground: Ground, teams: tuple[TeamReport, ...]) -> tuple[RiskUse, ...]:
    """Every row that the scenario links to, in its order."""
    found = []
    for row in ground.scenario.assessment:
        measures = tuple(
            MeasureUse(
                measure.id,
                ground.line(measure.text),
                measure.steps,
                tuple((team.id, _use(measure.steps, team)) for team in teams),
            )
            for measure in row.measures
        )
        fell_short = any(use in {PARTLY, NOT_USED} for measure in measures for _, use in measure.use)
        found.append(
            RiskUse(
                row.id,
                ground.line(row.table),
                ground.line(row.risk),
                row.judged,
                ground.t(JUDGED_WORDS[row.judged]),
                measures,
                doubtful=fell_short and row.judged != "lacking",
            )
        )
    return tuple(found)


def _use(steps: tuple[str, ...], team: TeamReport) -> str:
    """What the team did of a measure that ``steps`` show."""
    results = [result for step in steps if (result := team.step(step)) is not None and result.exercised]
    if not results:
        return NOT_CALLED
    done = [result for result in results if result.verdict is Verdict.MET]
    begun = [result for result in results if result.verdict is Verdict.PARTIAL]
    if len(done) == len(results):
        return USED
    return PARTLY if done or begun else NOT_USED
