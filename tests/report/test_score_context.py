"""The explained score card: clauses, limits, evidence with the reply around it, factors that give the points."""

from dataclasses import replace

import pytest
from support.reviewed import DAY_ONE, opened

from simulator.model.verdict import Verdict
from simulator.report.citing import Cited, Replies, cite
from simulator.report.rule_words import rule_words
from simulator.report.score_context import ScoreContext, StepCard, explained, score_context
from simulator.report.step_words import decided_words, excerpt, factors_of, formula_words, points_of, timeliness_words
from simulator.scoring.scorecard import CitedEvidence
from simulator.session.scoring import score_card
from simulator.words import translator

EN = translator("report", "en")


def context(lang: str = "en") -> ScoreContext:
    return explained(opened(), lang)


def step(team: str, name: str, lang: str = "en") -> StepCard:
    card = next(card for card in context(lang).teams if card.id == team)
    return next(step for step in card.steps if step.id == name)


def evidence(text: str, span: tuple[int, int], part: str = "text", seq: int = 3, rule: str = "said") -> CitedEvidence:
    return CitedEvidence("good", seq, part, text, span, rule)


def cited(*items: CitedEvidence) -> tuple[Cited, ...]:
    log = opened("good")
    words = log.world.content.wording("en", DAY_ONE)
    return cite(Replies(log.world.content, log.states["good"], words, EN), items)


def reply_seq() -> int:
    return opened("good").states["good"].responses[0].seq


def test_a_step_carries_what_explains_it() -> None:
    found = step("poor", "A01")

    assert found.title == "Tell the section head at once"
    assert found.clause == "Staff shall: tell the section head at once."
    assert found.limit == "within 30 min of: the moment it was noticed"
    assert found.owners == ("Children's clerk",)
    assert found.done_by == "Children's clerk"
    assert found.missing == ("at once",)
    assert found.critical == "Lost time cannot be won back"
    assert step("poor", "A03").broken == (("A02", "Preserve the evidence"),)
    assert step("poor", "A02").sources == ("Guideline, annex 2",)


def test_the_limit_reads_as_japanese() -> None:
    assert step("poor", "A01", "ja").limit == "「気付いた時」から30分以内"


def test_critical_failures_and_must_nots_are_found_at_once() -> None:
    poor = next(card for card in context().teams if card.id == "poor")

    assert [one.id for one in poor.critical] == ["N01"]
    assert [one.id for one in poor.harm] == ["N01", "N02"]
    assert all(one.failed for one in (*poor.critical, *poor.harm))


def test_the_spans_of_evidence_lie_in_the_whole_reply() -> None:
    found = step("good", "A01").evidence[0]

    assert found.text == "直ちに課長へ電話で報告しました。捜索は並行して行います。"
    assert [text for text, counts in found.pieces if counts] == ["課長へ電話で報告しました"]
    assert (found.stream, found.seq) == ("good", reply_seq())
    assert found.inject == ("I01", "The list is not there")


def test_evidence_in_one_reply_comes_as_one_with_all_its_words_marked() -> None:
    text = "直ちに課長へ電話で報告しました。捜索は並行して行います。"
    items = [evidence(text[a:b], (a, b), seq=reply_seq(), rule=f"essential {a}") for a, b in ((3, 6), (0, 3), (9, 15))]

    (found,) = cited(*items)

    assert [piece for piece, counts in found.pieces if counts] == ["直ちに課長へ", "報告しました"]
    assert "".join(piece for piece, _ in found.pieces) == text


@pytest.mark.parametrize("span", [(0, 9999), (-3, 2), (5, 5), (4, 3), (20, 27)])
def test_a_span_that_does_not_fit_is_looked_for(span: tuple[int, int]) -> None:
    (found,) = cited(evidence("課長へ電話で", span, seq=reply_seq()))

    assert [piece for piece, counts in found.pieces if counts] == ["課長へ電話で"]


def test_words_that_are_nowhere_in_the_reply_stand_alone() -> None:
    (found,) = cited(evidence("other words", (0, 11), seq=reply_seq()))

    assert found.pieces == (("other words", True),)


