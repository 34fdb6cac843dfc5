"""Charts over all teams: the heat map of steps by teams, and how much of the allowed time each step took."""

from __future__ import annotations

from statistics import median

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from simulator.report.aar import Aar
from simulator.report.aar_charts import COLOURS, GREY, INK, LINE
from simulator.report.aar_doc_base import tone_of
from simulator.report.aar_results import StepResult
from simulator.report.aar_shapes import StepInfo
from simulator.report.width import cut
from simulator.words import translator

_WIDE = 7.0
"""Inches: the text width of A4."""

_LABEL = 36
_LONGEST = 300
"""Percent of the allowed time at which the axis ends; what took longer stands at its edge."""

_MARKS = "os^Dv<>P"
_SHADES = ("#0b3c5d", "#d17a00", "#5b8c2a", "#8e3b8a", "#2a8f8f", "#7a5230", "#4a4a4a", "#b5442e")
_FEW = len(_MARKS)


def heat(aar: Aar) -> Figure:
    """Steps down, teams across, a mark in each field."""
    t = translator("report", aar.lang)
    infos = [info for info in aar.steps if any((one := team.step(info.id)) and one.counts for team in aar.teams)]
    many = len(aar.teams) > _FEW
    height = 0.9 + 0.19 * len(infos) + (0.5 if not many else 1.0)
    figure = Figure(figsize=(_WIDE, height))
    axes: Axes = figure.add_subplot()
    for row, info in enumerate(infos):
        for column, team in enumerate(aar.teams):
            one = team.step(info.id)
            if one is not None and one.counts:
                _field(axes, column, row, one, small=many)
    axes.set_xlim(0, len(aar.teams))
    axes.set_ylim(len(infos), 0)
    axes.set_yticks([row + 0.5 for row in range(len(infos))], [cut(f"{i.id} {i.title}", _LABEL) for i in infos])
    titles = [cut(team.title, 12 if many else 24) for team in aar.teams]
    axes.set_xticks([column + 0.5 for column in range(len(titles))], titles, rotation=90 if many else 0)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=7 if many else 8)
    for side in axes.spines.values():
        side.set_visible(False)
    signs = (
        ("met", t("◎ met")),
        ("late", t("◎ met, late")),
        ("partial", t("△ partly met")),
        ("bad", t("× not met")),
        ("none", t("－ not observed")),
        ("critical", t("!! critical or must-not done")),
    )
    handles = [Patch(facecolor=COLOURS[tone], edgecolor=GREY, hatch=_hatch(tone)) for tone, _ in signs]
    labels = [words for _, words in signs]
    axes.legend(handles, labels, loc="upper center", bbox_to_anchor=(0.3, -0.01), ncol=3, frameon=False, fontsize=8)
    return figure


def _field(axes: Axes, column: int, row: int, one: StepResult, *, small: bool) -> None:
    tone = tone_of(one)
    if tone == "met" and one.timeliness == "late":
        tone = "late"
    edge = LINE if tone == "none" else "white"
    axes.add_patch(Rectangle((column, row), 1, 1, facecolor=COLOURS[tone], edgecolor=edge, hatch=_hatch(tone)))
    ink = "white" if tone in {"bad", "critical"} else INK
    sign = "!!" if tone == "critical" else one.mark
    axes.text(column + 0.5, row + 0.52, sign, ha="center", va="center", color=ink, fontsize=6 if small else 9)


def _hatch(tone: str) -> str:
    return "///" if tone == "none" else ""


def timeliness(aar: Aar) -> Figure:
    """For each step with a limit, the share of the time from inject to limit that each team used; 100 is the limit."""
    t = translator("report", aar.lang)
    rows = [(info, shares) for info in aar.steps if (shares := _shares(aar, info))]
    figure = Figure(figsize=(_WIDE, 1.1 + 0.2 * len(rows)))
    axes: Axes = figure.add_subplot()
    few = len(aar.teams) <= _FEW
    for row, (_, shares) in enumerate(rows):
        axes.axhline(row, color=LINE, linewidth=0.5, zorder=0)
        for number, share in shares:
            sign, shade = (_MARKS[number], _SHADES[number]) if few else ("o", "#0b3c5d")
            axes.plot(
                min(share, _LONGEST),
                row + _apart(number, len(aar.teams)),
                sign,
                color=shade,
                markersize=5.5 if few else 4,
                alpha=0.9 if few else 0.35,
                markeredgecolor="white",
                markeredgewidth=0.4,
                clip_on=False,
            )
        if not few:
            middle = min(median(share for _, share in shares), _LONGEST)
            axes.plot([middle, middle], [row - 0.35, row + 0.35], color=INK, linewidth=1.6)
    axes.axvline(100, color=INK, linewidth=1.2)
    axes.axvspan(100, _LONGEST * 1.03, color="#f3e3da", zorder=-1)
    axes.set_xlim(-2, _LONGEST * 1.03)
    axes.set_ylim(len(rows) - 0.5, -0.8)
    axes.set_yticks(range(len(rows)), [cut(f"{info.id} {info.title}", _LABEL) for info, _ in rows])
    axes.set_xticks([0, 50, 100, 150, 200, 250, 300], ["0", "50", "100", "150", "200", "250", "300+"])
    axes.set_xlabel(t("% of the time from inject to limit (100 = limit; to its right: late)"), fontsize=8)
    axes.tick_params(length=0, labelsize=8)
    for side in axes.spines.values():
        side.set_visible(False)
    if few:
        handles = [
            Line2D([], [], linestyle="", marker=_MARKS[number], color=_SHADES[number], label=cut(team.title, 24))
            for number, team in enumerate(aar.teams)
        ]
    else:
        handles = [
            Line2D([], [], linestyle="", marker="o", color="#0b3c5d", alpha=0.5, label=t("one team")),
            Line2D([], [], color=INK, linewidth=1.6, label=t("median")),
        ]
    if len(aar.teams) > 1:
        axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, 1.06), ncol=4, frameon=False, fontsize=8)
    return figure


def _apart(number: int, teams: int) -> float:
    """How far from its line the mark of a team stands, so that few teams do not hide each other."""
    return (number - (teams - 1) / 2) * 0.75 / teams if teams <= _FEW else 0.0


def _shares(aar: Aar, info: StepInfo) -> list[tuple[int, float]]:
    """Number of the team and percent of the time used, where a limit ran from the inject and the step was done."""
    found = []
    for number, team in enumerate(aar.teams):
        one = team.step(info.id)
        if one is None or one.at is None or one.due is None or one.asked_at is None or one.due <= one.asked_at:
            continue
        found.append((number, max(0.0, 100 * (one.at - one.asked_at) / (one.due - one.asked_at))))
    return found
