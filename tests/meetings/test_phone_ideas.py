"""Ideas from phones: they come in once, wait for a look or not, and no number is given twice."""

from __future__ import annotations

import asyncio

import pytest
from sqlmodel import col, select

from biq_tui.attendance import service
from biq_tui.attendance.models import Gathering
from biq_tui.core import journal, telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.language import speaking
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, phone_ideas
from biq_tui.meetings.models import Idea, IdeaAtMeeting, IdeaByPhone, PhoneIdeas
from biq_tui.meetings.phone_ideas import SentRow
from biq_tui.meetings.places import place_of
from tests.attendance.rooms import STATION, everything
from tests.room import newest

from .meetings_at import Treffen

HELD, FREE, OFF = PhoneIdeas.HELD, PhoneIdeas.FREE, PhoneIdeas.OFF
KEY = "k" * 16


class Phones:
    """The phones at one meeting."""

    def __init__(self, here: Treffen, phones: PhoneIdeas | None = None) -> None:
        self.here = here
        self.act = Act(Actor.PHONE, STATION, place_of(here.meeting_id))
        if phones is not None:
            self.invite(phones)

    def invite(self, phones: PhoneIdeas) -> str:
        self.here.do(phone_ideas.invite, self.here.meeting_id, phones)
        return newest(self.here.database)

    def send(self, text: str, key: str = KEY, name: str = "", language: str = "de") -> str:
        """Tap the button; what the journal says then."""
        args = (self.here.meeting_id, key, text, name, language)
        self.here.database.write(self.act, phone_ideas.hand_in, *args).result()
        return newest(self.here.database)

    async def sends(self, text: str, key: str) -> None:
        args = (self.here.meeting_id, key, text, "", "de")
        await self.here.database.writes(self.act, phone_ideas.hand_in, *args)

    def let_in(self, sent_id: int, *args: object) -> str:
        self.here.do(phone_ideas.let_in, self.here.meeting_id, sent_id, *args)
        return newest(self.here.database)

    def lay_aside(self, sent_id: int) -> str:
        self.here.do(phone_ideas.lay_aside, self.here.meeting_id, sent_id)
        return newest(self.here.database)

    @property
    def waiting(self) -> tuple[SentRow, ...]:
        return self.here.database.read(phone_ideas.waiting, self.here.meeting_id)

    @property
    def code(self) -> str:
        with self.here.database.reading() as session:
            return session.exec(select(Gathering.code)).one()


@pytest.fixture
def held(here: Treffen) -> Phones:
    return Phones(here, HELD)


@pytest.fixture
def free(here: Treffen) -> Phones:
    return Phones(here, FREE)


# To let phones in ----------------------------------------------------------------------------


def test_who_lets_phones_in_is_told_how_and_can_take_it_back(here: Treffen) -> None:
    before = everything(here.database)
    phones = Phones(here)
    assert phones.invite(HELD) == "Handys können Ideen schicken. Sie sehen sie zuerst."
    code = phones.code
    assert len(code) == 3
    assert phones.invite(FREE) == "Handys können Ideen schicken. Sie hängen sofort an der Wand."
    assert phones.invite(OFF) == "Handys können keine Ideen mehr schicken."
    assert phones.code == code, "the poster on the wall stays right"
    for _step in range(3):
        here.undo()
    assert everything(here.database) == before


def test_the_list_that_is_opened_later_keeps_the_address(held: Phones) -> None:
    code = held.code
    with held.here.database.reading() as session:
        gathering = session.exec(select(Gathering.id)).one()
    held.here.do(service.open_sitting, gathering)
    assert held.code == code


# What comes in -------------------------------------------------------------------------------