def test_evidence_of_an_unknown_row_is_still_shown() -> None:
    (found,) = cited(evidence("words", (0, 5), seq=999))

    assert (found.at, found.who, found.text) == (None, "", "words")


def test_a_choice_is_cited_by_its_label_in_the_readers_language() -> None:
    assert step("good", "A02").evidence[0].text == "Keep the evidence"
    assert step("good", "A02", "ja").evidence[0].text == "証拠を残す"


def test_parties_contacted_are_cited_together_by_their_titles() -> None:
    seq = opened("good").states["good"].responses[2].seq

    (found,) = cited(evidence("board", (0, 5), "to", seq, "contact"))

    assert (found.label, found.text) == ("Contacted", "Board operator")


def test_the_factors_give_the_points() -> None:
    """Every card can be computed again from what it shows."""
    for team in context().teams:
        for card in team.steps:
            score = card.score
            product = score.of
            for factor in factors_of(EN, score):
                product = product * factor.percent // 100
            assert score.must_not or abs(product - score.points) <= 1, card.id


@pytest.mark.parametrize(
    ("team", "name", "words"),
    [
        ("good", "A01", "3 × 100% (met) = 3"),
        ("good", "A04", "2 × 100% (met) × 90% (done by another role) = 1.8"),
        ("poor", "A01", "3 × 50% (partly met) × 80% (15 min late) = 1.2"),
        ("poor", "A02", "2 × 100% (met) × 60% (1 h 45 min late) × 90% (done by another role) = 1.08"),
        ("poor", "A03", "5 × 50% (partly met) × 80% (order broken) × 90% (done by another role) = 1.8"),
        ("poor", "N02", "a must-not was done: -2"),
        ("poor", "A05", "no delivered inject expected this step: it does not count"),
        ("good", "N01", "a must-not, not seen to be done: nothing taken off"),
    ],
)
def test_the_formula_in_words(team: str, name: str, words: str) -> None:
    assert formula_words(EN, step(team, name).score) == words


def test_points_lateness_and_an_evaluators_reason() -> None:
    override = step("poor", "A02").score

    assert points_of(override) == "1.08/2"
    assert timeliness_words(EN, override) == "1 h 45 min late"
    assert decided_words(EN, override).startswith("Evaluator's verdict (automatic: △partly met)")
    assert decided_words(EN, step("good", "A01").score) == ""


def test_hostile_words_are_harmless_in_every_field() -> None:
    log = opened()
    card = score_card(log)
    nasty = replace(card.teams[2], steps=tuple(replace(s, rule="\x1b[1m", reason="\x07") for s in card.teams[2].steps))
    made = score_context(log.world.content, DAY_ONE, replace(card, exercise="\x1b", teams=(nasty,)), log.states, "ja")

    shown = [made.exercise, made.teams[0].title]
    for one in made.teams[0].steps:
        shown += [one.score.rule, one.score.reason, *(c.text for c in one.evidence)]
    assert not {c for text in shown for c in text if ord(c) < 32 and c != "\n"}


def test_an_excerpt_is_one_line_around_the_words() -> None:
    (found,) = cited(evidence("電話", (6, 8), seq=reply_seq()))
    long = replace(found, text="あ" * 100 + "\n電話" + "い" * 100, spans=((101, 103),))

    before, words, after = excerpt(long)

    assert words == ("電話", True)
    assert before[0].startswith("…")
    assert after[0].endswith("…")
    assert "\n" not in before[0] + after[0]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("core-and-essentials", "the act is said, with everything that belongs to it"),
        ("denied: not-needed", "says that it is not done"),
        ("corrected; undecided: consider", "taken back by a later reply: only considers it"),
        ("option a", "the option that was chosen shows it"),
        ("something-new", "something-new"),
    ],
)
def test_rules_in_words(rule: str, words: str) -> None:
    assert rule_words(EN, rule) == words


def test_verdicts_of_all_kinds_have_a_factor() -> None:
    assert {factors_of(EN, step("poor", "A01").score)[0].percent} == {50}
    assert step("odd", "A03").score.verdict is Verdict.NOT_MET
    assert factors_of(EN, step("odd", "A03").score)[0].percent == 0
