"""Evidence of the score card beside the reply it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.engine.state import Response, TeamState
from simulator.model.base import Text
from simulator.model.content import Content
from simulator.model.safe_text import visible, visible_line
from simulator.model.scenario import Inject
from simulator.model.verdict import Reply
from simulator.words import Translate, mark

Words = Callable[[Text | None], str]

_PARTS = {
    "text": mark("Text"),
    "reason": mark("Reason"),
    "message": mark("Message"),
    "options": mark("Chosen"),
    "to": mark("Contacted"),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """Words or an act that show a verdict, with the reply around them.

    ``stream`` and ``seq`` name the row of the reply; ``at`` is scenario seconds (None where the reply is not known),
    ``who`` the title of its role, ``inject`` the id and title of what it answers. ``text`` is the whole part of the
    reply that the words stand in (``label`` names the part), ``span`` where in it they stand.
    """

    stream: str
    seq: int
    at: int | None
    who: str
    inject: tuple[str, str] | None
    label: str
    text: str
    span: tuple[int, int]
    rule: str

    @property
    def quoted(self) -> str:
        return self.text[self.span[0] : self.span[1]]


class Replies:
    """A team's replies by their row, in the words of one language."""

    def __init__(self, content: Content, state: TeamState, words: Words, t: Translate) -> None:
        self._content = content
        self._words = words
        self._t = t
        self._rows: dict[int, Response] = {response.seq: response for response in state.responses}

    def find(self, seq: int) -> Reply | None:
        found = self._rows.get(seq)
        return found.reply if found else None

    def inject(self, reply: Reply) -> Inject | None:
        return self._content.scenario.inject.get(reply.inject) if reply.inject else None

    def title(self, inject: Inject) -> str:
        return visible_line(self._words(inject.title))

    def who(self, who: str) -> str:
        return visible_line(self._words(self._content.title_of(who)))

    def part(self, reply: Reply | None, part: str) -> str:
        """What readers call a part of a reply: its form field's label, or text, reason, message, choice, contact."""
        ask = inject.ask if reply and (inject := self.inject(reply)) else None
        for field in ask.fields if ask else ():
            if field.id == part:
                return visible_line(self._words(field.label))
        return self._t(_PARTS[part]) if part in _PARTS else visible_line(part)

    def option(self, reply: Reply, option: str) -> str:
        """The label of a chosen option; its id where the inject does not know it."""
        ask = inject.ask if (inject := self.inject(reply)) else None
        labels = {o.id: o.label for o in ask.options} if ask else {}
        return visible_line(self._words(labels[option]) if option in labels else option)


def cite(replies: Replies, stream: str, seq: int, part: str, text: str, span: tuple[int, int], rule: str) -> Cited:
    """Evidence with its reply. A span that does not fit the reply's words falls back to the words themselves."""
    reply = replies.find(seq)
    inject = replies.inject(reply) if reply else None
    whole, where = _place(replies, reply, part, text, span)
    return Cited(
        stream=visible_line(stream),
        seq=seq,
        at=reply.at if reply else None,
        who=replies.who(reply.role) if reply else "",
        inject=(inject.id, replies.title(inject)) if inject else None,
        label=replies.part(reply, part),
        text=visible(whole),
        span=where,
        rule=visible_line(rule),
    )


def _place(
    replies: Replies, reply: Reply | None, part: str, text: str, span: tuple[int, int]
) -> tuple[str, tuple[int, int]]:
    """The words of the part and where in them the evidence stands."""
    words = reply.parts.get(part) if reply else None
    if words is not None:
        start, end = span
        if 0 <= start < end <= len(words) and (words[start:end] == text or not text):
            return words, (start, end)
        start = words.find(text) if text else -1
        return (words, (start, start + len(text))) if start >= 0 else (text or words, (0, len(text or words)))
    if reply and text in reply.options:
        text = replies.option(reply, text)
    elif reply and text in reply.to:
        text = replies.who(text)
    return text, (0, len(text))
