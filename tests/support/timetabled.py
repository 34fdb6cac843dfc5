"""The small exercise with a timetable: two lanes of one's own and a shared one, three systems."""

from typing import Any

from simulator.engine.world import World
from simulator.model.content import Content
from support.small import DAY_ONE, content, team, text


def timetable(**changes: Any) -> dict[str, Any]:
    return {
        "tolerance": 300,
        "planned_note": text("planned by us"),
        "lanes": [
            {"id": "power", "title": text("lane-power"), "shared": True},
            {"id": "office", "title": text("lane-office")},
            {"id": "field", "title": text("lane-field")},
        ],
        "rows": [
            {
                "id": "R1",
                "lane": "power",
                "title": text("row-R1"),
                "planned": "D1 09:05",
                "roles": ["boss"],
                "supply": {"mains": False, "generator": False},
            },
            {
                "id": "R2",
                "lane": "office",
                "title": text("row-R2"),
                "planned": "D1 09:10",
                "roles": ["desk"],
                "note": text("note-R2"),
                "shows": ["S2"],
            },
            {"id": "R3", "lane": "field", "title": text("row-R3"), "planned": "D1 09:20", "roles": ["field"]},
        ],
        "systems": [
            {"id": "core", "title": text("system-core"), "lane": "office", "owner": "office"},
            {
                "id": "clock",
                "title": text("system-clock"),
                "lane": "field",
                "owner": "press",
                "roles": ["staff"],
                "shutdown": "manual",
                "start": "none",
            },
        ],
        **changes,
    }


def timetabled(**changes: Any) -> Content:
    """The small content with the timetable; ``changes`` replace keys of the scenario."""
    return content(**{"timetable": timetable(), **changes})


def drill(**changes: Any) -> World:
    return World(timetabled(**changes), DAY_ONE, (team("blue"), team("red")))


__all__ = ["DAY_ONE", "drill", "team", "timetable", "timetabled"]
