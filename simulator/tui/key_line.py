"""The bottom line: the keys that work now, with their labels in the user's language."""

from __future__ import annotations

from typing import TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from simulator.tui.lines import Span
from simulator.tui.painting import Painter
from simulator.tui.wording import Wording
from simulator.words import mark

Result = TypeVar("Result")

_KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "question_mark": "?",
    "slash": "/",
    "up": mark("Up"),
    "down": mark("Down"),
    "left": mark("Left"),
    "right": mark("Right"),
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "home": "Home",
    "end": "End",
}


_EARLIER = {"timetable": 2, "calls": 0}
"""Rank of windows that only some exercises have: further left than their key says, as they matter most there."""

_OTHER_KEYS = 100
"""Rank of keys that are no function keys."""


def key_name(words: Wording, key: str) -> str:
    """How a key is called on the keyboard."""
    if key in _KEY_NAMES:
        return words.t(_KEY_NAMES[key])
    return "+".join(part.upper() if len(part) <= 3 and part != "alt" else part.capitalize() for part in key.split("+"))


class KeyLine(Widget):
    """One line high. A click on a label works like its key."""

    DEFAULT_CSS = "KeyLine { height: 1; dock: bottom; width: 1fr; }"

    def __init__(self, words: Wording) -> None:
        super().__init__(markup=False)
        self._words = words
        self._painter = Painter(self)
        self._places: list[tuple[int, int, str]] = []
        self._shown: tuple[Binding, ...] = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._update())
        self._update()

    def on_click(self, event: events.Click) -> None:
        for start, end, key in self._places:
            if start <= event.x < end:
                self.app.simulate_key(key)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        width = self.size.width
        spans: list[Span] = []
        self._places = []
        at = 0
        for binding, key, label in self._fitting(width):
            size = cell_len(key) + cell_len(label)
            self._places.append((at, at + size, binding.key))
            spans += [Span(key, "key"), Span(label)]
            at += size
        return self._painter.strip(spans, width)

    def _fitting(self, width: int) -> list[tuple[Binding, str, str]]:
        """Bindings with key and label. What does not fit is left out before the last function key, which sends."""
        # Japanese needs no space after the key, and nine labels then fit into 80 cells.
        gap = "" if self._words.lang == "ja" else " "
        found = [
            (
                binding,
                binding.key_display or key_name(self._words, binding.key),
                f"{gap}{self._words.t(binding.description)} ",
            )
            for binding in self._shown
        ]
        while len(found) > 1 and sum(cell_len(key) + cell_len(label) for _, key, label in found) > width + 1:
            functions = [number for number, (binding, _, _) in enumerate(found) if _rank(binding)[0] < _OTHER_KEYS]
            del found[functions[-1] - 1 if len(functions) == len(found) and len(functions) > 1 else -1]
        return found

    def _update(self) -> None:
        if not self.is_attached:
            return
        shown: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in shown:
                shown[binding.action] = binding
        ordered = tuple(sorted(shown.values(), key=_rank))
        if ordered != self._shown:
            self._shown = ordered
            self.refresh()


class LetterKeys(Screen[Result]):
    """A screen whose keys are letters. They stand on the key line as capitals, so a capital does what its small
    letter does."""

    async def on_key(self, event: events.Key) -> None:
        letter = event.character or ""
        found = self.active_bindings.get(letter.lower()) if letter.isascii() and letter.isupper() else None
        if found is not None and found.enabled:
            event.stop()
            await self.app.run_action(found.binding.action, found.node)


def _rank(binding: Binding) -> tuple[int, str]:
    """Function keys by number first, then the rest in a fixed order."""
    key = binding.key
    if binding.action in _EARLIER:
        return _EARLIER[binding.action], "~"
    if key[:1] == "f" and key[1:].isdigit():
        return int(key[1:]), key
    return _OTHER_KEYS, key
