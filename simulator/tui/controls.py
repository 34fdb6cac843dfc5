"""One-line controls: a button, a chooser that steps through values, and a line that tells something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from simulator.tui.leaving import Leaving
from simulator.tui.lines import Span, crop
from simulator.tui.painting import Painter
from simulator.words import mark


class OneLine(Leaving, Widget):
    """A widget that paints one line of spans, cropped to its width."""

    DEFAULT_CSS = "OneLine { height: 1; width: 1fr; }"

    def __init__(self, *spans: Span, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False)
        self._spans = spans
        self._painter = Painter(self)

    def say(self, *spans: Span) -> None:
        """Show ``spans``; nothing is painted where they are what is shown already."""
        if spans != self._spans:
            self._spans = spans
            self.refresh()

    @property
    def plain(self) -> str:
        return "".join(span.text for span in self._spans)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        return cell_len(self.plain)

    def about_to_paint(self) -> None:
        self._painter.begin()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        left, spans = width, []
        for span in self._spans:
            text = crop(span.text, left)
            spans.append(Span(text, span.style))
            left -= cell_len(text)
            if text != span.text:
                break
        return self._painter.strip(spans, width, self._over())

    def _over(self) -> str:
        return ""


class Press(OneLine, can_focus=True):
    """A button of one line: ``[ Send ]``. Enter, Space or a click presses it."""

    DEFAULT_CSS = "Press { width: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", mark("press"), show=False)]

    class Pressed(Message):
        """The button was pressed."""

        def __init__(self, press: Press) -> None:
            super().__init__()
            self.press = press

        @property
        def control(self) -> Press:
            return self.press

    def __init__(self, label: str, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(Span(f"[ {label} ]"), id=id, classes=classes)

    def action_press(self) -> None:
        self.post_message(self.Pressed(self))

    def on_click(self) -> None:
        self.focus()
        self.action_press()

    def _over(self) -> str:
        return "cursor" if self.has_focus else ""


class Stepper(OneLine, can_focus=True):
    """A label and one of several values; Left and Right (or Space, or a click) step through them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", mark("previous"), show=False),
        Binding("right,space,enter", "step(1)", mark("next"), show=False),
    ]

    class Changed(Message):
        """Another value is shown."""

        def __init__(self, stepper: Stepper, value: str) -> None:
            super().__init__()
            self.stepper, self.value = stepper, value

        @property
        def control(self) -> Stepper:
            return self.stepper

    def __init__(
        self,
        label: str,
        values: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """``values`` are pairs of value and label, at least one; an unknown ``value`` means the first."""
        super().__init__(id=id)
        self._label = label
        self._values = tuple(values)
        known = [each for each, _ in self._values]
        self._at = known.index(value) if value in known else 0
        self._tell()

    @property
    def value(self) -> str:
        return self._values[self._at][0]

    def offer(self, values: Sequence[tuple[str, str]]) -> None:
        """Step through ``values`` from now on; the value stays where it is one of them."""
        if tuple(values) != self._values:
            value = self.value
            self._values = tuple(values)
            known = [each for each, _ in self._values]
            self._at = known.index(value) if value in known else 0
            self._tell()

    def put(self, value: str) -> None:
        """Show ``value`` where it is one of the values."""
        known = [each for each, _ in self._values]
        if value in known and value != self.value:
            self._at = known.index(value)
            self._tell()
            self.post_message(self.Changed(self, value))

    def action_step(self, step: int) -> None:
        self._at = (self._at + step) % len(self._values)
        self._tell()
        self.post_message(self.Changed(self, self.value))

    def on_click(self) -> None:
        self.focus()
        self.action_step(1)

    def _tell(self) -> None:
        value = self._values[self._at][1]
        count = f" ({self._at + 1}/{len(self._values)})" if len(self._values) > 1 else ""
        self.say(Span(f"{self._label} ", "dim"), Span(f"< {value} >", "strong"), Span(count, "dim"))

    def _over(self) -> str:
        return "cursor" if self.has_focus else ""
