"""What exercise control asks for beyond the authored list. ``at`` is UTC in milliseconds (real time)."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.model.scenario import CONTROL, Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendPhase:
    """Stay ``minutes`` real minutes longer in the present phase; fewer than 0 take an extension back."""

    at: int
    actor: str = "facilitator"
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvise:
    """Make up an inject, or a message of the exercise office, for the whole exercise; ``SendNow`` then gives it.

    ``to`` are roles or sections, everybody when empty; ``sender`` a role, section, party or the exercise office.
    ``asks`` is ``none``, ``acknowledge`` or ``text``, answered within ``limit`` scenario seconds. The words are in
    ``lang`` and shown as they are to readers of any language.
    """

    at: int
    actor: str = "facilitator"
    lang: str
    title: str
    body: str
    sender: str = CONTROL
    to: tuple[str, ...] = ()
    channel: str = Channel.CONTROL.value
    asks: str = "none"
    prompt: str = ""
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PushHint:
    """Show the next hint of an inject to the seat ``to``, which has received it, or to the first that has."""

    at: int
    actor: str = "facilitator"
    inject: str
    to: str = ""


ControlCommand = ExtendPhase | Improvise | PushHint
