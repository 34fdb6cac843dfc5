"""What has changed between two views, as one line: a new phase and what arrived, else what colleagues did."""

from __future__ import annotations

from simulator.engine.views import InjectView, SeatView
from simulator.model.safe_text import visible_line
from simulator.tui.lines import Span
from simulator.tui.wording import Wording, hour


def news(words: Wording, old: SeatView, new: SeatView) -> tuple[Span, ...]:
    """A notice of what came in since ``old``; empty when nothing did."""
    t = words.t
    phase, arrived = _phase(words, old, new), _arrived(words, old, new)
    if phase and arrived:
        return (*phase, *arrived)
    if arrived:
        return (*arrived, Span("  " + t("Ctrl+N opens it"), "dim"))
    if phase:
        return (*phase, Span("  " + t("Ctrl+O tells more"), "dim"))
    others = _others(words, old, new)
    if not others:
        return ()
    # What has come in and was not opened yet stays in sight: a colleague's act stands behind it.
    waiting = _waiting(words, new)
    return (*waiting, Span("  "), *others) if waiting else others


def has_arrived(old: SeatView, new: SeatView) -> bool:
    """Whether an inject or a call came in since ``old``."""
    called = len(new.calls.received) > len(old.calls.received) if new.calls and old.calls else False
    return called or len(new.inbox) > len(old.inbox)


def _phase(words: Wording, old: SeatView, new: SeatView) -> tuple[Span, ...]:
    if new.phase is None or (old.phase is not None and old.phase.id == new.phase.id):
        return ()
    return (Span(" " + words.t("PHASE") + " ", "mark"), Span(f" {visible_line(new.phase.title)} ", "strong"))


def _others(words: Wording, old: SeatView, new: SeatView) -> tuple[Span, ...]:
    mine = {role.id for role in new.roles}
    before = {reply.id for reply in old.chronology}
    others = [reply for reply in new.chronology if reply.id not in before and reply.role not in mine]
    if not others:
        return ()
    who = visible_line(others[-1].role_title)
    told = words.t("{hour} {who} has acted (F5 shows it)", hour=hour(others[-1].at), who=who)
    return (Span(f" {told}", "dim"),)


def _waiting(words: Wording, view: SeatView) -> tuple[Span, ...]:
    """The injects that nobody at this seat has opened."""
    return _told(words, [inject for inject in view.inbox if not inject.read])


def _arrived(words: Wording, old: SeatView, new: SeatView) -> tuple[Span, ...]:
    known = {inject.id for inject in old.inbox}
    return _told(words, [inject for inject in new.inbox if inject.id not in known])


def _told(words: Wording, arrived: list[InjectView]) -> tuple[Span, ...]:
    if not arrived:
        return ()
    last = arrived[-1]
    told = f"{hour(last.at)} {words.channel(last.channel)}: {visible_line(last.title)}"
    more = words.t(" (and {count} more)", count=len(arrived) - 1) if len(arrived) > 1 else ""
    return (Span(" " + words.t("NEW") + " ", "mark"), Span(f" {told}{more}", "strong"))
