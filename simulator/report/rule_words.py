"""What the scorer's rules mean, for readers of its verdicts."""

from __future__ import annotations

from simulator.words import Translate, mark

_RULES = {
    "nothing-found": mark("nothing said speaks of it"),
    "core-and-essentials": mark("the act is said, with everything that belongs to it"),
    "subject-and-essentials": mark("speaks of the matter with all that belongs to it; the act itself is a guess"),
    "essentials-missing": mark("the act is said, but something that belongs to it is missing"),
    "essentials-of-several-replies": mark("several replies together say what belongs to it"),
    "wrong-essential": mark("the act is said, but something that belongs to it is wrong"),
    "contact-and-essentials": mark("the right people were contacted, with everything that belongs to it"),
    "contact": mark("the right people were contacted"),
    "form-filled": mark("all fields of the form that show it are filled"),
    "form-partly-filled": mark("some fields of the form that show it are filled"),
    "says-it-is-not-done": mark("says that it is not done"),
    "waits-for-what-it-must-not": mark("waits for something that it must not wait for"),
    "names-it-without-committing": mark("names the matter, but only refuses, asks, waits or leaves it to others"),
    "commits-to-nothing": mark("commits to nothing"),
    "speaks-of-other-steps": mark("speaks of other steps alone"),
    "does-what-must-not-be-done": mark("says that this was done"),
    "hearsay": mark("told as heard from others"),
    "timetable-recorded": mark("a row of the timetable was recorded"),
    "calls-called": mark("every call was made"),
    "calls-on_time": mark("every call was made within its limit"),
    "calls-reached": mark("the message reached everybody"),
    "calls-repeated": mark("everybody repeated the message back"),
    "calls-stand_in": mark("the stand-ins were called"),
    "calls-corrected": mark("the number was corrected"),
    "calls-some": mark("some of the calls show it, not all"),
    "option": mark("the option that was chosen shows it"),
}
_STATUSES = {
    "denied": mark("says that it is not done"),
    "deferred": mark("puts it off, or names no time"),
    "undecided": mark("only considers it"),
    "conditional": mark("makes it depend on something"),
    "other_actor": mark("leaves it to somebody else"),
}
_CORRECTED = "corrected; "


def rule_words(t: Translate, rule: str) -> str:
    """The rule of a judgement in words; its own name where it has none here."""
    if rule.startswith(_CORRECTED):
        return t("taken back by a later reply: {rule}", rule=rule_words(t, rule.removeprefix(_CORRECTED)))
    status = rule.partition(":")[0]
    if status in _STATUSES:
        return t(_STATUSES[status])
    name = rule.partition(" ")[0]
    return t(_RULES[name]) if name in _RULES else rule
