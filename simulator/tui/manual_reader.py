"""The manual: chapters and clauses, searchable by words or step number."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key

from simulator.engine.manual_view import LimitView, ManualView, StepView
from simulator.model.safe_text import visible, visible_line
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import typed
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.search import folded, matches, words_of
from simulator.tui.search_field import SearchField
from simulator.tui.wording import Wording
from simulator.words import mark


class ManualScreen(Dialog[tuple[str, str]]):
    """Left the clauses found, right the clause under the cursor. ``place`` is where it was left: query and step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "search", mark("Search"), tooltip=mark("Search the manual by words or step number.")),
        Binding("f3", "close", mark("Close"), show=False),
        Binding("enter", "read", mark("Read"), tooltip=mark("Go to the clause, to scroll it.")),
        Binding("left", "search", mark("List"), tooltip=mark("Go back to the list of steps.")),
    ]

    def __init__(self, words: Wording, manual: ManualView, place: tuple[str, str]) -> None:
        super().__init__(words, f"{visible_line(manual.title)}  {manual.version}")
        self._manual = manual
        self._steps = {step.id: step for chapter in manual.chapters for step in chapter.steps}
        self._query, self._at = place
        self._list = LineList(id="steps")
        self._clause = Prose(id="clause")

    def inside(self) -> ComposeResult:
        yield SearchField(
            self._query,
            placeholder=self.words.t("Type to search; arrows choose, Enter reads the clause"),
            moves="steps",
        )
        with Horizontal():
            yield self._list
            with VerticalScroll(id="clause-scroll"):
                yield self._clause

    def on_mount(self) -> None:
        self._list.can_focus = False
        self._fill(self._at)
        self.query_one("#search").focus()

    @property
    def place(self) -> tuple[str, str]:
        return self.query_one("#search", SearchField).value, self._list.cursor

    def on_input_changed(self) -> None:
        self._fill(self._list.cursor)

    def on_input_submitted(self) -> None:
        self.action_read()

    def on_key(self, event: Key) -> None:
        """What is typed while a clause is read goes on with the search."""
        search = self.query_one("#search", SearchField)
        if not search.has_focus and event.key != "space" and typed(event):
            event.prevent_default().stop()
            search.type_in(typed(event))
            self.call_after_refresh(search.focus)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        self._tell(event.row)

    def on_line_list_chosen(self) -> None:
        self.action_read()

    def action_close(self) -> None:
        self.dismiss(self.place)

    def action_search(self) -> None:
        self.query_one("#search").focus()

    def action_read(self) -> None:
        self.query_one("#clause-scroll").focus()

    def _fill(self, cursor: str) -> None:
        query = words_of(self.query_one("#search", SearchField).value)
        rows: list[Row] = []
        exact = ""
        for chapter in self._manual.chapters:
            found = [step for step in chapter.steps if matches(query, *_searchable(step))]
            if found:
                rows.append(Row("", (line(visible_line(chapter.title), "head"),)))
                rows += [_row(step) for step in found]
            exact = exact or next((step.id for step in found if query == (folded(step.id),)), "")
        if not rows:
            rows = [Row("", (line(self.words.t("Nothing found. Try a shorter word."), "dim"),))]
        self._list.show(rows, exact or cursor)
        self._tell(self._list.cursor)

    def _tell(self, step: str) -> None:
        found = self._steps.get(step)
        self._clause.show([] if found is None else step_lines(self.words, found))
        self.query_one("#clause-scroll", VerticalScroll).scroll_home(animate=False)


def _row(step: StepView) -> Row:
    title = Span(visible_line(step.title))
    flags = (Span("x ", "alert"),) if step.must_not else ()
    number = (Span(f"{step.id} ", "strong"),) if step.numbered else ()
    return Row(step.id, (Line((*number, *flags, title), indent=4 if step.numbered else 0),))


def _searchable(step: StepView) -> tuple[str, ...]:
    return (step.id, step.title, step.text, *step.roles, *step.sources, *step.done_when)


def step_lines(words: Wording, step: StepView) -> list[Line]:
    """A step in full: clause, who, by when, after what, when it counts as done, sources."""
    t = words.t
    number = (Span(f"{step.id}  ", "strong"),) if step.numbered else ()
    title = Line((*number, Span(visible_line(step.title), "strong")), indent=4 if step.numbered else 0)
    out = [title]
    if step.must_not:
        out.append(line(t("MUST NOT be done."), "alert"))
    if step.critical:
        out.append(line(t("Critical: a failure here weighs heavily."), "warn"))
    out += [BLANK, line(visible(step.text.strip())), BLANK]
    facts: list[tuple[str, str]] = []
    if step.roles:
        facts.append((t("Who"), words.names(tuple(visible_line(role) for role in step.roles))))
    if step.limit is not None:
        facts.append((t("By when"), limit_words(words, step.limit)))
    if step.after:
        facts.append((t("After"), words.names(step.after)))
    out += [Line((Span(f"{label}: ", "dim"), Span(text)), 2) for label, text in facts]
    for label, items in ((t("Done when"), step.done_when), (t("Sources"), step.sources)):
        if items:
            out += [BLANK, line(label, "head")]
            out += [line(f"- {visible_line(item)}", indent=2) for item in items]
    return out


def limit_words(words: Wording, limit: LimitView) -> str:
    """A limit as a sentence part: ``within 1 h of "noticed"``."""
    t = words.t
    start = visible_line(limit.start)
    if limit.within is not None:
        span = words.span(limit.within)
        told = t('within {span} of "{start}"', span=span, start=start) if start else t("within {span}", span=span)
    elif limit.legal_days is not None:
        told = t(
            'within {days} calendar days of "{start}", that day being day 1; from a closed day to the next open one',
            days=limit.legal_days,
            start=start,
        )
    elif limit.before is not None:
        told = t("before step {step}", step=limit.before)
    else:
        told = ""
    note = visible_line(limit.note)
    if told and note:
        return t("{limit} ({note})", limit=told, note=note)
    return told or note
