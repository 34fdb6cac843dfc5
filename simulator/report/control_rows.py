"""What exercise control did, as rows of a timeline tell it: the clock, the phase, injects held back, the end."""

from __future__ import annotations

from simulator.engine import events as e
from simulator.engine.control_events import PhaseExtended
from simulator.report.naming import Naming
from simulator.report.phrases import clock_words
from simulator.report.rows import RowKind
from simulator.words import mark

_Clock = e.ClockPaused | e.ClockResumed | e.ClockPaced | e.ClockJumped
_Withheld = e.InjectHeld | e.InjectReleased | e.InjectSkipped
ControlRow = _Clock | _Withheld | PhaseExtended | e.TeamFinished


def control_words(name: Naming, event: ControlRow) -> tuple[RowKind, str, str]:
    """The kind of the row, its title, and the reason that was given (empty where there is none)."""
    if isinstance(event, _Withheld):
        message = {e.InjectHeld: mark("Held: {inject}"), e.InjectReleased: mark("Released: {inject}")}.get(
            type(event), mark("Skipped: {inject}")
        )
        reason = event.reason if isinstance(event, e.InjectSkipped) else ""
        return RowKind.FACILITATOR, name.t(message, inject=name.inject(event.inject)), reason
    if isinstance(event, e.TeamFinished):
        by_hand = event.why == "facilitator"
        return (
            RowKind.PHASE,
            name.t(mark("Stopped by the exercise office") if by_hand else mark("The story has ended")),
            "",
        )
    return RowKind.CLOCK, _clock(name, event), ""


def _clock(name: Naming, event: _Clock | PhaseExtended) -> str:
    t = name.t
    if isinstance(event, PhaseExtended):
        message = mark("Phase made longer by {minutes} min") if event.seconds > 0 else mark("Extension taken back")
        return t(message, minutes=abs(event.minutes))
    if isinstance(event, e.ClockPaced):
        return t("Pace set to {percent} %", percent=event.percent)
    if isinstance(event, e.ClockJumped):
        return t("Clock set forward from {previous}", previous=clock_words(event.previous))
    if isinstance(event, e.ClockResumed):
        return t("Taken up again after an interruption") if event.after_gap else t("Clock resumed")
    return t("Clock paused")
