"""The main job on real input: a terminal, its picture of the code, a browser, and a power cut."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.evening import filled_folder
from tests.terminal.program import LOCAL, free_port, started

pytestmark = [pytest.mark.terminal, pytest.mark.browser]


def send(page: Page, name: str) -> None:
    page.get_by_label("Mein Name").fill(name)
    page.get_by_role("button").click()
    expect(page.get_by_role("heading")).to_contain_text("Fertig. Danke!")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (100, 30)])
def test_the_list_fills_by_keyboard_and_by_phone_and_a_power_cut_loses_nothing(
    columns: int, rows: int, browser: Browser, tmp_path: Path
) -> None:
    folder = filled_folder(tmp_path / "evening")
    given = (*LOCAL, "--data-dir", str(folder), "--port", str(free_port()))
    page = browser.new_page(locale="de-DE")
    with started(*given, columns=columns, rows=rows) as biq:
        biq.shows("Heute", "Enter: öffnet „Block 3")
        biq.press("Enter")
        biq.shows("Name ›", "0 sind da.", "7 fehlen noch.")

        biq.press("m", "ü", "l")
        biq.shows("› mül", "Enter: Jonas Müller ist da.")
        biq.press("Enter")
        biq.shows("1 ist da.", "✓ Jonas Müller ist da.")

        if columns < 98:  # else the code stands beside the list
            biq.press("Tab")
            biq.shows("[QR-Bild]", "Scannen Sie das Bild")
        url = biq.code()
        assert url.startswith("http://127.0.0.1:")
        page.goto(url)
        send(page, "Ayşe Beispiel")
        biq.shows("2 sind da.", "5 fehlen noch.")
        if columns < 98:
            biq.press("BTab")
        biq.shows("6 Jonas Müller da", "3 Ayşe Beispiel da")
        page.get_by_role("link", name="Noch eine Person").click()
        send(page, "Fatima")
        biq.shows("WARTET AUF SIE (1)", "„Fatima“ Wer ist das?")

        biq.signal(signal.SIGKILL)
        assert biq.ended()[0] == 128 + signal.SIGKILL

    with started(*given, columns=columns, rows=rows) as biq:
        everything = ("Name ›", "2 sind da.", "5 fehlen noch.", "WARTET AUF SIE (1)", "„Fatima“")
        biq.shows(*everything, "6 Jonas Müller da", "3 Ayşe Beispiel da")

        # The phone's page of before the cut still works.
        page.get_by_role("link", name="Noch eine Person").click()
        send(page, "Ada Muster")
        biq.shows("3 sind da.", "1 Ada Muster da")

        # Ctrl+Z takes back what was typed, never what a phone said.
        biq.press("C-z")
        biq.shows("2 sind da.", "6 Jonas Müller ·", "Zurückgenommen")
        biq.press("C-z")
        biq.shows("2 sind da.", "Hier gibt es nichts zurückzunehmen.")
    page.close()


def test_the_wall_shows_the_count_until_names_go_or_the_power_does(
    browser: Browser, tmp_path: Path
) -> None:
    folder = filled_folder(tmp_path / "evening", opened=True)
    given = (*LOCAL, "--data-dir", str(folder), "--port", str(free_port()))
    no_desktop = "unset DISPLAY WAYLAND_DISPLAY"  # else it opens there, too
    wall = browser.new_page(viewport={"width": 1280, "height": 720})
    with started(*given, before=no_desktop) as biq:
        biq.shows("Enter: öffnet „Block 3")
        biq.press("Enter")
        biq.shows("Name ›", "7 fehlen noch.")
        biq.press(*"beamer")
        biq.shows("Name › beamer", "Enter: öffnet die Seite für den Beamer.")
        biq.press("Enter")
        told = re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/", biq.shows("Beamer: http://127"))
        assert told
        wall.clock.install()  # it runs as ours does, until it is put forward
        wall.goto(told[0])
        expect(wall.locator(".count")).to_have_text("0 Menschen sind da")

        biq.press(*"mül")
        biq.shows("Enter: Jonas Müller ist da.")
        biq.press("Enter")
        expect(wall.locator(".count")).to_have_text("1 Mensch ist da")
        biq.press("C-b")
        expect(wall.locator("main")).to_have_text("BIQ")
        biq.press("C-b")
        expect(wall.locator(".count")).to_have_text("1 Mensch ist da")

        biq.signal(signal.SIGKILL)
        biq.ended()
        expect(wall.locator("main.old")).to_be_attached()
        wall.clock.fast_forward(31_000)
        expect(wall.locator("main")).to_be_empty()
    wall.close()
