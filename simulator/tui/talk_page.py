"""One call or message in full, and what can be done with it."""

from __future__ import annotations

from simulator.engine.talk_shapes import TalkView
from simulator.model.safe_text import visible, visible_line
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.talk_ends import end_line, ended_words
from simulator.tui.wording import Wording, hour
from simulator.words import mark


def talk_page(words: Wording, talk: TalkView, now: int) -> list[Line]:
    """A talk: from whom to whom, who has answered or read it and when, how long it took, and what was said."""
    t = words.t
    way = words.way(talk.by)
    out = [
        line(
            t(
                "{sender} to {names} by {way}",
                sender=visible_line(talk.sender_title),
                names=addressed(words, talk),
                way=way,
            ),
            "strong",
        ),
        line(t(mark("called {time}") if talk.heard else mark("sent {time}"), time=hour(talk.at)), "dim"),
    ]
    out += [end_line(words, talk, end) for end in talk.to]
    length = _length(words, talk, now)
    if length:
        out.append(line(length, "good" if talk.status == "talking" else "dim"))
    cut = ended_words(words, talk)
    if cut:
        out.append(line(cut, "warn"))
    out.append(BLANK)
    for one in talk.words:
        name = t("{who} (you)", who=visible_line(one.title)) if one.own else visible_line(one.title)
        out.append(Line((Span(f"{hour(one.at)} ", "dim"), Span(name, "strong")), 2))
        out.append(Line((Span("  " + visible(one.text.strip())),), 2))
    if not talk.words and not cut:
        told = _HIDDEN.get(talk.status)
        out.append(line(t(told), "strong" if talk.can_answer else "dim") if told else BLANK)
    return out


_HIDDEN = {
    "ringing": mark("It rings. Enter answers; then you hear what it is about."),
    "unread": mark("Enter opens the message; that you have read it is recorded with the time."),
    "missed": mark("You did not answer in time. The team log (F5) has what was reported; call back with F2 or F4."),
    "taken": mark("Somebody else has answered it."),
}


def hint(words: Wording, talk: TalkView | None) -> str:
    """What can be done with a talk."""
    t = words.t
    if talk is None:
        return t("Nothing waits for you here. Esc goes back.")
    if talk.status == "ringing":
        return t("Enter answers the call.")
    if talk.can_answer:
        other = next((end.passed_to for end in talk.to if end.own and end.passed_to), "")
        return (
            t("Enter opens it. {who} has it too.", who=visible_line(other)) if other else t("Enter opens the message.")
        )
    if talk.status == "calling":
        return t("It is ringing there. Wait, or F10 stops the call.")
    if talk.why == "finished":
        return t("The exercise is over. Nothing more can be said here.")
    if not talk.heard and talk.status == "unanswered":
        return t("Nobody has read it in time. Reach them another way: F2 or F4.")
    if talk.status == "passed_on":
        return t("The stand-in has it now; you are told when it is read.")
    if talk.can_say and talk.heard:
        return t("Write what you say, Enter says it. F10 hangs up.")
    if talk.can_say and talk.own:
        return t("Write what you add, Enter sends it.")
    if talk.can_say:
        return t("Write an answer, Enter sends it.")
    return t("Nothing more can be said here. Contact them again with F2 or F4.")


def _length(words: Wording, talk: TalkView, now: int) -> str:
    t = words.t
    if talk.status == "talking" and talk.began is not None:
        return t("On the line for {span}", span=words.span(now - talk.began))
    if talk.seconds is None:
        return ""
    real = words.span(talk.real_seconds or 0)
    return t("The call took {span} ({real} by the wall clock).", span=words.span(talk.seconds), real=real)


def addressed(words: Wording, talk: TalkView) -> str:
    """Those who were addressed, not those in their places."""
    return words.names(tuple(visible_line(end.title) for end in talk.to if not end.in_place_of))
