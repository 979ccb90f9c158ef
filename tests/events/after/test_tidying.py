"""The names of an event go on their day: from the data, the journal and the file. Numbers stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from biq_tui.attendance import arrivals, service
from biq_tui.attendance.notice import Facts
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.events import standing
from biq_tui.events.after.beside import beside, facts_beside, names_in_words
from biq_tui.events.after.reading import outcome_of
from biq_tui.events.after.tidy_line import goes, read_tidy, stays
from biq_tui.events.after.tidying import TABLES, Preview, preview, set_weeks, tidy
from biq_tui.events.helpers import shifts
from biq_tui.events.partners import joining
from biq_tui.events.phone_pages import helping_at
from biq_tui.overview import overview
from biq_tui.people.contact_words import Reach
from biq_tui.people.models import Contact, Person
from tests.attendance.rooms import phone
from tests.events.event_at import Fest
from tests.room import NOW, folder_of, sentences, started

from .conftest import LAST_WEEK

SECRET = "Zuhal Geheimnis"
"""Somebody whose name stands nowhere else."""


def fill(fest: Fest) -> None:
    """Two helpers, one of them known; two contacts, one of them needed again; an arrival."""
    start = fest.plan.event.starts_at
    assert start is not None
    shift = fest.do(shifts.add_shift, fest.event_id, "Kuchen", start, start + timedelta(hours=2), 2)
    ayse = fest.person("Ayşe Beispiel")
    fest.do(shifts.sign_up, shift, (ayse,), (SECRET, "Wartet Noch"))
    for name, house in (("Kontakt Einmal", "Nachbarhaus"), ("Kontakt Wieder", "Schule")):
        reach = Reach(name, "0421 123456", "")
        fest.do(joining.set_contact, fest.event_id, house, reach, False)
    other = Fest(fest.database, "Sommerfest", NOW + timedelta(days=90))
    again = Reach("Kontakt Wieder", "", "")
    other.do(joining.set_contact, other.event_id, "Schule", again, False)


def seen(fest: Fest) -> Preview:
    return fest.database.read(preview, fest.event_id)


def test_names_go_and_numbers_stay(past_anywhere: Fest) -> None:
    fest = past_anywhere
    fill(fest)
    before = fest.database.read(outcome_of, fest.event_id)
    assert (before.helpers, before.hours_helped) == (2, 4.0)
    assert list(goes(seen(fest))) == [
        "3 Namen von Helfenden",
        "1 Kontakt bei einer Einrichtung, den keine andere Veranstaltung braucht",
    ]
    assert list(stays(seen(fest)))[:2] == [
        "Die Zahl: 2 haben geholfen",
        "1 Kontakt, den eine andere Veranstaltung braucht",
    ]
    fest.do(tidy, fest.event_id)
    assert fest.database.read(outcome_of, fest.event_id) == before
    (shift,) = fest.plan.shifts
    assert (shift.helpers, shift.helped, shift.missing) == ((), 2, 0)
    assert [row.contact for row in fest.plan.partners] == ["", ""]
    with fest.database.reading() as session:
        assert session.exec(select(Contact.name)).all() == ["Kontakt Wieder"]
        assert "Ayşe Beispiel" in session.exec(select(Person.name)).all()
    told = sentences(fest.database)
    assert told[-1] == "Die Namen sind gelöscht: 2 haben geholfen"
    assert not any(name in said for said in told for name in ("Ayşe", SECRET, "Einmal"))
    assert fest.plan.event.tidied_on == date(2027, 3, 5)
    with pytest.raises(Refused, match="schon gelöscht"):
        fest.do(tidy, fest.event_id)
    step = fest.plan.my_step
    assert step is not None
    assert not step.undoable


def test_not_a_byte_of_a_name_is_left_in_the_file(tmp_path: Path, past: Fest) -> None:
    fill(past)
    act = Act(Actor.PHONE, past.station, "")
    gathering_id = past.plan.event.gathering_id or 0
    past.database.write(act, service.open_sitting, gathering_id).result()
    past.database.write(
        phone(gathering_id), arrivals.report, gathering_id, "key", "Ankunft Geheim"
    ).result()
    folder = tmp_path

    def bytes_of_all() -> bytes:
        files = sorted(folder.glob(f"{DATABASE_FILE}*"))
        assert files
        return b"".join(file.read_bytes() for file in files)

    secrets = [name.encode() for name in (SECRET, "Ankunft Geheim", "Kontakt Einmal")]
    secrets += [name.lower() for name in secrets[:2]]
    assert all(secret in bytes_of_all() for secret in secrets)
    assert past.database.read(outcome_of, past.event_id).visitors is None  # nobody has looked yet
    past.do(tidy, past.event_id)
    assert past.database.forget(*TABLES)
    assert not any(secret in bytes_of_all() for secret in secrets)


def test_it_is_due_six_weeks_after_or_as_the_house_says(past: Fest) -> None:
    fill(past)
    assert seen(past).due == date(2027, 4, 10)
    names = _names(past, date(2027, 4, 1))
    assert names == "Die Namen der Helfenden werden am 10.4. gelöscht"
    assert _names(past, date(2027, 4, 10)).startswith("! Bitte löschen (seit 10.4.):  namen")
    event = past.plan.event
    assert "namen nach 8 wochen" in names_in_words(event, 6, date(2027, 4, 9))
    assert names_in_words(event, 6, date(2027, 4, 10)).endswith(":  namen löschen")
    assert past.database.read(overview).past_events[0].names_since is None
    with pytest.raises(Refused, match="von 1 bis 520"):
        past.do(set_weeks, 0)
    intention = read_tidy("erst nach 0 wochen", seen(past))
    assert intention.use_case is None
    intention = read_tidy("nach 1 woche", seen(past))
    assert intention.sentence == "Namen werden 1 Woche nach der Veranstaltung gelöscht"
    past.do(intention.use_case, *intention.args)
    assert seen(past).due == date(2027, 3, 6)


def test_only_a_yes_deletes_and_only_what_is_over(past: Fest, house: Database) -> None:
    fill(past)
    its = seen(past)
    for text in ("", "löschen", "nein"):
        assert read_tidy(text, its).use_case is None
    assert read_tidy("ja", its).use_case is tidy
    assert read_tidy("ja", replace(its, is_over=False)).use_case is None
    later = Fest(house, "Später", NOW + timedelta(days=1))
    with pytest.raises(Refused, match="noch nicht vorbei"):
        later.do(tidy, later.event_id)


def test_no_name_comes_after_they_were_deleted(past: Fest) -> None:
    fill(past)
    past.do(tidy, past.event_id)
    (shift,) = past.plan.shifts
    with pytest.raises(Refused, match="schon gelöscht"):
        past.do(shifts.sign_up, shift.shift_id, (), (SECRET,))


def test_what_takes_place_after_all_has_free_places_and_new_names_to_delete(fest: Fest) -> None:
    fill(fest)
    fest.do(standing.cancel, fest.event_id, "Sturm")
    fest.do(tidy, fest.event_id)
    assert fest.plan.shifts[0].missing == 0
    fest.do(standing.bring_back, fest.event_id)
    (shift,) = fest.plan.shifts
    assert (seen(fest).tidied_on, shift.missing) == (None, 2)
    fest.do(shifts.sign_up, shift.shift_id, (), (SECRET,))
    assert seen(fest).helpers == 1


async def test_phones_say_how_long_a_helpers_name_is_kept(past: Fest) -> None:
    past.do(set_weeks, 8)
    of_the_house = Facts(controller="Verein", period="5 Jahre")
    helping = await helping_at(past.database, past.station, lambda: of_the_house)
    assert helping._facts().period == "8 Wochen nach der Veranstaltung"
    assert helping._facts().controller == "Verein"


def _names(fest: Fest, on: date) -> str:
    event = fest.plan.event
    return dict(facts_beside(event, fest.database.read(beside, event), on))["NAMEN"]


# On the screen ------------------------------------------------------------------------------------


def long_ago(database: Database) -> None:
    fest = Fest(database, start=LAST_WEEK - timedelta(weeks=10))
    fill(fest)


async def test_heute_offers_what_is_due_and_shows_first_what_would_go(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, long_ago)) as room:
        assert room.row("Namen löschen").endswith("Namen löschen: Straßenfest, 19.12.")
        await room.click("Namen löschen: Straßenfest")
        assert room.hint == "Enter: zeigt, was gelöscht würde. Noch ist nichts weg."
        await room.enter()
        assert room.where == "BIQ · Straßenfest · Namen löschen"
        assert room.row("3 Namen") == "3 Namen von Helfenden"
        await room.enter()  # Enter alone deletes nothing
        assert room.row("3 Namen")
        await room.enter("ja")
        await room.sees("Fertig. Die Namen sind gelöscht.", "Die Zahl: 2 haben geholfen")
        assert SECRET.encode() not in (tmp_path / "folder" / DATABASE_FILE).read_bytes()
        await room.press("escape")
        assert "Namen löschen" not in room.text
