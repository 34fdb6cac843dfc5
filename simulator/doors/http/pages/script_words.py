"""What the script says by itself; it gets these words with the page."""

from __future__ import annotations

from simulator.words import mark

SCRIPT_WORDS = {
    "open": mark("Open it"),
    "lost": mark("The connection is lost. You can go on writing; the page connects again by itself."),
    "back": mark("Connected again."),
    "ended": mark("You are no longer connected. Come in again with the code."),
    "left": mark("{left} left"),
}
