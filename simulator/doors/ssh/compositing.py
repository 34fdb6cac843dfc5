"""Painting of what has changed and nothing else: with many apps in one process, most of the time goes there.

Textual asks every widget in the rectangle around all changes for all its lines. A key in one field and the clock at the
top are such a rectangle together, and nearly all of the screen lies in it. Here a widget is asked for the lines in
which something of it has changed and which nothing before it hides. What is written to the terminal is the same.

And every piece of a painted line comes with seven caches, made with it and seldom used: most of its cost, and most of
what a screen holds in memory. Here each is made when it is first asked for.

Private names of Textual (8.2) that this needs are used in this file alone; a test compares the two on random screens.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import textual.screen
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.cache import FIFOCache
from textual.geometry import Region
from textual.strip import Strip

Span = tuple[int, int, int]
"""Cells of one line of the screen: the line, the first cell, the cell after the last."""


class SparingCompositor(Compositor):
    """Asks only for lines that are to be painted and are not hidden."""

    def render_partial_update(self) -> ChopsUpdate | None:
        regions = self._dirty_regions.copy()
        self._dirty_regions.clear()
        spans = list(self._regions_to_spans(regions))
        if not spans:
            return None
        cuts = self.cuts
        chops = self._painted(spans)
        return ChopsUpdate(
            [chops.get(y, {}) for y in range(len(cuts))],
            spans,
            [cuts[y][1:] if y in chops else [] for y in range(len(cuts))],
        )

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:  # noqa: FBT001, FBT002 - Textual's signature
        if simplify:
            return super().render_full_update(simplify=True)
        self._dirty_regions.clear()
        width, height = self.size
        chops = self._painted((y, 0, width) for y in range(height))
        return LayoutUpdate([chops[y].values() for y in range(height)], self.size.region)  # type: ignore[misc]

    def _painted(self, spans: Iterable[Span]) -> dict[int, dict[int, Strip | None]]:
        """For each line with a span, what stands from each cut to the next; None where that is outside of all spans."""
        chops: dict[int, dict[int, Strip | None]] = {}
        missing: dict[int, set[int]] = {}
        for y, x1, x2 in spans:
            cuts = self.cuts[y]
            if y not in chops:
                chops[y] = dict.fromkeys(cuts[:-1])
                missing[y] = set()
            missing[y].update(cut for cut, end in pairwise(cuts) if cut < x2 and end > x1)
        for widget, (region, clip) in self.visible_widgets.items():
            if not missing:
                break
            shown = region.intersection(clip)
            left, right = shown.column_span
            if left >= right:
                continue
            lines = range(shown.y, shown.bottom)
            wanted = [y for y, open_ in missing.items() if y in lines and any(left <= cut < right for cut in open_)]
            if not wanted:
                continue
            first, last = min(wanted), max(wanted)
            crop = Region(left - region.x, first - region.y, right - left, last - first + 1)
            strips = widget.render_lines(crop)
            for y in wanted:
                line, open_ = chops[y], missing[y]
                cuts = [cut for cut in self.cuts[y] if left <= cut <= right]
                # From front to back: what is there already lies before this widget.
                for cut, strip in zip(cuts, strips[y - first].divide([c - left for c in cuts[1:]]), strict=False):
                    if cut in open_:
                        line[cut] = strip
                        open_.discard(cut)
                if not open_:
                    del missing[y]
        return chops


_CACHES = {
    "_divide_cache": 4,
    "_crop_cache": 16,
    "_style_cache": 16,
    "_filter_cache": 4,
    "_line_length_cache": 4,
    "_crop_extend_cache": 4,
    "_offsets_cache": 4,
}
"""Names and sizes of a strip's caches."""

_KNOWN = {"_segments", "_cell_length", "_render_cache", "_link_ids", "_cell_count", *_CACHES}


def _begin(strip: Any, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    strip._segments = list(segments)  # noqa: SLF001
    strip._cell_length = cell_length  # noqa: SLF001
    strip._render_cache = strip._link_ids = strip._cell_count = None  # noqa: SLF001


def _cache(strip: Any, name: str) -> FIFOCache[Any, Any]:
    """Called where ``name`` has not been set."""
    if name not in _CACHES:
        raise AttributeError(name)
    made: FIFOCache[Any, Any] = FIFOCache(_CACHES[name])
    setattr(strip, name, made)
    return made


def paint_sparingly() -> None:
    """Let everything that is painted from now on in this process be painted so."""
    textual.screen.Compositor = SparingCompositor  # type: ignore[attr-defined]
    if set(Strip.__slots__) == _KNOWN:
        Strip.__init__ = _begin  # type: ignore[assignment, method-assign]
        Strip.__getattr__ = _cache  # type: ignore[attr-defined]
