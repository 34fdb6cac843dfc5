"""The queue: what waits for a human, one step of one team after the other, with everything needed to decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from simulator.engine.commands import Command, NoteObservation, SetVerdict
from simulator.engine.evaluation_commands import ConfirmVerdict
from simulator.model.safe_text import visible_line
from simulator.model.verdict import Verdict
from simulator.session.evaluating import EvaluatorDesk
from simulator.tui.evaluator.item_lines import item_lines, item_rows
from simulator.tui.evaluator.items import Filters, Item, Standing, items_of, waiting
from simulator.tui.evaluator.told import FILTERS, STANDINGS, verdict_label
from simulator.tui.evaluator.windows import (
    Choice,
    FilterWindow,
    Note,
    NoteWindow,
    verdict_window,
)
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.filter_window import Offered, value_of
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Span, line
from simulator.tui.list_pane import SearchPane
from simulator.words import mark


class ItemList(LineList):
    """The items; Enter agrees with the proposal, as the key A does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", mark("Read"), tooltip=mark("Go to the text, to scroll it."), show=False),
        Binding("space", "down_the_text", mark("scroll"), tooltip=mark("Read on in the text."), show=False),
    ]

    class Scrolled(Message):
        """Somebody wants to read on."""

    def action_down_the_text(self) -> None:
        self.post_message(self.Scrolled())


