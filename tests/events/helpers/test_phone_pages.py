"""The page on which people sign up to help, over real HTTP, on each engine where it matters."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest
from sqlmodel import col, select

from biq_tui.attendance import service
from biq_tui.attendance.models import Arrival, Gathering, Sitting
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core import clock, journal
from biq_tui.core.language import _, speaking
from biq_tui.core.phone_texts import phone_languages
from biq_tui.events import phone_helpers, standing
from biq_tui.events.helpers import shifts
from biq_tui.events.models import Helper, HelperDoor
from biq_tui.events.phone_pages import helping_at
from biq_tui.web.pages import with_german
from tests.attendance.rooms import STATION, phone
from tests.events.event_at import START, Fest
from tests.room import NOW

NAME = "Theo {Muster} <b>"


@dataclass
class Room:
    """An event with its door for phones, and its shifts."""

    fest: Fest
    door: PhoneDoor = field(
        default_factory=lambda: PhoneDoor("127.0.0.1", 0, lambda: None), init=False
    )
    gathering_id: int = field(default=0, init=False)

    async def let_in(self, invited: bool = True, listed: bool = False) -> None:
        """As the app does it: what the database says is what the door offers."""
        self.fest.do(phone_helpers.invite, self.fest.event_id, invited)
        self.gathering_id = self.fest.plan.event.gathering_id or 0
        if listed:
            self.fest.do(service.open_sitting, self.gathering_id)
        with self.fest.database.reading() as session:
            gathering = session.get_one(Gathering, self.gathering_id)
        helping = await helping_at(self.fest.database, STATION, lambda: self.door.facts)
        await self.door.open(
            self.gathering_id,
            gathering.code,
            gathering.title,
            self._report,
            listed=gathering.sitting == Sitting.OPEN,
            offers=[helping],
        )

    async def _report(self, key: str, name: str) -> None:
        act = phone(self.gathering_id)
        await self.fest.database.writes(act, service.report, self.gathering_id, key, name)

    def shift(self, wanted: int = 2, what: str = "Abbau", day: int = 12) -> int:
        """A shift from six to eight; its id."""
        starts, ends = (START.replace(day=day, hour=hour) for hour in (18, 20))
        added: int = self.fest.do(shifts.add_shift, self.fest.event_id, what, starts, ends, wanted)
        return added

    def names(self, waiting: bool = False) -> list[str]:
        """Who has a place, or waits for one."""
        its = [helper for shift in self.fest.plan.shifts for helper in shift.helpers]
        return [helper.name for helper in its if helper.is_waiting is waiting]

    async def close(self) -> None:
        """Lock up."""
        await self.door.close()


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    """It is spring: the event is to come."""
    with clock.standing_at(NOW):
        yield


@pytest.fixture
async def room(fest: Fest) -> AsyncIterator[Room]:
    made = Room(fest)
    yield made
    await made.close()


@pytest.fixture
async def room_anywhere(fest_anywhere: Fest) -> AsyncIterator[Room]:
    made = Room(fest_anywhere)
    yield made
    await made.close()


@asynccontextmanager
async def a_phone() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=30, follow_redirects=True) as client:
        yield client


@pytest.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    async with a_phone() as client:
        yield client


def links(page: httpx.Response) -> dict[str, httpx.URL]:
    """Where the buttons of a page lead, by what they say."""
    found = re.findall(r'<a class="button[^"]*" href="([^"]*)">(.*?)</a>', page.text)
    return {said: page.url.join(href) for href, said in found}


def words(page: httpx.Response) -> str:
    """What can be read in a page."""
    return " ".join(re.sub("<style>.*?</style>|<[^>]*>", " ", page.text, flags=re.DOTALL).split())


async def test_a_tap_a_name_and_a_button_are_a_place(
    room: Room, browser: httpx.AsyncClient
) -> None:
    shift = room.shift()
    await room.let_in()
    page = await browser.get(room.door.sign.url)
    assert "Straßenfest 12.6.2027 · Samstag Abbau 18:00–20:00 2 Plätze frei" in words(page)
    thanks = await browser.post(page.url, data={"shift": f"{shift}", "name": f"  {NAME} "})
    assert thanks.status_code == 200
    assert "✓ Sie haben einen Platz. Straßenfest Abbau 18:00–20:00 12.6.2027 · Samstag" in words(
        thanks
    )
    assert "Theo" not in thanks.text, "whoever looks over her shoulder reads no name"
    assert room.names() == [NAME]
    (helper,) = room.fest.plan.shifts[0].helpers
    assert (helper.person_id, helper.door) == (None, HelperDoor.PHONE)
    again = await browser.get(links(thanks)["Noch eine Person"])
    assert again.url != page.url
    assert "1 Platz frei" in words(again)


async def test_when_it_is_full_she_is_told_before_and_after_that_she_waits(
    room: Room, browser: httpx.AsyncClient
) -> None:
    shift = room.shift(1)
    await room.let_in()
    early = await browser.get(room.door.sign.url)
    assert "1 Platz frei" in words(early)
    late = await browser.get(room.door.sign.url)
    await browser.post(early.url, data={"shift": f"{shift}", "name": "Ada"})
    thanks = await browser.post(late.url, data={"shift": f"{shift}", "name": "Ida"})
    assert "Sie sind auf der Warte-Liste." in words(thanks), "full between her look and her tap"
    assert "Ihr Platz auf der Liste: 1 " in words(thanks)
    assert "fragen Sie später" in words(thanks)
    assert "✓" not in words(thanks)
    assert (room.names(), room.names(waiting=True)) == (["Ada"], ["Ida"])
    assert "Voll: Sie kommen auf die Warte-Liste." in words(await browser.get(room.door.sign.url))
    room.fest.do(shifts.leave, room.fest.plan.shifts[0].helpers[0].helper_id)
    assert "Sie haben einen Platz." in words(await browser.get(thanks.url)), "as it is now"
    assert "✓ Sie haben einen Platz. Abbau 18:00–20:00" in words(await browser.get(late.url))


async def test_her_page_says_how_long_the_list_before_her_is(
    room_anywhere: Room, browser: httpx.AsyncClient
) -> None:
    room = room_anywhere
    shift = room.shift(1)
    await room.let_in()
    room.fest.do(shifts.sign_up, shift, (), ("Ada", "Ida"))
    page = await browser.get(room.door.sign.url)
    assert "Liste:" not in words(page)
    await browser.post(page.url, data={"shift": f"{shift}", "name": "Olha"})
    assert "Ihr Platz auf der Liste: 2 " in words(await browser.get(page.url))
    room.fest.do(shifts.leave, room.fest.plan.shifts[0].helpers[0].helper_id)
    assert "Ihr Platz auf der Liste: 1 " in words(await browser.get(page.url))
    assert "Olha" not in words(await browser.get(page.url)), "no name of anybody"


async def test_what_is_at_the_same_time_is_pointed_out_before_she_sends_and_not_refused(
    room: Room, browser: httpx.AsyncClient
) -> None:
    first, second = room.shift(), room.shift(what="Grill")
    room.shift(what="Bänke zurück", day=13)
    await room.let_in()
    page = await browser.get(room.door.sign.url)
    assert "Um diese Zeit" not in words(page)
    thanks = await browser.post(page.url, data={"shift": f"{first}", "name": "Theo"})
    assert "Um diese Zeit" not in words(thanks)
    seen = words(await browser.get(page.url))
    assert "Grill 18:00–20:00 2 Plätze frei ! Um diese Zeit helfen Sie auch: Abbau" in seen
    assert seen.count("Um diese Zeit") == 1
    thanks = await browser.post(page.url, data={"shift": f"{second}", "name": "Theo"})
    assert "! Um diese Zeit helfen Sie auch: Abbau 18:00–20:00" in words(thanks)
    assert room.names() == ["Theo", "Theo"]
    assert "Um diese Zeit" not in words(await browser.get(room.door.sign.url)), "another phone"


async def test_an_old_form_does_not_bring_back_who_was_taken_out_but_a_new_one_does(
    room_anywhere: Room, browser: httpx.AsyncClient
) -> None:
    room = room_anywhere
    shift = room.shift()
    await room.let_in()
    page = await browser.get(room.door.sign.url)
    sent = {"shift": f"{shift}", "name": "Theo"}
    await browser.post(page.url, data=sent)
    room.fest.do(shifts.leave, room.fest.plan.shifts[0].helpers[0].helper_id)
    answer = await browser.post(page.url, data=sent)
    assert answer.status_code == 409
    assert "Sie stehen nicht mehr auf der Liste." in words(answer)
    assert room.names() == []
    new = await browser.get(links(answer)["Ich helfe mit."])
    assert new.url not in (page.url, (await browser.get(page.url)).url)
    await browser.post(new.url, data=sent)
    assert room.names() == ["Theo"]


async def test_it_closes_by_itself_when_the_day_is_over(
    room_anywhere: Room, browser: httpx.AsyncClient
) -> None:
    room = room_anywhere
    shift = room.shift()
    await room.let_in()
    page = await browser.get(room.door.sign.url)
    with clock.standing_at(NOW + timedelta(days=1)):
        assert "brauchen wir keine Hilfe" in words(await browser.get(page.url))
        answer = await browser.post(page.url, data={"shift": f"{shift}", "name": "Theo"})
        assert (answer.status_code, room.names()) == (409, [])
        assert not room.fest.plan.event.helpers_by_phone
        await room.let_in()
        await browser.post(page.url, data={"shift": f"{shift}", "name": "Theo"})
        assert room.names() == ["Theo"]
        room.fest.undo()
        assert not room.fest.plan.event.helpers_by_phone


async def test_it_closes_by_itself_when_the_evening_here_ends_and_not_elsewhere(
    room: Room,
) -> None:
    await room.let_in()
    evenings = [Fest(room.fest.database, name, NOW, station=name) for name in ("there", STATION)]
    is_open = []
    for evening in evenings:
        evening.do(service.open_sitting, evening.plan.event.gathering_id)
        evening.do(service.end, evening.plan.event.gathering_id)
        is_open.append(room.fest.plan.event.helpers_by_phone)
    assert is_open == [True, False]
    evenings[1].do(service.reopen, evenings[1].plan.event.gathering_id, "Zu früh")
    assert room.fest.plan.event.helpers_by_phone, "it goes on, and so does this"


async def test_a_reload_a_double_tap_and_back_are_one_sign_up(
    room_anywhere: Room, browser: httpx.AsyncClient
) -> None:
    room = room_anywhere
    shift = room.shift(3)
    await room.let_in()
    page = await browser.get(room.door.sign.url)
    sent = {"shift": f"{shift}", "name": "Ayşe Beispiel"}
    taps = await asyncio.gather(*(browser.post(page.url, data=sent) for _tap in range(5)))
    assert len({(tap.status_code, tap.url, tap.text) for tap in taps}) == 1
    assert room.names() == ["Ayşe Beispiel"]
    room.fest.do(
        shifts.recognise,
        room.fest.plan.shifts[0].helpers[0].helper_id,
        room.fest.person("Ayşe Beispiel"),
    )
    await room.let_in(invited=False)
    assert "einen Platz" in (await browser.post(page.url, data=sent)).text, "known by now, and late"
    assert len(room.names()) == 1


async def test_no_page_tells_who_is_known_or_helps_already(
    room: Room, browser: httpx.AsyncClient
) -> None:
    shift = room.shift(5)
    room.fest.do(shifts.sign_up, shift, [room.fest.person("Ayşe Beispiel")], ["Theo Probe"])
    await room.let_in()
    answers = []
    for name in ("Ayşe Beispiel", "Theo Probe", "Nie Gesehen"):
        page = await browser.get(room.door.sign.url)
        thanks = await browser.post(page.url, data={"shift": f"{shift}", "name": name})
        answers.append(thanks.text.replace(page.url.path.split("/")[2], "KEY"))
        for seen in (page, thanks):
            assert not re.search("Ayşe|Theo|Nie Gesehen", seen.text)
    assert len(set(answers)) == 1
    assert room.names()[2:] == ["Ayşe Beispiel", "Theo Probe", "Nie Gesehen"]


async def test_fifty_phones_at_once_for_three_places_are_three_and_the_others_wait(
    room_anywhere: Room,
) -> None:
    room = room_anywhere
    shift = room.shift(3)
    await room.let_in()

    async with a_phone() as phones:  # each request has a connection of its own

        async def comes(number: int) -> str:
            page = await phones.get(room.door.sign.url)
            sent = {"shift": f"{shift}", "name": f"Mensch {number}"}
            return words(await phones.post(page.url, data=sent))

        told = await asyncio.gather(*(comes(number) for number in range(50)))
    assert sum("Sie haben einen Platz." in said for said in told) == 3
    assert sum("Sie sind auf der Warte-Liste." in said for said in told) == 47
    assert (len(room.names()), len(room.names(waiting=True))) == (3, 47)


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"name": "Ada"}, "Bitte wählen Sie zuerst etwas."),
        ({"shift": "eins", "name": "Ada"}, "Bitte wählen Sie zuerst etwas."),
        ({"shift": "1"}, "Bitte schreiben Sie Ihren Namen."),
        ({"shift": "1", "name": " \u200b"}, "Bitte schreiben Sie Ihren Namen."),
    ],
)
async def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    room: Room, browser: httpx.AsyncClient, sent: dict[str, str], problem: str
) -> None:
    room.shift()
    await room.let_in()
    page = await browser.get(room.door.sign.url)
    answer = await browser.post(page.url, data=sent)
    assert answer.status_code == 422
    assert problem in words(answer)
    if "name" in sent and sent["name"] == "Ada":
        assert 'value="Ada"' in answer.text
    if sent.get("shift") == "1":
        assert 'value="1" checked' in answer.text
    assert room.names() == []


@pytest.mark.parametrize("shift", ["99", "999999999"])
async def test_a_shift_that_is_gone_is_refused_and_the_others_are_shown(
    room: Room, browser: httpx.AsyncClient, shift: str
) -> None:
    room.shift()
    await room.let_in()
    page = await browser.get(room.door.sign.url)
    answer = await browser.post(page.url, data={"shift": shift, "name": "Ada"})
    assert answer.status_code == 409
    assert "Diese Schicht ist nicht mehr offen." in words(answer)
    assert "2 Plätze frei" in words(answer)


async def test_who_sends_after_it_was_closed_is_told_so(
    room: Room, browser: httpx.AsyncClient
) -> None:
    shift = room.shift()
    await room.let_in(listed=True)
    start = await browser.get(room.door.sign.url)
    assert list(links(start)) == ["Ich bin da.", "Ich helfe mit."]
    page = await browser.get(links(start)["Ich helfe mit."])
    await room.let_in(invited=False)
    answer = await browser.post(page.url, data={"shift": f"{shift}", "name": "Ada"})
    assert answer.status_code == 409
    assert room.names() == []
    assert "Ich bin da." in (await browser.get(page.url)).text, "a reload leads to what is open"


async def test_shifts_of_several_events_are_on_one_page_and_past_ones_on_none(
    room: Room, browser: httpx.AsyncClient
) -> None:
    room.shift(what="Abbau")
    room.shift(what="Bänke zurück", day=13)
    other = Fest(room.fest.database, "Sommerkino", START.replace(month=5))
    other.do(shifts.add_shift, other.event_id, "Stühle", START.replace(month=5), START, 1)
    other.do(phone_helpers.invite, other.event_id, True)
    long_ago = START.replace(year=2020)
    old = Fest(room.fest.database, "Damals", long_ago)
    old.do(shifts.add_shift, old.event_id, "Aufbau", long_ago, long_ago.replace(hour=20), 1)
    old.do(phone_helpers.invite, old.event_id, True)
    called_off = Fest(room.fest.database, "Abgesagt", START)
    called_off.do(shifts.add_shift, called_off.event_id, "Aufbau", START, START.replace(hour=20), 1)
    called_off.do(phone_helpers.invite, called_off.event_id, True)
    called_off.do(standing.cancel, called_off.event_id, "Regen")
    await room.let_in()
    seen = words(await browser.get(room.door.sign.url))
    assert seen.index("Sommerkino") < seen.index("Straßenfest") < seen.index("Abbau")
    assert seen.index("Abbau") < seen.index("13.6.2027 · Sonntag") < seen.index("Bänke zurück")
    assert "Damals" not in seen
    assert "Abgesagt" not in seen


async def test_looking_never_writes(room: Room, browser: httpx.AsyncClient) -> None:
    room.shift()
    await room.let_in(listed=True)
    before = room.fest.database.read(journal.last_number)
    key = "k" * 16
    for path in ("", *(f"/{key}/{page}" for page in ("start", "help", "help/done", "help/again"))):
        for method in ("GET", "HEAD"):
            answer = await browser.request(method, room.door.sign.url + path)
            assert answer.status_code == 200
    assert room.fest.database.read(journal.last_number) == before


async def test_a_flood_from_one_form_ends_somewhere(
    room: Room, browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_helpers, "MOST", 3)
    shift = room.shift(9)
    await room.let_in()
    page = await browser.get(room.door.sign.url)
    told = [
        await browser.post(page.url, data={"shift": f"{shift}", "name": f"Mensch {number}"})
        for number in range(5)
    ]
    assert [answer.status_code for answer in told] == [200, 200, 200, 409, 409]
    assert "Zu viele Menschen wollen helfen." in words(told[-1])
    assert len(room.names()) == 3


async def test_names_of_any_script_come_through_and_arrivals_stay_apart(
    room: Room, browser: httpx.AsyncClient
) -> None:
    shift = room.shift(4)
    await room.let_in(listed=True)
    for name in ("فاطمة مثال", "Олена Зразок", "好" * 80, "😀"):
        page = await browser.get(links(await browser.get(room.door.sign.url))["Ich helfe mit."])
        assert (await browser.post(page.url, data={"shift": f"{shift}", "name": name})).is_success
    assert room.names() == ["فاطمة مثال", "Олена Зразок", "好" * 80, "😀"]
    with room.fest.database.reading() as session:
        assert session.exec(select(Arrival.name)).all() == []
        keys = session.exec(select(Helper.key).order_by(col(Helper.id))).all()
    assert len(set(keys)) == 4


async def test_the_notice_says_in_every_language_what_for(
    room: Room, browser: httpx.AsyncClient
) -> None:
    room.shift()
    await room.let_in()
    for language in phone_languages():
        page = await browser.get(f"{room.door.sign.url}?l={language}")
        with speaking(language):
            about = str(with_german(_("All about your data")))
            purpose = _("We need to know who helps, and when.")
            back = str(with_german(_("Back")))
        told = await browser.get(links(page)[about])
        assert purpose in told.text
        assert (await browser.get(links(told)[back])).url == page.url
