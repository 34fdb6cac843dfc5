"""A team played by hand in tests: a state, a clock that is set, commands."""

from typing import Any

from simulator.engine.commands import Command, RecordJudgements, Refusal, StartTeam, SubmitResponse, Tick
from simulator.engine.decide import decide
from simulator.engine.events import Entry
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.model.verdict import Confidence, Judgement, Verdict

START = 1_700_000_000_000


class Play:
    """Carries out commands the way a session does, without judge or log. Times are scenario seconds."""

    def __init__(self, world: World, team: str = "blue") -> None:
        self.world, self.team = world, team
        self.state = TeamState()
        self.entries: list[Entry] = []
        self.real = START

    def do(self, command: Command) -> Refusal | None:
        decided = decide(self.world, self.team, self.state, command)
        if isinstance(decided, Refusal):
            return decided
        self.entries.extend(decided)
        self.state = fold(self.world.scenario, decided, self.state)
        return None

    def start(self) -> "Play":
        self.do(StartTeam(at=self.real))
        return self.tick()

    def tick(self) -> "Play":
        self.do(Tick(at=self.real))
        return self

    def until(self, scenario: int) -> "Play":
        """Let the clock run to a scenario second, looking once, at the end."""
        real = self.state.clock.real_of(scenario)
        assert real is not None
        self.real = real
        return self.tick()

    @property
    def now(self) -> int:
        return self.state.clock.at(self.real)

    def answer(self, inject: str | None, role: str = "desk", kind: str = "text", **more: Any) -> Refusal | None:
        seat = "back" if role == "staff" else "front"
        defaults: dict[str, Any] = {"parts": {"text": "done"}} if kind == "text" else {}
        return self.do(
            SubmitResponse(
                at=self.real,
                actor=f"seat:{seat}",
                seat=seat,
                role=role,
                kind=kind,
                inject=inject,
                **{**defaults, **more},
            )
        )

    def judge(self, step: str, verdict: Verdict = Verdict.MET, *, harm: bool = False) -> Refusal | None:
        """A verdict on the last reply."""
        judgement = Judgement(step, verdict, Confidence.AUTO, "test", harm=harm)
        reply = self.state.responses[-1].reply.id
        return self.do(RecordJudgements(at=self.real, reply=reply, judgements=(judgement,)))

    @property
    def delivered(self) -> list[str]:
        return list(self.state.delivered)
