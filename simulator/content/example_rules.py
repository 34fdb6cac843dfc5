"""Why the scorer judges an example as it does, in the words of the score card."""

from __future__ import annotations

from simulator.content.problems import Noun
from simulator.words import mark

RULES = {
    "nothing-found": mark("nothing said speaks of it"),
    "core-and-essentials": mark("the act is said, with everything that belongs to it"),
    "subject-and-essentials": mark("speaks of the matter with all that belongs to it; the act itself is a guess"),
    "essentials-missing": mark("the act is said, but something that belongs to it is missing"),
    "wrong-essential": mark("the act is said, but something that belongs to it is wrong"),
    "says-it-is-not-done": mark("says that it is not done"),
    "waits-for-what-it-must-not": mark("waits for something that it must not wait for"),
    "names-it-without-committing": mark("names the matter, but only refuses, asks, waits or leaves it to others"),
    "commits-to-nothing": mark("commits to nothing"),
    "speaks-of-other-steps": mark("speaks of other steps alone"),
    "does-what-must-not-be-done": mark("says that this was done"),
    "hearsay": mark("told as heard from others"),
}
"""The rules that words alone can meet."""
STATUSES = {
    "denied": mark("says that it is not done"),
    "deferred": mark("puts it off, or names no time"),
    "undecided": mark("only considers it"),
    "conditional": mark("makes it depend on something"),
    "other_actor": mark("leaves it to somebody else"),
}
"""What becomes of an act that is named; rules of this kind carry more behind a colon."""


def rule_noun(rule: str) -> str:
    """The rule of a judgement, to be translated in a message; its own name where it has no words."""
    name = rule.partition(" ")[0].partition(":")[0]
    found = RULES.get(name) or STATUSES.get(name)
    return rule if found is None else Noun(found)
