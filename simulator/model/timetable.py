"""A timetable drill: lanes, the planned time of each row, and the systems that are shut down and started."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from simulator.model.base import Duration, Frozen, Id, ScenarioTime, Text

What = Literal["shutdown", "start"]
"""What is checked of a system."""

How = Literal["automatic", "manual", "partly", "not_done"]
"""How it was done; ``partly``: by itself except for a part that needed hands."""

WHATS: tuple[What, ...] = ("shutdown", "start")
HOWS: tuple[How, ...] = ("automatic", "manual", "partly", "not_done")

Planned = Literal["automatic", "manual", "partly", "none"]
"""How it is planned; ``none``: the plan leaves it alone."""


class Lane(Frozen):
    """A column of the timetable: power, servers, a section's systems, a vendor's part.

    A seat sees the lanes in which it may record something; a ``shared`` lane is seen by every seat.
    """

    id: Id
    title: Text
    shared: bool = False


class Supply(Frozen):
    """What feeds the building once a row is done: the mains, the generator."""

    mains: bool
    generator: bool


class TimetableRow(Frozen):
    """One line of the plan: something that is to happen in ``lane`` at ``planned``."""

    id: Id
    lane: Id
    title: Text
    planned: ScenarioTime
    roles: tuple[Id, ...] = ()
    """Roles or sections that may record it; anybody when empty."""
    note: Text | None = None
    """What whoever records it should look at; players read it."""
    supply: Supply | None = None
    shows: tuple[Id, ...] = ()
    """Steps of the manual that recording this row proves; never shown to players."""


class System(Frozen):
    """A system whose shutdown and start are checked."""

    id: Id
    title: Text
    lane: Id
    owner: Id
    """Role, section or party that answers for it."""
    roles: tuple[Id, ...] = ()
    """Roles or sections that may record its checks beside the owner."""
    shutdown: Planned = "automatic"
    start: Planned = "automatic"
    note: Text | None = None


class Timetable(Frozen):
    """Lanes, rows and systems of a drill. A row recorded more than ``tolerance`` after its plan is delayed."""

    lanes: Annotated[tuple[Lane, ...], Field(min_length=1)]
    rows: Annotated[tuple[TimetableRow, ...], Field(min_length=1)]
    systems: tuple[System, ...] = ()
    tolerance: Duration = 300
    planned_note: Text | None = None
    """Where the planned times come from; printed with every table."""

    @cached_property
    def row(self) -> dict[str, TimetableRow]:
        return {row.id: row for row in self.rows}

    @cached_property
    def system(self) -> dict[str, System]:
        return {system.id: system for system in self.systems}

    def delay(self, row: TimetableRow, actual: int) -> int:
        """Seconds by which ``actual`` is a delay; 0 where it is early or within the tolerance."""
        late = actual - row.planned
        return late if late > self.tolerance else 0
