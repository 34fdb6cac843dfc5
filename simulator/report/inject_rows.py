"""What a timeline tells of an inject: its words, what it asks and by when, who read it, what its author thought."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.engine import events as e
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.scenario import Inject
from simulator.report.naming import Naming
from simulator.report.phrases import clock_words


def inject_words(
    world: World,
    name: Naming,
    state: TeamState,
    reads: Iterable[tuple[str, int]],
    inject: Inject,
    event: e.InjectDelivered,
) -> list[tuple[str, str]]:
    """Labelled words; pieces without words are empty. ``reads`` are seats and the scenario seconds of their reading."""
    t = name.t
    due = None
    if inject.ask and inject.ask.limit is not None and inject.id in state.delivered:
        due = state.delivered[inject.id].at + inject.ask.limit
    read = t(", ").join(f"{name.seat(seat)} {clock_words(at)}" for seat, at in reads)
    return [
        ("", name.words(inject.body)),
        *((t("Attachment: {name}", name=name.words(a.name)), name.words(a.text)) for a in inject.attachments),
        (t("Asked"), name.words(inject.ask.prompt) if inject.ask else ""),
        (t("Answer by"), "" if due is None else clock_words(due)),
        (t("Improvised"), t("not in the authored list") if inject.id in world.improvised else ""),
        (t("Sent by hand"), t("by the exercise office") if event.why == "facilitator" else ""),
        (t("Read"), read),
        (t("Trap"), name.words(inject.trap)),
        (t("Evaluator's note"), name.words(inject.notes)),
    ]
