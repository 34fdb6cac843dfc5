"""The words of the score and review screens in one language."""

from __future__ import annotations

from simulator.tui.wording import Wording
from simulator.words import translator

DOMAIN = "review"


class ReviewWording(Wording):
    """``t`` translates these screens' own messages, and those of the widgets that all screens share."""

    def __init__(self, lang: str) -> None:
        super().__init__(lang)
        own, shared = translator(DOMAIN, lang), self.t

        def t(message: str, /, **gaps: object) -> str:
            words = own(message)
            if words == message:
                words = shared(message)
            return words.format(**gaps) if gaps else words

        self.t = t
        self.report = translator("report", lang)
        """For the phrases that printed cards use too."""
