"""Wordings that a rubric does not know are found in labelled replies, at the place where they are missing."""

from typing import Any

import pytest

from simulator.model.manual import Manual
from simulator.model.rubric import Lexicon
from simulator.model.verdict import Verdict
from simulator.scoring.judge import Judge
from simulator.scoring.suggest import Sample, Suggestions, suggest
from simulator.scoring.text import normalise
from simulator.scoring.wordings import wordings

M, P, N = Verdict.MET, Verdict.PARTIAL, Verdict.NOT_MET

LEXICON = Lexicon.model_validate(
    {
        "kind": "lexicon",
        "id": "words",
        "lang": "ja",
        "title": "語彙",
        "concepts": [
            {"id": "head", "words": ["課長", "section head"]},
            {"id": "tell", "words": ["報告", "電話", "tell", "told"]},
            {"id": "at-once", "words": ["すぐ", "直ち", "at once"]},
            {"id": "police", "words": ["警察署", "police"]},
        ],
    }
)


def manual(**rubric: Any) -> Manual:
    core = [{"all": [["@head"], ["@tell"]]}]
    essentials = [{"id": "at-once", "label": "直ちに", "any": ["@at-once"]}]
    step = {
        "id": "A02",
        "title": "一報",
        "text": "報告する",
        "rubric": {"core": core, "essentials": essentials, **rubric},
    }
    return Manual.model_validate(
        {
            "kind": "manual",
            "id": "m",
            "lang": "ja",
            "title": "手順書",
            "version": "1",
            "sections": [{"id": "s", "title": "章", "steps": [step]}],
        }
    )


def suggested(replies: list[tuple[str, Verdict | None]], found_in: Manual | None = None, **more: Any) -> Suggestions:
    """What is suggested from replies with their label for A02 (None: not labelled for it)."""
    rules = found_in or manual()
    judge = Judge(rules, [LEXICON])
    samples = [
        Sample(f"r{n}", "", text, {} if label is None else {"A02": label}, {"A02": judge.judge_text("A02", text)})
        for n, (text, label) in enumerate(replies, 1)
    ]
    return suggest(rules, [LEXICON], samples, **more)


def test_an_unknown_word_is_found_at_its_group_and_ranked_first() -> None:
    found = suggested(
        [
            ("すぐ主幹に報告しました。", M),
            ("直ちに主幹へ電話で伝えます。", M),
            ("すぐ課長に報告した。", M),
            ("課長には報告しない。", N),
            ("来客に報告する。", N),
        ]
    )

    first = found.wordings[0]
    assert (first.step, first.place, first.wording) == ("A02", "core[1].all[1]", "主幹")
    assert (first.unknown, first.met, first.not_met, first.example) == (2, 2, 0, "r1")
    assert found.unexplained == ()


def test_english_words_are_found_too() -> None:
    found = suggested(
        [
            ("We tell the duty officer at once.", M),
            ("The duty officer was told at once.", M),
            ("We tell the cleaner at once.", N),
        ]
    )

    assert found.wordings[0].wording == "duty officer"
    assert found.wordings[0].place == "core[1].all[1]"


def test_an_essential_that_is_not_found_gets_its_own_place() -> None:
    found = suggested([("即刻、課長に報告した。", M), ("即刻課長に電話した。", M), ("課長に報告した。", P)])

    assert [(one.place, one.wording, one.unknown) for one in found.wordings] == [("essentials[at-once]", "即刻", 2)]


def test_what_is_missing_from_a_partial_reply_is_not_looked_for() -> None:
    """People said that something is missing; so its words are not in the reply."""
    assert suggested([("昼休みに課長に報告した。", P)]).wordings == ()


def test_words_that_replies_not_met_use_as_often_separate_nothing() -> None:
    found = suggested(
        [("すぐ主幹に報告した。", M), ("すぐ主幹に報告するか。", N), ("主幹に報告しますか。", N), ("主幹は不在。", N)]
    )

    assert "主幹" not in [one.wording for one in found.wordings]