def test_an_idea_waits_word_for_word_and_its_name_is_in_no_sentence(held: Phones) -> None:
    said = held.send("  مقاعد\n\nعند  البحيرة ", name="Fatima {Beispiel}", language="ar")
    assert said == "Eine Idee vom Handy wartet."
    (row,) = held.waiting
    assert (row.text, row.name, row.language) == (
        "مقاعد عند البحيرة", "Fatima {Beispiel}", "العربية"
    )  # fmt: skip
    assert held.here.shows() == {"": []}
    entries = held.here.database.read(journal.heads)
    assert "Fatima" not in str([entry.refs for entry in entries])
    assert entries[-1].actor is Actor.PHONE


def test_the_oldest_idea_is_first(held: Phones) -> None:
    for text in ("Bank am See", "Hochbeete", "Schachtisch"):
        held.send(text)
    assert [row.text for row in held.waiting] == ["Bank am See", "Hochbeete", "Schachtisch"]


def test_a_free_idea_is_on_the_wall_at_once_under_the_next_number(free: Phones) -> None:
    free.here.types("Bank am See")
    assert free.send("Mehr Licht am Kanal") == "Idee 2 „Mehr Licht am Kanal“ kam vom Handy."
    assert free.here.shows() == {"": ["1 Bank am See", "2 Mehr Licht am Kanal"]}
    assert free.waiting == ()


@pytest.mark.parametrize("phones", [HELD, FREE])
def test_the_same_words_with_the_same_key_come_once(here: Treffen, phones: PhoneIdeas) -> None:
    room = Phones(here, phones)
    room.send("Bank am See")
    before = everything(here.database)
    room.send("Bank  am\nSee ", name="Ada")
    room.invite(OFF)
    room.send("Bank am See")
    room.invite(phones)
    assert everything(here.database) == before
    room.send("Bank am See", key="j" * 16)
    room.send("Hochbeete")
    assert len(room.waiting) + len(here.board.ideas) == 3


def test_a_reload_does_not_bring_back_what_was_put_aside(
    held: Phones,
) -> None:
    held.send("Quatsch")
    held.lay_aside(held.waiting[0].sent_id)
    held.send("Quatsch")
    assert held.waiting == ()


@pytest.mark.parametrize("empty", ["", " \n ", "\u200b\u202e"])
def test_nothing_is_no_idea(held: Phones, empty: str) -> None:
    with pytest.raises(Refused, match="Bitte schreiben Sie die Idee"):
        held.send(empty)


def test_a_page_of_text_is_an_idea_and_more_is_said_in_the_language_of_the_phone(
    held: Phones,
) -> None:
    held.send("ö" * 2000)
    with speaking("en"), pytest.raises(Refused, match="This is too long: 2001 letters"):
        held.send("ö" * 2001)
    assert [len(row.text) for row in held.waiting] == [2000]


def test_no_idea_comes_before_phones_are_let_in_nor_after(here: Treffen) -> None:
    phones = Phones(here)
    with pytest.raises(Refused, match="Hier werden gerade keine Ideen gesammelt"):
        phones.send("Bank am See")
    phones.invite(HELD)
    phones.send("Bank am See")
    here.do(agenda.end_meeting, here.meeting_id)
    with pytest.raises(Refused, match="Hier werden gerade keine Ideen gesammelt"):
        phones.send("Hochbeete")
    with pytest.raises(Refused, match="schon zu Ende"):
        phones.invite(FREE)


@pytest.mark.parametrize("phones", [HELD, FREE])
def test_a_flood_of_ideas_is_stopped_and_goes_on_where_somebody_looks(
    here: Treffen, phones: PhoneIdeas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_ideas, "MOST", 3)
    room = Phones(here, phones)
    for number in range(3):
        room.send(f"Idee Nummer {number}")
    with pytest.raises(Refused, match="Es warten zu viele Ideen"):
        room.send("Noch eine")
    room.send("Idee Nummer 1")  # what is there already is thanked for again
    if room.waiting:
        room.lay_aside(room.waiting[0].sent_id)
        assert room.send("Noch eine") == "Eine Idee vom Handy wartet."


