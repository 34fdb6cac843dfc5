"""Ratings of HSEEP: how well a capability or objective was performed."""

from __future__ import annotations

from enum import StrEnum


class Rating(StrEnum):
    """Performed without challenges, with some, with major challenges, unable to be performed (HSEEP 2020)."""

    P = "P"
    S = "S"
    M = "M"
    U = "U"


class About(StrEnum):
    """What is rated: a chapter of the manual, or an objective of the scenario."""

    SECTION = "section"
    OBJECTIVE = "objective"
