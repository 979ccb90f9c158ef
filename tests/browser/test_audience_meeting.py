"""A Treffen on the wall: sixty ideas without a scroll bar, words of any script, nothing cut."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from biq_tui.attendance.audience import AudienceView, Blank, Shown
from biq_tui.core import clock
from biq_tui.meetings import stage  # noqa: F401 - its templates are known from here on
from biq_tui.meetings.board import PointRow
from biq_tui.meetings.models import IdeaState
from biq_tui.meetings.shown import ShownAgenda, ShownGroup, ShownIdea, ShownIdeas

from .test_audience_page import SCREENS, WALL, faults

pytestmark = pytest.mark.browser

TOPIC = "Was fehlt uns im Quartier, damit wir uns auch im Winter öfter treffen können?"
GROUPS = ("Grün und Garten", "Treffpunkte", "Sicher unterwegs", "Für Kinder", "Sprache", "Kultur")
LINES = (
    "Hochbeete am Kanal",
    "Café ohne Geld",
    "Mehr Licht am Weg zur Haltestelle",
    "Rampe am Kiosk",
    "Spielplatz mit Schatten",
    "Deutsch sprechen beim Kochen",
    "Kino im Hof",
    "Reparatur-Café jeden ersten Samstag im Monat",
    "Bänke, auf denen man mit Gehhilfe gut sitzen und wieder aufstehen kann",
    "Straßenfest",
)
ARABIC = "مقاعد تحت الأشجار لكبار السن"
SMALLEST = 0.0249
"""Of the height of the picture: as on the page of Ankommen."""


def some(
    number: int, groups: Sequence[str] = GROUPS, original: str = "", topic: str = TOPIC
) -> ShownIdeas:
    """So many ideas, dealt out to the groups."""
    ideas = [
        ShownIdea(n, LINES[n % len(LINES)], original, "×3" if n % 7 == 0 else "", IdeaState.OPEN)
        for n in range(1, number + 1)
    ]
    return ShownIdeas(
        topic,
        tuple(
            ShownGroup(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place], title, tuple(ideas[place :: len(groups)])
            )
            for place, title in enumerate(groups)
        ),
    )


class Wall:
    """The projector's browser, and what is turned to it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.shown: Shown = Blank()

    async def now(self) -> Shown:
        return self.shown

    async def turn(self, shown: Shown, size: tuple[int, int] = (1280, 720)) -> None:
        """Show this, and wait until it is there."""
        self.shown = Blank()
        await expect(self.page.locator("main")).to_have_text("BIQ")
        await self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.shown = shown
        await expect(self.page.locator(".sheet")).to_be_visible()

    async def seen(self, selector: str) -> list[dict[str, Any]]:
        """Box, letters and text of all these that are seen, at one moment."""
        found: list[dict[str, Any]] = await self.page.locator(selector).evaluate_all(
            """(all) => all.filter((one) => one.offsetParent).map((one) => ({
                ...one.getBoundingClientRect().toJSON(),
                letters: parseFloat(getComputedStyle(one).fontSize),
                cut: one.scrollWidth > one.clientWidth + 1,
                text: one.innerText,
            }))"""
        )
        return found

    async def everything_is_in_the_picture(self, width: int, height: int) -> None:
        for one in await self.seen("h1, h2, .row, .more, .time"):
            assert one["x"] >= 0, one
            assert one["right"] <= width, one
            assert one["y"] >= 0, one
            assert one["bottom"] <= height, one
            assert not one["cut"], one
            assert one["letters"] >= SMALLEST * height, one
        rows = await self.seen(".row")
        for place, one in enumerate(rows):
            for other in rows[place + 1 :]:
                apart = one["right"] <= other["x"] or other["right"] <= one["x"]
                above = one["bottom"] <= other["y"] + 1 or other["bottom"] <= one["y"] + 1
                assert apart or above, (one, other)


