"""Sparing painting against Textual's own: the same is written for whatever has changed, and less is asked for."""

import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

pytest.importorskip("asyncssh", reason="needs asyncssh: pip install 'tabletop-simulator[ssh]'")
sys.path.insert(0, str(Path(__file__).parent.parent / "tui"))

from play_pilot import Player, playing
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from simulator.doors.ssh import compositing
from simulator.doors.ssh.compositing import SparingCompositor


def painted(update: Any) -> list[tuple[int, int, int, list[Strip]]]:
    """What an update writes: for each of its spans the pieces that lie in it."""
    assert isinstance(update, ChopsUpdate)
    return [
        (y, x1, x2, [strip for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False)
                     if strip is not None and x < x2 and end > x1])
        for y, x1, x2 in update.spans
    ]  # fmt: skip


def both(compositor: Compositor, regions: set[Region]) -> tuple[Any, Any]:
    """What the original and the sparing one paint where ``regions`` have changed."""
    found = []
    for kind in (Compositor, SparingCompositor):
        compositor._dirty_regions = set(regions)
        found.append(kind.render_partial_update(compositor))  # type: ignore[arg-type]
        assert not compositor._dirty_regions
    return found[0], found[1]


def somewhere(random: Random, compositor: Compositor) -> set[Region]:
    """Parts of the screen, some of them just where a widget is."""
    width, height = compositor.size
    found = set()
    for _ in range(random.randint(1, 4)):
        if random.random() < 0.5:
            region, clip = random.choice(list(compositor.visible_widgets.values()))
            found.add(region.intersection(clip))
        else:
            x, y = random.randrange(width), random.randrange(height)
            found.add(Region(x, y, random.randint(1, width - x), random.randint(1, height - y)))
    return {region for region in found if region} or {Region(0, 0, width, 1)}


async def inject(player: Player) -> None:
    await player.pass_time(120)
    await player.open("I02")


async def answering(player: Player) -> None:
    await player.pass_time(120)
    await player.open("I01")
    await player.press("enter")
    await player.write("保育課長に電話で報告した。\nthen called the police")


async def helped(player: Player) -> None:
    await player.press("f1")


async def overview(_: Player) -> None:
    return


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("way", [overview, inject, answering, helped])
async def test_the_same_is_painted_wherever_something_has_changed(way: Any, lang: str, size: tuple[int, int]) -> None:
    random = Random(f"{way.__name__} {lang} {size}")
    async with playing("desk", lang=lang, size=size) as player:
        await way(player)
        compositor = player.app.screen._compositor
        compositor.__class__ = SparingCompositor
        for _ in range(40):
            theirs, ours = both(compositor, somewhere(random, compositor))
            assert painted(ours) == painted(theirs)
        whole = [list(line) for line in compositor.render_full_update().strips]
        assert whole == [list(line) for line in Compositor.render_full_update(compositor).strips]


async def test_nothing_changed_paints_nothing() -> None:
    async with playing("desk") as player:
        compositor = player.app.screen._compositor
        compositor._dirty_regions = set()
        assert SparingCompositor.render_partial_update(compositor) is None  # type: ignore[arg-type]


async def test_only_widgets_that_have_changed_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []
    original = Widget.render_lines

    def ask(widget: Widget, crop: Region) -> list[Strip]:
        asked.append((widget.id or type(widget).__name__, crop.height))
        return original(widget, crop)

    async with playing("desk", size=(120, 40)) as player:
        await answering(player)
        compositor = player.app.screen._compositor
        compositor.__class__ = SparingCompositor
        field = player.app.focused
        assert isinstance(field, TextArea)
        places = compositor.visible_widgets
        typed = places[field][0]
        clock = next(region for widget, (region, _) in places.items() if widget.id == "clock-lower")
        monkeypatch.setattr(Widget, "render_lines", ask)
        compositor._dirty_regions = {Region(typed.x, typed.y + 1, typed.width, 1), clock}
        compositor.render_partial_update()
    assert sorted(asked) == [("clock-lower", 1), (field.id, 1)]


def test_the_names_that_are_used_are_those_of_this_version() -> None:
    """Where a version of Textual has others, its strips stay as they are."""
    assert set(Strip.__slots__) == compositing._KNOWN
    made = Strip([Segment("text")])
    for name, size in compositing._CACHES.items():
        assert getattr(made, name)._maxsize == size


def test_a_cache_is_made_when_it_is_first_asked_for() -> None:
    compositing.paint_sparingly()
    made = Strip([Segment("wide 広い")])
    slots = [name for name in Strip.__slots__ if hasattr(type(made), name)]
    assert sorted(slots) == sorted(compositing._KNOWN)

    def there(name: str) -> bool:
        try:
            type(made).__dict__[name].__get__(made)
        except AttributeError:
            return False
        return True

    assert not any(there(name) for name in compositing._CACHES)
    assert [part.text for part in made.divide([4, 9])] == ["wide", " 広い"]
    assert there("_divide_cache")
    assert not there("_crop_cache")
    assert made.divide([4, 9]) is made.divide([4, 9])
    with pytest.raises(AttributeError):
        made.nothing  # type: ignore[attr-defined] # noqa: B018
