"""What the player is asked before the clock jumps: how far it goes, which limits pass, how much arrives on the way."""

from __future__ import annotations

from simulator.engine.views import InjectView, SeatView
from simulator.model.safe_text import visible_line
from simulator.session.port import Ahead
from simulator.tui.lines import BLANK, Line, line
from simulator.tui.wording import Wording, d_time

_MOST = 4
"""Limits that are named one by one; of further ones the number is told."""


def lapsing(view: SeatView, now: int, to: int) -> tuple[InjectView, ...]:
    """Injects that wait for a response and whose limit passes between scenario seconds ``now`` and ``to``."""
    waiting = [
        (inject.ask.due, inject)
        for inject in view.inbox
        if inject.ask is not None and inject.ask.due is not None and inject.answered_at is None
    ]
    return tuple(
        inject for due, inject in sorted(waiting, key=lambda pair: (pair[0], pair[1].number)) if now <= due < to
    )


def is_harmless(view: SeatView, now: int, ahead: Ahead) -> bool:
    """Whether the jump ends at the first thing that arrives, with no limit passed on the way: then nobody is asked."""
    return not lapsing(view, now, ahead.to) and not ahead.lapsing and ahead.arrivals == 1 and not ahead.phase


def jump_lines(words: Wording, view: SeatView, now: int, ahead: Ahead) -> list[Line]:
    """The question, with what is skipped. What arrives is counted, never named."""
    t = words.t
    out = [
        line(t("Jump to {when}?", when=words.moment(view.day_one, ahead.to)), "strong"),
        line(t("That skips {span} of the story.", span=words.span(ahead.to - now))),
        BLANK,
    ]
    lost = lapsing(view, now, ahead.to)
    if lost:
        out.append(line(t("Limits that pass without your response ({count}):", count=len(lost)), "warn"))
        out += [
            line(f"- {d_time((inject.ask.due if inject.ask else 0) or 0)} {visible_line(inject.title)}", indent=2)
            for inject in lost[:_MOST]
        ]
        if len(lost) > _MOST:
            out.append(line("  " + t("and {count} more", count=len(lost) - _MOST)))
    else:
        out.append(line(t("No limit that waits for you now passes on the way.")))
    if ahead.arrivals:
        out.append(line(t("Arriving for you on the way, each at its own time: {count} or so.", count=ahead.arrivals)))
    else:
        out.append(line(t("Nothing arrives for you on the way.")))
    if ahead.lapsing:
        out.append(line(t("Of these, the limit passes before you can respond: {count}", count=ahead.lapsing), "warn"))
    if ahead.phase:
        out.append(line(t("The clock stops there, because another phase begins or is planned to begin.")))
    return out
