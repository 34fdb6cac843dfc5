"""The score page of a seat: what explains each step, in words that the seat may read, never in ids."""

from dataclasses import replace
from typing import Any

import pytest
from page_reader import Element
from seat_shown import LANGS, Shown

from simulator.doors.http.pages.quoting import quotes_of
from simulator.doors.http.pages_port import PageKind
from simulator.engine.commands import FinishTeam
from simulator.model.verdict import Verdict
from simulator.scoring.scorecard import CitedEvidence, ScoreCard, StepScore, TeamScore
from simulator.words import translator

BAD = "<script>alert(1)</script>\u202e"
FIRST, SECOND = "We looked first. ", "Then I called the head."


def cited(part: str, text: str, start: int = 0, reply: str = "r1") -> CitedEvidence:
    return CitedEvidence("team", 7, part, text, (start, start + len(text)), "rule", reply)


def scored(step: str, verdict: Verdict, *evidence: CitedEvidence, **more: Any) -> StepScore:
    base = StepScore(
        step=step,
        verdict=verdict,
        by="auto",
        automatic=verdict,
        proposed=False,
        timeliness="none",
        late_by=0,
        at=None,
        due=None,
        actor="none",
        role=None,
        order="none",
        broken_before=(),
        points=0,
        of=100,
        exercised=True,
        must_not=False,
        harm=False,
        critical_failure=False,
        rule="",
        missing=(),
        reason="",
        evidence=evidence,
    )
    return replace(base, **more)


def card(*steps: StepScore, **more: Any) -> ScoreCard:
    team = TeamScore("team", {"en": "Team", "ja": "班"}, True, 0, 100, 0, (), (), 0, steps, (), ())
    return ScoreCard("x", "s", "m", (replace(team, **more),))


def played(lang: str = "en", words: str = FIRST + SECOND) -> Shown:
    shown = Shown(lang).later()
    shown.send("text", "I01", parts={"text": words})
    shown.seat._apply(FinishTeam(at=shown.seat.now()))
    return shown


def page(shown: Shown, *steps: StepScore, **more: Any) -> Element:
    return shown.page(PageKind.SCORE, view=card(*steps, **more))


def test_a_step_opens_to_words_clause_actor_and_clock() -> None:
    shown = played()
    step = scored(
        "A01",
        Verdict.PARTIAL,
        cited("text", SECOND, len(FIRST)),
        role="desk",
        actor="other",
        timeliness="late",
        late_by=2400,
        due=3600,
        at=6000,
        order="broken",
        broken_before=("A02",),
    )
    found = page(shown, step).one("details", id="score-A01")

    head = found.one("summary").text
    assert "partly met" in head
    assert "40 min late" in head
    told = found.text
    assert FIRST.strip() in told, "the whole reply stands around the words that count"
    assert [one.text for one in found.all("mark")] == [SECOND]
    assert "due D1 01:00; done D1 01:40; 40 min late" in told
    assert "not in charge; in charge:" in told
    assert "broken: A02" in told
    manual = next(s for chapter in shown.seat.manual().chapters for s in chapter.steps if s.id == "A01")
    assert " ".join(manual.text.split()) in told
    assert found.one("a", href="/seat/manual#A01")


@pytest.mark.parametrize("lang", LANGS)
def test_what_somebody_typed_stays_text(lang: str) -> None:
    shown = played(lang, f"Call {BAD} now")
    found = page(shown, scored("A01", Verdict.MET, cited("text", BAD, 5))).one("details", id="score-A01")

    assert found.one("mark").raw == "<script>alert(1)</script>\ufffd"


def test_while_the_team_plays_nothing_is_told() -> None:
    assert not Shown().page(PageKind.SCORE, view=None).all("details")


def test_steps_that_do_not_count_are_left_out_and_serious_ones_lead_to_their_line() -> None:
    lost = scored("A01", Verdict.NOT_OBSERVED, critical_failure=True)
    found = page(played(), lost, scored("A02", Verdict.NOT_OBSERVED, exercised=False), critical=("A01",))

    assert [one.attrs["id"] for one in found.all("details") if one.attrs["id"].startswith("score-")] == ["score-A01"]
    assert found.one("a", href="#score-A01")
    assert "No words or acts" in found.one(id="score-A01-body").text


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ((cited("to", "police"),), ["Police station\n" + FIRST + SECOND]),
        ((cited("to", "police"), cited("to", "mayor")), ["Police station / Mayor\n" + FIRST + SECOND]),
        ((cited("to", "police"), cited("text", SECOND, len(FIRST))), ["Police station", FIRST + SECOND]),
        ((cited("to", "unknown-id"),), [FIRST + SECOND]),
        ((cited("option", "not-seen"),), [FIRST + SECOND]),
        ((cited("row", "stop-it", reply="p1"),), []),
        ((cited("text", "elsewhere", 3),), ["elsewhere"]),
        ((cited("text", "a reply that did not come by this seat", reply="r9"),), []),
        ((cited("to", "police", reply="r9"),), []),
        ((), []),
    ],
)
def test_no_id_stands_where_words_should_and_nothing_that_the_seat_did_not_see(
    evidence: tuple[CitedEvidence, ...], told: list[str]
) -> None:
    quotes = quotes_of(translator("web", "en"), scored("A01", Verdict.MET, *evidence), played().seat.view())

    assert ["".join(words for words, _ in quote.pieces) for quote in quotes] == told
