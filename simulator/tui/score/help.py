"""The help of the score screens: marks, how points are made, keys."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from simulator.report.formula import formula_sentences
from simulator.report.phrases import CRITICAL_MARK
from simulator.tui.help import screen_bindings
from simulator.tui.key_line import key_name
from simulator.tui.lines import BLANK, Line, Span, line, pad
from simulator.tui.score.step_list import NOT_COUNTED
from simulator.tui.score.words import ReviewWording

_MARK_WIDTH = 6
_KEY_WIDTH = 16


def score_help(words: ReviewWording, screen: Screen[Any]) -> list[Line]:
    """The help page of a screen that shows a score card."""
    t = words.t
    marks = (
        ("◎", t("met: said or done, with everything that belongs to it")),
        ("△", t("partly met: said or done, but something that belongs to it is missing or wrong")),
        ("×", t("not met: refused, put off, only considered, or done wrongly")),
        ("－", t("not observed: expected, but nothing in the log shows it; an evaluator decides")),
        (NOT_COUNTED, t("not part of this exercise: counts neither for nor against")),
        (CRITICAL_MARK, t("critical failure, or something was done that must not be done")),
    )
    return [
        line(t("Marks"), "head"),
        *(Line((Span(pad(mark, _MARK_WIDTH), "strong"), Span(meaning)), _MARK_WIDTH) for mark, meaning in marks),
        BLANK,
        line(t("How points are made"), "head"),
        *(line(f"- {sentence}", indent=2) for sentence in formula_sentences(words.report)),
        BLANK,
        line(t("Keys"), "head"),
        *_key_lines(words, screen),
    ]


def _key_lines(words: ReviewWording, screen: Screen[Any]) -> list[Line]:
    """Every key of ``screen`` that says what it does; keys that do the same stand together."""
    keys: dict[str, list[str]] = {}
    for binding in screen_bindings(screen):
        name = binding.key_display or key_name(words, binding.key)
        known = keys.setdefault(binding.tooltip, [])
        if name not in known:
            known.append(name)
    return [
        Line((Span(pad(" / ".join(names), _KEY_WIDTH), "strong"), Span(words.t(told))), _KEY_WIDTH)
        for told, names in keys.items()
    ]
