"""The page for helpers in a real browser: small screens, any script, and nothing that axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from biq_tui.core import clock
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.events import events, phone_helpers
from biq_tui.events.helpers import shifts
from biq_tui.events.models import HelperDoor
from biq_tui.events.phone_pages import helping_at
from biq_tui.events.places import place_of
from biq_tui.events.plan import Plan
from biq_tui.events.reading import plan
from tests.browser.conftest import NewPhone, Phone, Room, faults
from tests.browser.phone import fits_sideways, says

pytestmark = pytest.mark.browser

TITLE = "Nachbarschaftsversammlungsvorbereitungsfest"
NAME = "فاطمة <b>مثال</b> 🪑"


class EventRoom(Room):
    """An event that invites phones, with a long word, a shift that is full, and two days."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        act, start = Act(Actor.FACILITATOR, "test", place_of(1)), clock.now()
        self.start = start
        made = self.database.write(
            act, events.add_event, TITLE, (start, start + timedelta(hours=4)), "Haus am Park"
        )
        self.event_id: int = made.result()
        for what, days, wanted in (
            ("Spielstraßenabsperrungsaufbau", 0, 2), ("Kuchen", 0, 1), ("Bänke zurück", 1, 3),
        ):  # fmt: skip
            begins = start + timedelta(days=days)
            at = self.event_id, what, begins, begins + timedelta(hours=2), wanted
            shift_id = self.database.write(act, shifts.add_shift, *at).result()
            if wanted == 1:
                full = shift_id, (), ("Ada Muster",), HelperDoor.TYPED
                self.database.write(act, shifts.sign_up, *full).result()
        self.database.write(act, phone_helpers.invite, self.event_id, True).result()
        self.let_in(listed=False)

    def let_in(self, listed: bool) -> None:
        """What is open now."""
        event = self.plan.event
        helping = self.run(helping_at(self.database, "test", lambda: self.door.facts))
        shown = event.gathering_id or 0, "777", event.title, self._report
        self.run(self.door.open(*shown, listed=listed, offers=[helping]))

    @property
    def plan(self) -> Plan:
        return self.database.read(plan, self.event_id, "test")

    @property
    def names(self) -> list[str]:
        """Who helps or waits."""
        return [helper.name for shift in self.plan.shifts for helper in shift.helpers]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[EventRoom]:
    room = EventRoom(tmp_path / "room")
    yield room
    room.close()


def every_page(phone: Phone, room: EventRoom, language: str) -> Iterator[str]:
    """Form, errors, notice, a place, the waiting list, and the choice, one after the other."""
    page = phone.open(f"{room.url}?l={language}")
    help_now = says("I want to help.", language)
    button = page.get_by_role("button", name=help_now)
    expect(page.get_by_role("heading", level=1)).to_contain_text(help_now)
    yield "help"
    button.click()
    expect(page.get_by_role("alert")).to_contain_text(
        says("Please choose something first.", language)
    )
    yield "help-choose"
    page.get_by_role("radio").first.check()
    button.click()
    expect(page.get_by_role("alert")).to_contain_text(says("Please write your name.", language))
    expect(page.get_by_role("radio").first).to_be_checked()
    yield "help-error"
    page.get_by_role("link", name=says("All about your data", language)).click()
    yield "help-notice"
    page.get_by_role("link", name=says("Back", language)).click()
    page.get_by_role("radio").first.check()
    page.get_by_label(says("My name", language)).fill(NAME)
    button.click()
    expect(page.get_by_role("heading")).to_contain_text(says("You have a place.", language))
    yield "help-place"
    page.get_by_role("link", name=says("One more person", language)).click()
    page.get_by_role("radio").nth(1).check()
    page.get_by_label(says("My name", language)).fill("Ida Muster")
    button.click()
    expect(page.get_by_role("heading")).to_contain_text(
        says("You are on the waiting list.", language)
    )
    yield "help-waiting"
    room.let_in(listed=True)
    page.goto(f"{room.url}?l={language}")
    expect(page.get_by_role("link", name=help_now)).to_be_visible()
    yield "choice"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_axe_finds_nothing_and_nothing_is_cut(
    room: EventRoom, new_phone: NewPhone, language: str, tmp_path: Path
) -> None:
    phone = new_phone(viewport={"width": 320, "height": 640})
    page = phone.page
    for name in every_page(phone, room, language):
        assert "Ada Muster" not in page.content(), "no name of anybody"
        for percent in (100, 200):
            page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
            page.screenshot(path=tmp_path / f"{name}-{language}-{percent}.png", full_page=True)
            assert fits_sideways(page), (name, percent)
        page.evaluate("document.documentElement.style.fontSize = ''")
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            assert faults(page) == "", (name, colours)
        small = "least => [...document.querySelectorAll('a, button, label.choice, #name')].filter("
        small += "thing => thing.getBoundingClientRect().height < least).length"
        assert page.evaluate(small, 56) == 0, name
    assert room.names == [NAME, "Ada Muster", "Ida Muster"]


def test_a_double_tap_and_back_are_one_sign_up_and_it_works_without_javascript(
    room: EventRoom, new_phone: NewPhone
) -> None:
    page = new_phone(java_script_enabled=False).open(room.url)
    page.get_by_text("Bänke zurück").click()
    page.get_by_label("Mein Name").fill("Theo Muster")
    page.get_by_role("button").dblclick()
    expect(page.get_by_role("heading")).to_contain_text("Sie haben einen Platz.")
    page.reload()
    page.go_back()
    expect(page.get_by_label("Mein Name")).to_have_value("Theo Muster")
    page.get_by_role("button").click()
    expect(page.get_by_role("heading")).to_contain_text("Sie haben einen Platz.")
    assert room.names == ["Ada Muster", "Theo Muster"]
