"""A contact drill (連絡訓練): a message that is passed on from one to the next through the contact network.

Who calls whom, in which ways, within what time, and how those who are not played by a person behave.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from simulator.model.base import Duration, Frozen, Id, Text
from simulator.model.rubric import Way, Word

Hours = Literal["day", "night"]
"""Which numbers of the contact network are used."""


class Answers(Frozen):
    """How whoever is called behaves; of a role that a person holds only ``how`` other than ``answers`` counts."""

    how: Literal["answers", "no_answer", "declines", "wrong_number"] = "answers"
    """``declines``: answers, but does not take part. ``wrong_number``: the listed number is not theirs any more."""
    after: Duration = 60
    """From the call until it is answered, or until the caller knows that it is not."""
    repeats: bool = True
    """Repeats the message back (復唱) unasked. A role does that by itself; this is about everybody else."""
    says: Text | None = None
    """What the caller hears."""
    right_number: str | None = None
    """Of ``wrong_number``: the number that does reach them; its figures are what counts."""


class StandIn(Frozen):
    """Who is called instead, where the one called is not reached."""

    who: Id
    answers: Answers = Answers()


class Call(Frozen):
    """One place in the call tree: somebody who is to get the message."""

    id: Id
    who: Id
    """A role, section or party. Only a role passes the message on."""
    called_by: Id | None = None
    """The call whose receiver makes this one; absent for the one where the message starts."""
    by: Annotated[tuple[Way, ...], Field(min_length=1)] = ("phone",)
    """The ways in which this call may be made."""
    limit: Duration | None = None
    """Within which the call is to be made, from the moment its caller got the message."""
    answers: Answers = Answers()
    stand_in: StandIn | None = None
    note: Text | None = None
    """Told to the caller."""


class KeyPoint(Frozen):
    """Something without which a message was not repeated back (復唱)."""

    id: Id
    label: Text
    """What a reader is told when it is missing."""
    any: Annotated[tuple[Word, ...], Field(min_length=1)]


class CallEvidence(Frozen):
    """What the calls show of a step: met when it is so of all ``calls`` (of the whole tree where none is named).

    ``called``: the call was made. ``on_time``: within its limit. ``reached``: the message arrived, with the stand-in
    too. ``repeated``: it was repeated back, with every key point. ``stand_in``: the stand-in was called.
    ``corrected``: the number was.
    """

    step: Id
    when: Literal["called", "on_time", "reached", "repeated", "stand_in", "corrected"]
    calls: tuple[Id, ...] = ()
    partial_from: Annotated[int, Field(ge=1)] = 1


class CallTree(Frozen):
    """The message and the way it is to take."""

    inject: Id
    """With this inject the message reaches the first role."""
    message: Text
    """What is to be passed on, told to everybody who has got it."""
    points: tuple[KeyPoint, ...] = ()
    """What has to be in the words that repeat it back."""
    hours: Hours = "night"
    rings: Duration = 120
    """How long a telephone rings for a person before the caller gives up."""
    calls: Annotated[tuple[Call, ...], Field(min_length=1)]
    shows: tuple[CallEvidence, ...] = ()

    @cached_property
    def call(self) -> dict[str, Call]:
        return {call.id: call for call in self.calls}

    @cached_property
    def root(self) -> Call | None:
        """Where the message starts; None only where lint has something to say."""
        return next((call for call in self.calls if call.called_by is None), None)

    @cached_property
    def to_make(self) -> tuple[Call, ...]:
        """Every call but the one where the message starts."""
        return tuple(call for call in self.calls if call.called_by is not None)

    def depth(self, call: str) -> int:
        """How many calls the message has gone through; 0 where it starts."""
        steps, at = 0, self.call.get(call)
        while at is not None and at.called_by is not None and steps <= len(self.calls):
            steps, at = steps + 1, self.call.get(at.called_by)
        return steps


@dataclass(frozen=True, slots=True)
class CallFact:
    """What has become of one call, as scoring sees it.

    ``shown`` maps what is so of the call (the words of ``CallEvidence.when``) to the reply, the part of it and the
    words there that show it.
    """

    call: str
    shown: dict[str, tuple[str, str, str]]


def figures(number: str) -> str:
    """The figures of a telephone number, for comparing what was typed with what is listed."""
    return "".join(c for c in unicodedata.normalize("NFKC", number) if c.isdecimal())
