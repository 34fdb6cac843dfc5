"""Calls and messages as a seat and the exercise office see them, as data; ``talk_views`` makes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TalkEndView:
    """One who was addressed. ``status`` is ``waiting``, ``reached`` or ``unanswered``; times in scenario seconds.

    ``own``: this seat takes it. ``in_place_of`` names the one who did not answer or read. What was written and not read
    in time went on to ``passed_to`` (empty where there was nobody) at ``passed_at``; it may still be read after that.
    ``absent``: nobody sat there when it came, so it went on at once.
    """

    who: str
    title: str
    own: bool
    status: str
    at: int | None
    in_place_of: str = ""
    passed_at: int | None = None
    passed_to: str = ""
    absent: bool = False


@dataclass(frozen=True, slots=True)
class TalkWordsView:
    """Something that was said; ``own``: by this seat. ``at`` in scenario seconds."""

    at: int
    who: str
    title: str
    own: bool
    text: str


@dataclass(frozen=True, slots=True)
class TalkView:
    """A call or message that this seat is part of.

    ``status`` is one of

    - ``ringing``: somebody calls, this seat is to answer;
    - ``calling``: this seat calls, nobody has answered yet;
    - ``talking``: on the line;
    - ``taken``: somebody else has answered it;
    - ``missed``: this seat did not answer in time, or the caller gave up;
    - ``unanswered``: nobody answered this seat's call, or nobody of those addressed and of those who stand in for them
      has read its message in time;
    - ``told``: a call that was heard, with nobody to talk on with;
    - ``over``: hung up;
    - ``unread``, ``read``: a message to this seat, or an answer in one that it wrote;
    - ``sent``: a message from this seat;
    - ``passed_on``: the same, which has gone on to a stand-in who has not read it yet.

    ``at`` is the time of sending, ``until`` when the caller gives up or an unread message goes on, ``began`` and
    ``ended`` those of a call, all in scenario seconds; ``seconds`` is its length in the story, ``real_seconds`` by the
    wall clock. ``speaks_as`` is the title of whom this seat speaks for.
    """

    id: str
    at: int
    by: str
    heard: bool
    sender: str
    sender_title: str
    own: bool
    to: tuple[TalkEndView, ...]
    status: str
    unread: int
    words: tuple[TalkWordsView, ...]
    until: int | None
    began: int | None
    ended: int | None
    seconds: int | None
    real_seconds: int | None
    why: str
    can_answer: bool
    can_say: bool
    can_hang_up: bool
    speaks_as: str = ""


@dataclass(frozen=True, slots=True)
class OfficeTalkView:
    """A talk as the exercise office sees it, with all that was said.

    ``status`` is ``ringing`` or ``unread`` (somebody is to answer as one of ``as_whom``), ``talking``, ``calling``
    (the office calls), ``sent``, ``passed_on`` or ``unanswered`` (as in ``TalkView``), or ``over``. ``as_whom`` pairs
    the ids and titles of those for whom it may speak.
    """

    team: str
    team_title: str
    id: str
    at: int
    by: str
    heard: bool
    sender: str
    sender_title: str
    to: tuple[TalkEndView, ...]
    status: str
    waits: bool
    words: tuple[TalkWordsView, ...]
    until: int | None
    seconds: int | None
    as_whom: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """What tells it apart from the others of its list."""
        return f"{self.team}/{self.id}"
