"""The judge: which steps of the manual a reply shows, from structure first and words second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.model.manual import Manual
from simulator.model.rubric import Lexicon
from simulator.model.scenario import Scenario
from simulator.model.verdict import Confidence, Judgement, Reply, Verdict


class Judge:
    """Judges replies against one manual; compiled once from content, holds no state of an exercise."""

    def __init__(self, manual: Manual, lexicons: Sequence[Lexicon], scenario: Scenario | None = None) -> None:
        self._manual = manual
        self._lexicons = tuple(lexicons)
        self._scenario = scenario

    def judge(self, standing: Mapping[str, Judgement], reply: Reply) -> tuple[Judgement, ...]:
        """The steps whose standing changes through ``reply``, in the order of the manual; ``()`` when none does.

        ``standing`` holds the automatic standing of the team's steps so far (an evaluator's overrides stay outside).
        A must-not that was done comes as ``harm=True`` with verdict ``not_met``.
        """
        del standing, reply
        return ()

    def judge_text(self, step_id: str, text: str) -> Judgement:
        """The judgement of ``text`` alone as an answer for one step; ``not_observed`` when nothing speaks of it."""
        del text
        return Judgement(step_id, Verdict.NOT_OBSERVED, Confidence.PROPOSED, "nothing-found")


def check_examples(manual: Manual, lexicons: Sequence[Lexicon]) -> list[tuple[str, str, str, str]]:
    """Examples of the rubrics that do not get their verdict: (step id, expected verdict, text, verdict got)."""
    del manual, lexicons
    return []
