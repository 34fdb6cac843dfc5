"""How an inject stands with the seat that received it, and which one to turn to: the same on every screen and page."""

from __future__ import annotations

from simulator.engine.views import InjectView, SeatView
from simulator.model.scenario import ResponseKind


def standing(inject: InjectView, now: int) -> str:
    """``late``, ``new``, ``todo``, ``done``, or empty where nothing is asked; ``now`` in scenario seconds.

    Only this seat's own answer makes it ``done``.
    """
    if inject.answered_at is not None:
        return "done"
    if is_overdue(inject, now):
        return "late"
    if not inject.read:
        return "new"
    return "todo" if inject.ask is not None else ""


def is_overdue(inject: InjectView, now: int) -> bool:
    """Whether an answer is asked, its limit has passed, and this seat has not answered."""
    due = inject.ask.due if inject.ask else None
    return due is not None and inject.answered_at is None and now > due


def can_add(inject: InjectView) -> bool:
    """Whether a further response to what was answered makes sense: a quiz has its answer told, a note is taken once."""
    kind = inject.ask.kind if inject.ask else None
    return inject.solution is None and kind is not ResponseKind.ACKNOWLEDGE


def nearest_limit(view: SeatView, scenario: int) -> InjectView | None:
    """The unanswered inject whose limit comes first among those not yet passed."""
    waiting = [
        (inject.ask.due, inject.number, inject)
        for inject in view.inbox
        if inject.answered_at is None and inject.ask and inject.ask.due is not None and inject.ask.due >= scenario
    ]
    return min(waiting, key=lambda item: item[:2])[2] if waiting else None


def next_to_open(view: SeatView, now: int) -> InjectView | None:
    """What to turn to: what this seat has not answered and is due first, else the oldest unread or unanswered."""

    def urgency(inject: InjectView) -> tuple[int, int]:
        due = inject.ask.due if inject.ask else None
        if inject.answered_at is None and due is not None:
            return (0, due)
        return (1, inject.at) if not inject.read else (2, inject.at)

    waiting = [i for i in view.inbox if standing(i, now) in {"late", "new", "todo"}]
    return min(waiting, key=urgency, default=None)
