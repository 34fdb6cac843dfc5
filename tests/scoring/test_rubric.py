"""The shipped rubrics: their own examples, their lexicon, and what the codebook asks of well-known traps."""

from functools import cache

import pytest

from simulator.content.loading import load_manual
from simulator.model.manual import Manual, Polarity
from simulator.model.rubric import Lexicon
from simulator.model.verdict import Verdict
from simulator.scoring.examples import wrong_examples
from simulator.scoring.judge import Judge, check_examples
from simulator.scoring.lexicon import Vocabulary
from simulator.scoring.text import read

STEPS = [f"A{number:02d}" for number in range(1, 33)]
MUST_NOTS = [f"N{number:02d}" for number in range(1, 9)]


@cache
def shipped() -> tuple[Manual, tuple[Lexicon, ...]]:
    loaded = load_manual("municipal-incident-procedure")
    assert loaded.manual is not None, loaded.problems
    return loaded.manual, loaded.lexicons


@cache
def judge() -> Judge:
    return Judge(*shipped())


def japanese(text: str) -> bool:
    return any("\u3040" <= character <= "\u9fff" for character in text)


def test_the_manual_has_its_steps_and_must_nots() -> None:
    manual, _ = shipped()

    assert list(manual.steps) == STEPS + MUST_NOTS
    assert [id_ for id_, step in manual.steps.items() if step.polarity is Polarity.REFRAIN] == MUST_NOTS
    assert [id_ for id_, step in manual.steps.items() if step.critical] == [
        "A20",
        "A26",
        "N01",
        "N02",
        "N04",
        "N05",
        "N06",
    ]


def test_every_example_gets_its_verdict() -> None:
    assert check_examples(*shipped()) == []


def test_an_example_that_is_judged_otherwise_is_reported() -> None:
    manual, lexicons = shipped()
    plain = manual.normal_form() if hasattr(manual, "normal_form") else manual.model_dump(mode="json", by_alias=True)
    examples = plain["sections"][0]["steps"][0]["rubric"]["examples"]
    examples["met"] = ["今日は天気がよい。"]

    wrong = check_examples(Manual.model_validate(plain), lexicons)

    assert wrong == [("A01", "met", "今日は天気がよい。", "not_observed")]


def test_a_wrong_example_says_what_was_found_in_it() -> None:
    manual, lexicons = shipped()
    plain = manual.model_dump(mode="json", by_alias=True)
    step = manual.steps["A01"]
    partial = step.rubric.examples.partial[0]
    plain["sections"][0]["steps"][0]["rubric"]["examples"]["met"] = [partial, "今日は天気がよい。"]

    some, none = wrong_examples(Manual.model_validate(plain), lexicons)

    assert some.rule == "essentials-missing"
    assert some.core
    assert some.words
    assert all(words in partial for words in some.words)
    assert some.missing
    assert {*some.present, *some.missing} == {one.id for one in step.rubric.essentials}
    assert (none.rule, none.core, none.words, none.present) == ("nothing-found", (), (), ())


@pytest.mark.parametrize("step", STEPS)
def test_examples_cover_both_languages_and_all_verdicts(step: str) -> None:
    manual, _ = shipped()
    examples = manual.steps[step].rubric.examples

    for verdict in ("met", "partial", "not_met"):
        texts = getattr(examples, verdict)
        assert len(texts) >= 2, verdict
        assert {japanese(text) for text in texts} == {True, False}, verdict


@pytest.mark.parametrize("step", STEPS)
def test_width_case_and_politeness_do_not_change_a_verdict(step: str) -> None:
    manual, _ = shipped()
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code) not in "\"()'.,"})

    for text in manual.steps[step].rubric.examples.met:
        varied = text.translate(wide) if japanese(text) else text.upper()
        assert judge().judge_text(step, varied).verdict is Verdict.MET, varied


def test_every_wording_names_a_known_concept() -> None:
    manual, lexicons = shipped()
    known = {concept.id for lexicon in lexicons for concept in lexicon.concepts}

    named = {word[1:] for step in manual.steps.values() for _, word in step.rubric.wordings() if word.startswith("@")}
    inner = {word[1:] for one in lexicons for concept in one.concepts for word in concept.words if word[0] == "@"}

    assert named | inner <= known
    assert known <= named | inner, "concepts that no rubric uses"


@pytest.mark.parametrize(
    ("step", "text", "verdict"),
    [
        # A denial of the act, and a denial of what would hinder it.
        ("A20", "個人情報保護委員会への速報は、98人なので不要と考える。", Verdict.NOT_MET),
        ("A20", "原因の究明を待たず、今日のうちに個人情報保護委員会へ速報します。", Verdict.MET),
        # Only after what must not be waited for.
        ("A20", "会見が終わってから個情委に速報する。", Verdict.NOT_MET),
        ("A02", "探し終わったら課長に話す。", Verdict.NOT_MET),
        # A wrong essential.
        ("A19", "3号に当たるので確報の期限は30日とした。", Verdict.PARTIAL),
        ("A06", "紙のファイルなので報告対象外と判定した。", Verdict.PARTIAL),
        ("A08", "消えてから画面を保存し、URLを控えた。", Verdict.PARTIAL),
        # Put off, asked about, left to others.
        ("A12", "警察には落ち着いてから相談する。", Verdict.NOT_MET),
        ("A28", "公表は秘書広聴課に任せる。", Verdict.NOT_MET),
        ("A10", "サイトの運営者に削除を頼むべきでしょうか？", Verdict.NOT_OBSERVED),
        # A harmful word beside a correct act leaves the act alone.
        ("A12", "警察署に映像を渡して相談した。投稿者にも直接メッセージを送った。", Verdict.MET),
        # Abbreviations, kana, blunt and polite.
        ("A20", "ＰＰＣに本日速報しました。", Verdict.MET),
        ("A20", "個情委、今日中に分かる分だけ速報しとく。", Verdict.MET),
        ("A09", "Thanked the tipster and asked them not to pass the link on.", Verdict.MET),
        ("A24", "We have not decided when the letters go out.", Verdict.NOT_OBSERVED),
    ],
)
def test_traps(step: str, text: str, verdict: Verdict) -> None:
    got = judge().judge_text(step, text).verdict

    assert got is verdict or {got, verdict} == {Verdict.NOT_MET, Verdict.NOT_OBSERVED}


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("report",), "We reported it.", True),
        (("report",), "A reporter called.", False),
        (("save",), "Saving the page", True),
        (("stop",), "stopped", True),
        (("県",), "県に連絡", True),
        (("/[1-4]号/",), "２号に該当", True),
        (("@ppc",), "個情委へ", True),
        (("課長",), "課長ではなく係長に話した", False),
        (("post no",), "post no 14", True),
    ],
)
def test_wordings(words: tuple[str, ...], text: str, *, found: bool) -> None:
    _, lexicons = shipped()
    vocabulary = Vocabulary(lexicons)
    group = vocabulary.group(words)

    assert bool(vocabulary.hits(read(text)).of(group)) is found
