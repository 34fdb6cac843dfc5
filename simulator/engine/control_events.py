"""Facts of exercise control. As with all events, names, versions and meanings never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class InjectImprovised:
    """Of the control stream: an inject that was made up during the exercise, in its normal form.

    It belongs to every team from now on and comes to nobody by itself; ``inject.delivered`` of a team gives it.
    """

    kind: ClassVar[str] = "inject.improvised"
    v: ClassVar[int] = 1
    inject: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PhaseExtended:
    """Ways out of the present phase that wait for time open ``seconds`` of scenario time later (earlier below 0).

    ``minutes`` are the real minutes that were asked for.
    """

    kind: ClassVar[str] = "phase.extended"
    v: ClassVar[int] = 1
    seconds: int
    minutes: int
