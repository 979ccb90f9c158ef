"""A ballot in a real browser: any script, small screens, large text, and nothing that axe finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from biq_tui.attendance.models import Gathering
from biq_tui.core import clock
from biq_tui.core.journal import Actor
from biq_tui.core.language import ngettext, speaking
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, ideas
from biq_tui.meetings.phone_votes import open_vote
from biq_tui.meetings.vote_pages import votes_at
from biq_tui.voting import polls, tickets
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel
from biq_tui.voting.polls import Option, Plan
from biq_tui.voting.reading import poll_row, result_of
from tests.browser.conftest import NewPhone, Phone, Room, faults
from tests.browser.phone import fits_sideways, says

pytestmark = pytest.mark.browser

QUESTION = "Womit fangen wir an: Nachbarschaftsversammlungsvorbereitung?"
SHORT, OWN = "Mehr Bänke am See", "Більше лавок біля озера, бо літні люди хочуть сидіти"
COLOURS: dict[str, tuple[Literal["dark", "light"], ...]] = {
    "de": ("dark", "light"),
    "ar": ("light",),
    "uk": (),
}
"""In which colours axe looks: it takes half a second a page."""

FEAST = "Straßenfest <b>mit</b> {Musik}"


class VotingRoom(Room):
    """A meeting with a vote that is open for phones."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        start = clock.now()
        self.meeting_id = self.do(
            agenda.make_meeting, "Treffen", start, start + timedelta(hours=2), "Haus"
        )
        self.poll_id = 0

    def do(self, use_case: Any, *args: Any) -> Any:
        """She does it at the laptop."""
        act = Act(Actor.FACILITATOR, "test", "meeting:1")
        return self.database.write(act, use_case, *args).result(15)

    def opens(self, kind: Kind, with_tickets: bool = False, **settings: Any) -> None:
        """A vote is open, and phones are let in."""
        idea = self.do(ideas.collect, self.meeting_id, 1 + self.poll_id, OWN, 1)
        self.do(ideas.shorten, idea, SHORT)
        options = [
            Option(SHORT, idea, pictogram="bench"),
            Option(FEAST, pictogram="party"),
            Option("Spielplatz", is_status_quo=True),
        ]
        plan = Plan(kind, Channel.PHONES, with_tickets=with_tickets, **settings)
        self.poll_id = self.do(polls.prepare, self.meeting_id, QUESTION, options, plan)
        self.do(open_vote, self.poll_id, 9)
        self.let_in()

    def closes(self) -> list[int]:
        """The vote is over; the totals."""
        self.do(polls.close_poll, self.poll_id)
        self.let_in()
        count = self.database.read(result_of, self.poll_id).count
        return [int(total) for total in count.totals]

    def let_in(self) -> None:
        """As the app does it."""
        with self.database.reading() as session:
            its = session.exec(select(Gathering).where(Gathering.title != "")).all()[-1]
        offer = self.run(votes_at(self.database, "test", self.meeting_id, lambda: self.door.facts))
        shown = its.id or 0, its.code, its.title, self._report
        self.run(self.door.open(*shown, listed=False, offers=[offer]))

    def ticket(self) -> str:
        """The letters of a new ticket."""
        (drawn,) = tickets.draw(self.meeting_id, 1)
        self.do(tickets.give_out, self.meeting_id, (drawn,))
        return drawn.letters

    @property
    def cast(self) -> int:
        return self.database.read(poll_row, self.poll_id).cast


@pytest.fixture
def room(tmp_path: Path) -> Iterator[VotingRoom]:
    room = VotingRoom(tmp_path / "room")
    yield room
    room.close()


