"""What has changed between two views, as one line for the player; the most urgent thing wins."""

from __future__ import annotations

from simulator.engine.views import SeatView
from simulator.model.safe_text import visible_line
from simulator.tui.lines import Span
from simulator.tui.wording import Wording, hour


def news(words: Wording, old: SeatView, new: SeatView) -> tuple[Span, ...]:
    """A notice of what came in since ``old``; empty when nothing did."""
    t = words.t
    known = {inject.id for inject in old.inbox}
    arrived = [inject for inject in new.inbox if inject.id not in known]
    if arrived:
        last = arrived[-1]
        told = f"{hour(last.at)} {words.channel(last.channel)}: {visible_line(last.title)}"
        more = t(" (and {count} more)", count=len(arrived) - 1) if len(arrived) > 1 else ""
        return (
            Span(" " + t("NEW") + " ", "mark"),
            Span(f" {told}{more}  ", "strong"),
            Span(t("Ctrl+N opens it"), "dim"),
        )
    if new.phase is not None and (old.phase is None or old.phase.id != new.phase.id):
        return (Span(" " + t("PHASE") + " ", "mark"), Span(f" {visible_line(new.phase.title)}", "strong"))
    mine = {role.id for role in new.roles}
    before = {reply.id for reply in old.chronology}
    others = [reply for reply in new.chronology if reply.id not in before and reply.role not in mine]
    if others:
        last_reply = others[-1]
        told = t(
            "{hour} {who} has acted (F5 shows it)", hour=hour(last_reply.at), who=visible_line(last_reply.role_title)
        )
        return (Span(f" {told}", "dim"),)
    return ()


def has_arrived(old: SeatView, new: SeatView) -> bool:
    """Whether an inject came in since ``old``."""
    return len(new.inbox) > len(old.inbox)
