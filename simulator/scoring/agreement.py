"""Agreement of verdicts with labels: accuracy, macro-F1, Cohen's kappa plain and weighted, false-met rate.

Three ordered classes: not met < partly met < met. A verdict of *not observed* counts as not met in the figures and as
not automatic. A figure that its pairs leave undefined is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from simulator.model.verdict import Confidence, Judgement, Verdict

_ORDER = (Verdict.NOT_MET, Verdict.PARTIAL, Verdict.MET)
_K = TypeVar("_K", bound=Hashable)


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
    def of(cls, reply: str, lang: str, label: Verdict, judgement: Judgement) -> Pair:
        """The pair of ``label`` and a judgement; what was not observed waits for a human."""
        auto = judgement.confidence is Confidence.AUTO and judgement.verdict is not Verdict.NOT_OBSERVED
        return cls(reply, lang, judgement.step, label, judgement.verdict, auto)

    @property
    def counted(self) -> Verdict:
        """The verdict as the figures take it."""
        return Verdict.NOT_MET if self.verdict is Verdict.NOT_OBSERVED else self.verdict

    @property
    def agrees(self) -> bool:
        return self.counted is self.label


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
