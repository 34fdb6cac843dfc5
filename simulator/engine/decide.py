"""Commands into entries, or a refusal. Total: a user's mistake is a Refusal, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from simulator.engine import commands as c
from simulator.engine import events as e
from simulator.engine.call_decide import DECIDE_CALL
from simulator.engine.control_decide import DECIDE_CONTROL
from simulator.engine.deciding import Decision, entries_of
from simulator.engine.due import enter, left_open, settle
from simulator.engine.evaluation_decide import DECIDE_EVALUATION, MAX_NOTE
from simulator.engine.leap import on_the_way
from simulator.engine.presence import DECIDE_PRESENCE
from simulator.engine.responses import decide_response, has_received
from simulator.engine.state import TeamState
from simulator.engine.talk_decide import DECIDE_TALK, open_talk
from simulator.engine.timetable import decide_check, decide_progress
from simulator.engine.world import World


def decide(world: World, team: str, state: TeamState, command: c.Command) -> Decision:
    """What ``command`` changes for ``team``, given its state; an empty tuple where there is nothing to change."""
    if type(command) in DECIDE_PRESENCE:
        # People come and go before the start and after the end, too.
        return DECIDE_PRESENCE[type(command)](world, team, state, command)
    if not isinstance(command, c.StartTeam) and not state.started:
        return c.Refusal("team.not_started")
    if command.at < state.last_at:
        # A window that stood open, or a wall clock that was set back: nothing happens before the last fact.
        command = replace(command, at=state.last_at)
    if isinstance(command, c.SubmitResponse):
        sent = decide_response(world, team, state, command)
        return sent if isinstance(sent, c.Refusal) or not sent else open_talk(world, team, state, sent)
    return _DECIDE[type(command)](world, team, state, command)


def _start(world: World, _: str, state: TeamState, command: c.StartTeam) -> Decision:
    if state.started:
        return c.Refusal("team.already_started")
    return tuple(enter(world, state, world.scenario.start, "start", command.at, command.actor))


def _tick(world: World, _: str, state: TeamState, command: c.Tick) -> Decision:
    return tuple(settle(world, state, command.at, standing=command.standing, proceed=command.proceed))


def _read(world: World, team: str, state: TeamState, command: c.MarkRead) -> Decision:
    refused = _not_received(world, team, state, command)
    if refused:
        return refused
    if (command.inject, command.seat) in state.read:
        return ()
    return entries_of(state, command, [e.InjectRead(command.inject, command.seat)])


def _hint(world: World, team: str, state: TeamState, command: c.ShowHint) -> Decision:
    refused = _not_received(world, team, state, command)
    if refused:
        return refused
    shown = state.hints.get(command.inject, 0)
    if shown >= len(world.scenario.inject[command.inject].hints):
        return c.Refusal("hint.none_left")
    return entries_of(state, command, [e.HintShown(command.inject, command.seat, shown + 1)])


def _judgements(_: World, __: str, state: TeamState, command: c.RecordJudgements) -> Decision:
    found = next(((r.reply.role, r.reply.at) for r in state.responses if r.reply.id == command.reply), None)
    if found is None:
        found = next(((p.role, p.at) for p in state.progress if p.id == command.reply), None)
    if found is None:
        return c.Refusal("reply.unknown", {"reply": command.reply})
    role, at = found
    judged = [e.StepJudged(j, command.reply, role) for j in command.judgements]
    return entries_of(state, command, judged, scenario=command.since if command.later else at)


def _opinion(world: World, _: str, state: TeamState, command: c.RecordOpinion) -> Decision:
    if command.step not in world.content.manual.steps:
        return c.Refusal("step.unknown", {"step": command.step})
    opinion = e.OpinionRecorded(
        command.step,
        command.verdict,
        command.words[:MAX_NOTE],
        command.model,
        command.prompt_sha,
        command.replies,
    )
    return entries_of(state, command, [opinion])


def _pause(_: World, __: str, state: TeamState, command: c.Pause) -> Decision:
    if state.finished:
        return c.Refusal("team.finished")
    return entries_of(state, command, [e.ClockPaused()]) if state.clock.running else ()


def _resume(_: World, __: str, state: TeamState, command: c.Resume) -> Decision:
    if state.finished:
        return c.Refusal("team.finished")
    if command.after_gap:
        if not state.clock.running:
            return ()
        # Time in which no program ran is no exercise time: go on from the last fact.
        ran = min(max(state.last_at, command.known), command.at)
        known = ran if ran > state.last_at else 0
        return entries_of(state, command, [e.ClockResumed(after_gap=True, known=known)], scenario=state.clock.at(ran))
    return () if state.clock.running else entries_of(state, command, [e.ClockResumed()])


def _pace(_: World, __: str, state: TeamState, command: c.SetPace) -> Decision:
    if state.finished:
        return c.Refusal("team.finished")
    if not 10 <= command.percent <= 10_000:
        return c.Refusal("pace.out_of_range")
    return () if command.percent == state.clock.percent else entries_of(state, command, [e.ClockPaced(command.percent)])


def _jump(world: World, _: str, state: TeamState, command: c.JumpTo) -> Decision:
    if state.finished:
        return c.Refusal("team.finished")
    now = state.clock.at(command.at)
    if command.scenario <= now:
        return c.Refusal("jump.backwards")
    then = state.clock._replace(scenario=command.scenario, real=command.at)
    before = on_the_way(world, state, command.at, then, command.scenario - 1)
    state = state._replace(seq=state.seq + len(before))
    return (*before, *entries_of(state, command, [e.ClockJumped(now)], scenario=command.scenario))


def _advance(world: World, _: str, state: TeamState, command: c.AdvancePhase) -> Decision:
    if state.finished or state.phase is None:
        return c.Refusal("team.finished")
    target = command.to or world.machine.way_by_hand(state.phase, world.facts(state, state.clock.at(command.at)))
    if target is None or target not in world.scenario.phase:
        return c.Refusal("phase.unknown", {"phase": command.to or ""})
    return tuple(enter(world, state, target, "facilitator", command.at, command.actor))


def _send(world: World, _: str, state: TeamState, command: c.SendNow) -> Decision:
    refused = _not_controllable(world, state, command.inject)
    if refused:
        return refused
    return entries_of(
        state, command, [e.InjectDelivered(command.inject, world.receivers[command.inject], "facilitator")]
    )


def _hold(world: World, _: str, state: TeamState, command: c.Hold) -> Decision:
    refused = _not_controllable(world, state, command.inject)
    if refused:
        return refused
    return () if command.inject in state.held else entries_of(state, command, [e.InjectHeld(command.inject)])


def _release(world: World, _: str, state: TeamState, command: c.Release) -> Decision:
    refused = _not_controllable(world, state, command.inject)
    if refused:
        return refused
    return entries_of(state, command, [e.InjectReleased(command.inject)]) if command.inject in state.held else ()


def _skip(world: World, _: str, state: TeamState, command: c.Skip) -> Decision:
    refused = _not_controllable(world, state, command.inject)
    if refused:
        return refused
    if command.inject in state.skipped:
        return ()
    return entries_of(state, command, [e.InjectSkipped(command.inject, command.reason[:MAX_NOTE])])


def _finish(world: World, _: str, state: TeamState, command: c.FinishTeam) -> Decision:
    if state.finished:
        return ()
    return entries_of(state, command, [*left_open(world, state), e.TeamFinished("facilitator")])


def _not_received(world: World, team: str, state: TeamState, command: c.MarkRead | c.ShowHint) -> c.Refusal | None:
    seat = world.seat(team, command.seat)
    if seat is None:
        return c.Refusal("seat.unknown", {"seat": command.seat})
    return None if has_received(state, seat, command.inject) else c.Refusal("inject.not_received")


def _not_controllable(world: World, state: TeamState, inject: str) -> c.Refusal | None:
    if state.finished:
        return c.Refusal("team.finished")
    if inject not in world.scenario.inject:
        return c.Refusal("inject.unknown", {"inject": inject})
    if inject in state.delivered:
        return c.Refusal("inject.already_delivered", {"inject": inject})
    return None


_DECIDE: dict[type, Callable[[World, str, TeamState, Any], Decision]] = {
    c.StartTeam: _start,
    c.Tick: _tick,
    c.MarkRead: _read,
    c.ShowHint: _hint,
    c.RecordProgress: decide_progress,
    c.RecordSystemCheck: decide_check,
    c.RecordJudgements: _judgements,
    c.RecordOpinion: _opinion,
    c.Pause: _pause,
    c.Resume: _resume,
    c.SetPace: _pace,
    c.JumpTo: _jump,
    c.AdvancePhase: _advance,
    c.SendNow: _send,
    c.Hold: _hold,
    c.Release: _release,
    c.Skip: _skip,
    c.FinishTeam: _finish,
    **DECIDE_CALL,
    **DECIDE_EVALUATION,
    **DECIDE_TALK,
    **DECIDE_CONTROL,
}
