"""The page for an idea, over real HTTP: alone at its address, and beside the list of arrivals."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest
from sqlmodel import col, select

from biq_tui.attendance import service
from biq_tui.attendance.models import Arrival, Gathering, Sitting
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core import journal
from biq_tui.core.database import Database
from biq_tui.core.language import _, speaking
from biq_tui.core.phone_texts import phone_languages
from biq_tui.meetings import phone_ideas
from biq_tui.meetings.models import IdeaByPhone, PhoneIdeas
from biq_tui.meetings.phone_pages import ideas_at
from biq_tui.web.pages import with_german
from biq_tui.web.tickets import Tickets
from tests.attendance.rooms import STATION, phone

from .meetings_at import TOPIC, Treffen

IDEA = "Mehr Bänke {am} <See>"


@dataclass
class Room:
    """A meeting with its door for phones."""

    here: Treffen
    gathering: Gathering
    door: PhoneDoor = field(
        default_factory=lambda: PhoneDoor("127.0.0.1", 8421, lambda: None), init=False
    )

    @property
    def database(self) -> Database:
        return self.here.database

    async def let_in(self, phones: PhoneIdeas, listed: bool = False) -> None:
        """As the app does it: what the database says is what the door offers."""
        self.here.do(phone_ideas.invite, self.here.meeting_id, phones)
        gathering_id = self.gathering.id or 0
        if listed:
            self.here.do(service.open_sitting, gathering_id)
        with self.database.reading() as session:
            self.gathering = session.get_one(Gathering, gathering_id)
        ideas = await ideas_at(
            self.database, STATION, self.here.meeting_id, lambda: self.door.facts
        )
        await self.door.open(
            gathering_id,
            self.gathering.code,
            self.gathering.title,
            self._report,
            listed=self.gathering.sitting == Sitting.OPEN,
            offers=[ideas],
        )

    async def _report(self, key: str, name: str) -> None:
        gathering_id = self.gathering.id or 0
        act = phone(gathering_id)
        await self.database.writes(act, service.report, gathering_id, key, name)

    @property
    def sent(self) -> list[tuple[str, str, str]]:
        """Text, name and language of what came in."""
        with self.database.reading() as session:
            rows = session.exec(select(IdeaByPhone).order_by(col(IdeaByPhone.id)))
            return [(row.text, row.name, row.language) for row in rows]

    @property
    def arrived(self) -> list[str]:
        with self.database.reading() as session:
            return list(session.exec(select(Arrival.name).order_by(col(Arrival.id))))


@pytest.fixture
async def room(here: Treffen) -> AsyncIterator[Room]:
    with here.database.reading() as session:
        gathering = session.exec(select(Gathering)).one()
    made = Room(here, gathering)
    yield made
    await made.door.close()


@pytest.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=30, follow_redirects=True) as client:
        yield client


def links(page: httpx.Response) -> dict[str, httpx.URL]:
    """Where the buttons of a page lead, by what they say."""
    found = re.findall(r'<a class="button[^"]*" href="([^"]*)">(.*?)</a>', page.text)
    return {said: page.url.join(href) for href, said in found}


# Ideas alone -----------------------------------------------------------------------------------


async def test_the_code_leads_straight_to_the_idea(room: Room, browser: httpx.AsyncClient) -> None:
    await room.let_in(PhoneIdeas.HELD)
    page = await browser.get(room.door.sign.url)
    assert "Ich habe eine Idee." in page.text
    assert TOPIC in page.text
    assert "Ich bin da." not in page.text
    thanks = await browser.post(page.url, data={"idea": IDEA, "name": "Ada {Muster}"})
    assert thanks.status_code == 200
    assert "Fertig. Danke!" in thanks.text
    assert "Mehr Bänke" not in thanks.text, "whoever looks over her shoulder reads nothing"
    assert "Ada" not in thanks.text
    assert room.sent == [(IDEA, "Ada {Muster}", "de")]
    assert list(links(thanks)) == ["Noch eine Idee"]
    again = await browser.get(links(thanks)["Noch eine Idee"])
    assert again.url.path.endswith("/idea")
    assert again.url != page.url
    assert IDEA not in again.text


async def test_a_reload_and_a_double_tap_are_the_same_idea_and_the_same_thanks(
    room: Room, browser: httpx.AsyncClient
) -> None:
    await room.let_in(PhoneIdeas.FREE)
    page = await browser.get(room.door.sign.url)
    answers = [await browser.post(page.url, data={"idea": IDEA}) for _tap in range(3)]
    assert len({(answer.status_code, answer.url, answer.text) for answer in answers}) == 1
    assert [idea.text for idea in room.here.board.ideas] == [IDEA]


async def test_many_lines_in_any_script_are_one_idea_and_no_name_is_needed(
    room: Room, browser: httpx.AsyncClient
) -> None:
    await room.let_in(PhoneIdeas.HELD)
    page = await browser.get(f"{room.door.sign.url}?l=ar")
    assert 'dir="rtl"' in page.text
    answer = await browser.post(page.url, data={"idea": "مقاعد\r\n\r\nعند البحيرة", "name": " "})
    assert 'lang="ar"' in answer.text
    assert room.sent == [("مقاعد عند البحيرة", "", "ar")]


@pytest.mark.parametrize("letter", ["a", "ß", "好", "😀"])
async def test_a_page_of_any_script_comes_through(
    room: Room, browser: httpx.AsyncClient, letter: str
) -> None:
    await room.let_in(PhoneIdeas.HELD)
    page = await browser.get(room.door.sign.url)
    answer = await browser.post(page.url, data={"idea": letter * 2000, "name": letter * 80})
    assert answer.status_code == 200
    assert [len(text) for text, _name, _language in room.sent] == [2000]


@pytest.mark.parametrize(
    ("idea", "problem"),
    [
        ("", "Bitte schreiben Sie die Idee."),
        (" \u200b", "Bitte schreiben Sie die Idee."),
        ("Bank " * 401, "Das ist zu lang: 2005 Zeichen. Möglich sind 2000. Nichts ist verloren."),
    ],
)
async def test_what_is_no_idea_is_said_at_the_field_and_stays_in_it(
    room: Room, browser: httpx.AsyncClient, idea: str, problem: str
) -> None:
    await room.let_in(PhoneIdeas.HELD)
    page = await browser.get(room.door.sign.url)
    answer = await browser.post(page.url, data={"idea": idea, "name": "Ada"})
    assert answer.status_code == 422
    assert problem in answer.text
    assert f">\n{idea}</textarea>" in answer.text
    assert 'value="Ada"' in answer.text
    assert room.sent == []


async def test_more_than_a_form_can_hold_is_refused(room: Room, browser: httpx.AsyncClient) -> None:
    await room.let_in(PhoneIdeas.HELD)
    page = await browser.get(room.door.sign.url)
    assert (await browser.post(page.url, data={"idea": "x" * 40_000})).status_code == 413
    assert room.sent == []


async def test_who_sends_after_the_ideas_were_closed_is_told_and_keeps_her_words(
    room: Room, browser: httpx.AsyncClient
) -> None:
    await room.let_in(PhoneIdeas.HELD, listed=True)
    start = await browser.get(room.door.sign.url)
    page = await browser.get(links(start)["Ich habe eine Idee."])
    await room.let_in(PhoneIdeas.OFF)
    answer = await browser.post(page.url, data={"idea": "Bank am See"})
    assert answer.status_code == 409
    assert "Hier werden gerade keine Ideen gesammelt." in answer.text
    assert "Bank am See</textarea>" in answer.text
    anew = await browser.get(page.url)
    assert "Ich bin da." in anew.text, "a reload leads to what is open"


async def test_looking_never_writes(room: Room, browser: httpx.AsyncClient) -> None:
    await room.let_in(PhoneIdeas.FREE, listed=True)
    before = room.database.read(journal.last_number)
    key = "k" * 16
    for path in ("", *(f"/{key}/{page}" for page in ("start", "idea", "idea/done", "idea/again"))):
        for method in ("GET", "HEAD"):
            answer = await browser.request(method, room.door.sign.url + path)
            assert answer.status_code == 200
    assert room.database.read(journal.last_number) == before


async def test_the_notice_says_in_every_language_what_is_kept_of_an_idea(
    room: Room, browser: httpx.AsyncClient
) -> None:
    await room.let_in(PhoneIdeas.HELD)
    for language in phone_languages():
        page = await browser.get(f"{room.door.sign.url}?l={language}")
        with speaking(language):
            about = str(with_german(_("All about your data")))
            kept = _("We keep the language of this page. We keep nothing about your phone.")
            back = str(with_german(_("Back")))
        told = await browser.get(links(page)[about])
        assert kept in told.text
        assert (await browser.get(links(told)[back])).url == page.url


# Ideas and arrivals ----------------------------------------------------------------------------


async def test_one_address_offers_both_and_after_one_the_other(
    room: Room, browser: httpx.AsyncClient
) -> None:
    await room.let_in(PhoneIdeas.HELD, listed=True)
    start = await browser.get(room.door.sign.url)
    assert list(links(start)) == ["Ich bin da.", "Ich habe eine Idee."]
    form = await browser.get(links(start)["Ich bin da."])
    thanks = await browser.post(form.url, data={"name": "Ada Muster"})
    assert room.arrived == ["Ada Muster"]
    assert list(links(thanks)) == ["Noch eine Person", "Ich habe eine Idee."]
    page = await browser.get(links(thanks)["Ich habe eine Idee."])
    thanks = await browser.post(page.url, data={"idea": "Bank am See"})
    assert [text for text, *_rest in room.sent] == ["Bank am See"]
    assert list(links(thanks)) == ["Noch eine Idee", "Ich bin da."]


async def test_the_language_that_was_chosen_stays_all_the_way(
    room: Room, browser: httpx.AsyncClient
) -> None:
    await room.let_in(PhoneIdeas.HELD, listed=True)
    page = await browser.get(f"{room.door.sign.url}?l=en")
    page = await browser.get(links(page)["I have an idea."])
    page = await browser.post(page.url, data={"idea": "A bench"})
    page = await browser.get(links(page)["I am here."])
    page = await browser.post(page.url, data={"name": "Ada"})
    assert "Done. Thank you!" in page.text


async def test_a_form_that_is_open_is_still_good_when_more_or_less_is_offered(
    room: Room, browser: httpx.AsyncClient
) -> None:
    await room.let_in(PhoneIdeas.HELD)
    idea = await browser.get(room.door.sign.url)
    opened = room.door.sign.url
    await room.let_in(PhoneIdeas.HELD, listed=True)
    assert room.door.sign.url == opened, "the poster on the wall stays right"
    name = await browser.get(links(await browser.get(opened))["Ich bin da."])
    assert (await browser.post(idea.url, data={"idea": "Bank am See"})).status_code == 200
    await room.let_in(PhoneIdeas.OFF)
    assert (await browser.post(name.url, data={"name": "Ada"})).status_code == 200
    assert (len(room.sent), room.arrived) == (1, ["Ada"])
    assert "Willkommen!" in (await browser.get(opened)).text


async def test_where_the_code_changes_only_who_scanned_it_comes_in(
    room: Room, browser: httpx.AsyncClient
) -> None:
    room.door.tickets = Tickets("a secret")
    await room.let_in(PhoneIdeas.HELD)
    page = await browser.get(room.door.sign.url)
    thanks = await browser.post(page.url, data={"idea": "Bank am See"})
    again = await browser.get(links(thanks)["Noch eine Idee"])
    assert (await browser.post(again.url, data={"idea": "Hochbeete"})).status_code == 200
    short = room.door.sign.url.rpartition("/")[0]
    for path in ("", f"/{'k' * 32}/idea", f"/{'k' * 32}/start", f"/{'k' * 32}/idea/again"):
        answer = await browser.get(short + path)
        assert answer.status_code == 404
    made_up = await browser.post(f"{short}/{'k' * 32}/idea", data={"idea": "Hochbeete"})
    assert made_up.status_code == 404
    assert "Ihre Idee der Person am Laptop" in made_up.text
    assert len(room.sent) == 2
