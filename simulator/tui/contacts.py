"""The contact network: to look up, to search, and to choose whom to contact."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from simulator.engine.views import ContactView
from simulator.model.safe_text import visible_line
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Field
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.search import matches, words_of
from simulator.tui.wording import Wording
from simulator.words import mark


class ContactsScreen(Dialog[tuple[str, ...] | None]):
    """Ticks contacts; the result is whom to contact, or None when it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+s", "take", mark("Contact them"), tooltip=mark("Write to those who are ticked."), priority=True
        ),
        Binding("slash", "search", mark("Search"), tooltip=mark("Search the contact network.")),
    ]

    def __init__(self, words: Wording, contacts: tuple[ContactView, ...], chosen: tuple[str, ...]) -> None:
        super().__init__(words, words.t("Contact network"))
        self._contacts = contacts
        self._chosen = list(chosen)
        self._list = LineList(id="contacts")
        self._details = Prose()

    def inside(self) -> ComposeResult:
        t = self.words.t
        yield Field(placeholder=t("Search: name, section, number ..."), id="search")
        yield self._list
        with VerticalScroll(id="details", can_focus=False):
            yield self._details
        yield OneLine(Span(t("Enter ticks, F9 writes to those ticked."), "dim"))

    def on_mount(self) -> None:
        self._fill()
        self._list.focus()

    def on_input_changed(self) -> None:
        self._fill()

    def on_input_submitted(self) -> None:
        self._list.focus()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        self._tell(event.row)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        if event.row in self._chosen:
            self._chosen.remove(event.row)
        else:
            self._chosen.append(event.row)
        self._fill()

    def action_search(self) -> None:
        self.query_one("#search").focus()

    def action_take(self) -> None:
        """Those ticked, else the one under the cursor."""
        chosen = tuple(contact.id for contact in self._contacts if contact.id in self._chosen)
        self.dismiss(chosen or ((self._list.cursor,) if self._list.cursor else None))

    def _fill(self) -> None:
        query = words_of(self.query_one("#search", Field).value)
        found = [c for c in self._contacts if matches(query, c.title, c.day, c.night, c.note, c.id)]
        rows: list[Row] = []
        for inside, heading in ((True, self.words.t("Inside")), (False, self.words.t("Outside"))):
            group = [c for c in found if c.inside == inside]
            if group:
                rows.append(Row("", (line(heading, "head"),)))
                rows += [self._row(contact) for contact in group]
        if not rows:
            rows = [Row("", (line(self.words.t("Nobody found. Try another word."), "dim"),))]
        self._list.show(rows)
        self._tell(self._list.cursor)

    def _row(self, contact: ContactView) -> Row:
        ticked = contact.id in self._chosen
        tick = "[x] " if ticked else "[ ] "
        return Row(contact.id, (Line((Span(tick), Span(visible_line(contact.title), "strong" if ticked else "")), 4),))

    def _tell(self, who: str) -> None:
        found = next((contact for contact in self._contacts if contact.id == who), None)
        self._details.show([] if found is None else contact_lines(self.words, found))


def contact_lines(words: Wording, contact: ContactView) -> list[Line]:
    """How a contact is reached by day and by night."""
    t = words.t
    out = [line(visible_line(contact.title), "strong")]
    parts = ((t("Day"), contact.day), (t("Night"), contact.night), (t("Note"), contact.note))
    out += [Line((Span(f"{label} ", "dim"), Span(visible_line(text))), 6) for label, text in parts if text]
    if len(out) == 1:
        out.append(line(t("No number is listed."), "dim"))
    return out
