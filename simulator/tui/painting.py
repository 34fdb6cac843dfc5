"""Fitted lines onto the screen: style names become the styles of the style sheet."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from simulator.tui.lines import Span

STYLES = ("strong", "dim", "mark", "alert", "warn", "good", "head", "ask")
"""Names that spans may carry. Each says something in words or marks too; colour only repeats it."""

COMPONENTS = {f"line--{name}" for name in STYLES} | {"line--cursor", "line--cursor-blurred", "line--key"}


class Painter:
    """Paints spans for one widget. Styles are looked up once for each style sheet state (``forget`` drops them)."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}

    def forget(self) -> None:
        self._styles.clear()

    def style(self, name: str) -> Style:
        found = self._styles.get(name)
        if found is None:
            found = self._widget.get_component_rich_style(f"line--{name}", partial=True)
            self._styles[name] = found
        return found

    def strip(self, spans: Sequence[Span], width: int, over: str = "") -> Strip:
        """One line of exactly ``width`` cells; ``over`` is a style laid over all of it."""
        base = self._widget.rich_style
        extra = self.style(over) if over else None
        segments = []
        for span in spans:
            style = base + self.style(span.style) if span.style else base
            segments.append(Segment(span.text, style + extra if extra else style))
        filling = base + extra if extra else base
        return Strip(segments).adjust_cell_length(width, filling)
