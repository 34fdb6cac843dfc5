"""Parts of a form stand in the order of the form wherever a reply is read, however the log has kept them."""

from support.play import Play
from support.small import DAY_ONE, world

from simulator.engine.commands import AdvancePhase
from simulator.report.citing import Replies, cite
from simulator.report.rows import RowKind
from simulator.report.timeline import timeline
from simulator.scoring.scorecard import CitedEvidence
from simulator.words import translator


def filled_in() -> Play:
    play = Play(world()).start()
    while "I5" not in play.delivered:
        assert play.do(AdvancePhase(at=play.real)) is None
        play.tick()
    assert play.answer("I5", kind="form", parts={"how-many": "3", "what": "papers"}) is None
    return play


def test_the_timeline_tells_a_form_in_its_order() -> None:
    play = filled_in()
    [row] = [row for row in timeline(play.world, play.team, play.entries, "en") if row.kind is RowKind.RESPONSE]

    assert row.title == "What: papers / How many: 3"
    assert row.words[:2] == (("What", "papers"), ("How many", "3"))


def test_evidence_of_one_form_is_cited_in_its_order() -> None:
    play = filled_in()
    seq = play.state.responses[0].seq
    items = [
        CitedEvidence(play.team, seq, "how-many", "3", (0, 1), "filled"),
        CitedEvidence(play.team, seq, "what", "papers", (0, 6), "filled"),
    ]
    words = play.world.content.wording("en", DAY_ONE)
    found = cite(Replies(play.world.content, play.state, words, translator("report", "en")), items)

    assert [(one.label, one.text) for one in found] == [("What", "papers"), ("How many", "3")]
