"""Conditions and triggers in plain words, in both languages."""

from typing import Any

import pytest
from support import small

from simulator.model.condition import Condition
from simulator.model.scenario import Inject
from simulator.report.condition_words import ConditionWords


def words(lang: str = "en", *, titles: bool = False) -> ConditionWords:
    return ConditionWords(small.content(), small.DAY_ONE, lang, titles=titles)


def said(lang: str = "en", **condition: Any) -> str:
    return words(lang).condition(Condition.model_validate(condition))


@pytest.mark.parametrize(
    ("condition", "english", "japanese"),
    [
        ({"answered": "I1"}, "I1 answered", "I1に回答済み"),
        ({"answered": {"inject": "I1", "all": True}}, "I1 answered by all", "I1に全員が回答済み"),
        ({"answered": {"inject": "I1", "by": "desk"}}, "I1 answered by desk", "I1にdeskが回答済み"),
        ({"delivered": "I1"}, "I1 delivered", "I1が届いた"),
        ({"unanswered": {"inject": "I1", "within": "30m"}}, "I1 unanswered for 30 min", "I1に30分回答がない"),
        ({"chose": {"inject": "I3", "option": "a"}}, "“a” chosen in I3", "I3で「a」を選択"),
        ({"step": {"id": "S1", "is": "late"}}, "S1 done late", "S1が期限後"),
        ({"missed": {"step": "S1"}}, "S1 not done by its limit", "期限までにS1をしていない"),
        ({"missed": {"step": "S1", "by": "D2 09:00"}}, "S1 not done by D2 09:00", "D2 09:00までにS1をしていない"),
        ({"harm": "N1"}, "the must-not N1 done", "N1（してはならないこと）をした"),
        ({"time": "D1 12:00"}, "D1 12:00 or later", "D1 12:00以後"),
        ({"phase_time": "90m"}, "1 h 30 min into the phase", "局面に入って1時間30分経過"),
    ],
)
def test_each_key_and_its_denial(condition: dict[str, Any], english: str, japanese: str) -> None:
    assert said("en", **condition) == english
    assert said("ja", **condition) == japanese
    for lang, plain in (("en", english), ("ja", japanese)):
        denied = said(lang, **{"not": condition})
        assert denied != plain
        assert said(lang, **{"not": {"not": condition}}) == plain


def test_all_and_any_nest_with_brackets_only_where_they_are_needed() -> None:
    either = {"any": [{"answered": "I1"}, {"time": "D1 12:00"}]}

    assert said(**either) == "I1 answered or D1 12:00 or later"
    assert said(all=[either, {"harm": "N1"}]) == "(I1 answered or D1 12:00 or later) and the must-not N1 done"
    assert said(**{"not": either}) == "I1 not answered and before D1 12:00"
    assert (
        said(**{"not": {"all": [{"answered": "I1"}, {"harm": "N1"}]}}) == "I1 not answered or the must-not N1 not done"
    )


def test_many_of_a_kind_are_drawn_together() -> None:
    many = [{"answered": f"I{n}"} for n in (1, 2, 3, 5)] + [
        {"step": {"id": s, "is": "met_or_partial"}} for s in ("S1", "S2")
    ]

    assert said(all=many) == "I1–I3, I5 answered and S1, S2 met at least in part"
    assert said(any=many[:2]) == "I1 answered or I2 answered"


def test_with_titles_options_show_their_labels() -> None:
    chose = Condition.model_validate({"chose": {"inject": "I3", "option": "a"}})

    assert words(titles=True).condition(chose) == "“Tell” chosen in I3 title-I3"
    assert words("ja", titles=True).condition(chose) == "I3 title-I3（日）で「Tell（日）」を選択"


@pytest.mark.parametrize(
    ("trigger", "english"),
    [
        ({"at": "D1 09:00"}, "D1 09:00"),
        ({"by_hand": True}, "sent by hand"),
        ({"after": {"inject": "I1", "delay": "5m"}}, "5 min after I1 arrives"),
        ({"after": {"inject": "I1", "of": "answer"}}, "when I1 is answered"),
        ({"at": "D1 09:00", "when": {"harm": "N1"}}, "D1 09:00, if the must-not N1 done"),
        ({}, "on entering the phase"),
    ],
)
def test_triggers(trigger: dict[str, Any], english: str) -> None:
    assert words().trigger(Inject.model_validate(small.inject("X", **trigger))) == english
