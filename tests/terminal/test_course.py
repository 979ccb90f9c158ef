"""A course in a real terminal: made one day, looked at the next, by a program started anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.program import LOCAL, started

pytestmark = pytest.mark.terminal


def test_a_course_made_today_is_there_tomorrow_with_its_last_step(tmp_path: Path) -> None:
    options = (*LOCAL, "--data-dir", str(tmp_path / "data"))
    with started(*options) as biq:
        biq.shows("Einen neuen Kurs machen", "Enter: ein neuer Kurs.")
        biq.press("Enter")
        for question, answer in (
            ("▸ 1 Wie heißt der Kurs?", "BIQ Nord"),
            ("▸ 2 An welchem Tag beginnt er?", "5.3.2027"),
            ("▸ 3 In welchem Rhythmus?", "monatlich Fr 17-20"),
            ("Stimmen die Termine?", "ja"),
        ):
            biq.shows(question)
            biq.press(answer, "Enter")
        biq.shows("BIQ · Kurs BIQ Nord", "0 Menschen. 6 Termine.")
    with started(*options) as biq:
        biq.shows("BIQ · Heute", "Block 1")
        biq.press("Tab")
        biq.shows("[Kurs]", "BIQ Nord", "Strg+Z nimmt es zurück")
        biq.press("C-z")
        biq.shows("Zurückgenommen: Der Kurs", "Es gibt noch keinen Kurs.")
        biq.press("BTab")
        biq.shows("[Heute]")


def test_tabs_pressed_before_the_data_are_open_all_count(tmp_path: Path) -> None:
    with started(*LOCAL, "--data-dir", str(tmp_path / "data")) as biq:
        biq.shows("BIQ · Heute")
        biq.press("Tab", "Tab", "Tab", "Tab")
        biq.shows("BIQ · Menschen", "[Menschen]")