def test_what_came_from_a_phone_can_be_taken_back_where_all_that_happened_is_listed(
    here: Treffen,
) -> None:
    phones = Phones(here, FREE)
    before = everything(here.database)
    phones.send("Quatsch")
    here.do(telling.take_back, here.database.read(journal.last_number))
    assert everything(here.database) == before


# What becomes of it --------------------------------------------------------------------------


def test_an_idea_is_let_in_with_a_short_line_beside_its_own_words(held: Phones) -> None:
    held.send("مقاعد عند البحيرة", language="ar")
    before = everything(held.here.database)
    (row,) = held.waiting
    assert held.let_in(row.sent_id, "Bank am See") == "Vom Handy: Idee 1 „مقاعد عند البحيرة“."
    idea = held.here.idea(1)
    assert (idea.text, idea.short) == ("مقاعد عند البحيرة", "Bank am See")
    assert held.waiting == ()
    held.here.undo()
    assert everything(held.here.database) == before


def test_an_idea_is_put_aside_and_back_again(held: Phones) -> None:
    held.send("Quatsch")
    (row,) = held.waiting
    assert held.lay_aside(row.sent_id) == "Eine Idee vom Handy ist weggelegt."
    assert not held.waiting
    held.here.undo()
    assert held.waiting == (row,)


def test_what_somebody_has_answered_is_not_answered_twice(held: Phones) -> None:
    held.send("Bank am See")
    (row,) = held.waiting
    held.let_in(row.sent_id)
    for again in (held.let_in, held.lay_aside):
        with pytest.raises(Refused, match="schon jemand bearbeitet"):
            again(row.sent_id)
    assert held.here.shows() == {"": ["1 Bank am See"]}


def test_a_number_that_was_told_is_kept_or_refused(held: Phones) -> None:
    held.send("Bank am See")
    (row,) = held.waiting
    held.here.types("Hochbeete")
    with pytest.raises(Refused, match="Gerade hat jemand eine Idee 1 geschrieben"):
        held.let_in(row.sent_id, "", 1)
    assert held.let_in(row.sent_id, "", 2) == "Vom Handy: Idee 2 „Bank am See“."


def test_an_idea_of_another_meeting_is_not_there(house: Database) -> None:
    one, other = Phones(Treffen(house), HELD), Phones(Treffen(house, days=7), HELD)
    one.send("Bank am See")
    (row,) = one.waiting
    assert other.waiting == ()
    with pytest.raises(Refused, match="gibt es nicht mehr"):
        other.let_in(row.sent_id)


# A whole room at once ------------------------------------------------------------------------


@pytest.fixture
async def many(database: Database) -> Phones:
    """On each engine."""
    return Phones(Treffen(database), FREE)


async def test_a_hundred_phones_at_once_get_a_hundred_numbers(many: Phones) -> None:
    """Every third taps twice, and the facilitator types in between."""
    sent = [(f"Idee von {phone}", f"phone-{phone:>010}") for phone in range(75)]
    every = [*sent, *sent[::3]]
    await asyncio.gather(*(many.sends(text, key) for text, key in every))
    with many.here.database.reading() as session:
        numbers = list(session.exec(select(Idea.number).order_by(col(Idea.number))))
        texts = set(session.exec(select(Idea.text)))
        places = list(session.exec(select(IdeaAtMeeting.place)))
        rows = list(session.exec(select(IdeaByPhone)))
    assert len(every) == 100
    assert numbers == list(range(1, 76))
    assert texts == {text for text, _key in sent}
    assert len(set(places)) == len(rows) == len({row.idea_id for row in rows}) == 75


async def test_a_hundred_identical_taps_are_one_idea(many: Phones) -> None:
    many.invite(HELD)
    await asyncio.gather(*(many.sends("Bank am See", KEY) for _ in range(100)))
    assert [row.text for row in many.waiting] == ["Bank am See"]
