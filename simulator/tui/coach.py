"""What a player should do now, in plain words, and the page shown while nothing is open."""

from __future__ import annotations

from simulator.engine.views import RoleView, SeatView
from simulator.model.safe_text import visible, visible_line
from simulator.tui.call_lines import waiting as waiting_calls
from simulator.tui.lines import BLANK, Line, Span, line
from simulator.tui.standing import next_to_open, standing
from simulator.tui.talk_lines import waits
from simulator.tui.wording import Wording, d_time
from simulator.tui.wrap_up import open_questions


def now_lines(words: Wording, view: SeatView, now: int) -> list[Line]:
    """Three lines: what is waiting, how to answer it, what else can be done. ``now`` in scenario seconds."""
    t = words.t
    how = t("Enter opens an inject, Enter again takes you to your response, F9 sends it.")
    also = t("Nobody has to ask you: with F2 you contact and report on your own, F3 opens the manual.")
    if not view.started:
        return [line("1. " + t("The exercise has not started yet.")), line(f"2. {how}"), line(f"3. {also}")]
    if view.finished:
        return [line(t("The exercise is over. Thank you."), "strong")]
    waiting = [inject for inject in view.inbox if standing(inject, now) in {"late", "new", "todo"}]
    following = next_to_open(view, now)
    if following is None:
        first = t("Nothing is waiting. Think ahead: who must know, what must be kept, what falls due?")
    else:
        first = t(
            "{count} waiting. Next: {title} ({time}). Ctrl+N opens it.",
            count=len(waiting),
            title=visible_line(following.title),
            time=d_time(following.at),
        )
    calls = waiting_calls(view.calls)
    told = t("Calls waiting for you: {count}. Ctrl+L opens them.", count=calls)
    talks = sum(waits(talk) for talk in view.talks)
    talking = t("Calls and messages waiting for you: {count}. Ctrl+R opens them.", count=talks)
    asked = open_questions(view)
    asking = t("Questions of the hot wash and the survey: {count} open. F12 opens them.", count=asked)
    return [
        *([line(f"!  {told}", "alert", indent=3)] if calls else []),
        *([line(f"!  {talking}", "alert", indent=3)] if talks else []),
        line(f"1. {first}", "strong", indent=3),
        line(f"2. {how}", indent=3),
        line(f"3. {also}", indent=3),
        *([line(f"4. {asking}", "ask", indent=3)] if asked else []),
    ]


def home_lines(words: Wording, view: SeatView, now: int) -> list[Line]:
    """The page while nothing is open: what to do, the phase, one's roles, who else is there."""
    t = words.t
    out = [line(t("What do I do now?"), "head"), *now_lines(words, view, now), BLANK]
    if view.phase is not None:
        out += [line(t("Phase: {title}", title=visible_line(view.phase.title)), "head")]
        if view.phase.brief:
            out.append(line(visible(view.phase.brief.strip())))
        out.append(BLANK)
    return out + team_lines(words, view)


def team_lines(words: Wording, view: SeatView) -> list[Line]:
    """One's own roles with their duties, and the others in the team."""
    t = words.t
    out = [line(t("Your roles"), "head")]
    for role in view.roles:
        out.append(role_line(role))
        if role.duty:
            out.append(line("  " + visible(role.duty.strip()), indent=2))
    out += [BLANK, line(t("Also in {team}", team=visible_line(view.team_title)), "head")]
    if not view.mates:
        out.append(line(t("Nobody else: you hold every role."), "dim"))
    for mate in view.mates:
        who = t("a person") if mate.human else t("played by the program")
        names = words.names(tuple(visible_line(role) for role in mate.roles))
        out.append(Line((Span(names), Span(f"  {who}", "dim")), indent=2))
    return out


def role_line(role: RoleView) -> Line:
    """A role's title, with its section where the title does not name it."""
    section = "" if role.section in role.title else f"  {visible_line(role.section)}"
    return Line((Span(visible_line(role.title), "strong"), Span(section, "dim")))


def coaching(words: Wording, view: SeatView) -> str:
    """A short line on how to go on, until the seat has sent its first response."""
    mine = {role.id for role in view.roles}
    if not view.inbox or any(reply.role in mine for reply in view.chronology):
        return ""
    if not any(inject.read for inject in view.inbox):
        return words.t("Your first inject is here: press Enter to read it.")
    return words.t("Read it, then press Enter (or Tab) to respond; F9 sends it.")
