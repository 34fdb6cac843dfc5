"""What the notice line tells of messages that nobody reads: they go on to the stand-in, who reads them or does not."""

from __future__ import annotations

from simulator.engine.talk_shapes import TalkEndView, TalkView
from simulator.model.safe_text import visible_line
from simulator.tui.lines import Span
from simulator.tui.wording import Wording


def key(words: Wording) -> Span:
    """How to get to it."""
    return Span(words.t("Ctrl+R opens it"), "dim")


def message_news(words: Wording, old: TalkView, talk: TalkView) -> tuple[Span, ...]:
    """What has become of a message of this seat since ``old``; empty where nothing has that its sender waits for."""
    t = words.t
    given_up = _new(old, talk, "unanswered")
    if given_up:
        last = next((end for end in given_up if not end.passed_to), given_up[-1])
        told = t("{who} has not read your message.", who=visible_line(last.title))
        if not last.passed_to:
            told += " " + t("Nobody else stands in. Reach them another way: F2 or F4.")
            return (Span(f" {told} ", "alert"),)
        told += " " + t("It has gone on to the stand-in: {who}", who=visible_line(last.passed_to))
        return (Span(f" {told} ", "warn"), Span("  "), key(words))
    read = _new(old, talk, "reached")
    if read and old.status in {"passed_on", "unanswered"}:
        return (
            Span(" " + t("{who} has read your message.", who=visible_line(read[-1].title)) + "  ", "good"),
            key(words),
        )
    return ()


def gone_on(words: Wording, old: TalkView, talk: TalkView) -> tuple[Span, ...]:
    """That a message which this seat has not read has gone on to the stand-in."""
    given_up = [end for end in _new(old, talk, "unanswered") if end.own and end.passed_to]
    if not given_up:
        return ()
    told = words.t(
        "You have not read the message from {sender}; it has gone on to {who}.",
        sender=visible_line(talk.sender_title),
        who=visible_line(given_up[-1].passed_to),
    )
    return (Span(f" {told} ", "warn"), Span("  "), key(words))


def _new(old: TalkView, talk: TalkView, status: str) -> list[TalkEndView]:
    """Those who have come to ``status`` since ``old``."""
    before = {end.who for end in old.to if end.status == status}
    return [end for end in talk.to if end.status == status and end.who not in before]
