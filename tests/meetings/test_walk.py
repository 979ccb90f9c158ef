"""A whole Treffen as in the walk-through of practice: 25 people, 40 ideas, its keys counted."""

from __future__ import annotations

from pathlib import Path

from biq_tui.meetings.minutes_files import MINUTES_FOLDER
from tests.room import LARGE, folder_of, started

from .test_meeting_screen import meeting

WORDS = ("Bus", "Beet", "Bank", "Fest", "Café", "Rad", "Weg", "Chor")
CARDS = [f"{word} {n}" for n in range(1, 6) for word in WORDS]
"""Forty paper cards."""


async def test_from_the_first_idea_to_the_minutes_with_no_key_too_many(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, meeting)
    async with started(folder, LARGE) as room:
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        before = room.keys
        typed: list[str] = []

        async def says(*lines: str) -> None:
            for line in lines:
                typed.append(line)
                await room.enter(line)

        await says("vorschlag", "4", "25 da")
        await room.press("tab")  # Sammeln
        await says(*CARDS)
        assert "40 Ideen." in room.state
        await room.press("tab")  # Ordnen
        await says(
            "1 9 17 25 33 6 14 Wege", "2 10 18 26 34 Grün", "3 11 19 b", "4 12 20 28 Feste",
            "5 13 Begegnung", "a = Gut unterwegs", "1 9 17 gleich", "33-35 später", "4 machen wir",
        )  # fmt: skip
        await room.sees("A  GUT UNTERWEGS", "B  GRÜN (", "C  FESTE (4)")
        await room.press("tab")  # Abstimmen
        await says("punkte gruppen", "los", "a9 b20 c21 d0", "fertig", "ja")
        await room.sees("„Feste“ liegt vorn.", "Geklebt 50, möglich 50.")
        await room.press("tab")  # Aufgaben
        await says("Fest planen, ayse + ali, in 2 Wochen", "Strom, olena", "Plakat, 1.4.")
        await room.press("tab")  # Protokoll
        await says("beschluss Wir machen ein Fest, ohne Widerspruch", "treffen 14.4. 18:00")
        await says("speichern", "ende", "ja")
        await room.sees("Fertig. Alles ist gesichert.")
        assert room.keys - before == sum(len(line) + 1 for line in typed) + 5, (
            "a text and Enter each, and a Tab from page to page"
        )
        assert len(typed) - len(CARDS) <= 25, "so many lines beside the forty cards"
    text = (folder / MINUTES_FOLDER / "Protokoll 2027-03-05.txt").read_text(encoding="utf-8")
    assert "25 Menschen waren da." in text
    assert "1. Wir machen ein Fest (ohne Widerspruch)." in text
    assert "- 1 Fest planen · bis Fr 19.3.2027" in text
    assert "Feste 21" in text
    assert "IDEEN: GUT UNTERWEGS" in text
    assert "- Mittwoch, 14. April 2027, 18:00" in text
