"""The help: what to do now, what the marks mean, and every key that works here with what it does."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.screen import Screen

from simulator.tui.key_line import key_name
from simulator.tui.lines import BLANK, Line, Span, line, pad
from simulator.tui.wording import Wording

_KEY_WIDTH = 14

_WHERE_THERE_IS_ONE = frozenset({"timetable", "calls", "talks", "clock", "pause", "run_on", "wrap_up"})
"""Actions that not every exercise, or not every seat, has."""


def screen_bindings(screen: Screen[object]) -> list[Binding]:
    """Every binding of ``screen``, its app and its widgets that carries a description and says what it does.

    Those of the timetable, the calls, the talks and the clock are left out where the seat has none, the app's where
    the screen takes the key itself.
    """
    found: dict[tuple[str, str], Binding] = {}
    taken = {key for key, _ in screen._bindings}  # noqa: SLF001 - as below
    nodes = (screen, screen.app, *screen.walk_children())
    for node in nodes:
        for _, binding in node._bindings:  # noqa: SLF001 - Textual offers no public way to list a node's bindings
            absent = binding.action in _WHERE_THERE_IS_ONE and screen.check_action(binding.action, ()) is False
            hidden = node is screen.app and binding.key in taken
            if binding.description and binding.tooltip and not absent and not hidden:
                found.setdefault((binding.key, binding.action), binding)
    return list(found.values())


def help_lines(words: Wording, now: Iterable[Line], bindings: Iterable[Binding]) -> list[Line]:
    """The help page: ``now`` first, then marks, then ``bindings``."""
    t = words.t
    out = [line(t("What do I do now?"), "head"), *now, BLANK, line(t("Marks in the inbox"), "head")]
    marks = (
        (t("new"), t("not read yet")),
        (t("todo"), t("read; a response is waited for")),
        (t("late"), t("the deadline has passed without your response")),
        (t("done"), t("responded to")),
        (t("-"), t("nothing is asked")),
    )
    out += [Line((Span(pad(word, _KEY_WIDTH), "strong"), Span(meaning)), _KEY_WIDTH) for word, meaning in marks]
    out.append(line(t('An inject that says "answered by others" still waits for your own response.')))
    out += [BLANK, line(t("Keys"), "head")]
    for binding in sorted(_merged(words, bindings), key=_rank):
        keys, told = binding
        out.append(Line((Span(pad(keys, _KEY_WIDTH), "strong"), Span(t(told))), _KEY_WIDTH))
    out += [
        BLANK,
        line(t("Writing"), "head"),
        line(t("Tab goes to the next field, Shift+Tab back. Esc goes back one step and keeps what you wrote.")),
        line(t("In a text: Ctrl+Z undoes, Ctrl+C copies, Ctrl+V pastes; Shift with the arrows selects.")),
    ]
    return out


def _merged(words: Wording, bindings: Iterable[Binding]) -> list[tuple[str, str]]:
    """Keys that do the same in one line: ``(F9 / Ctrl+S, what it does)``."""
    keys: dict[str, list[str]] = {}
    for binding in bindings:
        name = binding.key_display or key_name(words, binding.key)
        known = keys.setdefault(binding.tooltip, [])
        if name not in known:
            known.append(name)
    return [(" / ".join(names), told) for told, names in keys.items()]


def _rank(item: tuple[str, str]) -> tuple[int, str]:
    key = item[0].split(" / ")[0]
    return (int(key[1:]), key) if key[:1] == "F" and key[1:].isdigit() else (100, key)
