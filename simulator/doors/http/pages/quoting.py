"""What shows a step, quoted from the replies that a seat may read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.engine.views import ReplyView, SeatView
from simulator.scoring.scorecard import CitedEvidence, StepScore
from simulator.tui.wording import d_time
from simulator.words import Translate

Pieces = tuple[tuple[str, bool], ...]


class Quote(NamedTuple):
    """``pieces`` are the words of a reply's part, each with whether it counts. ``head`` says when, who, to what."""

    head: str
    pieces: Pieces


def quotes_of(t: Translate, score: StepScore, view: SeatView) -> tuple[Quote, ...]:
    """The evidence of ``score``, one quote for each part of a reply that it stands in, in the order of the log.

    Replies that did not come by this seat (in a contact drill) are not quoted.
    """
    replies = {reply.id: reply for reply in view.chronology}
    groups: dict[tuple[int, str, str], list[CitedEvidence]] = {}
    for one in sorted(score.evidence, key=lambda one: one.seq):
        groups.setdefault((one.seq, one.reply, one.part), []).append(one)
    titles = _titles(view)
    worded = {name for _, name, part in groups if part not in titles}
    found = []
    for (_, name, part), group in groups.items():
        reply = replies.get(name)
        if part in titles:
            words = () if reply is None or name in worded else tuple(text for _, text in reply.words)
            pieces = _act(group, titles[part], words) if reply is not None or part == "row" else ()
        else:
            pieces = _words(group, reply) if reply is not None else ()
        if pieces:
            found.append(Quote("" if reply is None else _head(t, reply), pieces))
    return tuple(found)


def _head(t: Translate, reply: ReplyView) -> str:
    told = f"{d_time(reply.at)} {reply.role_title}"
    return told + " " + t("re: {title}", title=reply.inject_title) if reply.inject_title else told


def _titles(view: SeatView) -> Mapping[str, Mapping[str, str]]:
    """What ids are called that the log has where a step is shown by an act, as far as the seat knows."""
    return {
        "to": {contact.id: contact.title for contact in view.contacts},
        "row": {row.id: row.title for row in view.timetable.rows} if view.timetable is not None else {},
        "option": {o.id: o.label for inject in view.inbox if inject.ask is not None for o in inject.ask.options},
    }


def _act(group: Iterable[CitedEvidence], titles: Mapping[str, str], words: tuple[str, ...]) -> Pieces:
    """Whom somebody contacted, what was chosen or recorded, and below it the ``words`` that came with it. The seat may
    have no name for the act: it has not seen what another seat chose from."""
    known = [title for title in dict.fromkeys(titles.get(one.text, "") for one in group) if title]
    act: Pieces = ((" / ".join(known), True),) if known else ()
    below = "\n".join(words)
    return (*act, (f"\n{below}" if act else below, False)) if below else act


def _words(group: Sequence[CitedEvidence], reply: ReplyView) -> Pieces:
    """The whole part of the reply, with the words that count; those words alone where the reply does not have them."""
    text = next((text for _, text in reply.words if _fit(group, text)), "")
    if not text:
        return ((" … ".join(one.text for one in group), True),)
    pieces, at = [], 0
    for start, end in sorted(one.span for one in group):
        if end <= at:
            continue
        pieces += [(text[at : max(at, start)], False), (text[max(at, start) : end], True)]
        at = end
    return tuple(piece for piece in (*pieces, (text[at:], False)) if piece[0])


def _fit(group: Iterable[CitedEvidence], text: str) -> bool:
    return all(text[one.span[0] : one.span[1]] == one.text for one in group)
