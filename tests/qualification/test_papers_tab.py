"""The tab of a course's papers: one number makes one, a refusal does not stop the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..room import Room, course, folder_of, started
from .test_course_screen import open_course

TAB = "Papiere"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of six people; this laptop has no viewer."""
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("PATH", "")
    return folder_of(tmp_path, course)


def number_of(room: Room, name: str) -> str:
    return room.row(name).split()[0]


def made(house: Path) -> list[str]:
    return sorted(file.name for file in (house / "papers").glob("*"))


async def test_a_refusal_does_not_stop_the_other_papers(house: Path) -> None:
    async with started(house) as room:
        await open_course(room, TAB)
        await room.sees("Statistik", "Quittungen")  # once the tab has read what is made
        wanted = [
            number_of(room, name) for name in ("Quittungen", "Liste für", "Karten mit großen")
        ]
        await room.type(" ".join(wanted))
        await room.press("enter")
        await room.sees("✓ 2 Papiere sind fertig.", "niemand hat bezahlt")
        await room.sees("gemacht")
        assert made(house) == [
            "BIQ-Huchting-2027-03-05-Unterschriftenliste.pdf",
            "BIQ-Huchting-Nummernkarten.pdf",
        ]


async def test_a_paper_alone_that_can_not_be_made_says_why(house: Path) -> None:
    async with started(house) as room:
        await open_course(room, TAB)
        await room.sees("Statistik", "Quittungen")  # once the tab has read what is made
        await room.type(number_of(room, "Quittungen"))
        await room.press("enter")
        await room.sees("Es gibt noch keine Quittung")
        assert made(house) == []


async def test_the_page_for_the_funder_and_tables_for_an_office_are_made_here_too(
    house: Path,
) -> None:
    async with started(house) as room:
        await open_course(room, TAB)
        await room.sees("Statistik", "Quittungen")  # once the tab has read what is made
        numbers = [number_of(room, name) for name in ("Statistik", "Tabellen")]
        await room.type(" ".join(numbers))
        await room.press("enter")
        await room.sees("✓ 2 Papiere sind fertig.")
        assert made(house) == [
            "BIQ-Huchting-Anwesenheit.csv",
            "BIQ-Huchting-Export.xlsx",
            "BIQ-Huchting-Fortschritt.csv",
            "BIQ-Huchting-Statistik.pdf",
        ]
