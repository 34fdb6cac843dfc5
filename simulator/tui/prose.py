"""Text to read: lines fitted to the width, as high as they need, selectable with the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from simulator.tui.leaving import Leaving
from simulator.tui.lines import Line, Span, fit
from simulator.tui.painting import Painter


class Prose(Leaving, Widget):
    """Shows lines; its container scrolls. By itself it takes no focus; one that does is painted like a cursor."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(self, lines: Sequence[Line] = (), *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False)
        self._lines = tuple(lines)
        self._fitted: tuple[int, list[tuple[Span, ...]]] = (0, [])
        self._painter = Painter(self)

    def show(self, lines: Sequence[Line]) -> None:
        """Replace what is shown."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        width, before = self._fitted
        self._fitted = (0, [])
        # Laying the whole screen out costs as much as painting it, and is of no use where the height stays.
        self.refresh(layout=not width or width != self.size.width or len(self._fit(width)) != len(before))

    @property
    def plain(self) -> str:
        """What is shown, one line each, as the author meant it."""
        return "\n".join(item.text for item in self._lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._fit(width))

    def about_to_paint(self) -> None:
        self._painter.begin()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        fitted = self._fit(width)
        if y >= len(fitted):
            return Strip.blank(width, self.rich_style)
        strip = self._painter.strip(fitted[y], width, "cursor" if self.has_focus else "")
        selection = self.text_selection
        span = selection.get_span(y) if selection is not None else None
        if span is not None:
            strip = _selected(strip, span, self.screen.get_component_rich_style("screen--selection"))
        return strip.apply_offsets(0, y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        text = "\n".join("".join(span.text for span in spans) for spans in self._fit(self.size.width))
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        self.refresh()

    def _fit(self, width: int) -> list[tuple[Span, ...]]:
        if self._fitted[0] != width:
            self._fitted = (width, fit(self._lines, width))
        return self._fitted[1]


def _selected(strip: Strip, span: tuple[int, int], style: Style) -> Strip:
    start, end = span
    low = strip.index_to_cell_position(start)
    high = strip.cell_length if end == -1 else strip.index_to_cell_position(end)
    return Strip.join(
        [strip.crop(0, low), strip.crop(low, high).apply_style(style), strip.crop(high, strip.cell_length)]
    )
