"""A whole evening (domain-practice, 7a): 18 on the list, 2 walk-ins, real phones, keys counted.

What the table gives the facilitator in keys stands beside each step. Two steps cost more than it
says, on purpose: leaving is a number and a letter, and the end is answered in words, since nothing
that can't be taken back happens on a plain Enter.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import httpx
from sqlmodel import select

from biq_tui.attendance.models import Arrival, Gathering, Presence, Role, State
from biq_tui.attendance.screens import GatheringScreen
from biq_tui.core import clock
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act, Write
from biq_tui.people.models import Person
from tests.room import both_sizes

from .rooms import make_gathering
from .sign_in_room import (
    NOW,
    TITLE,
    SignIn,
    _clock_stands,
    _no_idling,
    _no_waiting,
    empty_folder,
    folder,
    started,
)

__all__ = ["_clock_stands", "_no_idling", "_no_waiting", "empty_folder", "folder"]  # the fixtures

WITH_PHONE = (
    "Ada Muster", "Ali Muster", "Bernd Muster", "Cem Beispiel", "Dana Muster", "Emil Beispiel",
    "Frieda Muster", "Hatice Muster", "Ida Beispiel", "Jonas Müller", "Karin Muster",
)  # fmt: skip
FIRST_NAME_ONLY = 5
"""So many of them write only their first name; those wait for a look."""

WITHOUT_PHONE = ("Lotte Beispiel", "Murat Beispiel", "Nadja Muster", "Olha Beispiel", "Sabine Groß")
LETTERS = ("lot", "mur", "nad", "olh")
"""What is typed of four of them; the fifth comes late."""

WITHOUT_GERMAN = {"Олена Зразок": "Olena Zrazok", "فاطمة مثال": "Fatima Mithal"}
"""As they write themselves, and the Latin letters on file."""

LANGUAGES = {"Олена Зразок": "uk", "Fatima Mithal": "ar"}
"""What they write, and what their phones ask for."""

ENROLLED = (*WITH_PHONE, *WITHOUT_PHONE, *WITHOUT_GERMAN)
WALK_INS = ("Theo", "Uli Neu")

OPEN, PER_PHONE, PER_TICK, PER_STRANGER, LATE_COMER, LEAVES, END = 2, 1, 4, 2, 3, 3, 4
"""The table's budgets, in keys. A tick is 2 to 3 letters and Enter."""

ANSWERS = len("19⏎") + len("ja⏎") + len("nein⏎") + len("ja⏎") + 1
"""The end in words, and the key that turns to its tab."""


class Leader:
    """The facilitator's hands: every key is counted and kept."""

    def __init__(self, room: SignIn) -> None:
        self.room = room
        self.pressed: list[str] = []

    async def press(self, *keys: str) -> None:
        self.pressed += keys
        await self.room.press(*keys)

    async def enter(self, text: str) -> None:
        await self.press(*text, "enter")

    @contextmanager
    def spends(self, budget: int) -> Iterator[None]:
        """Within this step at most so many keys are pressed."""
        before = len(self.pressed)
        yield
        spent = len(self.pressed) - before
        assert spent <= budget, f"{spent} keys: {self.pressed[before:]}"


