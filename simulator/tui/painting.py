"""Fitted lines onto the screen: style names become the styles of the style sheet."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.dom import DOMNode
from textual.strip import Strip
from textual.widget import Widget

from simulator.tui.lines import Span

STYLES = ("strong", "dim", "mark", "alert", "warn", "good", "head", "ask", "key", "cursor", "cursor-blurred")
"""Names that spans may carry. Each says something in words or marks too; colour only repeats it."""


class Painter:
    """Paints spans for one widget, in the styles that the style sheet gives to ``.line--NAME``.

    Textual's component classes would do the same, but it works all of them out anew for every widget whenever the
    focus moves; this looks up the few that a widget uses, once for each theme.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._theme = ""
        self._base: Style | None = None
        self._styles: dict[str, Style] = {}

    def begin(self) -> None:
        """Look up what the widget looks like for the lines that come; it takes longer than to paint one."""
        self._base = self._widget.rich_style

    def style(self, name: str) -> Style:
        theme = self._widget.app.theme
        if theme != self._theme:
            self._theme = theme
            self._styles.clear()
        found = self._styles.get(name)
        if found is None:
            found = self._styles[name] = self._look_up(name)
        return found

    def strip(self, spans: Sequence[Span], width: int, under: str = "") -> Strip:
        """One line of exactly ``width`` cells; ``under`` is a style that lies under all of it."""
        base = self._base if self._base is not None else self._widget.rich_style
        if under:
            base += self.style(under)
        segments = [Segment(span.text, base + self.style(span.style) if span.style else base) for span in spans]
        length = sum(cell_len(span.text) for span in spans)
        if length > width:
            return Strip(segments, length).adjust_cell_length(width, base)
        if length < width:
            segments.append(Segment(" " * (width - length), base))
        return Strip(segments, width)

    def _look_up(self, name: str) -> Style:
        node = DOMNode(classes=f"line--{name}")
        node._attach(self._widget.screen)  # noqa: SLF001 - as Textual's own component classes do it
        self._widget.app.stylesheet.apply(node, animate=False)
        return node.styles.partial_rich_style
