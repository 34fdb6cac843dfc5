"""The main pane: an inject with everything that came with it, or the page for when none is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message

from simulator.engine.quiz_views import SolutionView
from simulator.engine.views import InjectView, SeatView
from simulator.model.safe_text import visible, visible_line
from simulator.tui.chronology import reply_lines
from simulator.tui.controls import Press
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.standing import can_add
from simulator.tui.wording import Wording, d_time
from simulator.words import mark


class InjectPane(VerticalScroll):
    """Read-only and scrollable. ``OpenAttachment`` tells which attachment is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "screen.answer", mark("Respond"), show=False, tooltip=mark("Go from the inject to your response.")
        ),
        Binding("space", "page_down", mark("page down"), show=False),
    ]

    class OpenAttachment(Message):
        """An attachment is to be opened."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, words: Wording) -> None:
        super().__init__(id="pane")
        self._words = words
        self._body = Prose(id="inject-body")
        self._files = Vertical(id="files")
        self._after = Prose(id="after")
        self._way_on = ""
        self._names: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        yield self._body
        yield self._files
        yield self._after

    @property
    def plain(self) -> str:
        """Everything that can be read in the pane."""
        return f"{self._body.plain}\n{self._after.plain}"

    async def show_inject(self, inject: InjectView) -> None:
        """Show ``inject`` from its beginning."""
        self.border_title = Content(f"{self._words.channel(inject.channel)}  {d_time(inject.at)}")
        self.renew(inject)
        await self._list_files(tuple(name for name, _ in inject.attachments))
        self.scroll_home(animate=False)

    def renew(self, inject: InjectView) -> None:
        """Show what has changed about the inject that is open."""
        way_on = _way_on(self._words, inject)
        if way_on != self._way_on:
            # Textual paints the whole pane for it, even where it stays the same.
            self._way_on = way_on
            self.border_subtitle = Content(way_on)
        self._body.show(inject_lines(self._words, inject))
        self._after.show(after_lines(self._words, inject))

    async def show_page(self, title: str, lines: Sequence[Line]) -> None:
        """Show a page of the screens' own."""
        self.border_title = Content(title)
        self._way_on = ""
        self.border_subtitle = Content("")
        self.renew_page(lines)
        await self._list_files(())
        self.scroll_home(animate=False)

    def renew_page(self, lines: Sequence[Line]) -> None:
        """Show what has changed on the page."""
        self._body.show(lines)
        self._after.show([])

    def on_press_pressed(self, event: Press.Pressed) -> None:
        event.stop()
        number = (event.press.id or "").removeprefix("file-")
        self.post_message(self.OpenAttachment(int(number)))

    async def _list_files(self, names: tuple[str, ...]) -> None:
        if names == self._names:
            return
        self._names = names
        self._files.set_class(bool(names), "-some")
        await self._files.remove_children()
        await self._files.mount_all(
            Press(
                self._words.t("Attachment {number}: {name}", number=number + 1, name=visible_line(name)),
                id=f"file-{number}",
            )
            for number, name in enumerate(names)
        )


def _way_on(words: Wording, inject: InjectView) -> str:
    """What Enter does now that the inject is read, in short."""
    t = words.t
    answered = inject.answered_at is not None
    if inject.ask is None or (answered and not can_add(inject)):
        return t("arrows scroll")
    if answered:
        return t("arrows scroll, Enter adds to your response")
    return t("arrows scroll, Enter responds")


def inject_lines(words: Wording, inject: InjectView) -> list[Line]:
    """Title, sender, addressees and body."""
    t = words.t
    return [
        line(visible_line(inject.title), "strong"),
        Line((Span(t("From "), "dim"), Span(visible_line(inject.sender)))),
        Line((Span(t("To   "), "dim"), Span(words.names(tuple(visible_line(who) for who in inject.to)))), indent=5),
        BLANK,
        line(visible(inject.body.rstrip())),
    ]


def after_lines(words: Wording, inject: InjectView) -> list[Line]:
    """Hints that were opened, and the replies so far."""
    t = words.t
    out: list[Line] = []
    for number, hint in enumerate(inject.hints, 1):
        out += [BLANK, Line((Span(t("Hint {number}: ", number=number), "warn"), Span(visible(hint))), indent=2)]
    if inject.solution is not None:
        out += [BLANK, *solution_lines(words, inject.solution)]
    if inject.replies:
        out += [BLANK, line(t("Responses so far"), "head")]
        for reply in inject.replies:
            out += reply_lines(words, reply, brief=False, day=True)
    return out


def solution_lines(words: Wording, solution: SolutionView) -> list[Line]:
    """Whether the answer to a quiz was right, what is right, why, and where the manual says so."""
    t = words.t
    head = line(t("Right."), "good") if solution.correct else line(t("Not right."), "alert")
    out = [head]
    if not solution.correct:
        out += [
            Line((Span(t("Right answer: "), "dim"), Span(visible_line(one), "strong")), 2) for one in solution.right
        ]
    out += [BLANK, line(visible(solution.explanation.strip()))]
    for step, title in solution.cites:
        out.append(Line((Span(t("Manual: "), "dim"), Span(f"{step} {visible_line(title)}")), 2))
    return out


def attachment_lines(view: SeatView, inject: str, number: int) -> tuple[str, list[Line]] | None:
    """Name and text of an attachment, or None where there is no such thing."""
    found = next((i for i in view.inbox if i.id == inject), None)
    if found is None or not 0 <= number < len(found.attachments):
        return None
    name, text = found.attachments[number]
    return visible_line(name), [line(visible(text))]
