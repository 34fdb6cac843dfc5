"""The evaluator's screen: queue, ratings, notes, agreement; what is decided is sent, and can be taken back."""

from __future__ import annotations

from typing import ClassVar, NamedTuple, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import ContentSwitcher

from simulator.engine.commands import Command
from simulator.engine.evaluation_commands import WithdrawRating, WithdrawVerdict
from simulator.engine.evaluation_shapes import EvaluatedTeam
from simulator.model.safe_text import visible_line
from simulator.report.phrases import clock_words
from simulator.session.evaluating import EvaluatorDesk
from simulator.session.room_port import ControlPort
from simulator.tui.controls import OneLine
from simulator.tui.dialogs import Reading
from simulator.tui.evaluator.agreement_pane import AgreementPane
from simulator.tui.evaluator.help import evaluator_help
from simulator.tui.evaluator.items import evaluator_name
from simulator.tui.evaluator.notes_pane import NotesPane
from simulator.tui.evaluator.queue_pane import QueuePane
from simulator.tui.evaluator.rating_pane import RatingPane
from simulator.tui.evaluator.words import EvaluatorWording
from simulator.tui.help import screen_bindings
from simulator.tui.key_line import KeyLine, LetterKeys
from simulator.tui.lines import Span
from simulator.tui.palette import Palette, entries_of
from simulator.tui.refusals import sentence
from simulator.words import mark

_TABS = {
    "queue": ("F2", mark("Queue")),
    "ratings": ("F3", mark("Ratings")),
    "notes": ("F4", mark("Notes")),
    "agreement": ("F6", mark("Agreement")),
}


class _Act(NamedTuple):
    """Something done in this sitting, and the command that takes it back."""

    team: str
    back: Command
    item: str


