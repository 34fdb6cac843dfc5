"""Windows over the screen: the common frame, a question, a text to read, a terminal that is too small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen

from simulator.tui.controls import Press
from simulator.tui.key_line import KeyLine
from simulator.tui.lines import Line, line
from simulator.tui.prose import Prose
from simulator.tui.wording import Wording
from simulator.words import mark

Result = TypeVar("Result")

SMALLEST = (60, 18)
"""Columns and rows below which the screens cannot be used."""


class Dialog(ModalScreen[Result]):
    """A framed window with a title. Escape closes it without a result."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", mark("Close"), tooltip=mark("Close this window and go back.")),
    ]

    def __init__(self, words: Wording, title: str) -> None:
        super().__init__()
        self.words = words
        self._title = title

    def compose(self) -> ComposeResult:
        with Vertical(id="window") as window:
            window.border_title = Content(self._title)
            yield from self.inside()
        yield KeyLine(self.words)

    def inside(self) -> ComposeResult:
        """The window's widgets."""
        raise NotImplementedError

    def action_close(self) -> None:
        self.dismiss(None)


class Confirm(Dialog[bool]):
    """A question with a safe answer, which has the focus, and the other one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right", "other", mark("other button"), tooltip=mark("Go to the other button.")),
    ]

    def __init__(self, words: Wording, title: str, text: str | Sequence[Line], yes: str, no: str) -> None:
        super().__init__(words, title)
        self._text = [line(text)] if isinstance(text, str) else text
        self._yes, self._no = yes, no

    def inside(self) -> ComposeResult:
        yield Prose(self._text, id="question")
        with Horizontal(id="answers"):
            yield Press(self._no, id="no")
            yield Press(self._yes, id="yes")

    def on_mount(self) -> None:
        self.add_class("-small")
        self.query_one("#no").focus()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        self.dismiss(event.press.id == "yes")

    def action_close(self) -> None:
        self.dismiss(False)

    def action_other(self) -> None:
        self.focus_next()


class Reading(Dialog[None]):
    """A text to read; the arrows scroll, Escape or Enter closes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", mark("Close"), show=False)]

    def __init__(self, words: Wording, title: str, lines: Sequence[Line], *, end: bool = False) -> None:
        """``end`` opens it at its last line."""
        super().__init__(words, title)
        self._lines = tuple(lines)
        self._end = end

    def inside(self) -> ComposeResult:
        with VerticalScroll(id="text"):
            yield Prose(self._lines)

    def on_mount(self) -> None:
        scroll = self.query_one("#text", VerticalScroll)
        scroll.focus()
        if self._end:
            self.call_after_refresh(scroll.scroll_end, animate=False)


class TooSmall(ModalScreen[None]):
    """Covers everything while the terminal is too small; what lies beneath stays as it is."""

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self._words = words
        self._prose = Prose()

    def compose(self) -> ComposeResult:
        yield self._prose

    def on_mount(self) -> None:
        self._tell(self.app.size.width, self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        self._tell(event.size.width, event.size.height)

    def _tell(self, width: int, height: int) -> None:
        t = self._words.t
        sizes = t(
            "It is {width} x {height} now; {least_width} x {least_height} are needed. Nothing is lost.",
            width=width,
            height=height,
            least_width=SMALLEST[0],
            least_height=SMALLEST[1],
        )
        self._prose.show([line(t("Please enlarge the window."), "alert"), line(sizes)])


class FittingApp(App[Result]):
    """An app in the user's ``words`` whose screens are covered while the terminal is too small for them."""

    words: Wording

    def on_resize(self, event: events.Resize) -> None:
        self.check_size(event.size)

    def check_size(self, size: Size) -> None:
        """Cover the screen or lay it open again, as a terminal of ``size`` asks for."""
        covered = isinstance(self.screen, TooSmall)
        small = is_too_small(size.width, size.height)
        if small and not covered:
            self.push_screen(TooSmall(self.words))
        elif covered and not small:
            self.pop_screen()


def is_too_small(width: int, height: int) -> bool:
    return width < SMALLEST[0] or height < SMALLEST[1]
