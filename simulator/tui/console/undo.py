"""What takes a facilitator's last command back, team by team, where the log allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simulator.engine.commands import Command, Hold, Pause, Release, Resume, SetPace
from simulator.engine.control_commands import ExtendPhase
from simulator.engine.control_view import TeamBoard


class Undo(NamedTuple):
    """``steps`` are commands without a time, each for one team; ``what`` is told when it is done."""

    what: str
    steps: tuple[tuple[str, Command], ...]


def undo_of(command: Command, done: Mapping[str, TeamBoard], what: str) -> Undo | None:
    """What takes ``command`` back in the teams ``done``, which are as they were before it; None where nothing does."""
    steps: list[tuple[str, Command]] = []
    for team, board in done.items():
        back = _back(command, board)
        if back is not None:
            steps.append((team, back))
    return Undo(what, tuple(steps)) if steps else None


def _back(command: Command, board: TeamBoard) -> Command | None:
    match command:
        case Pause():
            return Resume(at=0) if board.clock.running else None
        case Resume():
            return None if board.clock.running else Pause(at=0)
        case SetPace():
            return SetPace(at=0, percent=board.clock.percent)
        case ExtendPhase():
            return ExtendPhase(at=0, minutes=-command.minutes) if command.minutes > 0 else None
        case Hold():
            return Release(at=0, inject=command.inject)
        case Release():
            return Hold(at=0, inject=command.inject)
    return None
