"""A team of three seats that talk: two people and a script, with or without an exercise office behind the parties."""

from datetime import date
from typing import Any

from simulator.engine import talk_commands as t
from simulator.engine.commands import Refusal
from simulator.engine.events import SeatSetup, TeamSetup
from simulator.engine.talk_shapes import TalkView
from simulator.engine.views import seat_view
from simulator.engine.world import World
from simulator.model.content import Content
from support.play import Play
from support.small import manual, organization, scenario, text

SEATS = (
    SeatSetup("front", ("desk", "boss")),
    SeatSetup("back", ("staff",)),
    SeatSetup("third", ("guard",)),
    SeatSetup("auto", ("clerk",), human=False),
)


def talking_world(*, office: bool = False, **changes: Any) -> World:
    """``guard`` (a person) and ``clerk`` (a script) stand in for ``staff``."""
    house = organization()
    house["sections"][1]["roles"] += [
        {"id": "guard", "title": text("role-guard"), "duty": text("duty-guard"), "stands_in_for": ["staff"]},
        {"id": "clerk", "title": text("role-clerk"), "duty": text("duty-clerk"), "stands_in_for": ["staff"]},
    ]
    content = Content.model_validate({"scenario": {**scenario(), **changes}, "manual": manual(), "organization": house})
    return World(content, date(2024, 2, 29), (TeamSetup("blue", {"en": "blue"}, SEATS),), office=office)


class Talking(Play):
    """Seats that talk. A command's ``seat`` is who gives it."""

    def call(self, to: str | tuple[str, ...], *, seat: str = "front", role: str = "desk", **more: Any) -> str:
        """The id of the talk."""
        parts = {"message": more.pop("message", "the opening words")}
        whom = (to,) if isinstance(to, str) else to
        refusal = self.answer_as(seat, role, to=whom, parts=parts, by=more.pop("by", "phone"))
        assert refusal is None, refusal
        return self.state.responses[-1].reply.id

    def answer_as(self, seat: str, role: str, **more: Any) -> Refusal | None:
        from simulator.engine.commands import SubmitResponse

        return self.do(SubmitResponse(at=self.real, actor=f"seat:{seat}", seat=seat, role=role, kind="contact", **more))

    def pick_up(self, seat: str, talk: str) -> Refusal | None:
        return self.do(t.PickUp(at=self.real, actor=f"seat:{seat}", seat=seat, talk=talk))

    def say(self, seat: str, talk: str, words: str) -> Refusal | None:
        return self.do(t.Say(at=self.real, actor=f"seat:{seat}", seat=seat, talk=talk, text=words))

    def hang_up(self, seat: str, talk: str) -> Refusal | None:
        return self.do(t.HangUp(at=self.real, actor=f"seat:{seat}", seat=seat, talk=talk))

    def wait(self, seconds: int) -> None:
        self.until(self.now + seconds)

    def sees(self, seat: str, talk: str) -> TalkView | None:
        view = seat_view(self.world, self.team, self.state, seat, "en")
        assert view is not None
        return next((one for one in view.talks if one.id == talk), None)

    def status(self, seat: str, talk: str) -> str:
        found = self.sees(seat, talk)
        return found.status if found is not None else "-"


def talking(*, office: bool = False) -> Talking:
    play = Talking(talking_world(office=office))
    play.start()
    return play


def long_story(pace: int, ends: str | None = None) -> dict[str, Any]:
    """What a scenario needs to go on for days in one phase, so that no talk ends with it; ``ends`` is its last time."""
    first = {"id": "first", "title": text("First"), "start": "D1 09:00", "pace": pace}
    exits = [{"to": "next", "when": {"time": "D9 09:00"}}]
    then = {"id": "next", "title": text("Next"), "start": "D3 09:00", "pace": pace}
    then["exits"] = [{"to": "over", "when": {"time": "D19 09:00"}}]
    over = {"id": "over", "title": text("Over"), "end": True, **({"start": ends} if ends else {})}
    return {"moments": {"T0": {"inject": "I1"}}, "phases": [{**first, "exits": exits}, then, over]}


def writing(
    *,
    office: bool = False,
    without: tuple[str, ...] = (),
    duties: dict[str, list[str]] | None = None,
    seats: tuple[SeatSetup, ...] = SEATS,
    ends: str | None = None,
    **house: Any,
) -> Talking:
    """Seats in a story that goes on for days, three seconds for a real one. Roles of ``without`` stand in for nobody;
    ``duties`` are whom others stand in for besides, ``ends`` is where the clock goes at the end, ``house`` is what else
    the organisation says."""
    content = talking_world(**long_story(3, ends)).content.normal_form()
    sections = content["organization"]["sections"]
    for role in (role for section in sections for role in section["roles"]):
        stands = [] if role["id"] in without else role.get("stands_in_for", [])
        role["stands_in_for"] = [*stands, *(duties or {}).get(role["id"], [])]
    content["organization"].update(house)
    team = TeamSetup("blue", {"en": "blue"}, seats)
    play = Talking(World(Content.model_validate(content), date(2024, 2, 29), (team,), office=office))
    play.start()
    return play
