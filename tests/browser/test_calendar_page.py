"""The date for one's own calendar in a real browser: any language, no script, nothing for axe."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from biq_tui.events.phone_calendar import dates_at
from biq_tui.events.phone_pages import helping_at
from tests.browser.conftest import NewPhone, faults
from tests.browser.phone import fits_sideways, says
from tests.browser.test_helper_page import TITLE
from tests.browser.test_helper_page import EventRoom as WithoutDates

pytestmark = pytest.mark.browser


class EventRoom(WithoutDates):
    """The same, with the dates to take along."""

    def let_in(self, listed: bool) -> None:
        """What is open now."""
        event = self.plan.event
        helping = self.run(helping_at(self.database, "test", lambda: self.door.facts))
        offers = [helping, dates_at(self.database, "test", helping.is_open)]
        shown = event.gathering_id or 0, "777", event.title, self._report
        self.run(self.door.open(*shown, listed=listed, offers=offers))


def test_the_date_is_a_file_in_two_taps_without_javascript(
    new_phone: NewPhone, tmp_path: Path
) -> None:
    language = "ar"
    room = EventRoom(tmp_path / "room")
    try:
        phone = new_phone(viewport={"width": 320, "height": 640}, java_script_enabled=False)
        page, into = phone.open(f"{room.url}?l={language}"), says("Into my calendar", language)
        page.screenshot(path=tmp_path / f"help-{language}.png", full_page=True)
        page.get_by_role("link", name=into).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(into)
        with page.expect_download() as coming:
            page.get_by_role("button", name=into).click()
        assert coming.value.suggested_filename == "BIQ.ics"
        (found,) = Calendar.from_ical(Path(coming.value.path()).read_bytes()).walk("VEVENT")
        assert str(found["summary"]) == TITLE
        looked = new_phone(viewport={"width": 320, "height": 640}).open(page.url)
        for percent in (100, 200):
            looked.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
            looked.screenshot(path=tmp_path / f"dates-{language}-{percent}.png", full_page=True)
            assert fits_sideways(looked), percent
        looked.evaluate("document.documentElement.style.fontSize = ''")
        for colours in ("light", "dark"):
            looked.emulate_media(color_scheme=colours)
            assert faults(looked) == "", colours
    finally:
        room.close()
