"""The words of the evaluator's screens in one language."""

from __future__ import annotations

from simulator.tui.wording import OwnWording

DOMAIN = "evaluator"


class EvaluatorWording(OwnWording):
    """``t`` translates these screens' own messages, and those of the widgets that all screens share."""

    def __init__(self, lang: str) -> None:
        super().__init__(lang, DOMAIN)
