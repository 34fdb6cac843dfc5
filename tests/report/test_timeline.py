"""The timeline: one row for each fact that people care about, in the order of the stream, in their language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.reviewed import ESC_NAME, opened

from simulator.engine.events import Entry, InjectDelivered, PhaseEntered, ResponseSubmitted
from simulator.model.scenario import Channel
from simulator.model.verdict import Reply, Verdict
from simulator.report.rows import RowKind, TimelineRow
from simulator.report.timeline import timeline


def rows(team: str, lang: str = "en") -> tuple[TimelineRow, ...]:
    log = opened()
    return timeline(log.world, team, log.entries[team], lang)


def of_kind(team: str, kind: RowKind) -> list[TimelineRow]:
    return [row for row in rows(team) if row.kind is kind]


@pytest.mark.parametrize("team", ["good", "poor", "odd"])
def test_rows_keep_the_order_and_the_place_of_the_stream(team: str) -> None:
    log, found = opened(), rows(team)
    times = {entry.seq: (entry.scenario, entry.at) for entry in log.entries[team]}

    assert [row.seq for row in found] == sorted(row.seq for row in found)
    assert all(row.stream == team and (row.at, row.real) == times[row.seq] for row in found)


def test_only_reading_marks_have_no_row_of_their_own() -> None:
    log = opened()
    shown = {row.seq for row in rows("good")}
    hidden = [entry.event.kind for entry in log.entries["good"] if entry.seq not in shown]

    assert hidden == ["inject.read"]
    inject = of_kind("good", RowKind.INJECT)[0]
    assert ("Read", "Children's clerk D1 13:05") in inject.words


def test_an_inject_tells_who_sent_it_what_it_asks_and_what_it_expects() -> None:
    inject = of_kind("good", RowKind.INJECT)[0]

    assert inject.who == "Exercise control → Children's clerk"
    assert inject.title == "I01 The list is not there"
    assert inject.channel is Channel.IN_PERSON
    assert inject.steps == ("A01",)
    assert inject.roles == ("desk",)
    assert dict(inject.words)["Answer by"] == "D1 13:20"
    assert inject.timeliness == "none"


def test_a_late_answer_is_late_by_the_time_beyond_the_limit() -> None:
    on_time, late = of_kind("good", RowKind.RESPONSE)[0], of_kind("poor", RowKind.RESPONSE)[0]

    assert (on_time.timeliness, on_time.late_by) == ("on_time", 0)
    assert (late.timeliness, late.late_by) == ("late", 49_800 - 47_100 - 900)


def test_only_the_first_answer_is_measured_against_the_limit() -> None:
    log = opened("good")
    first = next(e for e in log.entries["good"] if isinstance(e.event, ResponseSubmitted))
    again = Reply("r9", 99_000, "desk", "text", "I01", {"text": "more"})
    entries = (*log.entries["good"], Entry(99, first.at, 99_000, "seat:s1", ResponseSubmitted("s1", again)))

    last = timeline(log.world, "good", entries, "en")[-1]

    assert last.response == "r9"
    assert last.timeliness == "none"


def test_an_inject_that_nobody_answered_says_so() -> None:
    assert [row.timeliness for row in of_kind("poor", RowKind.INJECT)] == ["none", "unanswered"]


def test_a_response_names_its_words_its_choice_and_whom_it_went_to() -> None:
    text, choice, contact, _ = of_kind("good", RowKind.RESPONSE)

    assert text.title.startswith("直ちに課長へ電話で")
    assert choice.title == "Keep the evidence"
    assert contact.who == "Children's head → Board operator"
    assert ("Means", "phone") in contact.words
    assert text.steps == ("A01",)


def test_a_verdict_links_to_the_reply_it_judges() -> None:
    verdict = of_kind("poor", RowKind.VERDICT)[0]
    reply = next(row for row in of_kind("poor", RowKind.RESPONSE) if row.response == verdict.response)

    assert verdict.steps == ("A01",)
    assert verdict.verdict is Verdict.PARTIAL
    assert ("Because of", "課長に話します") in verdict.words
    assert ("Missing", "at once") in verdict.words
    assert verdict.inject == reply.inject == "I01"


def test_a_must_not_is_told_as_done() -> None:
    harms = [row for row in of_kind("poor", RowKind.VERDICT) if row.harm]

    assert [row.steps for row in harms] == [("N01",), ("N02",)]
    assert harms[0].title.endswith("must-not done")


def test_clock_office_and_evaluator_have_their_rows() -> None:
    assert [row.title for row in of_kind("poor", RowKind.CLOCK)] == [
        "Clock paused",
        "Clock resumed",
        "Pace set to 200 %",
        "Clock set forward from D1 16:00",
    ]
    skipped = of_kind("poor", RowKind.FACILITATOR)[0]
    assert (skipped.title, skipped.words) == ("Skipped: I03 From the mayor", (("Reason", "時間がない"),))
    override = of_kind("poor", RowKind.EVALUATOR)[0]
    assert (override.who, override.verdict) == ("Evaluator", Verdict.MET)
    assert of_kind("good", RowKind.EVALUATOR)[0].title == "役割分担が明確だった。"
    assert of_kind("poor", RowKind.HINT)[0].words == (("", "Whom do you tell?"),)


def test_japanese_rows_are_japanese() -> None:
    verdict = next(row for row in rows("poor", "ja") if row.kind is RowKind.VERDICT)

    assert verdict.title == "A01 所属長への即時報告　一部"
    assert ("足りない点", "直ちに") in verdict.words


def test_what_acts_on_a_terminal_is_shown_as_marks() -> None:
    log = opened()
    found = timeline(log.world, "odd", log.entries["odd"], "en")
    everything = "".join(row.who + row.title + "".join(label + text for label, text in row.words) for row in found)

    assert "\x1b" in ESC_NAME
    assert not {c for c in everything if (ord(c) < 32 and c != "\n") or c in "\x7f\u202e"}
    assert "[red]報告[/red] ␛[2J" in everything


def test_rows_of_unknown_things_show_their_ids() -> None:
    """A log may speak of what its content no longer has."""
    log = opened("good")
    strange = (
        Entry(1, 0, 10, "engine", PhaseEntered("nowhere", None, "start", 10, 1)),
        Entry(2, 0, 10, "engine", InjectDelivered("X99", ("ghost",), "time")),
        Entry(
            3, 0, 20, "seat:zz", ResponseSubmitted("zz", Reply("r1", 20, "ghost", "text", "X99", {"t": "hm"}, by="owl"))
        ),
    )

    phase, inject, reply = timeline(log.world, "good", strange, "en")

    assert (phase.title, inject.title, inject.who) == ("nowhere", "X99", "ghost")
    assert (reply.who, reply.title, dict(reply.words)["Means"]) == ("ghost", "hm", "owl")


@given(st.text(max_size=60))
def test_any_words_make_a_row(words: str) -> None:
    log = opened("good")
    reply = Reply("r1", 20, "desk", "text", None, {"text": words})
    row = timeline(log.world, "good", (Entry(1, 0, 20, "seat:s1", ResponseSubmitted("s1", reply)),), "ja")[0]

    assert row.kind is RowKind.RESPONSE
    assert "\x1b" not in row.title + "".join(text for _, text in row.words)
    assert "\n" not in row.title