class _Form(HTMLParser):
    """The page as a phone has it: its language, and what its form sends."""

    def __init__(self, page: httpx.Response) -> None:
        super().__init__()
        self.language = ""
        self.fields: dict[str, str] = {}
        self.feed(page.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "html":
            self.language = known.get("lang") or ""
        if tag == "input" and known.get("name"):
            self.fields[known["name"] or ""] = known.get("value") or ""


async def phone(room: SignIn, name: str, language: str = "de") -> None:
    """Somebody scans, writes her name in the page's one field and sends it."""
    asked = {"Accept-Language": f"{language}-DE,{language};q=0.9"}
    async with httpx.AsyncClient(headers=asked, follow_redirects=True, timeout=30) as browser:
        page = await browser.get(room.app.door.sign.url)
        form = _Form(page)
        assert form.language == language
        done = await browser.post(page.url, data={**form.fields, "name": name})
        assert done.status_code == 200
        assert str(done.url).partition("?")[0].endswith("/done")


async def phones(room: SignIn, *calls: tuple[str, str]) -> None:
    """These phones (name and language), all at once; done when the screen knows."""
    known = room.sheet.phones
    await asyncio.gather(*(phone(room, *call) for call in calls))
    await room.until(lambda: room.sheet.phones == known + len(calls))
    await room.settle()


def prepared(folder: Path) -> None:
    """Today's date is planned, with 18 people on its list."""

    def latin(write: Write) -> None:
        for name, spelling in WITHOUT_GERMAN.items():
            write.change(Person, Person.name == name, latin=spelling)
        write.tell("test.made", undoable=False)

    database = open_database(folder)
    make_gathering(database, ENROLLED, open=False, title=TITLE, starts_at=NOW)
    database.write(Act(Actor.PROGRAM, "test", ""), latin).result()
    database.close()


@both_sizes
async def test_an_evening_from_the_first_key_to_the_last(
    folder: Path, size: tuple[int, int]
) -> None:
    with clock.standing_at(NOW - timedelta(minutes=30)):
        prepared(folder)
    async with started(folder, size) as room:
        leader = Leader(room)
        with clock.standing_at(NOW - timedelta(minutes=20)):
            await _opens(leader)
            await _all_arrive(leader)
        with clock.standing_at(NOW):
            await leader.enter("wir beginnen")  # what the table calls "status line" stands there
        with clock.standing_at(NOW + timedelta(minutes=25)), leader.spends(LATE_COMER):
            await leader.enter(f"{ENROLLED.index('Sabine Groß') + 1}")
            await room.sees("20 sind da, davon 2 Gäste.")
            assert "spät" in room.person("Sabine Groß")
        with clock.standing_at(NOW + timedelta(minutes=90)), leader.spends(LEAVES + 2):
            number = ENROLLED.index("Lotte Beispiel") + 1
            await leader.press(*f"{number} g")
            assert room.hint == "Enter: Lotte Beispiel ist gegangen."
            await leader.press("enter")
            await room.sees("19 sind da, davon 2 Gäste.", "1 ging.")
        with clock.standing_at(NOW + timedelta(minutes=180)), leader.spends(ANSWERS):
            await _ends(leader)
        assert not [key for key in leader.pressed if key.startswith("f") and key[1:].isdecimal()]
        assert {key for key in leader.pressed if len(key) > 1} <= {"enter", "up", "shift+tab"}
        _kept(room)


async def _opens(leader: Leader) -> None:
    room = leader.room
    with leader.spends(OPEN):
        await leader.press("enter")
        await room.until(lambda: isinstance(room.app.screen, GatheringScreen))
        await room.until(lambda: bool(room.app.door.sign.url))
        await room.sees("[Ankommen]", "18 fehlen noch.")


async def _all_arrive(leader: Leader) -> None:
    room, before = leader.room, len(leader.pressed)
    first_names = [(name.split()[0], "de") for name in WITH_PHONE[:FIRST_NAME_ONLY]]
    full_names = [(name, "de") for name in WITH_PHONE[FIRST_NAME_ONLY:]]
    with leader.spends(PER_PHONE * len(WITH_PHONE)):
        await phones(room, *full_names, *first_names)
        await room.sees(f"WARTET AUF SIE ({FIRST_NAME_ONLY})")
        await leader.press("up")
        for _name in first_names:
            await leader.press("enter")
        await room.sees("Niemand wartet.", "11 sind da.", "7 fehlen noch.")
    for letters in LETTERS:
        with leader.spends(PER_TICK):
            await leader.enter(letters)
    with leader.spends(PER_STRANGER * len(WITHOUT_GERMAN)):
        await phones(room, *LANGUAGES.items())
        await room.sees("17 sind da.", "1 fehlt noch.")
    for name in WALK_INS:
        with leader.spends(len(f"+{name}⏎")):
            await leader.enter(f"+{name}")
    await room.sees("19 sind da, davon 2 Gäste.   1 fehlt noch.")
    ticking_all = PER_TICK * len(ENROLLED) + sum(len(f"+{name}⏎") for name in WALK_INS)
    assert len(leader.pressed) - before < ticking_all / 2, "phones must not be slower for her"


async def _ends(leader: Leader) -> None:
    """Head count, those who came by phone, who left, and the word that ends it."""
    room = leader.room
    unseen = len(WITH_PHONE) - FIRST_NAME_ONLY + len(WITHOUT_GERMAN)
    await leader.press("shift+tab")
    await leader.press("1", "9")
    assert room.hint == "Passt. Enter: weiter."
    await leader.press("enter")
    await room.sees(f"▸ 2  {unseen} kamen über das Handy. Waren alle wirklich hier?")
    await room.sees("6 Emil Beispiel")
    await leader.enter("ja")
    await room.sees(f"✓ {unseen} Menschen waren wirklich hier.", "▸ 3  Ging jemand früher?")
    await leader.enter("nein")
    await leader.enter("ja")
    await room.sees("Beendet um", "20 Menschen waren da.", "Fertig. Alles ist gesichert.")


def _kept(room: SignIn) -> None:
    """What is in the database afterwards."""
    with room.app.database.reading() as session:
        gathering = session.exec(select(Gathering)).one()
        presences = session.exec(select(Presence)).all()
        arrived = session.exec(select(Arrival.door)).all()
    assert (gathering.head_count, gathering.sitting) == (19, "ended")
    assert [presence.state for presence in presences] == [State.PRESENT] * 20
    assert all(presence.seen for presence in presences)
    assert sorted(arrived) == ["phone"] * 13 + ["typed"] * 7
    late = [row.name for row in room.sheet.rows if row.late_minutes]
    assert late == ["Sabine Groß"]
    assert [row.name for row in room.sheet.rows if row.role is Role.GUEST] == list(WALK_INS)
