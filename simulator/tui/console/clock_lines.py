"""What is said before a phase is left or the clock jumps: what will not come, and what comes at once."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.control_view import ControlView, Standing, TeamBoard
from simulator.model.safe_text import visible_line
from simulator.tui.console.attention import expected_at
from simulator.tui.console.words import ConsoleWording, story_time
from simulator.tui.lines import Line, line


def leave_lines(words: ConsoleWording, view: ControlView, boards: Sequence[TeamBoard], scope: str) -> list[Line]:
    """What is lost by leaving the phase now in ``boards``, which are called ``scope`` together."""
    t = words.t
    out = [line(t("Leave the phase now: {teams}. Nobody can go back.", teams=scope))]
    if view.together and len(boards) < len(view.teams):
        out.append(line(t("All move together in this exercise; the other teams will stay behind."), "warn"))
    for board in boards:
        if not board.started or board.finished:
            continue
        lost = [
            one.id
            for one, cell in zip(view.msel, board.cells, strict=True)
            if one.phases
            and cell.open
            and cell.standing is Standing.PENDING
            and not one.by_hand
            and expected_at(one, board) is not None
        ]
        if lost:
            gaps = {"team": visible_line(board.title), "injects": ", ".join(lost)}
            out.append(line(t("{team}: will not come any more: {injects}", **gaps), "warn"))
    return out


def jump_lines(
    words: ConsoleWording, view: ControlView, boards: Sequence[TeamBoard], scope: str, target: int, now: int
) -> list[Line]:
    """What comes at once by jumping to scenario second ``target`` in ``boards``, which play; ``now`` is UTC in ms."""
    t = words.t
    out = [line(t("Jump to {time}: {teams}.", time=story_time(view, target), teams=scope))]
    out.append(line(t("What lies between arrives at once, and limits that pass count as missed."), "warn"))
    for board in boards:
        on_the_way = [
            one.id
            for one, cell in zip(view.msel, board.cells, strict=True)
            if cell.standing is Standing.PENDING
            and cell.open
            and (at := expected_at(one, board)) is not None
            and board.clock.at(now) < at <= target
        ]
        if on_the_way:
            gaps = {"team": visible_line(board.title), "injects": ", ".join(on_the_way)}
            out.append(line(t("{team}: {injects}", **gaps)))
    return out
