"""The agreement of the scorer with labels, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.model.verdict import Verdict
from simulator.report.phrases import verdict_words
from simulator.report.width import pad
from simulator.scoring.agreement import Figures, Handling, Pair, confusion, grouped, handled, worst_first
from simulator.words import Translate, mark, translator

_HANDLING = {
    Handling.AUTO: mark("automatic: stands unless an evaluator changes it"),
    Handling.PROPOSED: mark("proposed: waits for an evaluator to confirm it"),
    Handling.UNSEEN: mark("unseen: nothing found, waits for an evaluator (counts as not met here)"),
}
_COLUMN = 12
"""Columns of a terminal that a verdict takes in the matrix."""


def figures_text(replies: int, pairs: Sequence[Pair], t: Translate, lang: str) -> str:
    """All figures on ``pairs`` of ``replies`` labelled replies."""
    whole = Figures.of(pairs)
    lines = [t("Replies: {replies}, verdicts: {pairs}", replies=replies, pairs=whole.pairs)]
    lines += [
        f"  {_figure(value)}  {name}"
        for name, value in (
            (t("accuracy"), whole.accuracy),
            ("macro-F1", whole.macro_f1),
            ("kappa", whole.kappa),
            (t("kappa, quadratic weights"), whole.weighted_kappa),
            (t("called met although labelled not met"), whole.false_met_rate),
        )
    ]
    lines.append(t("what becomes of the verdicts"))
    lines += _handling_lines(pairs, t)
    lines.append(t("labels (down) and verdicts (across)"))
    lines += _matrix(pairs, translator("report", lang))
    lines.append(t("by language"))
    lines += [_row(name, figures, t) for name, figures in grouped(pairs, lambda pair: pair.lang).items()]
    lines.append(t("by step, the worst first"))
    lines += [_row(name, figures, t) for name, figures in worst_first(grouped(pairs, lambda pair: pair.step))]
    return "\n".join(lines) + "\n"


def _handling_lines(pairs: Sequence[Pair], t: Translate) -> Iterator[str]:
    """How many verdicts are automatic, proposed and unseen, and how many of each agree with their label."""
    for how, figures in handled(pairs).items():
        share = figures.pairs / len(pairs) if pairs else None
        yield "  " + t(
            "{pairs:>4}  {share} of all, right {accuracy}  {what}",
            pairs=figures.pairs,
            share=_figure(share),
            accuracy=_figure(figures.accuracy),
            what=t(_HANDLING[how]),
        )


def _matrix(pairs: Sequence[Pair], report: Translate) -> Iterator[str]:
    columns = list(Verdict)
    yield "  " + pad("", _COLUMN) + "".join(pad(verdict_words(report, one), _COLUMN, right=True) for one in columns)
    for label, row in confusion(pairs).items():
        counts = "".join(pad(str(row[one]), _COLUMN, right=True) for one in columns)
        yield "  " + pad(verdict_words(report, label), _COLUMN) + counts


def _row(name: str, figures: Figures, t: Translate) -> str:
    return "  " + t(
        "{name:<6} {pairs:>4}  accuracy {accuracy}  kappa {kappa}  falsely met {false_met}",
        name=name,
        pairs=figures.pairs,
        accuracy=_figure(figures.accuracy),
        kappa=_figure(figures.kappa),
        false_met=_figure(figures.false_met_rate),
    )


def _figure(value: float | None) -> str:
    return "   – " if value is None else f"{value:5.2f}"
