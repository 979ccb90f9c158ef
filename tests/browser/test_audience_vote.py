"""A vote on the wall: eight options or twenty, with the code, and the result; nothing is cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from biq_tui.attendance.audience import Audience
from biq_tui.meetings import stage  # noqa: F401 - its templates are known from here on
from biq_tui.meetings.shown_vote import ShownBar, ShownOption, ShownResult, ShownVote
from biq_tui.meetings.vote_result import Bar
from biq_tui.web.wifi import Wifi

from .test_audience_meeting import ARABIC, LINES, SMALLEST, Wall, wall
from .test_audience_page import SCREENS, faults

__all__ = ["wall"]

pytestmark = pytest.mark.browser

QUESTION = "Womit fangen wir im Frühling an, wenn das Geld vom Beirat da ist?"
SHOWN = "h1, .how, .row, .more, .foot, .address, .name"


def vote(number: int, original: str = "") -> ShownVote:
    """So many options, and phones that vote."""
    way = Audience(QUESTION, "http://192.168.178.24:8421/4723", wifi=Wifi("Haus am Park", "x"))
    return ShownVote(
        title=QUESTION,
        how="Hände und Handys. Ein Handy braucht einen Zettel; wer einen hat, hebt keine Hand. "
        "Gleichstand: Wir besprechen es.",
        options=tuple(
            ShownOption(
                chr(ord("A") + n), LINES[n % len(LINES)], original, "", "🎠" if n % 2 else ""
            )
            for n in range(number)
        ),
        state="Die Abstimmung läuft. Das Ergebnis ist verdeckt.",
        balance="Im Raum 23 = Handys 14 + Enthaltung 1 + Hände oder offen 8",
        by_phone=True,
        way=way.values(),
    )


def result(number: int) -> ShownResult:
    """Bars for so many options; the first two are equal."""
    return ShownResult(
        title=QUESTION,
        headline="Gleichstand: „Hochbeete am Kanal“, „Café ohne Geld“. Es gibt eine Stichwahl.",
        bars=tuple(
            ShownBar(
                Bar(
                    "=1." if n < 2 else f"{n + 1}.",
                    chr(ord("A") + n),
                    LINES[n % len(LINES)],
                    f"{30 - max(n, 1)}",
                    1 - max(n - 1, 0) / number,
                    is_winner=n < 2,
                ),
                LINES[n % len(LINES)],
                100 - 100 * max(n - 1, 0) // number,
                "🎠" if n % 2 else "",
            )
            for n in range(number)
        ),
        said=("1 Mensch mehr könnte es ändern.", "Im Raum 23 = Handys 14 + Hände 8 + Enthaltung 1"),
    )


async def is_whole(wall: Wall, width: int, height: int) -> None:
    """All that is said is in the picture, large enough, and nothing lies on the list."""
    await wall.everything_is_in_the_picture(width, height)
    for one in await wall.seen(SHOWN):
        assert one["x"] >= 0, one
        assert one["right"] <= width, one
        assert one["bottom"] <= height, one
        assert one["letters"] >= SMALLEST * height, one
    rows = await wall.seen(".row")
    (foot,) = await wall.seen(".foot")
    assert max(row["bottom"] for row in rows) <= foot["y"] + 1
    for code in await wall.seen(".qr"):
        assert max(row["right"] for row in rows) <= code["x"] + 1
        assert code["bottom"] <= foot["y"]


async def test_every_option_is_read_beside_the_code_for_phones(wall: Wall, tmp_path: Path) -> None:
    for number, size in ((8, SCREENS[0]), *((20, size) for size in SCREENS)):
        await wall.turn(vote(number), size)
        await wall.page.screenshot(path=tmp_path / f"vote-{number}-{size[0]}.png")
        await is_whole(wall, *size)
        assert len(await wall.seen(".row")) == number
        assert await wall.seen(".more") == []


async def test_without_a_code_the_options_have_the_whole_wall(wall: Wall, tmp_path: Path) -> None:
    await wall.turn(replace(vote(8, ARABIC), by_phone=False))
    await wall.page.screenshot(path=tmp_path / "hands-8.png")
    await is_whole(wall, 1280, 720)
    directions = await wall.page.locator(".original").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).direction)"
    )
    assert directions == ["rtl"] * 8


async def test_a_result_has_a_bar_for_every_option(wall: Wall, tmp_path: Path) -> None:
    for number in (8, 20):
        await wall.turn(result(number))
        await wall.page.screenshot(path=tmp_path / f"result-{number}.png")
        await is_whole(wall, 1280, 720)
        assert len(await wall.seen(".row")) == number
        lengths = await wall.page.locator(".bar rect").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().width)"
        )
        assert len(lengths) == number
        assert lengths[0] > lengths[2] > 3 * lengths[-1] > 0
        assert (await wall.page.locator(".place").all_inner_texts())[:3] == ["=1.", "=1.", "3."]
        assert (await wall.page.locator(".total").all_inner_texts())[:3] == ["29", "29", "28"]


async def test_axe_finds_nothing_in_a_vote(wall: Wall) -> None:
    for shown in (vote(8, ARABIC), result(8)):
        await wall.turn(shown)
        assert await faults(wall.page) == ""