def test_words_of_the_lexicon_are_not_suggested() -> None:
    found = suggested([("すぐ警察署に報告した。", M), ("すぐ警察署と主幹に報告した。", M)])

    assert [one.wording for one in found.wordings] == ["主幹"]


def test_a_wording_stands_in_the_sentence_that_lacks_it() -> None:
    found = suggested([("すぐ主幹に報告した。翌週は窓口を増員する。", M)])

    assert [one.wording for one in found.wordings] == ["主幹"]


def test_where_no_way_of_saying_it_comes_near_the_whole_reply_is_looked_at() -> None:
    found = suggested([("まず主幹に一報を入れた。", M)])

    assert {one.place for one in found.wordings} == {"core"}
    assert {"主幹", "一報"} <= {one.wording for one in found.wordings}


def test_replies_that_no_word_would_help_are_named_with_their_rule() -> None:
    found = suggested([("すぐ課長に報告するかどうかは未定。", M)])

    assert found.wordings == ()
    assert [(one.step, one.reply) for one in found.unexplained] == [("A02", "r1")]
    assert found.unexplained[0].rule.startswith("undecided")


def test_a_subject_in_the_question_is_known() -> None:
    rules = manual(core=[{"all": [["@head"], ["@tell"]], "about": True}], essentials=[])
    judge = Judge(rules, [LEXICON])
    text = "ただちに庶務係長へ耳打ちした。"
    sample = Sample("r1", "課長にはどうしますか。", text, {"A02": M}, {"A02": judge.judge_text("A02", text)})

    assert {one.place for one in suggest(rules, [LEXICON], [sample]).wordings} <= {"core", "core[1].all[2]"}


def test_agreement_and_must_nots_give_no_suggestions() -> None:
    assert suggested([("すぐ課長に報告した。", M), ("主幹に報告するかもしれない。", N)]) == Suggestions((), (), ())
    assert suggested([]) == Suggestions((), (), ())


def test_no_more_than_asked_for() -> None:
    text = "主幹、参事、主査、技監、室次長に報告した。"

    assert len(suggested([(f"すぐ{text}", M)], most=2).wordings) == 2


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("電子申請で個情委へ速報を投函した。", {"電子申請", "速報", "投函"}, {"電子", "請で", "した", "函し"}),
        ("課長に知らせて、書面で届け出る。", {"知らせ", "書面", "届け出"}, {"らせて", "せて", "書面で"}),
        ("すぐにおわびを伝えた。", {"すぐに", "おわび", "伝え"}, {"を伝え", "えた"}),
        ("名簿から皆さんへ配る", {"名簿"}, {"名簿から", "皆さ", "さん"}),
        ("ＰＤＦをサーバへ置く", {"pdf", "サーバ"}, {"サー", "バ"}),
        ("We ring the risk manager's office at 9:30.", {"ring", "risk manager's", "office"}, {"the", "we", "9", "at"}),
        ("", set(), {""}),
        ("、。！ 12 34", set(), {"12", "34"}),
    ],
)
def test_candidates_are_cut_where_a_reader_would_cut(text: str, there: set[str], not_there: set[str]) -> None:
    found = set(wordings(normalise(text)[0], ()))

    assert there <= found
    assert not found & not_there


def test_candidates_keep_out_of_closed_places_and_are_not_made_of_known_words() -> None:
    text = "主幹課長に報告"

    assert set(wordings(text, range(5, 7))) == {"主幹課長"}
    assert set(wordings(text, range(2, 4))) == {"主幹", "報告"}
    assert set(wordings(text, {0})) == {"幹課長", "幹課長に報告", "報告"}
    assert set(wordings(text, (), known=range(7))) == set()
    assert set(wordings(text, (), known=range(2, 4))) >= {"主幹課長", "報告"}
