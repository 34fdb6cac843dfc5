"""Scripted replies that a rehearsal never sends are named, with the reason."""

from support import small

from simulator.log.memory import MemoryStore
from simulator.model.script import Script
from simulator.session.rehearsal import rehearse
from simulator.session.scripted import Unsent


def test_replies_that_come_too_late_or_wait_for_nothing_are_named() -> None:
    script = Script.model_validate(
        {
            "kind": "script",
            "id": "some",
            "title": "Some",
            "scenario": "small",
            "lang": "en",
            "replies": [
                {"inject": "I1", "as": "desk", "after": "5m", "text": "Done."},
                {"inject": "I5", "as": "desk", "after": "3h", "form": {"what": "A file"}},
                {"inject": "I6", "as": "boss", "after": "5m", "text": "Seen."},
            ],
        },
        context={"lang": "en", "yaml": True},
    )

    done = rehearse(MemoryStore("x"), small.content(), (script,), small.DAY_ONE, "en")

    assert done.refused == ()
    assert done.unsent == {"some": (Unsent("I5", "desk", "over"), Unsent("I6", "boss", "never"))}