@pytest.fixture
async def wall(async_browser: Browser) -> AsyncIterator[Wall]:
    page = await async_browser.new_page(viewport=WALL, locale="de-DE")  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    wall = Wall(page)
    view = AudienceView(wall.now)
    await view.start(0)
    await page.goto(view.url)
    yield wall
    await page.close()
    await view.stop()
    assert complaints == []


async def test_sixty_ideas_in_six_groups_are_read_at_once(wall: Wall, tmp_path: Path) -> None:
    for width, height in ((1280, 720), (1920, 1080)):
        await wall.turn(some(60, topic="Was fehlt im Quartier?"), (width, height))
        await wall.page.screenshot(path=tmp_path / f"sixty-{width}.png")
        await wall.everything_is_in_the_picture(width, height)
        assert len(await wall.seen(".row")) == 60
        assert await wall.seen(".more") == []


async def test_few_ideas_are_written_large(wall: Wall, tmp_path: Path) -> None:
    await wall.turn(some(7, GROUPS[:2]))
    await wall.everything_is_in_the_picture(1280, 720)
    assert min(one["letters"] for one in await wall.seen(".row")) >= 0.045 * 720
    await wall.page.screenshot(path=tmp_path / "few.png")


async def test_too_many_are_counted_and_not_cut(wall: Wall, tmp_path: Path) -> None:
    for size in SCREENS:
        await wall.turn(some(300), size)
        await wall.page.screenshot(path=tmp_path / f"many-{size[0]}.png")
        await wall.everything_is_in_the_picture(*size)
        rows, more = await wall.seen(".row"), await wall.seen(".more")
        assert len(rows) >= 36
        assert len(rows) + sum(int(one["text"].split()[1]) for one in more) == 300
        assert all(one["text"].endswith(" weitere") for one in more)


async def test_an_idea_stands_beneath_its_short_line_in_its_own_direction(
    wall: Wall, tmp_path: Path
) -> None:
    await wall.turn(some(12, GROUPS[:3], ARABIC))
    await wall.everything_is_in_the_picture(1280, 720)
    directions = await wall.page.locator(".original").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).direction)"
    )
    assert directions == ["rtl"] * 12
    row = wall.page.locator(".row").first
    line = await row.locator("bdi").first.bounding_box()
    own = await row.locator(".original").bounding_box()
    assert line
    assert own
    assert line["y"] + line["height"] <= own["y"] + 2
    await wall.page.screenshot(path=tmp_path / "arabic.png")


async def test_the_agenda_shows_where_the_group_is(wall: Wall, tmp_path: Path) -> None:
    titles = (
        "Ankommen",
        "Wie geht es allen?",
        "Ideen sammeln und ordnen",
        "Pause",
        "Wer macht was?",
    )
    points = tuple(
        PointRow(n, n, title, 10 * n, clock.now() - timedelta(hours=1))
        for n, title in enumerate(titles, start=1)
    )
    await wall.turn(ShownAgenda(TOPIC, points, points[2]))
    await wall.everything_is_in_the_picture(1280, 720)
    assert await wall.page.locator("[aria-current=step] bdi").all_inner_texts() == [titles[2]]
    await expect(wall.page.locator(".time")).to_have_text("Die Zeit ist um.")
    await wall.page.screenshot(path=tmp_path / "agenda.png")
    many = tuple(PointRow(n, n, f"Punkt {n}", 5, None) for n in range(1, 31))
    await wall.turn(ShownAgenda(TOPIC, many, None))
    await wall.everything_is_in_the_picture(1280, 720)
    assert len(await wall.seen(".row")) == 30


async def test_axe_finds_nothing(wall: Wall) -> None:
    points = (PointRow(1, 1, "Ankommen", 10, clock.now()), PointRow(2, 2, "Pause", None, None))
    for shown in (some(20, GROUPS[:3], ARABIC), ShownAgenda(TOPIC, points, points[0])):
        await wall.turn(shown)
        assert await faults(wall.page) == ""
