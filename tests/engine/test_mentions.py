"""A step that was only mentioned is not done for limits and order; logs that do not tell go on as they were."""

import pytest
from support.small import world

from simulator.engine.events import Entry, StepJudged
from simulator.engine.fold import fold
from simulator.engine.wire import decode, encode
from simulator.model.verdict import Confidence, Judgement, Verdict


def entry(seq: int, *, counts: bool, verdict: Verdict = Verdict.PARTIAL) -> Entry:
    judgement = Judgement("S1", verdict, Confidence.PROPOSED, "essentials-missing", counts=counts)
    return Entry(seq, 1000 * seq, 60 * seq, "scorer", StepJudged(judgement, "r1", "desk"))


def test_a_mention_starts_no_limit() -> None:
    scenario = world().scenario
    state = fold(scenario, [entry(1, counts=False)])

    assert state.standing["S1"].verdict is Verdict.PARTIAL
    assert state.done == {}
    assert fold(scenario, [entry(1, counts=False), entry(2, counts=True)]).done == {"S1": 120}
    assert fold(scenario, [entry(1, counts=True), entry(2, counts=True)]).done == {"S1": 60}


@pytest.mark.parametrize("counts", [True, False])
def test_the_log_keeps_it(counts: bool) -> None:
    event = entry(1, counts=counts).event
    kind, v, payload = encode(event)

    assert decode(kind, v, payload) == event


def test_an_older_log_counts_every_verdict() -> None:
    kind, v, payload = encode(entry(1, counts=True).event)
    for name in ("ground", "counts", "doers"):
        del payload["judgement"][name]
    old = decode(kind, v, payload)

    assert isinstance(old, StepJudged)
    assert (old.judgement.counts, old.judgement.doers, old.judgement.ground) == (True, (), "")
