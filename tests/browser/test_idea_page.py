"""The page for an idea in a real browser: any script, small screens, and nothing that axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlmodel import col, select

from biq_tui.attendance.models import Gathering
from biq_tui.core import clock
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, phone_ideas
from biq_tui.meetings.models import IdeaByPhone, Meeting, PhoneIdeas
from biq_tui.meetings.phone_pages import ideas_at
from tests.browser.conftest import NewPhone, Phone, Room, faults
from tests.browser.phone import fits_sideways, says

pytestmark = pytest.mark.browser

TOPIC = "Nachbarschaftsversammlungsvorbereitung: Was fehlt im Quartier?"
IDEA = "مقاعد <b>عند</b> البحيرة 🪑"


class MeetingRoom(Room):
    """A meeting that is open for ideas, and its list, too, if people are to arrive."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        act, start = Act(Actor.FACILITATOR, "test", ""), clock.now()
        self.meeting_id: int = self.database.write(
            act, agenda.make_meeting, TOPIC, start, start + timedelta(hours=2), "Haus am Park"
        ).result()
        held = self.meeting_id, PhoneIdeas.HELD
        self.database.write(act, phone_ideas.invite, *held).result()
        self.let_in(listed=False)

    def let_in(self, listed: bool) -> None:
        """What is open now."""
        with self.database.reading() as session:
            meeting = session.get_one(Meeting, self.meeting_id)
            gathering = session.get_one(Gathering, meeting.gathering_id)
        at = self.database, "test", self.meeting_id, lambda: self.door.facts
        shown = gathering.id or 0, gathering.code, gathering.title, self._report
        offers = [self.run(ideas_at(*at))]
        self.run(self.door.open(*shown, listed=listed, offers=offers))

    @property
    def ideas(self) -> list[tuple[str, str]]:
        """Text and name of what came in."""
        with self.database.reading() as session:
            rows = session.exec(select(IdeaByPhone).order_by(col(IdeaByPhone.id)))
            return [(row.text, row.name) for row in rows]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[MeetingRoom]:
    room = MeetingRoom(tmp_path / "room")
    yield room
    room.close()


def every_page(phone: Phone, room: MeetingRoom, language: str) -> Iterator[str]:
    """Form, error, notice, thanks and the choice, one after the other."""
    page = phone.open(f"{room.url}?l={language}")
    send = page.get_by_role("button", name=says("Send my idea", language))
    expect(page.get_by_role("heading", level=1)).to_contain_text(says("I have an idea.", language))
    yield "idea"
    send.click()
    expect(page.get_by_role("alert")).to_contain_text(says("Please write the idea.", language))
    yield "idea-error"
    page.get_by_role("link", name=says("All about your data", language)).click()
    yield "idea-notice"
    page.get_by_role("link", name=says("Back", language)).click()
    page.get_by_label(says("My idea", language)).fill(IDEA)
    page.get_by_label(says("My name (only if you want)", language)).fill("Fatima Beispiel")
    yield "idea-filled"
    send.click()
    expect(page.get_by_role("heading")).to_contain_text(says("Done. Thank you!", language))
    yield "idea-thanks"
    room.let_in(listed=True)
    page.goto(f"{room.url}?l={language}")
    expect(page.get_by_role("link", name=says("I am here.", language))).to_be_visible()
    yield "choice"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_axe_finds_nothing_and_nothing_is_cut(
    room: MeetingRoom, new_phone: NewPhone, language: str, tmp_path: Path
) -> None:
    phone = new_phone(viewport={"width": 320, "height": 640})
    page = phone.page
    for name in every_page(phone, room, language):
        for percent in (100, 200):
            page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
            page.screenshot(path=tmp_path / f"{name}-{language}-{percent}.png", full_page=True)
            assert fits_sideways(page), (name, percent)
        page.evaluate("document.documentElement.style.fontSize = ''")
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            assert faults(page) == "", (name, colours)
        small = "least => [...document.querySelectorAll('a, button, input, textarea')].filter("
        small += "thing => thing.getBoundingClientRect().height < least).length"
        assert page.evaluate(small, 56) == 0, name
    assert room.ideas == [(IDEA, "Fatima Beispiel")]


def test_a_double_tap_and_back_are_one_idea_and_it_works_without_javascript(
    room: MeetingRoom, new_phone: NewPhone
) -> None:
    page = new_phone(java_script_enabled=False).open(room.url)
    field = page.get_by_label("Meine Idee")
    field.fill("Bank\nam See")
    page.get_by_role("button").dblclick()
    expect(page.get_by_role("heading")).to_contain_text("Fertig. Danke!")
    page.go_back()
    expect(field).to_have_value("Bank\nam See")
    page.get_by_role("button").click()
    page.get_by_role("link", name="Noch eine Idee").click()
    expect(field).to_have_value("")
    assert room.ideas == [("Bank am See", "")]
