"""A team's results by objective, chapter, section, role and phase."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median_low

from simulator.model.rating import About
from simulator.model.verdict import Verdict
from simulator.report.aar_ground import Ground
from simulator.report.aar_results import GroupResult, RatingLine, StepResult
from simulator.report.aar_shapes import Named, StepInfo
from simulator.scoring.scorecard import percent_of

Rate = Callable[[About, str], RatingLine | None]
"""The rating of a chapter of the manual or an objective by its id."""


class Groups:
    """Groups of one team's steps."""

    def __init__(self, ground: Ground, infos: Iterable[StepInfo], results: Iterable[StepResult], rate: Rate) -> None:
        self._ground = ground
        self._infos = {info.id: info for info in infos}
        self._results = {result.step: result for result in results}
        self._rate = rate

    def objectives(self) -> tuple[GroupResult, ...]:
        return tuple(
            self._group(one.id, self._ground.line(one.title), one.steps, self._rate(About.OBJECTIVE, one.id))
            for one in self._ground.scenario.objectives
        )

    def chapters(self) -> tuple[GroupResult, ...]:
        return tuple(
            self._group(
                chapter.id,
                self._ground.line(chapter.title),
                [step.id for step in chapter.steps],
                self._rate(About.SECTION, chapter.id),
            )
            for chapter in self._ground.content.manual.sections
        )

    def sections(self) -> tuple[GroupResult, ...]:
        """By section of the organisation; a step that several answer for counts in each."""
        return self._by(lambda info: info.sections)

    def roles(self) -> tuple[GroupResult, ...]:
        return self._by(lambda info: info.owners)

    def phases(self) -> tuple[GroupResult, ...]:
        """By the phase in which the step is asked for first."""
        titles = {phase.id: self._ground.line(phase.title) for phase in self._ground.scenario.phases}
        first = {info.id: info.phases[0] for info in self._infos.values() if info.phases}
        return tuple(
            self._group(phase, title, [step for step, where in first.items() if where == phase])
            for phase, title in titles.items()
            if phase in first.values()
        )

    def _by(self, keys: Callable[[StepInfo], tuple[Named, ...]]) -> tuple[GroupResult, ...]:
        found: dict[Named, list[str]] = {}
        for info in self._infos.values():
            for key in keys(info):
                found.setdefault(key, []).append(info.id)
        return tuple(self._group(key.id, key.title, steps) for key, steps in found.items())

    def _group(self, name: str, title: str, steps: Iterable[str], rating: RatingLine | None = None) -> GroupResult:
        chosen = [self._results[step] for step in steps if step in self._results]
        duties = [one for one in chosen if one.exercised and not self._infos[one.step].must_not]
        points, of = sum(one.points for one in chosen), sum(one.of for one in chosen)
        slack = [one.due - one.at for one in duties if one.due is not None and one.at is not None]

        def count(verdict: Verdict) -> int:
            return sum(one.verdict is verdict for one in duties)

        return GroupResult(
            id=name,
            title=title,
            points=max(0, points),
            of=of,
            percent=percent_of(max(0, points), of) if of > 0 else None,
            met=count(Verdict.MET),
            partial=count(Verdict.PARTIAL),
            not_met=count(Verdict.NOT_MET),
            not_observed=count(Verdict.NOT_OBSERVED),
            late=sum(one.timeliness == "late" for one in duties),
            harm=sum(one.harm for one in chosen),
            critical=sum(one.critical_failure for one in chosen),
            idle=sum(not one.counts for one in chosen),
            slack=median_low(slack) if slack else None,
            steps=tuple(one.step for one in chosen),
            rating=rating,
        )
