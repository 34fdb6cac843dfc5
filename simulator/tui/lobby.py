"""The first screen: what is played, exercises to take up again, the roles to choose from, and the start."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen

from simulator.model.safe_text import visible, visible_line
from simulator.session.port import Offer, Unfinished
from simulator.tui.coach import role_line
from simulator.tui.controls import OneLine, Press
from simulator.tui.key_line import KeyLine
from simulator.tui.line_list import LineList, Row
from simulator.tui.lines import Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.wording import Wording, factor
from simulator.words import mark

_RESUME, _ROLE, _ALL = "resume:", "role:", "all:"


class Choice(NamedTuple):
    """What the player wants: take up ``exercise``, or begin with ``roles``."""

    roles: tuple[str, ...]
    exercise: str | None = None


class Lobby(Screen[Choice]):
    """Its result is the player's choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+s",
            "begin",
            mark("Start"),
            tooltip=mark("Start the exercise with the ticked roles."),
            priority=True,
        ),
        Binding("a", "all", mark("All roles"), tooltip=mark("Tick all roles, or none.")),
        Binding("f2", "briefing", mark("Briefing"), tooltip=mark("Go to the briefing and scroll it; Esc goes back.")),
        Binding("escape", "back", mark("Back"), show=False, tooltip=mark("Back to the list.")),
    ]

    def __init__(self, words: Wording, offer: Offer, percent: int, told: str = "") -> None:
        """``told`` is said at once: why an earlier attempt failed."""
        super().__init__()
        self.words, self._offer, self._percent = words, offer, percent
        self._ticked = {role.id for role in offer.roles} if len(offer.roles) == 1 else set[str]()
        self._list = LineList(id="roles")
        self._card = Prose(id="card")
        self._told = Prose([line(told, "alert")] if told else [], id="told")

    def compose(self) -> ComposeResult:
        offer, t = self._offer, self.words.t
        with Vertical(id="top"):
            yield OneLine(Span(f" {visible_line(offer.scenario_title)}", "strong"))
            yield OneLine(Span(f" {self._facts()}", "dim"))
        with Horizontal(id="middle"):
            self._list.border_title = t("1. Who are you? Space ticks")
            yield self._list
            with Vertical(id="right"):
                with VerticalScroll(id="card-scroll", can_focus=False) as card:
                    card.border_title = t("This role")
                    yield self._card
                with VerticalScroll(id="briefing") as briefing:
                    briefing.border_title = t("2. Read the briefing")
                    yield Prose(briefing_lines(offer))
        yield self._told
        with Horizontal(id="answers"):
            yield Press(t("3. Start the exercise (F9)"), id="begin")
            yield OneLine(id="count")
        yield KeyLine(self.words)

    def on_mount(self) -> None:
        self._fill()
        self._list.focus()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        self._tell(event.row)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        kind, _, value = event.row.partition(":")
        if kind + ":" == _RESUME:
            self.dismiss(Choice((), value))
        elif kind + ":" == _ALL:
            self.action_all()
        else:
            self._ticked ^= {value}
            self._told.show([])
            self._fill()

    def on_press_pressed(self) -> None:
        self.action_begin()

    def action_begin(self) -> None:
        roles = tuple(role.id for role in self._offer.roles if role.id in self._ticked)
        if roles:
            self.dismiss(Choice(roles))
            return
        self._told.show(
            [line(self.words.t("Tick at least one role (arrow keys and Space), or press A for all."), "alert")]
        )
        self._list.focus()

    def action_all(self) -> None:
        every = {role.id for role in self._offer.roles}
        self._ticked = set() if self._ticked == every else every
        self._told.show([])
        self._fill()

    def action_briefing(self) -> None:
        self.query_one("#briefing").focus()

    def action_back(self) -> None:
        self._list.focus()

    def what_now(self) -> list[Line]:
        """Lines on what to do now, for the help."""
        t = self.words.t
        return [
            line(
                "1. " + t("Tick the roles that you take, with the arrow keys and Space; their cards stand beside."),
                indent=3,
            ),
            line("2. " + t("Read the briefing (F2)."), indent=3),
            line(
                "3. " + t("Start with F9. An exercise that was not finished stands first: Enter goes on with it."),
                indent=3,
            ),
        ]

    def _facts(self) -> str:
        offer, t = self._offer, self.words.t
        pace = "" if self._percent == 100 else "  " + t("pace {factor}", factor=factor(self._percent))
        return (
            t(
                "about {minutes} minutes - {organization} - {manual}",
                organization=visible_line(offer.organization_title),
                manual=visible_line(offer.manual_title),
                minutes=_rounded(offer.minutes * 100 / self._percent),
            )
            + pace
        )

    def _fill(self) -> None:
        t, rows = self.words.t, []
        if self._offer.unfinished:
            rows.append(Row("", (line(t("Not finished yet: Enter goes on"), "head"),)))
            rows += [
                Row(_RESUME + each.exercise, unfinished_lines(self.words, each)) for each in self._offer.unfinished
            ]
            rows.append(Row("", (line(t("Or begin anew as"), "head"),)))
        for role in self._offer.roles:
            ticked = role.id in self._ticked
            tick = Span("[x] " if ticked else "[ ] ")
            title = Span(visible_line(role.title), "strong" if ticked else "")
            rows.append(Row(_ROLE + role.id, (Line((tick, title), 4),)))
        every = len(self._ticked) == len(self._offer.roles)
        if len(self._offer.roles) > 1:
            rows.append(
                Row(_ALL, (line(("[x] " if every else "[ ] ") + t("all roles: alone for the whole team"), indent=4),))
            )
        self._list.show(rows)
        self._tell(self._list.cursor)
        self.query_one("#count", OneLine).say(Span(f" {self._count()}", "dim"))

    def _count(self) -> str:
        t, total = self.words.t, len(self._offer.roles)
        if not self._ticked:
            return t("No role is ticked yet.")
        if total == 1:
            return t("This exercise has one role, and it is ticked.")
        if len(self._ticked) == total:
            return t("You play all {total} roles.", total=total)
        return t("You play {count} of {total}; the program plays the rest.", count=len(self._ticked), total=total)

    def _tell(self, row: str) -> None:
        kind, _, value = row.partition(":")
        role = next((role for role in self._offer.roles if role.id == value), None)
        if kind + ":" == _ROLE and role is not None:
            self._card.show([role_line(role), line(visible(role.duty.strip()))])
        elif kind + ":" == _RESUME:
            self._card.show([line(self.words.t("Goes on where the record ends. The time in between does not count."))])
        else:
            self._card.show([line(self.words.t("You respond for every role, one after the other."))])


def briefing_lines(offer: Offer) -> list[Line]:
    """The briefing. The summary tells what happens, so it is for those who prepare the exercise alone."""
    return [line(visible(offer.briefing.strip()))]


def unfinished_lines(words: Wording, each: Unfinished) -> tuple[Line, ...]:
    """When it was begun, how far it got, as whom."""
    t = words.t
    # The player's own wall clock: the machine's local time is meant.
    last = datetime.fromtimestamp(each.last / 1000).astimezone()
    when = f"{words.short_date(last.date())} {last:%H:%M}"
    roles = words.names(tuple(visible_line(role) for role in each.roles))
    return (
        Line((Span(t("Go on: {phase}", phase=visible_line(each.phase)), "strong"),), indent=2, most=2),
        line("  " + t("left {when}", when=when), "dim"),
        line(f"  {roles}", "dim", indent=2, most=2),
    )


def _rounded(minutes: float) -> int:
    """Minutes as people plan them: to ten from an hour on, to five from a quarter of an hour on."""
    step = 10 if minutes >= 60 else 5 if minutes >= 15 else 1
    return max(1, int(minutes / step + 0.5) * step)