def every_page(phone: Phone, room: VotingRoom, language: str) -> Iterator[str]:
    """Ballots of each look, an error, the notice, thanks, and no vote, one after the other."""
    letters = room.ticket()
    room.opens(Kind.DOTS, with_tickets=True)
    page = phone.open(f"{room.url}?l={language}")
    vote = page.get_by_role("button", name=says("Vote", language))
    expect(page.get_by_role("heading", level=1)).to_contain_text(QUESTION)
    yield "dots"
    for letter in "AB":
        option(page, letter).select_option("2")
    page.get_by_label(says("The 8 letters on your ticket", language)).fill(letters)
    vote.click()
    with speaking(language):
        over = ngettext("This is {n} dot too many.", "These are {n} dots too many.", 2)
    expect(page.get_by_role("alert")).to_contain_text(over)
    expect(option(page, "A")).to_have_value("2")
    yield "dots-error"
    page.get_by_role("link", name=says("All about your data", language)).click()
    yield "notice"
    page.get_by_role("link", name=says("Back", language)).click()
    option(page, "B").select_option("2")
    page.get_by_label(says("The 8 letters on your ticket", language)).fill(letters)
    vote.click()
    done = says("Your vote is counted.", language)
    expect(page.get_by_role("heading", level=1)).to_contain_text(done)
    yield "thanks"
    assert room.closes() == [0, 2, 0]
    page.get_by_role("link", name=says("To the next vote", language)).click()
    expect(page.get_by_role("heading")).to_contain_text(
        says("No vote is open at the moment.", language)
    )
    yield "none"
    room.opens(Kind.SINGLE)
    page.get_by_role("link", name=says("Look again", language)).click()
    option(page, "B").check()
    yield "single"
    vote.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(done)
    assert room.closes() == [0, 1, 0]


@pytest.mark.parametrize("language", COLOURS)
def test_axe_finds_nothing_and_nothing_is_cut(
    room: VotingRoom, new_phone: NewPhone, language: str, tmp_path: Path
) -> None:
    phone = new_phone(viewport={"width": 320, "height": 640})
    page = phone.page
    for name in every_page(phone, room, language):
        page.screenshot(path=tmp_path / f"{name}-{language}.png", full_page=True)
        for percent in (200, 100):
            page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
            assert fits_sideways(page), (name, percent)
        for colours in COLOURS[language]:
            page.emulate_media(color_scheme=colours)
            assert faults(page) == "", (name, colours)
        assert too_small(page) == [], name


def option(page: Page, letter: str) -> Locator:
    """The field of an option, found as a screen reader does: by its label."""
    return page.get_by_label(re.compile(rf"^\s*{letter}\s"))


def too_small(page: Page) -> list[str]:
    """What a finger would miss: fields and buttons (with their labels) less than 44 pixels high."""
    script = """[...document.querySelectorAll('a, button, select, .choice, input:not([hidden])')]
        .filter(thing => thing.type != 'hidden' && !thing.closest('.choice input'))
        .map(thing => thing.closest('.choice:has(> input)') ?? thing)
        .filter(thing => thing.getBoundingClientRect().height < 44).map(thing => thing.outerHTML)"""
    found: list[str] = page.evaluate(script)
    return found


def test_every_kind_is_voted_by_keyboard_and_labels_and_without_javascript(
    room: VotingRoom, new_phone: NewPhone
) -> None:
    phone = new_phone(java_script_enabled=False)
    for kind, value in ((Kind.SCORE, "7"), (Kind.CONSENSING, "3"), (Kind.RANKING, "1")):
        room.opens(kind)
        page = phone.open(room.url)
        heard = page.get_by_role("combobox", name=re.compile("^A Mehr Bänke am See"))
        expect(heard).to_be_visible()  # by its letter and words: the picture is not read out
        expect(page.get_by_text(OWN)).to_be_visible()
        for letter in "ABC":
            option(page, letter).select_option(value)
        page.get_by_role("button").dblclick()
        expect(page.get_by_role("heading")).to_contain_text("Ihre Stimme ist gezählt.")
        page.go_back()
        expect(page.get_by_role("heading")).to_contain_text("Ihre Stimme ist gezählt.")
        assert room.cast == 1
        room.closes()
    room.opens(Kind.APPROVAL)
    page = phone.open(room.url)
    for letter in "AC":
        option(page, letter).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading")).to_contain_text("Ihre Stimme ist gezählt.")
    assert room.closes() == [1, 0, 1]
