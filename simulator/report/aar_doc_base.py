"""What the chapters of the after-action report's document share: numbered headings, columns for teams, tones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from simulator.model.verdict import Verdict
from simulator.report.aar import Aar
from simulator.report.aar_blocks import Cell, Heading, Table, cell, head, plain
from simulator.report.aar_results import GroupResult, StepResult, TeamReport
from simulator.report.phrases import CRITICAL_MARK
from simulator.words import Translate, translator

SIDE_BY_SIDE = 4
"""Teams up to which tables have a column for each; beyond it they tell the range."""

DETAILED = 8
"""Teams up to which each has its chart and its whole record in the report."""

TONES = {
    Verdict.MET: "met",
    Verdict.PARTIAL: "partial",
    Verdict.NOT_MET: "bad",
    Verdict.NOT_OBSERVED: "none",
}
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"


class Numbers:
    """Numbers headings: ``1``, ``(1)``, ``ア`` in Japanese, ``1``, ``1.1``, ``1.1.1`` in English."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._counts = [0, 0, 0]
        self._appendices = 0

    def heading(self, level: int, text: str) -> Heading:
        """The next heading of ``level`` (1 to 3)."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (3 - level)
        anchor = "-".join(["s", *(str(count) for count in self._counts[:level])])
        return Heading(level, f"{self._number(level)}{text}", anchor)

    def appendix(self, text: str, label: str) -> Heading:
        """The next appendix; ``label`` is what an appendix is called."""
        self._appendices += 1
        self._counts = [100 + self._appendices, 0, 0]
        space = "　" if self._lang == "ja" else ". "
        return Heading(1, f"{label}{self._appendices}{space}{text}", f"a-{self._appendices}", appendix=True)

    def _number(self, level: int) -> str:
        own = self._counts[level - 1]
        if self._lang != "ja":
            return ".".join(str(count) for count in self._counts[:level] if count < 100) + " "
        if level == 1:
            return f"{own}　"
        return f"({own}) " if level == 2 else f"{_KANA[(own - 1) % len(_KANA)]}　"


class Chapter:
    """Base of the chapters: the report, its words, its numbers."""

    def __init__(self, aar: Aar, numbers: Numbers) -> None:
        self.aar = aar
        self.t: Translate = translator("report", aar.lang)
        self.numbers = numbers
        self.apart = len(aar.teams) <= SIDE_BY_SIDE
        """Whether tables have a column for each team."""

    def percent(self, value: float | None) -> str:
        return "－" if value is None else self.t("{percent} %", percent=f"{value:.1f}")

    def team_columns(self) -> tuple[str, ...]:
        if len(self.aar.teams) == 1:
            return (self.t("Result"),)
        if self.apart:
            return tuple(team.title for team in self.aar.teams)
        return (self.t("Lowest"), self.t("Median"), self.t("Highest"))

    def groups(self, caption: str, first: str, groups: Sequence[Sequence[GroupResult]]) -> Table:
        """A table of groups (rows) by teams; ``groups`` holds for each team the same groups in the same order."""
        columns = self.team_columns()
        rows = []
        for own in zip(*groups, strict=True):
            if not any(one.of or one.harm for one in own):
                continue
            cells = [self._result(one) for one in own] if self.apart else self._range(own)
            rows.append((head(own[0].title), *cells))
        share = 60 // len(columns)
        return Table(caption, (first, *columns), tuple(rows), (100 - share * len(columns), *(share for _ in columns)))

    def _result(self, one: GroupResult) -> Cell:
        if not one.of and not one.harm:
            return cell("－", "none", "center")
        rating = ""
        if one.rating is not None:
            rating = one.rating.set or self.t("{rating} (proposed)", rating=one.rating.proposed)
        detail = self.t("◎{met} △{partial} ×{rest} late {late}", **_counts(one))
        words = self.percent(one.percent) + (f"　{rating}" if rating else "")
        alarm = plain(f"　{CRITICAL_MARK}", "bad") if one.critical or one.harm else ()
        return Cell((*plain(words, "strong"), *alarm, *plain(f"\n{detail}", "dim")))

    def _range(self, own: Sequence[GroupResult]) -> list[Cell]:
        percents = sorted(one.percent for one in own if one.percent is not None)
        if not percents:
            return [cell("－", "none", "center")] * 3
        return [cell(self.percent(value), "", "right") for value in (percents[0], median(percents), percents[-1])]

    def step_title(self, step: str) -> str:
        info = self.aar.step(step)
        return f"{step} {info.title}" if info else step

    def team_title(self, team: TeamReport) -> str:
        return self.t("Team {team}", team=team.title)

    def joined(self, texts: Iterable[str]) -> str:
        return self.t(", ").join(text for text in texts if text)


def _counts(one: GroupResult) -> dict[str, int]:
    return {"met": one.met, "partial": one.partial, "rest": one.not_met + one.not_observed, "late": one.late}


def tone_of(result: StepResult) -> str:
    """The tone of a step's cell."""
    if result.critical_failure or result.harm:
        return "critical"
    return TONES[result.verdict] if result.counts else ""


def told_words(t: Translate, result: StepResult) -> str:
    """The verdict and, where it was late, by how much."""
    late = result.timeliness_words if result.timeliness == "late" else ""
    return t(", ").join(filter(None, (result.verdict_words, late)))
