"""The timeline of one team: which section should have acted when, and did; over the real minutes of play."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from simulator.model.verdict import Verdict
from simulator.report.aar import Aar
from simulator.report.aar_charts import COLOURS, GREY, LINE, PALE
from simulator.report.aar_results import StepResult, TeamReport
from simulator.report.width import cut
from simulator.words import Translate, translator

_WIDE = 7.0
_WINDOW, _EDGE = "#c9d8e8", "#7c93ab"
_LABEL = 24


def timeline(aar: Aar, team: TeamReport) -> Figure:
    """Lanes by section; a bar from inject to limit for each step, and a mark where it was done."""
    t = translator("report", aar.lang)
    lanes = _lanes(aar, team)
    minutes = _Minutes(aar, team)
    count = sum(len(steps) for _, steps in lanes)
    figure = Figure(figsize=(_WIDE, 1.5 + 0.17 * count + 0.1 * len(lanes)))
    axes: Axes = figure.add_subplot()
    row, ticks, labels = 0.0, [], []
    for number, (title, steps) in enumerate(lanes):
        top = row - 0.5
        for one in steps:
            _draw(axes, minutes, one, row)
            ticks.append(row)
            labels.append(one.step)
            row += 1
        if number % 2 == 0:
            axes.axhspan(top, row - 0.5, color=PALE, zorder=-2)
        axes.text(
            -0.065,
            (top + row - 0.5) / 2,
            cut(title, _LABEL),
            ha="right",
            va="center",
            fontsize=8,
            transform=axes.get_yaxis_transform(),
        )
        row += 0.4
    axes.set_yticks(ticks, labels)
    axes.tick_params(axis="y", length=0, labelsize=6.5)
    axes.set_ylim(row, -0.8)
    axes.set_xlim(0, max(1, minutes.last))
    _phases(axes, aar, team)
    axes.set_xlabel(t("real minutes from the start; above: phases with their scenario time"), fontsize=8)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.legend(
        handles=_legend(t),
        loc="upper center",
        bbox_to_anchor=(0.4, -0.55 / figure.get_figheight()),
        ncol=3,
        frameon=False,
        fontsize=8,
    )
    return figure


def _lanes(aar: Aar, team: TeamReport) -> list[tuple[str, list[StepResult]]]:
    """Steps that were exercised, by the first section that answers for them, in the order of first need."""
    found: dict[str, list[StepResult]] = {}
    for info in aar.steps:
        one = team.step(info.id)
        if one is None or not one.exercised or info.must_not or (one.asked_at is None and one.at is None):
            continue
        title = info.sections[0].title if info.sections else ""
        found.setdefault(title, []).append(one)
    return [(title, sorted(steps, key=lambda one: one.asked_at or one.at or 0)) for title, steps in found.items()]


class _Minutes:
    """Real minutes of scenario times, as the clock of one team ran."""

    def __init__(self, aar: Aar, team: TeamReport) -> None:
        pairs = {(line.at, line.minute) for line in team.record if line.real <= team.ended}
        for phase in aar.phases:
            pairs |= {(stay.at, stay.minute) for stay in phase.stays if stay.team == team.id}
        self._pairs = sorted(pairs)
        self.last = max((minute for _, minute in self._pairs), default=0)

    def of(self, scenario: int) -> float:
        before = max((pair for pair in self._pairs if pair[0] <= scenario), default=None)
        after = min((pair for pair in self._pairs if pair[0] > scenario), default=None)
        if before is None:
            return 0.0
        if after is None:
            return float(self.last)
        share = (scenario - before[0]) / (after[0] - before[0])
        return before[1] + share * max(0, after[1] - before[1])


def _draw(axes: Axes, minutes: _Minutes, one: StepResult, row: float) -> None:
    asked = minutes.of(one.asked_at if one.asked_at is not None else one.at or 0)
    due = minutes.of(one.due) if one.due is not None else None
    done = minutes.of(one.at) if one.at is not None else None
    if due is not None:
        start = min(asked, due)
        axes.barh(row, max(due - start, 0.4), left=start, height=0.62, color=_WINDOW, edgecolor=_EDGE, linewidth=0.5)
    else:
        axes.plot([asked, asked], [row - 0.31, row + 0.31], color=_EDGE, linewidth=1.2)
    if done is None or one.verdict in {Verdict.NOT_MET, Verdict.NOT_OBSERVED}:
        where = due if due is not None else asked
        axes.plot(where, row, "x", color=COLOURS["bad"], markersize=5.5, markeredgewidth=1.8, clip_on=False)
        return
    if due is not None and done > due:
        axes.plot([due, done], [row, row], color=COLOURS["bad"], linewidth=1.4, linestyle=(0, (2, 1)))
    late = one.timeliness == "late"
    sign = "^" if late else "o"
    fill = "white" if one.verdict is Verdict.PARTIAL else COLOURS["bad"] if late else "#0b3c5d"
    edge = COLOURS["bad"] if late else "#0b3c5d"
    axes.plot(done, row, sign, markerfacecolor=fill, markeredgecolor=edge, markersize=5.5, clip_on=False)


def _phases(axes: Axes, aar: Aar, team: TeamReport) -> None:
    stays = [(stay.minute, stay.at_words) for phase in aar.phases for stay in phase.stays if stay.team == team.id]
    for number, (minute, words) in enumerate(sorted(stays)):
        axes.axvline(minute, color=LINE, linewidth=0.8, zorder=-1)
        axes.text(minute, -1.0 - (number % 2) * 1.3, words, fontsize=6.5, color=GREY, ha="left", va="bottom")


def _legend(t: Translate) -> list[Patch | Line2D]:
    blue, red = "#0b3c5d", COLOURS["bad"]
    part = Line2D([], [], linestyle="", marker="o", markerfacecolor="white", markeredgecolor=blue)
    part.set_label(t("done in part (hollow)"))
    return [
        Patch(facecolor=_WINDOW, edgecolor=_EDGE, label=t("expected: from inject to limit")),
        Line2D([], [], linestyle="", marker="o", color=blue, label=t("done in time")),
        Line2D([], [], linestyle="", marker="^", color=red, label=t("done late")),
        part,
        Line2D([], [], linestyle="", marker="x", color=red, markeredgewidth=1.8, label=t("not done")),
    ]
