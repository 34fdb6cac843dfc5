"""The improvement plan in an after-action report: what this exercise's record holds, and what was carried into it."""

from __future__ import annotations

from simulator.report.aar_ground import Ground
from simulator.report.aar_shapes import PlanItem


def plan_items(ground: Ground) -> tuple[PlanItem, ...]:
    """The items of this exercise's plan; none while nobody has written one."""
    del ground
    return ()


def carried_items(ground: Ground) -> tuple[PlanItem, ...]:
    """The items of earlier exercises that were carried into this one."""
    del ground
    return ()
