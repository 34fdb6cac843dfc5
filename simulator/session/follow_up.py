"""Noting down what comes after an exercise: a command meets the clock and the log's control stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulator.engine.commands import Refusal
from simulator.engine.events import Entry
from simulator.engine.follow_commands import FollowCommand, RecordImprovement
from simulator.engine.follow_decide import decide_follow_up
from simulator.engine.follow_state import FollowUp, Improvement, fold_follow_up
from simulator.engine.world import World
from simulator.log.store import EventStore
from simulator.session.appending import append_control, read_control


class FollowUpDesk:
    """The follow-up of one exercise: read at the start, appended to by ``note``."""

    def __init__(self, store: EventStore, world: World) -> None:
        self._store, self._world = store, world
        self.state = read_follow_up(store)

    def note(self, command: FollowCommand) -> str | Refusal:
        """Carry out ``command``; the id of the item concerned (empty where it has none), or why it was refused.

        Raises ``log.store.LogUnreadable`` where the log cannot be written; nothing has happened then.
        """
        known = self.state

        def decide(news: Sequence[Entry], last: int) -> list[Entry] | Refusal:
            self.state = fold_follow_up(news, known)
            event = decide_follow_up(self._world, self.state, command)
            if isinstance(event, Refusal):
                return event
            return [Entry(last + 1, command.at, None, command.actor, event)]

        noted = append_control(self._store, decide, after=known.seq)
        if isinstance(noted, Refusal):
            return noted
        self.state = fold_follow_up(noted, self.state)
        return getattr(noted[0].event, "id", "")

    def carry_over(self, exercise: str, items: Iterable[Improvement], at: int) -> list[str]:
        """Take over what an earlier ``exercise`` left open; what was taken over before stays as it is. The new ids."""
        found = []
        for item in items:
            if item.progress.closed or item.section not in self._world.content.organization.owners:
                continue
            step = item.step if item.step in self._world.content.manual.steps else ""
            origin = item.origin or f"{exercise}:{item.id}"
            command = RecordImprovement(
                at=at, section=item.section, what=item.what, cause=item.cause, step=step, due=item.due, origin=origin
            )
            noted = self.note(command)
            if isinstance(noted, str):
                found.append(noted)
        return found


class Carried(NamedTuple):
    """An item that an earlier exercise left open: the exercise and the item's id there."""

    exercise: str
    id: str


def origin_of(item: Improvement) -> Carried | None:
    """Where an item comes from; None for one of this exercise."""
    exercise, _, name = item.origin.rpartition(":")
    return Carried(exercise, name) if exercise else None


def read_follow_up(store: EventStore) -> FollowUp:
    """What has been noted after the exercise that ``store`` holds."""
    return fold_follow_up(read_control(store))
