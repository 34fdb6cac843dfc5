"""The contact network: to look up, to search, and to choose whom to contact."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from simulator.engine.views import ContactView
from simulator.model.safe_text import visible_line
from simulator.tui.contact_search import FoundContact, found_contacts
from simulator.tui.dialogs import Dialog
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.search import marked, words_of
from simulator.tui.search_field import SearchField
from simulator.tui.wording import Wording
from simulator.words import mark


class ContactsScreen(Dialog[tuple[str, ...] | None]):
    """Ticks contacts; the result is whom to contact, or None when it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+s", "take", mark("Contact them"), tooltip=mark("Write to those who are ticked."), priority=True
        ),
    ]

    def __init__(
        self, words: Wording, contacts: tuple[ContactView, ...], chosen: tuple[str, ...], caller: str | None = None
    ) -> None:
        """``caller`` is who sent what is open: the cursor begins there."""
        super().__init__(words, words.t("Contact network"))
        self._contacts = contacts
        self._chosen = list(chosen)
        self._caller = caller
        self._picked = Prose(id="picked")
        self._list = LineList(id="contacts")
        self._details = Prose()

    def inside(self) -> ComposeResult:
        t = self.words.t
        yield SearchField(placeholder=t("Type to search: name, section, number ..."), moves="contacts")
        yield self._picked
        yield self._list
        with VerticalScroll(id="details", can_focus=False):
            yield self._details
        yield Prose([line(t("Type to search, arrows move, Enter ticks, F9 writes to those ticked."), "dim")])

    def on_mount(self) -> None:
        self._list.can_focus = False
        self._fill(self._caller)
        self.query_one("#search").focus()

    def on_input_changed(self) -> None:
        # Whoever fits best is under the cursor, so that Enter ticks them.
        found = found_contacts(words_of(self.query_one("#search", SearchField).value), self._contacts)
        self._fill(found[0].contact.id if found and len(found) < len(self._contacts) else None)

    def on_input_submitted(self) -> None:
        self._list.action_choose()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        self._tell(event.row)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        if event.row in self._chosen:
            self._chosen.remove(event.row)
        else:
            self._chosen.append(event.row)
        search = self.query_one("#search", SearchField)
        if search.value:
            # Whoever was looked for is found; the whole network is there again for the next one.
            search.value = ""
        self._fill(event.row)

    def action_take(self) -> None:
        """Those ticked, else the one under the cursor."""
        chosen = tuple(contact.id for contact in self._contacts if contact.id in self._chosen)
        self.dismiss(chosen or ((self._list.cursor,) if self._list.cursor else None))

    def _fill(self, cursor: str | None = None) -> None:
        query = words_of(self.query_one("#search", SearchField).value)
        found = found_contacts(query, self._contacts)
        groups = (
            (self.words.t("Inside"), [one for one in found if one.named and one.contact.inside]),
            (self.words.t("Outside"), [one for one in found if one.named and not one.contact.inside]),
            (self.words.t("Named in numbers or notes"), [one for one in found if not one.named]),
        )
        rows: list[Row] = []
        for heading, group in groups:
            if group:
                rows.append(Row("", (line(heading, "head"),)))
                rows += [self._row(one, query) for one in group]
        if not rows:
            rows = [Row("", (line(self.words.t("Nobody found. Try another word."), "dim"),))]
        self._list.show(rows, cursor)
        self._tell(self._list.cursor)
        t = self.words.t
        picked = self.words.names(tuple(visible_line(c.title) for c in self._contacts if c.id in self._chosen))
        told = Span(picked, "strong") if picked else Span(t("nobody yet"), "warn")
        self._picked.show([Line((Span(t("Chosen so far: "), "dim"), told), 4)])

    def _row(self, found: FoundContact, query: tuple[str, ...]) -> Row:
        contact = found.contact
        ticked = contact.id in self._chosen
        spans = [Span("[x] " if ticked else "[ ] "), *_marked(query, contact.title, "strong" if ticked else "")]
        if contact.id == self._caller:
            spans.append(Span("  " + self.words.t("sent you what is open"), "dim"))
        lines = [Line(tuple(spans), 4)]
        t = self.words.t
        places = {
            "id": (t("ID"), contact.id),
            "day": (t("Day"), contact.day),
            "night": (t("Night"), contact.night),
            "note": (t("Note"), contact.note),
        }
        for label, text in (places[name] for name in found.why):
            lines.append(Line((Span(f"    {label} ", "dim"), *_marked(query, text, "")), 6))
        return Row(contact.id, tuple(lines))

    def _tell(self, who: str) -> None:
        found = next((contact for contact in self._contacts if contact.id == who), None)
        self._details.show([] if found is None else contact_lines(self.words, found))


def _marked(query: tuple[str, ...], text: str, style: str) -> tuple[Span, ...]:
    """``text`` with the words of ``query`` set off."""
    return tuple(Span(piece, "mark" if counts else style) for piece, counts in marked(query, visible_line(text)))


def contact_lines(words: Wording, contact: ContactView) -> list[Line]:
    """How a contact is reached by day and by night."""
    t = words.t
    out = [line(visible_line(contact.title), "strong")]
    parts = ((t("Day"), contact.day), (t("Night"), contact.night), (t("Note"), contact.note))
    out += [Line((Span(f"{label} ", "dim"), Span(visible_line(text))), 6) for label, text in parts if text]
    if len(out) == 1:
        out.append(line(t("No number is listed."), "dim"))
    return out
