"""What ``tabletop host`` says: where to join, with which codes; on the terminal, as JSON, on cards."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator.cli.host_doors import by_way
from simulator.doors.door import Door, Way
from simulator.model.base import Text
from simulator.model.safe_text import visible_line
from simulator.report.join_cards import JoinCard, Joining
from simulator.report.width import pad, width
from simulator.session.room_port import Grant, Part
from simulator.words import Translate, mark, translator

if TYPE_CHECKING:
    from simulator.session.hall import Hall

_PARTS = {
    Part.FACILITATOR: (mark("Facilitator"), mark("Runs the exercise: for the exercise office alone.")),
    Part.EVALUATOR: (mark("Evaluator"), mark("Sees what is expected, and judges.")),
    Part.OBSERVER: (mark("Observer"), mark("Watches what the teams see; sends nothing.")),
    Part.PROJECTOR: (mark("Projector"), mark("Clock, phase and news for the room's screen.")),
}


class Host:
    """An open hall with its doors, in words. ``people`` are those whom a plan names, by team and seat."""

    def __init__(
        self, hall: Hall, doors: Sequence[Door], lang: str, people: dict[tuple[str, str], tuple[str, ...]] | None = None
    ) -> None:
        self._hall, self._doors, self._lang = hall, doors, lang
        self._people = people or {}
        self._ways = by_way(doors)

    def joining(self) -> Joining:
        """What the cards say."""
        words = self._hall.session.world.content.wording(self._lang, self._hall.session.world.day_one)
        return Joining(
            title=words(self._hall.session.world.scenario.title),
            exercise=self._hall.exercise,
            addresses={str(way): tuple(one.text for one in found) for way, found in self._ways.items()},
            notes=tuple(note for door in self._doors for note in door.notes()),
            proof=self.proof,
            cards=tuple(self._card(grant, code) for grant, code in self._hall.codes()),
        )

    def text(self, t: Translate) -> str:
        """The same for a terminal; ``t`` translates the domain ``cli``."""
        joining = self.joining()
        lines = [t("{title} is open. Log: {path}", title=visible_line(joining.title), path=self._hall.log_path), ""]
        ways = {
            Way.BROWSER: t("in a browser"),
            Way.TERMINAL: t("in a terminal"),
            Way.SSH: t("by ssh"),
        }
        shown = [(ways[way], one.text) for way, found in self._ways.items() for one in found]
        lines.append(t("Join:"))
        lines += _columns(shown)
        lines += ["", *joining.notes] if joining.notes else []
        team = None
        rows: list[tuple[str, ...]] = []
        for card in joining.cards:
            if card.team != team:
                lines += _columns(rows)
                rows, team = [], card.team
                lines += ["", visible_line(card.team) if card.team else t("For the exercise office")]
            rows.append((visible_line(card.heading), card.login, card.code, visible_line(t(", ").join(card.people))))
        lines += _columns(rows)
        return "\n".join(lines) + "\n"

    def qr(self) -> str:
        """The page to join on, as a QR code of half blocks; empty where nobody else could open it."""
        first = next((one for one in self._ways.get(Way.BROWSER, []) if one.link), None)
        if first is None:
            return ""
        import segno

        drawn = io.StringIO()
        segno.make(first.link.partition("?")[0], error="l").terminal(drawn, compact=True, border=2)
        return drawn.getvalue()

    @property
    def proof(self) -> str:
        """The fingerprint that ssh shows at the first connection; empty without an ssh door."""
        return next((one.proof for one in self._ways.get(Way.SSH, [])), "")

    def trouble(self) -> str:
        """Why the codes are not saved, and what to do; empty where they are."""
        return self._hall.troubles.code_words(translator("log", self._lang))

    def addresses(self) -> tuple[str, ...]:
        """Where people join, by every way."""
        return tuple(one.text for found in self._ways.values() for one in found)

    def data(self) -> dict[str, Any]:
        """``{"exercise", "log", "addresses": {way: [text…]}, "notes", "codes": [{"id", "part", "team", "seat",
        "code", "link"}…]}``."""
        cards = dict(self._hall.codes())
        return {
            "exercise": self._hall.exercise,
            "log": self._hall.log_path,
            "addresses": {str(way): [one.text for one in found] for way, found in self._ways.items()},
            "notes": [note for door in self._doors for note in door.notes()],
            "codes": [
                {
                    "id": grant.id,
                    "part": str(grant.part),
                    "team": grant.team,
                    "seat": grant.seat,
                    "code": code,
                    "link": self._link(code),
                }
                for grant, code in cards.items()
            ],
        }

    def _card(self, grant: Grant, code: str) -> JoinCard:
        t = translator("cli", self._lang)
        link, world = self._link(code), self._hall.session.world
        team = Text(world.teams[grant.team].title).to(self._lang) if grant.team else ""
        seat = world.seat(grant.team, grant.seat) if grant.team and grant.seat else None
        if seat is None:
            heading, detail = _PARTS[grant.part]
            return JoinCard(team, t(heading), t(detail), code, str(grant.part), link, office=True)
        words, content = world.content.wording(self._lang, world.day_one), world.content
        several = len(world.teams) > 1
        return JoinCard(
            team=team,
            heading=t(", ").join(words(content.title_of(role)) for role in seat.roles),
            detail=t(", ").join(
                dict.fromkeys(words(content.organization.section_of[role].title) for role in seat.roles)
            ),
            code=code,
            login=f"{grant.team}/{seat.id}" if several else seat.id,
            link=link,
            people=self._people.get((grant.team or "", seat.id), ()),
        )

    def _link(self, code: str) -> str:
        first = next((one for one in self._ways.get(Way.BROWSER, []) if one.link), None)
        return "" if first is None else first.link.replace("{code}", code)


def can_draw() -> bool:
    """Whether a QR code of block characters can be shown."""
    return sys.stdout.isatty() and (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows in columns that line up, full-width characters counted as two."""
    if not rows:
        return []
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  " + "  ".join(pad(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in rows]
