"""The help of the evaluator's screens: what to do now, what the marks mean, every key."""

from __future__ import annotations

from textual.screen import Screen

from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.help import screen_bindings
from simulator.tui.key_line import key_name
from simulator.tui.lines import BLANK, Line, Span, line, pad

_WIDTH = 14


def evaluator_help(words: EvaluatorWording, screen: Screen[object]) -> list[Line]:
    """What an evaluator needs to know to begin."""
    t = words.t
    out = [
        line(t("What do I do now?"), "head"),
        line(t("Go through the queue from the top. Read the reply; the words between brackets made the proposal.")),
        line(
            t("A agrees and brings up the next one. C sets another verdict and asks why. U takes your last act back.")
        ),
        line(t("Nothing is lost: the automatic verdict and every decision stay in the log, side by side.")),
        line(t("When nothing waits any more, set the ratings (F3); what you see at any time goes into the notes (O).")),
        BLANK,
        line(t("Marks"), "head"),
    ]
    marks = (
        ("?", t("waits for a human: the program is not sure, or found nothing where something was expected")),
        ("~", t("nothing was found yet, and it may still be done in time")),
        ("+", t("an evaluator has decided")),
        ("◎ △ × －", t("met, partly met, not met, not observed")),
        ("!!", t("a must-not that was done")),
    )
    out += [Line((Span(pad(sign, _WIDTH), "strong"), Span(meaning)), _WIDTH) for sign, meaning in marks]
    out += [BLANK, line(t("Keys"), "head")]
    told: dict[str, list[str]] = {}
    for binding in screen_bindings(screen):
        name = binding.key_display or key_name(words, binding.key)
        if name not in told.setdefault(binding.tooltip, []):
            told[binding.tooltip].append(name)
    out += [
        Line((Span(pad(" / ".join(names), _WIDTH), "strong"), Span(t(does))), _WIDTH) for does, names in told.items()
    ]
    return out