class EvaluatorScreen(LetterKeys[None]):
    """All of the desk, on a log or on a running exercise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", mark("Help"), tooltip=mark("What to do now, and every key.")),
        Binding("f2", "show('queue')", mark("Queue"), tooltip=mark("What waits for you, step by step."), show=False),
        Binding(
            "f3",
            "show('ratings')",
            mark("Ratings"),
            tooltip=mark("P/S/M/U of every chapter and objective."),
            show=False,
        ),
        Binding("f4", "show('notes')", mark("Notes"), tooltip=mark("What evaluators observed."), show=False),
        Binding(
            "f6",
            "show('agreement')",
            mark("Agreement"),
            tooltip=mark("How far evaluators agree, and where they differ."),
            show=False,
        ),
        Binding("u", "undo", mark("Undo"), tooltip=mark("Take back your own decision: here, else the last one.")),
        Binding("o", "observe", mark("Observe"), tooltip=mark("Write down what you saw at this moment.")),
        Binding("escape", "back", mark("Back"), tooltip=mark("Close the search, or go back to the queue.")),
        Binding("q", "app.quit", mark("Quit"), tooltip=mark("Leave. Everything you decided is recorded already.")),
        Binding("ctrl+p", "palette", mark("Commands"), tooltip=mark("Find an action by its name."), show=False),
    ]

    def __init__(self, port: ControlPort[EvaluatorDesk], words: EvaluatorWording) -> None:
        super().__init__()
        self.words, self._port = words, port
        self._desk = port.view()
        self._title = OneLine(id="title")
        self._notice = OneLine(id="evaluator-notice")
        self._queue = QueuePane(words, port.now)
        self._ratings = RatingPane(words, port.now)
        self._panes: dict[str, QueuePane | RatingPane | NotesPane | AgreementPane] = {
            "queue": self._queue,
            "ratings": self._ratings,
            "notes": NotesPane(words),
            "agreement": AgreementPane(words),
        }
        self._switcher = ContentSwitcher(*self._panes.values(), initial="queue")
        self._acts: list[_Act] = []

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._switcher
        yield self._notice
        yield KeyLine(self.words)

    def on_mount(self) -> None:
        self.take(self._desk)
        self.action_show("queue")
        self.set_interval(1.0, self._pass_time)
        self.run_worker(self._follow(), name="changes")

    @property
    def pane(self) -> str:
        """The pane on screen: queue, ratings, notes or agreement."""
        return self._switcher.current or "queue"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return action != "back" or self.pane != "queue" or self._queue.searching

    def take(self, desk: EvaluatorDesk) -> None:
        """Show the desk as it is now."""
        self._desk = desk
        for pane in self._panes.values():
            pane.take(desk)
        self._tell_title()

    def action_show(self, pane: str) -> None:
        """Turn to a pane; the focus goes where somebody begins to read."""
        self._switcher.current = pane
        self._panes[pane].focus_first()
        self._tell_title()
        self.refresh_bindings()

    def action_back(self) -> None:
        if not self._queue.close_search() and self.pane != "queue":
            self.action_show("queue")

    def action_observe(self) -> None:
        self._queue.observe(here=self.pane == "queue")

    async def action_undo(self) -> None:
        """One's own decision under the cursor, else the last act of this sitting."""
        here = self._own_here()
        act = here or (self._acts[-1] if self._acts else None)
        if act is None:
            self._tell(self.words.t("You have decided nothing here that could be taken back."), "warn")
            return
        self._acts = [one for one in self._acts if (one.team, one.item) != (act.team, act.item)]
        done = await self._send(act.team, act.back, self.words.t("Taken back; what was before it stands again."))
        if done and act.item and self.pane == "queue":
            self._queue.go_to(act.item)

    def action_help(self) -> None:
        lines = evaluator_help(self.words, cast("Screen[object]", self))
        self.app.push_screen(Reading(self.words, self.words.t("Help"), lines))

    def action_palette(self) -> None:
        async def chosen(action: str | None) -> None:
            if action:
                await self._run(action)

        entries = entries_of(self.words, screen_bindings(cast("Screen[object]", self)))
        self.app.push_screen(Palette(self.words, entries), chosen)

    async def on_queue_pane_asked(self, event: QueuePane.Asked) -> None:
        if not await self._send(event.team, event.command, self.words.t("Recorded.")) or not event.item:
            return
        step = event.item.partition(" ")[2]
        if self._queue.item is not None and self._queue.item.id == event.item:
            self._queue.action_next(1)
        self._acts.append(_Act(event.team, WithdrawVerdict(at=0, step=step), event.item))

    def on_queue_pane_too_early(self) -> None:
        told = self.words.t("Nothing can be said of this step yet: it may still be done in time.")
        self._tell(told, "warn")

    async def on_rating_pane_asked(self, event: RatingPane.Asked) -> None:
        if await self._send(event.team, event.command, self.words.t("Recorded.")):
            back = WithdrawRating(at=0, about=event.about, id=event.name)
            self._acts.append(_Act(event.team, back, ""))

    def on_agreement_pane_followed(self, event: AgreementPane.Followed) -> None:
        self.action_show("queue")
        self._queue.go_to(event.item)

    async def _follow(self) -> None:
        async for desk in self._port.changes():
            self.take(desk)
        self._tell(self.words.t("This desk was closed by the exercise office. What you decided is recorded."), "alert")
        self.app.exit(message=self.words.t("This desk was closed by the exercise office."))

    async def _send(self, team: str, command: Command, done: str) -> bool:
        refused = await self._port.send(command, (team,))
        if team in refused:
            self._tell(sentence(self.words, refused[team]), "alert")
            return False
        self.take(self._port.view())
        self._tell(done, "good")
        return True

    async def _run(self, action: str) -> None:
        """An action of the palette: the pane's own, else the screen's."""
        name = action.partition("(")[0]
        pane = self._panes[self.pane]
        await self.app.run_action(action, pane if hasattr(pane, f"action_{name}") else self)

    def _own_here(self) -> _Act | None:
        me = self._desk.view.me
        if self.pane == "queue" and (item := self._queue.item) is not None and item.own(me) is not None:
            return _Act(item.team.id, WithdrawVerdict(at=0, step=item.text.id), item.id)
        one = self._ratings.rated if self.pane == "ratings" else None
        if one is not None and any(held.actor == me for held in one.held):
            return _Act(one.team.id, WithdrawRating(at=0, about=one.text.about, id=one.text.id), "")
        return None

    def _pass_time(self) -> None:
        """What was still open waits for a human once its limit has passed."""
        if self._queue.has_run_out():
            self.take(self._desk)
        else:
            self._tell_title()

    def _tell(self, text: str, style: str) -> None:
        self._notice.say(Span(" " + text, style))

    def _tell_title(self) -> None:
        view = self._desk.view
        name = evaluator_name(view.me) or self.words.t("Evaluator")
        spans = [Span(f" {name} ", "head")]
        for pane, (key, label) in _TABS.items():
            title = f"{key} {self.words.t(label)}"
            here = pane == self.pane
            spans.append(Span(f"[{title}]" if here else f" {title} ", "strong" if here else "dim"))
        connected = getattr(self._port, "connected", None)
        if connected is not None and not connected():
            spans.append(Span(" " + self.words.t("no connection"), "alert"))
        item = self._queue.item
        team = item.team if item else (view.teams[0] if view.teams else None)
        if team is not None:
            spans.append(Span(f" {self._clock(team)}", "dim"))
        spans.append(Span(f"  {visible_line(view.scenario_title)}", "dim"))
        self._title.say(*spans)

    def _clock(self, team: EvaluatedTeam) -> str:
        time = clock_words(team.clock.at(self._port.now())) if team.clock.running else clock_words(team.clock.scenario)
        return self.words.t("{time} (over)", time=time) if team.finished else time
