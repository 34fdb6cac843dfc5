"""Fields to type in. Characters that would act on the terminal are kept as typed and shown as visible marks."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, TextArea

from simulator.model.safe_text import visible, visible_line
from simulator.tui.leaving import Leaving

WIDE_SPACE = "\u3000"
"""The full-width space of Japanese input. Python does not call it printable, and so the stock fields would drop it."""


def typed(event: Key) -> str:
    """The character that ``event`` types, or empty."""
    if event.character and (event.is_printable or event.character == WIDE_SPACE):
        return event.character
    return ""


class Area(Leaving, TextArea):
    """Several lines of plain text. Tab leaves it."""

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            text,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
            placeholder=Content(placeholder),
            id=id,
        )
        self.cursor_blink = False
        self._look: tuple[object, ...] = ()
        self._parts: dict[tuple[object, ...], Style] = {}

    def on_key(self, event: Key) -> None:
        if event.character == WIDE_SPACE:
            event.prevent_default().stop()
            self.insert(WIDE_SPACE)

    def post_message(self, message: Message) -> bool:
        # Nobody listens for moves of the cursor, and each would go round through everything around the field.
        return False if isinstance(message, TextArea.SelectionChanged) else super().post_message(message)

    def about_to_paint(self) -> None:
        look = (self.app.theme, self.has_focus, self.disabled, self.classes, self.rich_style)
        if look != self._look:
            self._look = look
            self._parts.clear()

    def get_component_rich_style(self, *names: str, partial: bool = False, default: Style | None = None) -> Style:
        """As Textual has it, but worked out once for as long as the field looks the same instead of for each key."""
        key = (default, partial, *names)
        found = self._parts.get(key)
        if found is None:
            found = self._parts[key] = super().get_component_rich_style(*names, partial=partial, default=default)
        return found

    def type_in(self, text: str) -> None:
        """Add ``text`` at the end, as if it had been typed."""
        self.move_cursor(self.document.end)
        self.insert(text)

    def get_line(self, line_index: int) -> Text:
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)


class Field(Leaving, Input):
    """One line of plain text."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False

    def on_key(self, event: Key) -> None:
        if event.character == WIDE_SPACE:
            event.prevent_default().stop()
            self.insert_text_at_cursor(WIDE_SPACE)

    @property
    def _value(self) -> Text:
        return Text(visible_line(self.value), no_wrap=True, overflow="ignore", end="")

    def type_in(self, text: str) -> None:
        """Add ``text`` at the end, as if it had been typed."""
        self.cursor_position = len(self.value)
        self.insert_text_at_cursor(text)
