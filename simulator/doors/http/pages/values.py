"""Values of views in words, for pages: limits of steps, drill calls, system checks, how talks stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from simulator.engine.manual_view import LimitView, ManualView, StepView
from simulator.engine.talk_shapes import OfficeTalkView, TalkEndView, TalkView
from simulator.model.safe_text import visible_line
from simulator.scoring.scorecard import TeamScore
from simulator.tui import talk_ends
from simulator.tui.search import folded, matches, words_of
from simulator.tui.wording import Wording
from simulator.words import Translate, mark

_CALLS = {
    "todo": (mark("to call"), ""),
    "ringing": (mark("ringing"), "warn"),
    "sent": (mark("no receipt yet"), "warn"),
    "reached": (mark("reached"), "good"),
    "repeated": (mark("repeated back"), "good"),
    "no_answer": (mark("no answer"), "bad"),
    "declines": (mark("not in charge of this"), "bad"),
    "wrong_number": (mark("wrong number"), "bad"),
    "cut_off": (mark("still ringing at the end"), "warn"),
}
_TALKS = {
    "ringing": (mark("ringing"), "bad"),
    "calling": (mark("calling"), "warn"),
    "talking": (mark("on the line"), "good"),
    "taken": (mark("taken by somebody else"), ""),
    "missed": (mark("missed"), "bad"),
    "unanswered": (mark("not answered"), "bad"),
    "told": (mark("told"), "good"),
    "over": (mark("over"), ""),
    "unread": (mark("new"), "bad"),
    "read": (mark("read"), ""),
    "sent": (mark("sent"), "good"),
    "passed_on": (mark("passed on"), "warn"),
}
_NOT_READ = (mark("not read"), "bad")
"""A message that nobody has read in time."""
_HOWS = {
    "automatic": mark("automatic"),
    "manual": mark("manual"),
    "partly": mark("partly manual"),
    "not_done": mark("not done"),
    "none": mark("not planned"),
}


def value_words(words: Wording, t: Translate) -> dict[str, Callable[..., object]]:
    """What templates call to word a value."""

    def limit_words(limit: LimitView) -> str:
        return limit_of(words, t, limit)

    def call_words(status: str) -> str:
        return t(_CALLS[status][0])

    def call_style(status: str) -> str:
        return _CALLS[status][1]

    def how_words(how: str) -> str:
        return t(_HOWS[how])

    def team_title(team: TeamScore) -> str:
        return team.title.get(words.lang) or next(iter(team.title.values()), team.team)

    return {
        "limit_words": limit_words,
        "call_words": call_words,
        "call_style": call_style,
        "how_words": how_words,
        **talk_values(words, t),
        "team_title": team_title,
        "not_critical": not_critical,
    }


def talk_values(words: Wording, t: Translate) -> dict[str, Callable[..., object]]:
    """What templates call to word how a talk stands, and what has become of it with each who was addressed."""

    def stands(talk: TalkView | OfficeTalkView) -> tuple[str, str]:
        return _NOT_READ if talk.status == "unanswered" and not talk.heard else _TALKS[talk.status]

    def talk_words(talk: TalkView | OfficeTalkView) -> str:
        return t(stands(talk)[0])

    def talk_style(talk: TalkView | OfficeTalkView) -> str:
        return stands(talk)[1]

    def end_name(end: TalkEndView) -> str:
        return talk_ends.end_name(words, end)

    def end_words(talk: TalkView | OfficeTalkView, end: TalkEndView) -> str:
        return talk_ends.end_words(words, talk, end)

    def addressed(talk: TalkView | OfficeTalkView) -> tuple[str, ...]:
        return tuple(visible_line(end.title) for end in talk.to if not end.in_place_of)

    def cut_off(talk: TalkView) -> str:
        return talk_ends.ended_words(words, talk)

    return {
        "talk_words": talk_words,
        "talk_style": talk_style,
        "end_name": end_name,
        "end_words": end_words,
        "addressed": addressed,
        "cut_off": cut_off,
    }


def not_critical(team: TeamScore) -> tuple[str, ...]:
    """Must-nots that were done and are not told of as critical already."""
    return tuple(step for step in team.harm if step not in team.critical)


def found_chapters(manual: ManualView, query: str) -> list[tuple[str, list[StepView]]]:
    """The chapters with the steps in which every word of ``query`` stands; a step's number finds that step alone."""
    words = words_of(query)
    chapters = []
    for chapter in manual.chapters:
        steps = [step for step in chapter.steps if matches(words, *_searchable(step))]
        if steps:
            chapters.append((chapter.title, steps))
    exact = [(title, step) for title, steps in chapters for step in steps if words == (folded(step.id),)]
    return [(title, [step]) for title, step in exact] or chapters


def _searchable(step: StepView) -> Iterator[str]:
    yield from (step.id, step.title, step.text, *step.roles, *step.sources, *step.done_when)


def limit_of(words: Wording, t: Translate, limit: LimitView) -> str:
    """A limit as a sentence part: ``within 1 h of "noticed"``."""
    if limit.within is not None:
        span = words.span(limit.within)
        told = (
            t('within {span} of "{start}"', span=span, start=limit.start)
            if limit.start
            else t("within {span}", span=span)
        )
    elif limit.legal_days is not None:
        told = t(
            'within {days} calendar days of "{start}", that day being day 1; from a closed day to the next open one',
            days=limit.legal_days,
            start=limit.start,
        )
    elif limit.before is not None:
        told = t("before step {step}", step=limit.before)
    else:
        told = ""
    return t("{limit} ({note})", limit=told, note=limit.note) if told and limit.note else told or limit.note
