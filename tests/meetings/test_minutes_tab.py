"""Protokoll makes papers: beside everything else, and a paper that fails leaves the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from biq_tui.meetings import minutes_line
from biq_tui.meetings.minutes_files import MINUTES_FOLDER
from biq_tui.meetings.screens import MINUTES
from tests.papers.reading import pages
from tests.room import LARGE

from .meetings_at import Treffen
from .test_meeting_screen import at_meeting


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for desktop in ("DISPLAY", "WAYLAND_DISPLAY"):  # else it opens there, too
        monkeypatch.delenv(desktop, raising=False)


async def test_the_minutes_and_their_short_form_are_made_for_the_printer(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, LARGE, MINUTES) as room:
        await room.enter("beschluss Wir machen ein Fest")
        await room.enter("drucken")
        await room.reads("Zum Drucken öffnen: Protokoll 2027-03-05.pdf")
        assert "✓ 1 Papier ist fertig." in room.event
        await room.enter("drucken kurz")
        await room.reads("Zum Drucken öffnen: Protokoll 2027-03-05 kurz.pdf")
    made = tmp_path / "folder" / MINUTES_FOLDER
    assert len(list(made.iterdir())) == 2, "only what was asked for"
    for name in ("Protokoll 2027-03-05.pdf", "Protokoll 2027-03-05 kurz.pdf"):
        assert "Wir machen ein Fest" in pages((made / name).read_bytes())[0]


async def test_a_broken_template_is_said_and_the_texts_are_there(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, LARGE, MINUTES) as room:
        own = tmp_path / "folder" / "papers"
        own.mkdir()
        (own / "minutes.typ").write_text("#let x = ", encoding="utf-8")
        await room.enter("speichern")
        await room.sees("✓ Das Protokoll ist fertig.", "Die Vorlage")
        made = sorted(file.suffix for file in (tmp_path / "folder" / MINUTES_FOLDER).iterdir())
        assert made == [".md", ".txt", ".txt", ".xlsx"]
        await room.enter("drucken")
        await room.reads("Die Vorlage")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("speichern", "save"),
        ("save stick", "save_stick"),
        ("Drucken Stick", "save_stick"),
        ("print", "print"),
        ("drucken kurz", "print_short"),
        ("stick", ""),
        ("drucken morgen", ""),
    ],
)
def test_the_line_says_which_files_come_where(here: Treffen, text: str, command: str) -> None:
    assert minutes_line.read_minutes(text, minutes_line.Look(here.board)).command == command
