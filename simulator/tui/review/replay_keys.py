"""The keys of the replay."""

from __future__ import annotations

from textual.binding import Binding

from simulator.words import mark

REPLAY_KEYS = [
    Binding("space", "play", mark("Play/stop"), tooltip=mark("Let the exercise run, or stand still.")),
    Binding("right", "row(1)", mark("Next row"), tooltip=mark("Go to the next row shown.")),
    Binding("left", "row(-1)", mark("Row before"), tooltip=mark("Go to the row before.")),
    Binding(
        "full_stop", "inject(1)", mark("Next inject"), key_display=".", tooltip=mark("The next situation."), show=False
    ),
    Binding(
        "comma",
        "inject(-1)",
        mark("Previous inject"),
        key_display=",",
        tooltip=mark("The situation before."),
        show=False,
    ),
    Binding("pagedown", "minute(1)", mark("1 min on"), tooltip=mark("One real minute on."), show=False),
    Binding("pageup", "minute(-1)", mark("1 min back"), tooltip=mark("One real minute back."), show=False),
    Binding("home", "edge(0)", mark("Start"), tooltip=mark("Go to the start."), show=False),
    Binding("end", "edge(1)", mark("End"), tooltip=mark("Go to the end."), show=False),
    Binding(
        "plus,up", "speed(1)", mark("Faster"), key_display="+", tooltip=mark("x1, x2, x5, x10, x30, x60."), show=False
    ),
    Binding(
        "minus,down",
        "speed(-1)",
        mark("Slower"),
        key_display="-",
        tooltip=mark("x1, x2, x5, x10, x30, x60."),
        show=False,
    ),
    Binding("s", "seat", mark("Seat"), tooltip=mark("Whose screen is shown on the right.")),
    Binding(
        "o",
        "open",
        mark("Open screen"),
        tooltip=mark("The seat's whole screen as it was at this moment."),
    ),
    Binding("v", "beside", mark("Side by side"), tooltip=mark("All teams at the same time of the story.")),
    Binding(
        "k",
        "bookmark",
        mark("Bookmark"),
        tooltip=mark("Keep this place, with a note; again takes it away."),
    ),
    Binding("j", "bookmarks", mark("Go to bookmark"), tooltip=mark("Places that were kept."), show=False),
    Binding(
        "enter",
        "follow",
        mark("Open row"),
        tooltip=mark("This row on the timeline, with everything about it."),
    ),
    Binding("f6,f", "filter", mark("Filter"), tooltip=mark("Show and step through only some rows.")),
    Binding(
        "slash",
        "search",
        mark("Search"),
        key_display="/",
        tooltip=mark("Only rows in which words occur."),
    ),
]
