"""The bottom line: the keys that work now, with their labels in the user's language."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.strip import Strip
from textual.widget import Widget

from simulator.tui.lines import Span
from simulator.tui.painting import Painter
from simulator.tui.wording import Wording
from simulator.words import mark

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
        for binding in self._shown:
            key = binding.key_display or key_name(self._words, binding.key)
            label = self._words.t(binding.description)
            # Japanese needs no space after the key, and nine labels then fit into 80 cells.
            gap = "" if self._words.lang == "ja" else " "
            size = cell_len(key) + len(gap) + cell_len(label) + 1
            if at + size > width + 1:
                break
            self._places.append((at, at + size, binding.key))
            spans += [Span(key, "key"), Span(f"{gap}{label} ")]
            at += size
        return self._painter.strip(spans, width)

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


def _rank(binding: Binding) -> tuple[int, str]:
    """Function keys by number first, then the rest in a fixed order."""
    key = binding.key
    if key[:1] == "f" and key[1:].isdigit():
        return int(key[1:]), key
    return 100, key
