"""Agreement of verdicts with labels: accuracy, macro-F1, Cohen's kappa plain and weighted, false-met rate.

Three ordered classes: not met < partly met < met. A verdict of *not observed* counts as not met in the figures and as
not automatic; on a must-not, where nothing found is what one hopes for, it counts as met and stands without a human.
A figure that its pairs leave undefined is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from simulator.model.verdict import Confidence, Judgement, Verdict

LABELS = (Verdict.MET, Verdict.PARTIAL, Verdict.NOT_MET)
"""What people may say of a reply and a step, the best first."""

_ORDER = (Verdict.NOT_MET, Verdict.PARTIAL, Verdict.MET)
_K = TypeVar("_K", bound=Hashable)


class Handling(StrEnum):
    """What becomes of a verdict: it stands unless changed, it waits to be confirmed, or there is none yet."""

    AUTO = "auto"
    PROPOSED = "proposed"
    UNSEEN = "unseen"


def handling_of(judgement: Judgement, *, refrain: bool = False) -> Handling:
    """Who has the last word on ``judgement``; ``refrain`` where its step is a must-not."""
    if judgement.verdict is Verdict.NOT_OBSERVED:
        return Handling.AUTO if refrain else Handling.UNSEEN
    return Handling.AUTO if judgement.confidence is Confidence.AUTO else Handling.PROPOSED


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the verdict on the same reply and step."""

    id: str
    lang: str
    step: str
    label: Verdict
    verdict: Verdict
    auto: bool

    @classmethod
    def of(cls, reply: str, lang: str, label: Verdict, judgement: Judgement, *, refrain: bool = False) -> Pair:
        """The pair of ``label`` and a judgement; what was not observed waits for a human, except of a must-not."""
        auto = handling_of(judgement, refrain=refrain) is Handling.AUTO
        kept = refrain and judgement.verdict is Verdict.NOT_OBSERVED
        return cls(reply, lang, judgement.step, label, Verdict.MET if kept else judgement.verdict, auto)

    @property
    def counted(self) -> Verdict:
        """The verdict as the figures take it."""
        return Verdict.NOT_MET if self.verdict is Verdict.NOT_OBSERVED else self.verdict

    @property
    def agrees(self) -> bool:
        return self.counted is self.label

    @property
    def handling(self) -> Handling:
        if self.verdict is Verdict.NOT_OBSERVED:
            return Handling.UNSEEN
        return Handling.AUTO if self.auto else Handling.PROPOSED


@dataclass(frozen=True, slots=True)
class Figures:
    """Agreement over some pairs. Rates and shares are between 0 and 1, kappas at most 1."""

    pairs: int
    accuracy: float | None
    macro_f1: float | None
    kappa: float | None
    weighted_kappa: float | None
    false_met_rate: float | None
    auto_share: float | None
    auto_accuracy: float | None

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Figures:
        automatic = [pair for pair in pairs if pair.auto]
        negatives = [pair for pair in pairs if pair.label is Verdict.NOT_MET]
        return cls(
            pairs=len(pairs),
            accuracy=_share(pairs, lambda pair: pair.agrees),
            macro_f1=_macro_f1(pairs),
            kappa=_kappa(pairs, lambda a, b: float(a != b)),
            weighted_kappa=_kappa(pairs, lambda a, b: float((a - b) ** 2)),
            false_met_rate=_share(negatives, lambda pair: pair.verdict is Verdict.MET),
            auto_share=_share(pairs, lambda pair: pair.auto),
            auto_accuracy=_share(automatic, lambda pair: pair.agrees),
        )

    def as_json(self) -> dict[str, Any]:
        """Plain data, rounded to four places."""
        return {
            "pairs": self.pairs,
            "accuracy": _rounded(self.accuracy),
            "macro_f1": _rounded(self.macro_f1),
            "kappa": _rounded(self.kappa),
            "weighted_kappa": _rounded(self.weighted_kappa),
            "false_met_rate": _rounded(self.false_met_rate),
            "auto": {"share": _rounded(self.auto_share), "accuracy": _rounded(self.auto_accuracy)},
        }


def grouped(pairs: Iterable[Pair], key: Callable[[Pair], _K]) -> dict[_K, Figures]:
    """Figures of each group of ``pairs``, in the order of their keys."""
    groups: dict[_K, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(key(pair), []).append(pair)
    return {name: Figures.of(groups[name]) for name in sorted(groups, key=str)}


def confusion(pairs: Iterable[Pair]) -> dict[Verdict, dict[Verdict, int]]:
    """How many pairs of each label (rows, the best first) got each verdict, *not observed* by itself and last."""
    counted = Counter((pair.label, pair.verdict) for pair in pairs)
    columns = (*LABELS, Verdict.NOT_OBSERVED)
    return {label: {verdict: counted[label, verdict] for verdict in columns} for label in LABELS}


def handled(pairs: Sequence[Pair]) -> dict[Handling, Figures]:
    """Figures of what is automatic, proposed and unseen; a ``pairs`` of 0 where there is none."""
    return {how: Figures.of([pair for pair in pairs if pair.handling is how]) for how in Handling}


def worst_first(groups: Mapping[_K, Figures]) -> list[tuple[_K, Figures]]:
    """``groups`` by kappa, then accuracy, the lowest first; those without figures last, equal ones in their order."""

    def rank(item: tuple[_K, Figures]) -> tuple[bool, float, float]:
        figures = item[1]
        return (figures.kappa is None, figures.kappa or 0.0, figures.accuracy or 0.0)

    return sorted(groups.items(), key=rank)


def _share(pairs: Sequence[Pair], holds: Callable[[Pair], bool]) -> float | None:
    return sum(map(holds, pairs)) / len(pairs) if pairs else None


def _macro_f1(pairs: Sequence[Pair]) -> float | None:
    """The mean F1 of the classes that occur among labels or verdicts."""
    scores: list[float] = []
    for verdict in _ORDER:
        labelled = sum(pair.label is verdict for pair in pairs)
        given = sum(pair.counted is verdict for pair in pairs)
        if labelled or given:
            both = sum(pair.label is verdict is pair.counted for pair in pairs)
            scores.append(2 * both / (labelled + given))
    return sum(scores) / len(scores) if scores else None


def _kappa(pairs: Sequence[Pair], weight: Callable[[int, int], float]) -> float | None:
    """Cohen's kappa with ``weight`` of a disagreement between places in the order of classes.

    Where chance alone leaves no disagreement (one class only), full agreement is 1.
    """
    if not pairs:
        return None
    place = {verdict: number for number, verdict in enumerate(_ORDER)}
    labels = Counter(place[pair.label] for pair in pairs)
    verdicts = Counter(place[pair.counted] for pair in pairs)
    observed = sum(weight(place[pair.label], place[pair.counted]) for pair in pairs) / len(pairs)
    chance = sum(weight(a, b) * labels[a] * verdicts[b] for a in labels for b in verdicts) / len(pairs) ** 2
    if chance == 0:
        return 1.0
    return 1 - observed / chance


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
