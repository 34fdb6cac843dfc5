"""The shipped decision table on the cases that the guideline itself settles, and what is said while facts are open."""

from datetime import date
from functools import cache

import pytest

from simulator.content.loading import load_manual
from simulator.engine.classify import Judged, classify, threat_level
from simulator.model.manual import Manual

THURSDAY = date(2024, 2, 29)
NOTHING = {
    "my-number": "yes",
    "recovered-unseen": "no",
    "encrypted": "no",
    "key-lost-too": "no",
    "system": "no",
    "wrongful": "none",
    "public": "no",
    "persons": "1",
    "sensitive": "no",
    "property-risk": "no",
    "ordinance-sensitive": "no",
}


@cache
def manual() -> Manual:
    found = load_manual("municipal-incident-procedure").manual
    assert found is not None
    return found


def judged(known: date = THURSDAY, /, **facts: str) -> tuple[Judged, Judged]:
    table = manual().classification
    assert table is not None
    given = {**NOTHING, **{name.replace("_", "-"): value for name, value in facts.items()}}
    my_number, personal = classify(table, given, known)
    return my_number, personal


def outcome(one: Judged) -> str | None:
    return one.outcome.id if one.outcome else None


def hits(one: Judged) -> list[str]:
    return [found.situation.id for found in one.situations if found.answer.holds]


def last_days(one: Judged) -> dict[str, date]:
    return {due.limit.id: due.last for due in one.due}


def test_published_and_wrongful_is_two_situations_and_sixty_days() -> None:
    one, _ = judged(public="yes", wrongful="feared")
    assert (hits(one), outcome(one)) == (["rule2-2", "rule2-3"], "legal-60")
    assert last_days(one) == {"preliminary": date(2024, 3, 4), "final": date(2024, 4, 30)}
    assert one.due[0].first == date(2024, 3, 2)


def test_published_alone_is_thirty_days() -> None:
    one, _ = judged(public="yes")
    assert (hits(one), outcome(one)) == (["rule2-3"], "legal-30")
    assert last_days(one)["final"] == date(2024, 3, 29)


@pytest.mark.parametrize(("persons", "reported"), [("100", False), ("101", True), ("120", True)])
def test_more_than_a_hundred_persons(persons: str, reported: bool) -> None:
    one, other = judged(persons=persons)
    assert (hits(one), outcome(one)) == ((["rule2-4"], "legal-30") if reported else ([], "guideline"))
    assert (hits(other), outcome(other)) == ((["rule43-4"], "legal-30-68") if reported else ([], "own-rule"))


def test_one_person_with_my_number_is_still_told_to_the_commission() -> None:
    one, other = judged()
    assert (outcome(one), one.outcome and one.outcome.duty, one.due) == ("guideline", "guideline", ())
    assert outcome(other) == "own-rule"


def test_encryption_exempts_only_while_the_key_is_safe() -> None:
    assert outcome(judged(encrypted="yes", persons="500")[0]) == "encrypted"
    assert outcome(judged(encrypted="yes", key_lost_too="yes", persons="500")[0]) == "legal-30"


def test_what_was_recovered_unseen_is_no_leak() -> None:
    one, other = judged(recovered_unseen="yes", persons="500", wrongful="confirmed")
    assert (outcome(one), outcome(other)) == ("not-a-leak", "not-a-leak-68")


def test_without_my_number_only_the_other_act_speaks() -> None:
    one, other = judged(my_number="no", sensitive="yes")
    assert (one.applies.holds, one.outcome, one.situations) == (False, None, ())
    assert (hits(other), outcome(other)) == (["rule43-1"], "legal-30-68")


def test_a_limit_that_ends_at_new_year_moves_on() -> None:
    one, _ = judged(date(2024, 12, 2), public="yes")  # day 30 is 31 December
    assert last_days(one)["final"] == date(2025, 1, 6)


def test_what_is_open_stays_open_and_is_named() -> None:
    one, _ = judged(public="yes", wrongful="unknown")
    assert outcome(one) is None
    assert [possible.id for possible in one.possible] == ["legal-60", "legal-30"]
    assert one.open == ("wrongful",)
    assert one.due == ()


def test_what_cannot_change_the_result_is_not_asked() -> None:
    one, _ = judged(public="yes", wrongful="feared", persons="unknown", system="unknown")
    assert (outcome(one), one.open) == ("legal-60", ())


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({}, "level-2"),
        ({"public": "yes"}, "level-3"),
        ({"persons": "101"}, "level-3"),
        ({"my-number": "no", "persons": "0"}, "level-1"),
        ({"recovered-unseen": "yes", "public": "yes"}, "level-1"),
    ],
)
def test_threat_levels(facts: dict[str, str], level: str) -> None:
    plan = manual().plan
    assert plan is not None
    found = threat_level(plan, {**NOTHING, **facts})
    assert found is not None
    assert (found.level.id, found.up_to.id, found.open) == (level, level, ())


def test_a_level_may_rise_while_facts_are_open() -> None:
    plan = manual().plan
    assert plan is not None
    found = threat_level(plan, {**NOTHING, "public": "unknown"})
    assert found is not None
    assert (found.level.id, found.up_to.id, found.open) == ("level-2", "level-3", ("public",))
