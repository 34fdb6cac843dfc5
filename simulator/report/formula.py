"""How points and totals come about, in words."""

from __future__ import annotations

from simulator.words import Translate, mark

OWN_PART = mark(
    "Your own part: the steps that people's roles carried out, and those of theirs that nobody did. "
    "The whole group includes the colleagues whom the program played."
)
"""Below the totals where scripted players took part."""


def formula_sentences(t: Translate) -> tuple[str, ...]:
    """How points and totals come about, for people."""
    return (
        t("Points of a step = weight × verdict × timeliness × order × actor."),
        t("Verdict: met 100 %, partly met 50 %, not met and not observed 0 %."),
        t("Late: 80 % up to half of the allowed span over it, 60 % beyond."),
        t("Order: 80 % where a step that comes before it was done later."),
        t("Actor: 90 % where a role did it that does not answer for it."),
        t("Each must-not that was done takes off its weight; a total never falls below 0."),
        t("Steps that no delivered inject expected count neither for nor against."),
        t("Critical failures stand on their own: no total makes up for them."),
        t("An evaluator's verdict wins over the automatic one; both stay in the log."),
    )
