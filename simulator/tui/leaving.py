"""Widgets that may be removed while the screen is being painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as _Base
else:
    # No Widget at run time: Textual takes style sheets and component classes from the first such base alone.
    _Base = object


class Leaving(_Base):
    """A mixin that paints nothing once the widget has left the screen.

    Textual takes a removed widget's styles and screen away some turns of the loop before it lays the screen out anew;
    a repaint that falls in between would fail (textual 8.2.8). Goes before the widget class that paints.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        self.about_to_paint()
        return super().render_lines(crop)

    def about_to_paint(self) -> None:
        """Called once before lines are painted."""
