"""Rows of a risk assessment (PIA, 特定個人情報保護評価書) and the measures that it states, linked to the manual."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.model.base import Frozen, Id, Text


class Measure(Frozen):
    """A measure that the assessment states. It was used where the steps that show it were done."""

    id: Id
    text: Text
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]


class AssessedRisk(Frozen):
    """A row of the assessment's table of risks. ``judged`` is what the assessment says of its own measures:
    特に力を入れている, 十分である or 課題が残されている."""

    id: Id
    table: Text
    """Where it stands: the file and the section of the assessment."""
    risk: Text
    judged: Literal["strong", "enough", "lacking"] = "enough"
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
