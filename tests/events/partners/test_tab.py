"""The tab Partner: keys, columns in three sizes, and contacts only when they are asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act, Write
from biq_tui.events import events
from biq_tui.events.models import Pledge, PledgeRole, PledgeState
from biq_tui.events.partners import joining, pledges
from biq_tui.events.partners.gifts import Answer, Gift, Giver
from biq_tui.events.places import place_of
from biq_tui.events.screens import PARTNERS
from biq_tui.people import organisations
from biq_tui.people.contact_words import Reach
from tests.events.event_at import START
from tests.room import LARGE, SMALL, Room, course, folder_of, started

NARROW = (60, 20)
HEIM = "Bremer Heimstiftung"
SCHOOL = "Schule (Beispiel)"


def event(database: Database) -> None:
    """A course's people, a school, and a street party in June."""
    course(database)
    act = Act(Actor.PROGRAM, "test", "")
    when = (START, START + timedelta(hours=3))
    database.write(act, events.add_event, "Straßenfest", when, "Haus am Park").result()
    database.write(act, organisations.add, SCHOOL).result()


def planned(database: Database) -> None:
    """The same, as far as three partners have answered."""
    event(database)
    act = Act(Actor.PROGRAM, "test", place_of(1))
    heim = Giver(HEIM)
    late = Answer(PledgeState.ASKED, due=date(2027, 3, 1))
    can = Answer(PledgeState.PLEDGED_IF, "Hausmeister kann", due=date(2027, 4, 12))
    for giver, gift, answer in (
        (heim, Gift(PledgeRole.ROOM, "Raum, Strom, WC"), late),
        (Giver("Martinsclub Bremen"), Gift(PledgeRole.ASSISTANCE), Answer(PledgeState.PLEDGED)),
        (Giver(1), Gift(PledgeRole.MATERIAL, "20 Tische"), can),
        (Giver(person_id=3), Gift(PledgeRole.OWN, "Kuchen"), Answer(PledgeState.PLEDGED)),
        (Giver(), Gift(PledgeRole.PUBLICITY), Answer()),
    ):
        database.write(act, pledges.record, 1, giver, gift, answer).result()
    meier = Reach("Frau Meier", "0421 36100", "meier@example.org")
    database.write(act, joining.set_contact, 1, HEIM, meier, False).result()
    database.write(act, joining.set_co_organiser, 1, HEIM, True).result()


def crowded(database: Database) -> None:
    """Two hundred pledges, from institutions with names that are no markup."""
    event(database)
    database.write(Act(Actor.PROGRAM, "test", place_of(1)), _crowd).result()


def _crowd(write: Write) -> None:
    for n in range(200):
        partner = joining.partner_of(write, 1, f"Kita [b]{{{n // 4}}}[/b]")
        write.insert(
            Pledge(
                event_id=1,
                number=n + 1,
                partner_id=partner.id,
                role=PledgeRole.OWN,
                what=f"{{Kuchen}} [i]{n}",
                state=PledgeState.PLEDGED,
            )
        )
    write.tell("test.crowd")


@asynccontextmanager
async def at_partners(
    tmp_path: Path, fill: object = event, size: tuple[int, int] = SMALL
) -> AsyncIterator[Room]:
    """The event's screen on tab Partner."""
    async with started(folder_of(tmp_path, fill), size) as room:  # type: ignore[arg-type]
        await room.app.open_event(1)
        await room.settle()
        await room.press(*["tab"] * PARTNERS)
        assert room.tab == "Partner"
        room.keys = 0
        yield room


