"""Messages that nobody has read or replied to: what exercise control can help along, beside the calls that wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.engine.contact_views import Words
from simulator.engine.state import TeamState
from simulator.engine.talk_chains import chains, outcome, takers
from simulator.engine.talk_state import REACHED, UNANSWERED, WAITING, Line, Talk
from simulator.engine.talk_views import has_person
from simulator.engine.talks import OFFICE, PERSON
from simulator.engine.world import World

STATUSES = ("unanswered", "passed_on", "reply", "answer", "unread")
"""How a message may stand, the most pressing first."""


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A message of a team that lies with somebody. Titles in words, times in scenario seconds.

    ``status`` is one of

    - ``unanswered``: none of those addressed, nor of those who stand in for them, has read it in time;
    - ``passed_on``: it was not read in time, and lies with a stand-in;
    - ``reply``: the exercise office has read it, and has not replied;
    - ``answer``: something further that was written has not been read;
    - ``unread``: not read yet.

    ``who`` are those with whom it lies, since ``since``; ``due`` is when it goes on or is given up, None where it does
    not. ``sender`` and ``text`` are of what was written last.
    """

    team: str
    reply: str
    status: str
    by: str
    sender: str
    who: tuple[str, ...]
    since: int
    due: int | None
    text: str

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.team}/{self.reply}"

    @property
    def overdue(self) -> bool:
        """Whether it has not been read in time."""
        return self.status in {"unanswered", "passed_on"}


def unread_lines(world: World, states: Mapping[str, TeamState], lang: str) -> tuple[UnreadLine, ...]:
    """Of every team that plays, the most pressing first, then the longest waiting."""
    words = world.words(lang)
    found = [
        line
        for team, state in states.items()
        if not state.finished
        for talk in state.talks.values()
        if (line := _line(world, words, team, talk)) is not None
    ]
    return tuple(sorted(found, key=lambda line: (STATUSES.index(line.status), line.since)))


def _line(world: World, words: Words, team: str, talk: Talk) -> UnreadLine | None:
    if talk.heard or talk.ended is not None or not has_person(talk):
        return None
    lying = _lying(talk)
    if lying is None:
        return None
    status, who, since, due = lying
    last = talk.said[-1] if talk.said else None
    sender, text = (last.who, last.text) if last else (talk.sender, talk.text)
    titles = tuple(words(world.content.title_of(one)) for one in dict.fromkeys(who))
    return UnreadLine(team, talk.id, status, talk.by, words(world.content.title_of(sender)), titles, since, due, text)


_Lying = tuple[str, list[str], int, int | None]
"""Status, with whom, since when and until when."""


def _lying(talk: Talk) -> _Lying | None:
    """With whom a message lies; the most pressing of several."""
    found = [*_not_read(talk), *_not_replied(talk), *_answers(talk)]
    return min(found, key=lambda one: STATUSES.index(one[0]), default=None)


def _not_read(talk: Talk) -> Iterator[_Lying]:
    """Those of the seats to whom it was sent, a line for each way in which it stands with them."""
    lines: dict[str, list[Line]] = {}
    for chain in chains(talk):
        stands = outcome(talk, chain)
        if stands == REACHED:
            continue
        status = "unread" if stands == WAITING else stands
        wanted = {UNANSWERED} if stands == UNANSWERED else {WAITING}
        mine = [line for line in takers(talk, chain) if line.by == PERSON and line.status in wanted]
        lines.setdefault(status, []).extend(mine)
    for status, those in lines.items():
        if those:
            since = max(line.ended or line.at for line in those) if status == UNANSWERED else those[0].at
            due = min((line.until for line in those if line.until is not None), default=None)
            yield status, [line.who for line in those], since, None if status == UNANSWERED else due


def _not_replied(talk: Talk) -> Iterator[_Lying]:
    """The exercise office, where it has read what a seat wrote last and holds the other end."""
    ours = [line.who for line in talk.lines if line.by == OFFICE]
    speaks = ours if talk.seat else [talk.sender]
    last = talk.said[-1] if talk.said else None
    seat, at = (last.seat, last.at) if last else (talk.seat, talk.at)
    if speaks and seat and talk.seen_by("") >= len(talk.said):
        yield "reply", speaks, at, None


def _answers(talk: Talk) -> Iterator[_Lying]:
    """The seats at either end that have not opened what was written after the beginning."""
    ends = {line.seat: line.who for line in talk.reached if line.by == PERSON}
    if talk.caller == PERSON and talk.seat:
        ends[talk.seat] = talk.sender
    late = [seat for seat in ends if talk.seen_by(seat) < len(talk.said)]
    if late and talk.said:
        since = min(talk.said[max(0, talk.seen_by(seat))].at for seat in late)
        yield "answer", [ends[seat] for seat in late], since, None
