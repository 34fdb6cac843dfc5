"""The console's help: what to do now, what the marks mean, and every key."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.screen import Screen

from simulator.report.phrases import HARM_MARK, MARKS, verdict_words
from simulator.tui.console.words import ConsoleWording
from simulator.tui.key_line import key_name
from simulator.tui.lines import BLANK, Line, Span, line, pad

_KEYS = 14


def console_help(words: ConsoleWording, screen: Screen[object], bindings: Iterable[Binding]) -> list[Line]:
    """Help for ``screen`` with the keys that work on it."""
    t = words.t
    tell = getattr(screen, "what_now", None)
    now: list[Line] = tell() if callable(tell) else [line(t("Escape goes back."))]
    out = [line(t("What do I do now?"), "head"), *now, BLANK, line(t("Marks"), "head")]
    signs = [(f"{sign}", verdict_words(words.report, verdict)) for verdict, sign in MARKS.items()]
    signs += [
        (HARM_MARK, t("a must-not was done")),
        ("!", t("a step whose failure is critical")),
        ("?", t("an evaluator should look at it")),
        ("*", t("contingency: comes only where something was not done")),
        ("+", t("made up during the exercise")),
        ("~13:20", t("when it is expected now, where that is not as planned")),
        ("-", t("not given yet; it comes by itself or by hand")),
    ]
    out += [Line((Span(pad(sign, _KEYS), "strong"), Span(told)), _KEYS) for sign, told in signs]
    out += [BLANK, line(t("Keys"), "head")]
    keys: dict[str, list[str]] = {}
    for binding in bindings:
        keys.setdefault(binding.tooltip, []).append(binding.key_display or key_name(words, binding.key))
    rows = [(_together(names), t(told)) for told, names in keys.items()]
    out += [Line((Span(pad(names, _KEYS), "strong"), Span(told)), _KEYS) for names, told in sorted(rows, key=_rank)]
    return out


def _together(names: list[str]) -> str:
    """Keys that do the same; digits in a row are drawn together."""
    if len(names) > 2 and all(name.isdigit() for name in names):
        return f"{names[0]} - {names[-1]}"
    return " / ".join(dict.fromkeys(names))


def _rank(row: tuple[str, str]) -> tuple[int, str]:
    key = row[0].split(" / ")[0]
    return (int(key[1:]), key) if key[:1] == "F" and key[1:].isdigit() else (100, key)
