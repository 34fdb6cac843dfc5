"""A small exercise in two languages, played by the engine with verdicts given by hand: good, poor and hostile teams."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from simulator.engine import commands as c
from simulator.engine.decide import decide
from simulator.engine.events import Entry, SeatSetup, TeamSetup
from simulator.engine.fold import fold
from simulator.engine.state import TeamState
from simulator.engine.world import World
from simulator.log.memory import MemoryStore
from simulator.log.store import EventStore
from simulator.model.content import Content
from simulator.model.verdict import Confidence, Evidence, Judgement, Verdict
from simulator.session.entries import draft_of
from simulator.session.opening import OpenedLog, create_exercise, opened_log

DAY_ONE = date(2024, 2, 29)
START = 1_709_181_000_000
"""Real time of the start, UTC milliseconds."""

ESC_NAME = "\x1b]0;owned\x07\x1b[31mRed team\x1b[0m"


def both(ja: str, en: str) -> dict[str, str]:
    return {"ja": ja, "en": en}


def _step(name: str, ja: str, en: str, **more: Any) -> dict[str, Any]:
    clause = both(f"{ja}をしなければならない。", f"Staff shall: {en.lower()}.")
    return {"id": name, "title": both(ja, en), "text": clause, **more}


def _essential(name: str, ja: str, en: str) -> dict[str, Any]:
    return {"id": name, "label": both(ja, en), "any": [en]}


MANUAL = {
    "kind": "manual",
    "id": "small-manual",
    "lang": "ja",
    "title": both("小さな手順書", "Small manual"),
    "version": "1.0",
    "moments": [{"id": "T0", "title": both("気付いた時", "the moment it was noticed")}],
    "sections": [
        {
            "id": "first",
            "title": both("第1章 発見", "Chapter 1 Discovery"),
            "steps": [
                _step(
                    "A01",
                    "所属長への即時報告",
                    "Tell the section head at once",
                    roles=["desk"],
                    deadline={"within": 1800, "from": "T0"},
                    weight=3,
                    critical=both("遅れた時間は取り戻せない", "Lost time cannot be won back"),
                    rubric={
                        "essentials": [_essential("now", "直ちに", "at once"), _essential("who", "だれに", "whom")]
                    },
                ),
                _step(
                    "A02",
                    "証拠の保全",
                    "Preserve the evidence",
                    roles=["head"],
                    deadline={"within": 3600, "from": "T0"},
                    after=["A01"],
                    weight=2,
                    rubric={"essentials": [_essential("url", "URLと日時", "URL and time")]},
                    sources=[both("ガイドライン別添2", "Guideline, annex 2")],
                ),
                _step(
                    "A03",
                    "削除の依頼",
                    "Ask for removal",
                    roles=["head"],
                    after=["A02"],
                    weight=5,
                    critical=both("載り続ける", "It stays online"),
                ),
            ],
        },
        {
            "id": "second",
            "title": both("第2章 公表と本人への通知", "Chapter 2 Publication and notice"),
            "steps": [
                _step("A04", "公表", "Publish", roles=["mayor"], weight=2),
                _step("A05", "再発防止", "Prevent it from happening again", roles=["head"], weight=1),
                _step(
                    "N01",
                    "証拠を保全する前に消させる",
                    "Have it removed before the evidence is kept",
                    polarity="refrain",
                    weight=4,
                    critical=both("証拠が失われる", "The evidence is lost"),
                ),
                _step("N02", "URLを広める", "Spread the URL", polarity="refrain", weight=2),
            ],
        },
    ],
}

ORGANIZATION = {
    "kind": "organization",
    "id": "small-city",
    "lang": "ja",
    "title": both("小さな市", "Small City"),
    "sections": [
        {
            "id": "child",
            "title": both("こども課", "Children's Section"),
            "roles": [
                {"id": "desk", "title": both("こども課 担当", "Children's clerk"), "duty": both("受付", "desk")},
                {"id": "head", "title": both("こども課長", "Children's head"), "duty": both("長", "head")},
            ],
        }
    ],
    "parties": [
        {"id": "mayor", "title": both("市長", "Mayor"), "inside": True},
        {"id": "board", "title": both("掲示板管理者", "Board operator")},
    ],
}

SCENARIO = {
    "kind": "scenario",
    "id": "small-scenario",
    "lang": "ja",
    "title": both("名簿の紛失", "The lost list"),
    "version": "1.0",
    "summary": both("要約", "Summary"),
    "briefing": both("説明", "Briefing"),
    "organization": "small-city",
    "manual": "small-manual",
    "day_one": "2024-02-29",
    "moments": {"T0": {"inject": "I01"}},
    "start": "discovery",
    "phases": [
        {
            "id": "discovery",
            "title": both("発見", "Discovery"),
            "brief": both("書類がない。", "A paper is gone."),
            "start": 47_100,
            "minutes": 20,
            "pace": 10,
            "exits": [{"to": "public", "when": {"time": 90_000}}],
        },
        {
            "id": "public",
            "title": both("公表", "Publication"),
            "start": 118_800,
            "minutes": 10,
            "pace": 10,
            "exits": [{"to": "ended", "when": {"time": 140_000}}],
        },
        {"id": "ended", "title": both("終了", "Ended"), "end": True},
    ],
    "injects": [
        {
            "id": "I01",
            "title": both("名簿が見当たらない", "The list is not there"),
            "at": 47_100,
            "from": "control",
            "to": ["desk"],
            "channel": "in_person",
            "body": both("名簿が机にありません。\nどうしますか。", "The list is not on the desk.\nWhat do you do?"),
            "ask": {"kind": "text", "prompt": both("最初に何をしますか。", "What do you do first?"), "limit": 900},
            "expects": ["A01"],
            "hints": [both("だれに言いますか。", "Whom do you tell?")],
            "trap": both("一人で探し続ける。", "Searching on alone."),
        },
        {
            "id": "I02",
            "title": both("掲示板に出ている", "It is on a board"),
            "at": 50_400,
            "from": "board",
            "to": ["head"],
            "channel": "web_form",
            "body": both("名簿の写真が出ています。", "A photo of the list is online."),
            "ask": {
                "kind": "choice",
                "prompt": both("どうしますか。", "What now?"),
                "options": [
                    {"id": "keep", "label": both("証拠を残す", "Keep the evidence")},
                    {"id": "remove", "label": both("すぐ消させる", "Have it removed at once")},
                ],
                "limit": 1800,
            },
            "expects": ["A02", "A03"],
        },
        {
            "id": "I03",
            "title": both("市長から", "From the mayor"),
            "at": 119_000,
            "from": "mayor",
            "to": ["head", "desk"],
            "channel": "phone",
            "body": both("公表は？", "Publish?"),
            "ask": {"kind": "text", "prompt": both("公表文を。", "Your statement."), "limit": 3600},
            "expects": ["A04"],
        },
    ],
}


def content() -> Content:
    return Content.model_validate({"scenario": SCENARIO, "manual": MANUAL, "organization": ORGANIZATION})


def seats() -> tuple[SeatSetup, ...]:
    return (SeatSetup("s1", ("desk",)), SeatSetup("s2", ("head",), human=False))


class Play:
    """A team's stream as the engine makes it; ``clock`` in scenario seconds drives real time at the phase's pace."""

    def __init__(self, world: World, team: str) -> None:
        self.world, self.team = world, team
        self.entries: list[Entry] = []
        self.now = START
        self.do(c.StartTeam(at=self.now))

    @property
    def state(self) -> TeamState:
        return fold(self.world.scenario, self.entries)

    def do(self, command: c.Command) -> None:
        for one in (command, c.Tick(at=self.now)):
            decided = decide(self.world, self.team, self.state, one)
            assert not isinstance(decided, c.Refusal), decided
            self.entries.extend(decided)

    def until(self, scenario: int) -> None:
        real = self.state.clock.real_of(scenario)
        assert real is not None
        self.now = max(self.now, real)
        decided = decide(self.world, self.team, self.state, c.Tick(at=self.now))
        assert not isinstance(decided, c.Refusal)
        self.entries.extend(decided)

    def say(self, seat: str, role: str, text: str, inject: str | None = None, **more: Any) -> str:
        fields: dict[str, Any] = {"kind": "text", "parts": {"text": text}} | more
        self.do(c.SubmitResponse(at=self.now, actor=f"seat:{seat}", seat=seat, role=role, inject=inject, **fields))
        return self.state.responses[-1].reply.id

    def judge(self, reply: str, step: str, verdict: Verdict, words: str = "", **more: Any) -> None:
        part = more.pop("part", "text")
        found = next(r.reply for r in self.state.responses if r.reply.id == reply)
        text = found.parts.get(part, "")
        start = text.find(words)
        span = (start, start + len(words)) if words and start >= 0 else (0, 0)
        rule = more.pop("rule", "core-and-essentials" if verdict is Verdict.MET else "essentials-missing")
        evidence = (Evidence(reply, part, words, span, rule),) if words else ()
        confidence = more.pop("confidence", Confidence.AUTO)
        judgement = Judgement(step, verdict, confidence, rule, evidence=evidence, **more)
        self.do(c.RecordJudgements(at=self.now, reply=reply, judgements=(judgement,)))


def world(*teams: tuple[str, dict[str, str]]) -> World:
    return World(content(), DAY_ONE, tuple(TeamSetup(name, title, seats()) for name, title in teams))


def play_good(play: Play) -> None:
    play.do(c.MarkRead(at=play.now, actor="seat:s1", seat="s1", inject="I01"))
    play.until(47_400)
    reply = play.say("s1", "desk", "直ちに課長へ電話で報告しました。捜索は並行して行います。", "I01")
    play.judge(reply, "A01", Verdict.MET, "課長へ電話で報告しました", found=("now", "who"))
    play.until(50_700)
    reply = play.say("s2", "head", "", "I02", kind="choice", parts={}, options=("keep",))
    play.judge(reply, "A02", Verdict.MET, "証拠を残す", part="option", rule="option keep")
    reply = play.say(
        "s2",
        "head",
        "管理者へ削除を依頼する。",
        to=("board",),
        kind="contact",
        by="phone",
        parts={"message": "URLを示し、写真の削除を依頼します。"},
    )
    play.judge(reply, "A03", Verdict.MET, "写真の削除を依頼します", part="message")
    play.do(c.NoteObservation(at=play.now, text="役割分担が明確だった。", role="head"))
    play.until(119_400)
    reply = play.say("s2", "head", "市長の決裁を得て本日14時に公表します。", "I03")
    play.judge(reply, "A04", Verdict.MET, "本日14時に公表します")
    play.until(140_000)


def play_poor(play: Play) -> None:
    play.do(c.ShowHint(at=play.now, actor="seat:s1", seat="s1", inject="I01"))
    play.until(49_800)
    reply = play.say("s1", "desk", "もう少し探してから課長に話します。", "I01")
    play.judge(reply, "A01", Verdict.PARTIAL, "課長に話します", missing=("now",), found=("who",))
    play.do(c.Pause(at=play.now))
    play.now += 60_000
    play.do(c.Resume(at=play.now))
    play.until(56_000)
    reply = play.say("s1", "desk", "[b]すぐ消させた[/b]。URL https://board.example.jp/1 を全員に送った。", None)
    play.judge(reply, "N01", Verdict.NOT_MET, "すぐ消させた", harm=True, rule="does-what-must-not-be-done")
    play.judge(reply, "N02", Verdict.NOT_MET, "を全員に送った", harm=True, rule="does-what-must-not-be-done")
    play.judge(reply, "A03", Verdict.PARTIAL, "すぐ消させた", confidence=Confidence.PROPOSED)
    play.until(57_000)
    reply = play.say("s1", "desk", "画面を保存しました。", None)
    play.judge(reply, "A02", Verdict.PARTIAL, "画面を保存しました", missing=("url",))
    play.do(c.SetVerdict(at=play.now, step="A02", verdict=Verdict.MET, reason="写真にURLが写っていた。"))
    play.until(57_600)
    play.do(c.SetPace(at=play.now, percent=200))
    play.do(c.Skip(at=play.now, inject="I03", reason="時間がない"))
    play.do(c.JumpTo(at=play.now, scenario=89_000))
    play.until(140_000)


def play_hostile(play: Play) -> None:
    play.until(47_400)
    reply = play.say(
        "s1", "desk", "[red]報告[/red] \x1b[2J\x1b]52;c;AAAA\x07 \u202egnp.exe {0} %s \\[b]\n二行目\t報告した", "I01"
    )
    play.judge(reply, "A01", Verdict.MET, "[red]報告[/red] \x1b[2J")
    play.do(c.SetVerdict(at=play.now, step="A03", verdict=Verdict.NOT_MET, reason="[blink]\x1b[5m理由[/blink]"))
    play.do(c.FinishTeam(at=play.now))


PLAYS = {"good": play_good, "poor": play_poor, "odd": play_hostile}
TITLES = {
    "good": both("模範班", "Model team"),
    "poor": both("後手の班", "Late team"),
    "odd": both(ESC_NAME, ESC_NAME),
}


def record(store: EventStore, *teams: str) -> OpenedLog:
    """Play ``teams`` (all three when none is named) into ``store`` and open what it holds."""
    chosen = teams or tuple(PLAYS)
    setting = world(*((team, TITLES[team]) for team in chosen))
    create_exercise(store, setting.content, tuple(setting.teams.values()), {}, DAY_ONE, "ja", START)
    for team in chosen:
        play = Play(setting, team)
        PLAYS[team](play)
        store.append(team, 0, [draft_of(entry) for entry in play.entries])
    return opened_log(store, "small.sqlite")


@cache
def opened(*teams: str) -> OpenedLog:
    """The exercise ``small-1`` in memory: teams good, poor, odd (hostile)."""
    return record(MemoryStore("small-1"), *teams)