async def test_three_partners_answer_in_forty_seconds_each(tmp_path: Path) -> None:
    """Walk-through 7c: what, whether it organises with us, contact, deputy and logo, of each."""
    said = (
        "heim raum, wc ja am telefon",
        "schule 20 tische wenn hausmeister kann",
        "martins nein",
    )
    asked = ("mitveranstalter ja", "kontakt Frau Meier 0421 36100", "vertretung Herr Öz", "logo ja")
    async with at_partners(tmp_path) as room:
        assert room.label == "Partner"
        assert room.body[0] == "Noch ist niemand gefragt."
        for text in said:
            who = text.partition(" ")[0]
            before = room.keys
            await room.enter(text)
            for each in asked:
                await room.enter(f"{who} {each}")
            assert room.keys - before <= 160  # four keys a second
        assert room.keys <= 400
        heim = "1 Bremer Heimstiftung Raum, WC ✓ zugesagt (am Telefon)"
        assert room.row("Raum, WC") == heim
        assert "? ja, wenn hausmeister" in room.row("20 Tische")
        assert room.row("macht mit").endswith("– nein")
        assert "Mitveranstalter: Heimstiftung, Schule (Beispiel), Martinsclub" in room.body
        assert "Wer trägt es? Nachbarn 0 · Einrichtungen 1" in room.body
        assert room.state.startswith("Es fehlt noch: 20 Tische (Schule (Beispiel), wenn hausm")
        assert "Meier" not in room.text
        await room.press("ctrl+z")
        assert room.event.startswith("Zurückgenommen: Martinsclub Bremen: Das Logo darf")


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW], ids=["80x24", "100x30", "60x20"])
async def test_the_tab_says_who_what_and_how_it_stands(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_partners(tmp_path, planned, size) as room:
        heim = room.row("Raum, Str")
        assert heim.startswith("1 Heimstiftung" if size == NARROW else "1 Bremer Heimstiftung")
        late = "! keine Antwort Mo 1.3." if size == NARROW else "! gefragt, keine Antwort Mo 1.3."
        assert heim.endswith(late)
        assert "✓ zugesagt" in room.row("Assistenz")
        assert "? ja, wenn Hausm" in room.row("20 Tische")
        assert room.row("20 Tische").endswith("Mo 12.4.")
        assert "✓ zugesagt" in room.row("Kuchen")
        assert "noch niemand" in room.row("Werbung")
        assert "! fehlt" in room.row("Werbung")
        assert "Wer trägt es? Nachbarn 1 · Einrichtungen 1" in room.body
        assert all(len(row) <= size[0] for row in room.rows)
        await room.press("down")
        assert room.hint.startswith("Enter: holt 1 in die Zeile.")
        await room.press("enter")
        assert room.line == "1"
        await room.enter("ja")
        assert "✓ zugesagt" in room.row("Raum, Str")


async def test_contacts_are_seen_only_until_somebody_may_look(tmp_path: Path) -> None:
    async with at_partners(tmp_path, planned) as room:
        for away in ("escape", "tab", "ctrl+b"):
            assert "Meier" not in room.text
            assert "0421" not in room.text
            await room.enter("kontakte")
            assert room.label == "Kontakt"
            assert "0421 36100" in room.row("Frau Meier")
            assert "hier gefragt" in room.row("Frau Meier")
            assert room.state.startswith("Sehen andere diesen Bildschirm?")
            await room.press(away)
            if away == "tab":
                await room.press("shift+tab")
        assert "Meier" not in room.text
        await room.enter("kontakte")  # the names are hidden
        assert "Meier" not in room.text
        assert "Strg+B" in room.hint
        await room.press("escape", "ctrl+b")
        assert "Meier" not in room.text


async def test_the_telephone_list_is_edited_where_it_stands(tmp_path: Path) -> None:
    async with at_partners(tmp_path, planned) as room:
        await room.enter("kontakte")
        await room.enter("schule vertretung Herr Öz 0421 99")
        assert "0421 99 · Vertretung" in room.row("Herr Öz")
        await room.enter("heim kontakt meier 0421 1234")
        assert "0421 1234" in room.row("Frau Meier")
        assert not any("Meier" in said or "0421" in said for said in room.journal())
        await room.press("ctrl+z")
        assert "0421 36100" in room.row("Frau Meier")


async def test_two_hundred_pledges_stand_on_pages_and_names_are_no_markup(tmp_path: Path) -> None:
    async with at_partners(tmp_path, crowded) as room:
        assert room.row("1 Kita [b]{0}").endswith("{Kuchen} [i]0 ✓ zugesagt")
        await room.press("up")
        assert room.hint.startswith("Enter: holt 200 in die Zeile.")
        assert "{Kuchen} [i]199" in room.text
        await room.press("escape")
        await room.enter("200 nein")
        await room.press("up")
        assert "– nein" in room.row("[i]199")


async def test_wrong_input_says_what_to_do_and_loses_nothing(tmp_path: Path) -> None:
    async with at_partners(tmp_path, planned) as room:
        before = room.journal()
        await room.enter("foo raum ja")
        assert room.hint.startswith("So heißt niemand.")
        assert room.line == "foo raum ja"  # it stays, to be corrected
        await room.press("escape")
        await room.enter("bremen raum ja")
        assert "Martinsclub Bremen, Volkshochschule Bremen" in room.hint
        await room.press("escape")
        await room.enter("martins weg")
        assert room.hint.endswith("1 Zusage geht mit.")
        assert room.journal() == before
