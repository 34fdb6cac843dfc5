"""Evidence of the score card beside the reply it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from simulator.engine.state import Progress, Response, TeamState
from simulator.model.base import Text
from simulator.model.content import Content
from simulator.model.safe_text import visible, visible_line
from simulator.model.scenario import Inject, in_form_order
from simulator.model.verdict import Reply
from simulator.scoring.scorecard import CitedEvidence
from simulator.words import Translate, mark

Words = Callable[[Text | None], str]

_OPTION = "option "
"""Begins the rule of evidence that a chosen option gives; the option's id follows."""

_PARTS = {
    "text": mark("Text"),
    "reason": mark("Reason"),
    "message": mark("Message"),
    "option": mark("Chosen"),
    "to": mark("Contacted"),
    "row": mark("Timetable"),
    "number": mark("Number"),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """Words or an act that show a verdict, with the reply around them.

    ``stream`` and ``seq`` name the row of the reply; ``at`` is scenario seconds (None where the reply is not known),
    ``who`` the title of its role, ``inject`` the id and title of what it answers. ``text`` is the whole part of the
    reply that the words stand in (``label`` names the part), ``spans`` where in it they stand, in order and apart.
    """

    stream: str
    seq: int
    at: int | None
    who: str
    inject: tuple[str, str] | None
    label: str
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """``text`` in pieces, each with whether it is among the words that count."""
        found, at = [], 0
        for start, end in self.spans:
            found += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        found.append((self.text[at:], False))
        return tuple(piece for piece in found if piece[0])


class Replies:
    """A team's replies by their row, in the words of one language."""

    def __init__(self, content: Content, state: TeamState, words: Words, t: Translate) -> None:
        self._content = content
        self._words = words
        self.t = t
        self._rows: dict[int, Response] = {response.seq: response for response in state.responses}
        self._records: dict[int, Progress] = {progress.seq: progress for progress in state.progress}

    def find(self, seq: int) -> Reply | None:
        found = self._rows.get(seq)
        return found.reply if found else None

    def record(self, seq: int) -> Progress | None:
        """The record of the timetable in that row of the log."""
        return self._records.get(seq)

    def row(self, row: str) -> str:
        """The title of a row of the timetable; its id where the timetable does not know it."""
        timetable = self._content.scenario.timetable
        found = timetable.row.get(row) if timetable is not None else None
        return visible_line(self._words(found.title)) if found is not None else visible_line(row)

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
        return self.t(_PARTS[part]) if part in _PARTS else visible_line(part)

    def pieces(self, reply: Reply) -> list[tuple[str, str]]:
        """Names and texts of a reply's parts, in the order of its form."""
        inject = self.inject(reply)
        return [(self.part(reply, p), text) for p, text in in_form_order(inject.ask if inject else None, reply.parts)]

    def place(self, seq: int, part: str) -> int:
        """Where ``part`` stands in the form that the reply in that row of the log answers."""
        reply = self.find(seq)
        ask = inject.ask if reply and (inject := self.inject(reply)) else None
        fields = [field.id for field in ask.fields] if ask else []
        return fields.index(part) if part in fields else len(fields)

    def joined(self, texts: Iterable[str]) -> str:
        return self.t(" / ").join(texts)

    def option(self, reply: Reply, option: str) -> str:
        """The label of a chosen option; its id where the inject does not know it."""
        ask = inject.ask if (inject := self.inject(reply)) else None
        labels = {o.id: o.label for o in ask.options} if ask else {}
        return visible_line(self._words(labels[option]) if option in labels else option)


def cite(replies: Replies, evidence: Sequence[CitedEvidence]) -> tuple[Cited, ...]:
    """Evidence with its replies, in the order of the log and of the forms; what stands in one part comes as one."""
    groups: dict[tuple[str, int, str], list[CitedEvidence]] = {}
    for item in sorted(evidence, key=lambda one: (one.seq, replies.place(one.seq, one.part))):
        groups.setdefault((item.stream, item.seq, item.part), []).append(item)
    return tuple(_cited(replies, group) for group in groups.values())


def _cited(replies: Replies, group: Sequence[CitedEvidence]) -> Cited:
    first = group[0]
    record = replies.record(first.seq)
    if record is not None:
        text = replies.joined(part for part in (replies.row(record.row), visible_line(record.remark)) if part)
        return Cited(
            stream=visible_line(first.stream),
            seq=first.seq,
            at=record.actual,
            who=replies.who(record.role),
            inject=None,
            label=replies.part(None, first.part),
            text=text,
            spans=((0, len(text)),),
        )
    reply = replies.find(first.seq)
    inject = replies.inject(reply) if reply else None
    words = reply.parts.get(first.part) if reply else None
    spans = _spans(words, group)
    if words is None or not spans:
        words = replies.joined(dict.fromkeys(_act(replies, reply, item) for item in group))
        spans = ((0, len(words)),)
    return Cited(
        stream=visible_line(first.stream),
        seq=first.seq,
        at=reply.at if reply else None,
        who=replies.who(reply.role) if reply else "",
        inject=(inject.id, replies.title(inject)) if inject else None,
        label=replies.part(reply, first.part),
        text=visible(words).replace("\t", " "),
        spans=spans,
    )


def _spans(words: str | None, group: Sequence[CitedEvidence]) -> tuple[tuple[int, int], ...]:
    """Where in ``words`` the evidence stands, overlaps joined; a span that does not fit is looked for by its text."""
    if words is None:
        return ()
    found: list[tuple[int, int]] = []
    for item in group:
        start, end = item.span
        if not (0 <= start < end <= len(words) and words[start:end] == item.text):
            start = words.find(item.text) if item.text else -1
            end = start + len(item.text)
        if start >= 0:
            found.append((start, end))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _act(replies: Replies, reply: Reply | None, item: CitedEvidence) -> str:
    """A chosen option or a party that was contacted by its name; other words as they are."""
    option = item.rule.removeprefix(_OPTION)
    if reply and option in reply.options:
        return replies.option(reply, option)
    if reply and item.text in reply.to:
        return replies.who(item.text)
    return item.text
