"""The after-action report and improvement plan (実施報告書・改善計画) as ONE value; every format is laid out from it.

``after_action_report`` is a function of the log and the options: no clock, no file, no randomness. Renderers add
nothing and compute nothing; what a reader sees in HTML, DOCX, Markdown, XLSX or JSON is in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo

from simulator.report.aar_results import Improvement, Strength, TeamReport
from simulator.report.aar_shapes import (
    ManualFacts,
    MselLine,
    Named,
    Objective,
    PhaseLine,
    PlanItem,
    Provenance,
    QuestionAsked,
    SectionPlayed,
    StepInfo,
    When,
)
from simulator.report.assessment import RiskUse

JAPAN = timezone(timedelta(hours=9), "JST")


@dataclass(frozen=True, slots=True)
class AarOptions:
    """What the log does not say, or what the reader wants. ``team``: only this one. ``responses``: with what was said.

    ``place`` and ``handling`` (a marking such as 庁内限り) are printed as they are, nothing where they are empty.
    """

    team: str | None = None
    responses: bool = True
    zone: tzinfo = JAPAN
    place: str = ""
    handling: str = ""


@dataclass(frozen=True, slots=True)
class Aar:
    """The report in one language. Units and rules as in ``aar_shapes``.

    ``purpose`` and ``overview`` (総括) are whole sentences. ``not_exercised`` are steps that no inject asked any team
    for. ``carried`` are items of earlier exercises' plans ("what we promised last time"), ``plan`` those of this one.
    ``teams_left`` are teams of the exercise that the report leaves out.
    """

    lang: str
    title: str
    handling: str
    place: str
    scenario: Named
    scenario_version: str
    organization: Named
    summary: str
    purpose: tuple[str, ...]
    method: tuple[str, ...]
    objectives: tuple[Objective, ...]
    when: When
    participants: tuple[SectionPlayed, ...]
    manual: ManualFacts
    phases: tuple[PhaseLine, ...]
    msel: tuple[MselLine, ...]
    steps: tuple[StepInfo, ...]
    teams: tuple[TeamReport, ...]
    teams_left: int
    overview: tuple[str, ...]
    strengths: tuple[Strength, ...]
    improvements: tuple[Improvement, ...]
    not_exercised: tuple[Named, ...]
    hot_wash: tuple[QuestionAsked, ...]
    survey: tuple[QuestionAsked, ...]
    assessment: tuple[RiskUse, ...]
    plan: tuple[PlanItem, ...]
    carried: tuple[PlanItem, ...]
    formula: tuple[str, ...]
    responses_shown: bool
    provenance: Provenance

    def step(self, name: str) -> StepInfo | None:
        """A step of the manual by its id."""
        return next((step for step in self.steps if step.id == name), None)
