"""What can become of a call of a contact drill, and what conditions want of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.engine.talk_state import HEARD
from simulator.model.call_tree import Answers, Call, CallTree
from simulator.model.condition import CallIs
from simulator.model.content import Content

LEFT, FAILED, EXHAUSTED, REACHED, REPEATED = "left", "failed", "exhausted", "reached", "repeated"
"""Never made; tried and left at that; everybody tried in vain; the message arrived; it was repeated back, too."""

FATES = (LEFT, FAILED, EXHAUSTED, REACHED, REPEATED)
"""The one that takes least comes first."""

_ALL = frozenset(FATES)

_SO = {
    "called": _ALL - {LEFT},
    "reached": frozenset({REACHED, REPEATED}),
    "repeated": frozenset({REPEATED}),
    "failed": frozenset({FAILED, EXHAUSTED}),
    "settled": frozenset({EXHAUSTED, REACHED, REPEATED}),
}


@dataclass(frozen=True, slots=True)
class CallWish:
    """How a call is to end: any fate of ``accept``. ``fails``: it is to fail at first, whatever comes of it."""

    accept: frozenset[str] = _ALL
    fails: bool = False

    @property
    def makes(self) -> bool:
        """Whether the call has to be made for it."""
        return self.fails or LEFT not in self.accept

    def and_(self, other: CallWish) -> CallWish | None:
        """Both wishes together; None where they contradict each other."""
        fails = self.fails or other.fails
        accept = self.accept & other.accept - ({LEFT} if fails else set())
        return CallWish(accept, fails) if accept else None


def call_wishes(asked: CallIs, tree: CallTree | None, *, wanted: bool) -> Iterable[dict[str, CallWish]]:
    """Ways to have ``asked`` hold, or not hold, the plainest first; none where the tree has no such call."""
    if tree is None:
        return ()
    about = tree.to_make if asked.id is None else tuple(call for call in tree.calls if call.id == asked.id)
    so = _SO[asked.is_]
    if not wanted:
        # One is enough; the message may still pass everywhere else where the last one of the tree is left out.
        return tuple({call.id: CallWish(_ALL - so)} for call in reversed(about))
    ways = [{call.id: CallWish(so) for call in about}] if about else []
    if about and asked.is_ == "failed":
        ways.append({call.id: CallWish(_SO["called"], fails=True) for call in about})
    return ways


def possible(content: Content, tree: CallTree, call: Call) -> frozenset[str]:
    """The fates that ``call`` can have in the hands of a team that may do as it likes."""
    if call is tree.root:
        return _arrives(content, call.who, call.answers)
    found = {LEFT}
    answers, instead = call.answers, call.stand_in
    if answers.how == "answers":
        return _arrives(content, call.who, answers) | {LEFT}
    # Who uses a way that tells nothing back never hears that it failed.
    told = answers.how == "declines" or not HEARD.isdisjoint(call.by)
    if told and answers.how == "wrong_number" and answers.right_number:
        found |= _arrives(content, call.who, answers)
    if instead is not None and instead.answers.how == "answers":
        found |= _arrives(content, instead.who, instead.answers)
    elif told:
        found.add(EXHAUSTED)
    if told and instead is not None:
        found.add(FAILED)
    return frozenset(found)


def at_first(content: Content, tree: CallTree, call: Call) -> str:
    """The fate of ``call`` where it is made once, and whoever got it repeats it back."""
    if call is tree.root or call.answers.how == "answers":
        return max(_arrives(content, call.who, call.answers), key=FATES.index)
    return FAILED if FAILED in possible(content, tree, call) else EXHAUSTED


def _arrives(content: Content, who: str, answers: Answers) -> frozenset[str]:
    if who in content.played:
        return frozenset({REACHED, REPEATED})
    by_itself = answers.repeats and who not in content.organization.roles
    return frozenset({REPEATED if by_itself else REACHED})
