"""The words of the evaluator's screens in one language."""

from __future__ import annotations

from simulator.tui.wording import Wording
from simulator.words import translator

DOMAIN = "evaluator"


class EvaluatorWording(Wording):
    """``t`` translates these screens' own messages, and those of the widgets that all screens share."""

    def __init__(self, lang: str) -> None:
        super().__init__(lang)
        # Windows to choose from are those of the review.
        own, review, shared = translator(DOMAIN, lang), translator("review", lang), self.t

        def t(message: str, /, **gaps: object) -> str:
            found = (translate(message) for translate in (own, review, shared))
            words = next((one for one in found if one != message), message)
            return words.format(**gaps) if gaps else words

        self.t = t
        self.report = translator("report", lang)
        """For the phrases that printed cards use too."""