class QueuePane(SearchPane):
    """The items that ``filters`` leave. ``Asked`` carries what is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", mark("Accept"), tooltip=mark("Agree with the verdict of the automatic scoring.")),
        Binding("c", "correct", mark("Correct"), tooltip=mark("Set another verdict, with the reason.")),
        Binding("n", "next(1)", mark("Next"), tooltip=mark("Go to the next step that waits for a human.")),
        Binding("p", "next(-1)", mark("Previous"), tooltip=mark("Go to the one before."), show=False),
        Binding("f", "filter", mark("Filter"), tooltip=mark("Show a team, a chapter, a step, or what is decided.")),
        Binding(
            "slash", "search", mark("Search"), key_display="/", tooltip=mark("Show steps in whose replies words occur.")
        ),
        Binding("right", "details", mark("Read"), tooltip=mark("Go to the text, to scroll it."), show=False),
        Binding("left", "back_to_list", mark("List"), tooltip=mark("Go back to the list."), show=False),
    ]

    class Asked(Message):
        """Something to be sent for a team; ``undone`` names the item so that it can be undone."""

        def __init__(self, team: str, command: Command, item: str) -> None:
            super().__init__()
            self.team, self.command, self.item = team, command, item

    class TooEarly(Message):
        """Somebody wants to agree where there is nothing to agree with yet."""

    def __init__(self, words: EvaluatorWording, now: Callable[[], int]) -> None:
        """``now`` is real time (UTC ms), by which the clock of a running exercise is read."""
        super().__init__("queue", ItemList(id="queue-items"), words.t("Search: words of a reply, step number ..."))
        self._now = now
        self._words = words
        self._desk: EvaluatorDesk | None = None
        self._items: tuple[Item, ...] = ()
        self._shown: tuple[Item, ...] = ()
        self._filters = Filters()

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return next((one for one in self._items if one.id == self._list.cursor), None)

    @property
    def filters(self) -> Filters:
        return self._filters

    def take(self, desk: EvaluatorDesk) -> None:
        """Show the desk as it is now. Where the item under the cursor has gone, the one after it comes up."""
        after = self._after()
        self._desk, self._items = desk, items_of(desk, self._now())
        self._fill(after)

    def has_run_out(self) -> bool:
        """Whether a limit has passed since ``take`` of a step that was still open then."""
        now = self._now()
        return any(
            one.standing is Standing.OPEN and not one.line.is_open(one.team.clock.at(now)) for one in self._items
        )

    def go_to(self, item: str) -> None:
        """Put the cursor on ``item``; filters that hide it are dropped."""
        found = next((one for one in self._items if one.id == item), None)
        if found is None:
            return
        if not self._filters.accept(found):
            self.close_search()
            self._filters = Filters(standing="")
        self._fill([item])
        self._list.focus()

    def action_accept(self) -> None:
        item = self.item
        if item is not None and item.standing is Standing.OPEN:
            self.post_message(self.TooEarly())
        elif item is not None:
            verdict = item.line.automatic
            self.post_message(
                self.Asked(item.team.id, ConfirmVerdict(at=0, step=item.text.id, verdict=verdict), item.id)
            )

    def action_correct(self) -> None:
        item = self.item
        if item is None:
            return
        t, must_not = self._words.t, item.text.must_not
        proposed = verdict_label(self._words, item.line.automatic, must_not=must_not)
        about = [
            line(f"{item.text.id} {visible_line(item.text.title)}", "strong"),
            line(t("{team}; proposed: {verdict}", team=visible_line(item.team.title), verdict=proposed), "dim"),
        ]

        def chosen(choice: Choice | None) -> None:
            if choice is not None:
                command = SetVerdict(at=0, step=item.text.id, verdict=Verdict(choice.value), reason=choice.reason)
                self.post_message(self.Asked(item.team.id, command, item.id))

        self.app.push_screen(verdict_window(self._words, about, _other(item), must_not=must_not), chosen)

    def observe(self, *, here: bool) -> None:
        """Ask for an observation; ``here``: on the step under the cursor, where there is one."""
        item, desk = self.item if here else None, self._desk
        if desk is None or not desk.view.teams:
            return
        named = next((one for one in desk.view.teams if one.id == self._filters.team), desk.view.teams[0])
        team = item.team if item else named
        moment = team.clock.at(self._now()) if item is None or item.moment is None else item.moment
        step, title = (item.text.id, visible_line(item.text.title)) if item else ("", "")

        def chosen(note: Note | None) -> None:
            if note is not None:
                command = NoteObservation(at=0, text=note.text, moment=note.moment, step=note.step)
                self.post_message(self.Asked(team.id, command, ""))

        self.app.push_screen(NoteWindow(self._words, visible_line(team.title), moment, step, title), chosen)

    def action_next(self, step: int) -> None:
        """Only what waits is stopped at, whatever else is shown."""
        ids = [one.id for one in self._shown if one.standing is Standing.WAITING]
        order = [one.id for one in self._shown]
        here = order.index(self._list.cursor) if self._list.cursor in order else -1
        found = [one for one in ids if (order.index(one) - here) * step > 0]
        if found:
            self._list.put_cursor(found[0] if step > 0 else found[-1])
            self._tell()

    def action_filter(self) -> None:
        def chosen(filters: Filters | None) -> None:
            if filters is not None:
                self._filters = replace(filters, query=self._filters.query)
                self._fill([self._list.cursor])
                self._list.focus()

        self.app.push_screen(FilterWindow(self._words, self._offered(), self._filters), chosen)

    def search_for(self, query: str) -> None:
        if query != self._filters.query:
            self._filters = replace(self._filters, query=query)
            self._fill([self._list.cursor])

    def on_item_list_scrolled(self) -> None:
        self._scroll.scroll_page_down(animate=False)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._tell()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._tell()
        self.action_details()

    def _after(self) -> list[str]:
        """The cursor's item, then those after it, then those before: where the cursor goes if some are gone."""
        order = [one.id for one in self._shown]
        here = order.index(self._list.cursor) if self._list.cursor in order else 0
        return [*order[here:], *reversed(order[:here])]

    def _fill(self, wanted: list[str]) -> None:
        self._shown = tuple(one for one in self._items if self._filters.accept(one))
        ids = {one.id for one in self._shown}
        cursor = next((one for one in wanted if one in ids), None)
        several = len({one.team.id for one in self._items}) > 1 and not self._filters.team
        t = self._words.t
        empty = (
            t("Nothing waits for you at the moment. F shows what is decided or stands by itself.")
            if self._filters == Filters()
            else t("Nothing fits. F changes what is shown.")
        )
        self._list.show(item_rows(self._shown, several=several) or [Row("", (line(empty, "dim"),))], cursor)
        self._tell(stay=cursor is not None and wanted[:1] == [cursor])
        self._tell_status()

    def _tell(self, *, stay: bool = False) -> None:
        item = self.item
        self.show_text(item_lines(self._words, item) if item else [], stay=stay)

    def _tell_status(self) -> None:
        t = self._words.t
        spans = [
            Span(
                t(" {waiting} of {all} wait for a human ", waiting=waiting(self._items), all=len(self._items)), "strong"
            ),
            Span(t(" shown: {shown}", shown=len(self._shown))),
        ]
        offered = self._offered()
        told = [value_of(offered, name, value) for name in FILTERS if (value := getattr(self._filters, name))]
        if self._filters.query:
            told.append(t("search: {query}", query=visible_line(self._filters.query)))
        spans.append(Span("  " + t(" / ").join(told), "dim"))
        self._status.say(*spans)

    def _offered(self) -> Offered:
        desk, t = self._desk, self._words.t
        if desk is None:
            return {"standing": (), "team": (), "section": (), "step": ()}
        sections = {one.text.section for one in self._items}
        return {
            "standing": tuple((one.value, t(label)) for one, label in STANDINGS.items()),
            "team": tuple((one.id, visible_line(one.title)) for one in desk.view.teams),
            "section": tuple((one.id, visible_line(one.title)) for one in desk.view.rated if one.id in sections),
            "step": tuple((one.id, f"{one.id} {visible_line(one.title)}") for one in desk.view.steps),
        }


def _other(item: Item) -> Verdict:
    """The verdict that a correction begins with: another than the scorer's."""
    if item.text.must_not:
        return Verdict.NOT_OBSERVED if item.line.automatic is Verdict.NOT_MET else Verdict.NOT_MET
    return Verdict.NOT_MET if item.line.automatic is Verdict.MET else Verdict.MET
