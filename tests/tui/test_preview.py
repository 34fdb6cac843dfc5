"""One inject as a player sees it: the real desk, this inject alone, nothing that a player must not see."""

import pytest
from grid_snapshot_review import same_as_kept
from rich.cells import cell_len
from support import small

from simulator.engine.commands import MarkRead, SubmitResponse
from simulator.session.preview import PreviewLobby, PreviewSeat, receivers_of
from simulator.tui.preview import PreviewApp


def seat(inject: str, role: str = "desk", lang: str = "en") -> PreviewSeat:
    return PreviewSeat(small.content(), inject, role, small.DAY_ONE, lang)


def screen(inject: str, role: str = "desk", lang: str = "en", size: tuple[int, int] = (80, 24)) -> str:
    return PreviewApp(PreviewLobby(seat(inject, role, lang)), lang, role, inject).as_text(*size)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_screen(lang: str, size: tuple[int, int]) -> None:
    found = screen("I4", lang=lang, size=size)

    assert len(found.splitlines()) == size[1]
    assert max(map(cell_len, found.splitlines())) <= size[0]
    same_as_kept(f"preview-{lang}-{size[0]}x{size[1]}", found)


@pytest.mark.parametrize("name", ["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9"])
def test_any_inject_can_be_looked_at_and_shows_no_secret(name: str) -> None:
    content = small.content()
    inject = content.scenario.inject[name]
    role = receivers_of(content, inject)[0]
    found = screen(name, role)

    assert f"title-{name}" in found
    assert f"body-{name}" in found
    assert small.SECRET not in found
    assert not [other for other in content.scenario.inject if other != name and f"title-{other}" in found]
    if inject.ask is not None:
        assert inject.ask.prompt.to("en") in found


def test_it_stands_in_its_phase_at_its_time() -> None:
    view = seat("I5").view()

    assert view.phase is not None
    assert view.phase.id == "second"
    assert [(one.id, one.at) for one in view.inbox] == [("I5", 24 * 3600 + 8 * 3600)]
    assert seat("I2", "boss").view().inbox[0].at == 9 * 3600 + 600


def test_it_stands_at_the_time_at_which_it_arrives() -> None:
    view = PreviewSeat(small.content(), "I7", "desk", small.DAY_ONE, "en", 33 * 3600).view()

    assert [(one.id, one.at) for one in view.inbox] == [("I7", 33 * 3600)]


async def test_a_response_can_be_tried_and_changes_nothing_else() -> None:
    port = seat("I1")
    reply = SubmitResponse(
        at=0, actor="seat:me", seat="me", role="desk", kind="text", inject="I1", parts={"text": "Yes."}
    )
    empty = SubmitResponse(at=0, actor="seat:me", seat="me", role="desk", kind="text", inject="I1")

    assert await port.send(MarkRead(at=0, actor="seat:me", seat="me", inject="I1")) is None
    refused = await port.send(empty)
    assert refused is not None
    assert refused.code == "response.empty"
    assert await port.send(reply) is None
    view = port.view()
    assert [r.words[0][1] for r in view.inbox[0].replies] == ["Yes."]
    assert [one.id for one in view.inbox] == ["I1"], "nothing that the answer would bring comes"
