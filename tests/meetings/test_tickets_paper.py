"""Tickets of the room: on paper that is cut, never on the wall, and gone when the meeting is."""

from __future__ import annotations

import re
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.sticks import sticks
from biq_tui.core.write import Act
from biq_tui.delivering import FOLDER
from biq_tui.meetings.places import place_of
from biq_tui.meetings.screens import MINUTES, VOTE
from biq_tui.meetings.tickets_line import read_tickets
from biq_tui.meetings.tickets_paper import Printed, forget_over, print_tickets, tickets_paper
from biq_tui.papers.look import Look, look_of
from biq_tui.voting import tickets
from biq_tui.voting.models import Channel, Ticket
from biq_tui.voting.tickets import digest_of
from biq_tui.voting.urn import Cast, NoSuchTicket
from tests.papers.reading import codes, faults, pages, picture
from tests.room import Room, started
from tests.voting.votes import Votes

from .test_meeting_screen import at_meeting
from .test_shown_vote import evening

URL = "http://192.168.178.24:8421/4723"
LETTERS = re.compile(r"\b([B-Z0-9]{4}) ([B-Z0-9]{4})\b")


@pytest.fixture
def votes(house: Database) -> Votes:
    """A meeting on a Wednesday at six."""
    return Votes(house)


def printed(votes: Votes, folder: Path, count: int, url: str = URL) -> Printed:
    """So many more tickets of the meeting."""
    meeting_id = votes.meeting.meeting_id
    act = Act(Actor.FACILITATOR, "test", place_of(meeting_id))
    return print_tickets(votes.database, act, meeting_id, count, url, Look(), folder)


def letters_on(file: Path) -> list[str]:
    """What people type, in the order of the numbers."""
    return [" ".join(found) for page in pages(file.read_bytes()) for found in LETTERS.findall(page)]


# The paper ----------------------------------------------------------------------------------------


def test_sixteen_a_page_with_the_code_of_the_door_and_letters_that_vote(
    votes: Votes, tmp_path: Path
) -> None:
    made = printed(votes, tmp_path, 18)
    pdf = made.file.read_bytes()
    first, second = pages(pdf)
    assert faults(pdf) == []
    assert codes(pdf) == [URL] * 16
    assert first.startswith("Bild scannen, Buchstaben eintippen, abstimmen. ")
    assert "Nr. 16 ·" in first
    assert "Nr. 18 ·" in second
    letters = letters_on(made.file)
    assert len(set(letters)) == 18
    votes.open(23, channel=Channel.PHONES, with_tickets=True)
    meeting_id = votes.meeting.meeting_id
    for place in (0, 17):
        typed = letters[place].lower()
        assert votes.cast({"a": 1}, typed, digest_of(meeting_id, typed)) is Cast.COUNTED
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600


def test_without_an_open_door_there_is_no_code(votes: Votes, tmp_path: Path) -> None:
    made = printed(votes, tmp_path, 1, url="")
    assert codes(made.file.read_bytes()) == []
    assert "Auf dem Handy diese Buchstaben eintippen." in pages(made.file.read_bytes())[0]


def test_the_widest_letters_stay_on_their_slip() -> None:
    pdf = tickets_paper([(n, "WWWWWWWW") for n in range(290, 306)], URL, Look()).pdf
    seen = picture(pdf).convert("L")
    edge = seen.width * 2 // 105  # 4 mm on both sides of where it is cut
    first_row = seen.crop((seen.width // 2 - edge, 9, seen.width // 2 + edge, seen.height // 9))
    columns = [first_row.crop((x, 0, x + 1, first_row.height)) for x in range(first_row.width)]
    dark = [column for column in columns if min(column.tobytes()) < 255]
    assert len(dark) <= 3, "only the line to cut along"
    assert LETTERS.findall(pages(pdf)[0]) == [("WWWW", "WWWW")] * 16


def test_more_tickets_go_on_with_the_numbers(votes: Votes, tmp_path: Path) -> None:
    names = [printed(votes, tmp_path, count).file.name for count in (2, 3)]
    assert names == ["Zettel Treffen 1 Nr. 1-2.pdf", "Zettel Treffen 1 Nr. 3-5.pdf"]


def test_no_ticket_is_good_if_there_is_no_paper(votes: Votes, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("in the way")
    with pytest.raises(Refused):
        printed(votes, tmp_path / "papers", 2)
    broken = tmp_path / "own"
    (broken / "papers").mkdir(parents=True)
    (broken / "papers" / "tickets.typ").write_text("#nothing-like-that()")
    act = Act(Actor.FACILITATOR, "test", "")
    with pytest.raises(Refused):
        print_tickets(votes.database, act, 1, 2, URL, look_of(broken), tmp_path)
    assert votes.database.read(tickets.tickets_of, 1) == 0


def test_when_there_would_be_too_many_no_paper_is_left(votes: Votes, tmp_path: Path) -> None:
    most = tickets.MOST_TICKETS
    votes.do(tickets.give_out, 1, [tickets.Drawn("", f"{n}") for n in range(1, most)])
    with pytest.raises(Refused, match="höchstens 300"):
        printed(votes, tmp_path / FOLDER, 2)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_papers_stay_until_their_meeting_is_over_and_others_are_not_touched(
    votes: Votes, tmp_path: Path
) -> None:
    made = printed(votes, tmp_path, 1)
    mine = tmp_path / "Protokoll.pdf"
    mine.write_bytes(b"mine")
    ends = votes.meeting.board.ends_at
    with clock.standing_at(ends):
        assert forget_over(votes.database, tmp_path) == 0
    assert made.file.exists()
    with clock.standing_at(ends + timedelta(days=2)):
        assert forget_over(votes.database, tmp_path) == 1
    assert not made.file.exists()
    assert mine.exists()


# The line -----------------------------------------------------------------------------------------


def test_the_words_for_tickets() -> None:
    def command(text: str, good: int = 0, *, hidden: bool = False) -> str | None:
        read = read_tickets(text, good, hidden=hidden)
        return None if read is None else read.command

    assert command("zettel 25") == command("Tickets 25") == "print_tickets 25"
    assert command("zettel 12 verloren") == command("ticket 12 lost") == "ticket_lost 12"
    assert command("zettel 25 stick") == command("tickets 25 usb") == "tickets_onto_stick 25"
    assert command("zettel stick", 25) == "tickets_onto_stick 0", "those that are there"
    assert command("zettel stick") == "", "there are none"
    assert command("zettel") == command("zettel 0") == command("zettel 301") == ""
    assert command("zettel 2", 299) == ""
    assert command("zettel 12 verloren", hidden=True) == "", "others would read the letters"
    assert command("mit zetteln") is command("zettel am baum") is command("25") is None


# On the screen ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for desktop in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(desktop, raising=False)


@asynccontextmanager
async def voting(tmp_path: Path) -> AsyncIterator[Room]:
    """The tab Abstimmen, once it has read what there is."""
    async with at_meeting(tmp_path, (120, 40), VOTE, evening) as room:
        await room.sees("WIE STIMMEN WIR AB?")
        yield room


def everything(room: Room) -> str:
    """What is stored or shown anywhere but on the paper."""
    folder = room.app.options.folder
    files = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pdf"]
    stored = b"".join(file.read_bytes() for file in files).decode(errors="replace")
    return f"{stored} {room.text} {room.journal()}"


async def test_the_letters_are_on_the_paper_and_nowhere_else(tmp_path: Path) -> None:
    async with voting(tmp_path) as room:
        before = room.journal()
        await room.type("zettel 25")
        assert room.hint == (
            "Enter: 25 Zettel zum Drucken. Ohne QR-Code: Noch läuft nichts für Handys."
        )
        await room.press("enter")
        await room.sees("25 Zettel sind fertig.")
        folder = room.app.options.folder / FOLDER
        (file,) = folder.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert file.name in room.hint
        letters = letters_on(file)
        assert len(letters) == 25
        seen = everything(room)
        for one in letters:
            assert one not in seen
            assert one.replace(" ", "") not in seen
        assert room.journal() == before
        await room.type("zettel 10")
        assert room.hint.endswith("Es gibt schon 25.")


async def test_they_go_onto_a_stick_also_later_and_are_not_made_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = tmp_path / "media"
    monkeypatch.setattr(sticks, "__defaults__", ((media,), tmp_path / "Volumes"))
    async with voting(tmp_path) as room:
        await room.type("zettel 2 stick")
        assert room.hint == (
            "Enter: 2 Zettel auf den Stick. Ohne QR-Code.  Danach dort bitte löschen."
        )
        await room.press("enter")
        await room.reads("Hier steckt kein Stick.")
        (file,) = (room.app.options.folder / FOLDER).iterdir()
        (media / "kim" / "STICK").mkdir(parents=True)
        await room.enter("zettel stick")
        await room.reads("Auf dem Stick:")
        assert (media / "kim" / "STICK" / file.name).read_bytes() == file.read_bytes()
        assert room.app.database.read(tickets.tickets_of, 1) == 2
        file.unlink()
        await room.enter("zettel stick")
        await room.reads("Das Papier mit den Zetteln ist nicht auf diesem Laptop.")


async def test_before_the_vote_begins_it_is_said_how_the_code_comes_onto_the_paper(
    tmp_path: Path,
) -> None:
    async with voting(tmp_path) as room:
        for said in ("hände", "handys", "mit zetteln"):
            await room.enter(said)
        await room.type("zettel 25")
        assert room.hint == (
            "Enter: 25 Zettel ohne QR-Code.   Mit QR-Code: erst  los  dann  zettel 25"
        )


async def test_a_lost_one_is_replaced_and_its_letters_are_seen_once(tmp_path: Path) -> None:
    async with voting(tmp_path) as room:
        await room.enter("zettel 2")
        await room.sees("2 Zettel sind fertig.")
        await room.enter("zettel 1 verloren")
        await room.reads("Bitte aufschreiben:  Nr. 3")
        (found,) = LETTERS.findall(room.hint)
        assert "Zettel 1 gilt nicht mehr." in room.hint
        typed = "".join(found)
        with room.app.database.reading() as session:
            rows = session.exec(select(Ticket).order_by(Ticket.number)).all()  # type: ignore[arg-type]
        assert [(row.number, row.is_void) for row in rows] == [(1, True), (2, False), (3, False)]
        assert digest_of(1, typed) == rows[2].digest
        await room.type("x")
        assert typed not in everything(room)
        assert " ".join(found) not in everything(room)
        await room.press("escape")
        await room.enter("zettel 9 verloren")
        await room.reads("Zettel 9 gibt es nicht.")


async def test_with_names_hidden_no_letter_is_shown(tmp_path: Path) -> None:
    async with voting(tmp_path) as room:
        await room.enter("zettel 2")
        await room.sees("2 Zettel sind fertig.")
        await room.press("ctrl+b")
        await room.enter("zettel 1 verloren")
        assert room.hint.startswith("Andere sehen diesen Bildschirm.")
        assert room.app.database.read(tickets.tickets_of, 1) == 2


async def test_the_papers_go_with_the_meeting_and_with_the_next_start(tmp_path: Path) -> None:
    async with voting(tmp_path) as room:
        folder = room.app.options.folder
        await room.enter("zettel 2")
        await room.sees("2 Zettel sind fertig.")
        (file,) = (folder / FOLDER).iterdir()
        content = file.read_bytes()
        await room.press(*["tab"] * (MINUTES - VOTE))
        await room.enter("ende")
        await room.enter("ja")
        await room.until(lambda: not file.exists())
    file.write_bytes(content)  # as if that had not happened
    async with started(folder) as room:
        await room.until(lambda: not file.exists())


async def test_while_phones_vote_the_way_in_is_on_the_paper(tmp_path: Path) -> None:
    async with voting(tmp_path) as room:
        for said in ("hände", "handys", "mit zetteln", "los"):
            await room.enter(said)
        await room.until(lambda: room.app.has_doors and bool(room.app.door.sign.url))
        await room.type("zettel 1")
        assert room.hint == "Enter: 1 Zettel zum Drucken und Ausschneiden."
        await room.press("enter")
        await room.sees("1 Zettel ist fertig.")
        (file,) = (room.app.options.folder / FOLDER).iterdir()
        assert codes(file.read_bytes()) == [room.app.door.sign.url]


def test_a_ticket_of_another_meeting_opens_no_urn(votes: Votes, tmp_path: Path) -> None:
    (letters,) = letters_on(printed(votes, tmp_path, 1).file)
    votes.open(23, channel=Channel.PHONES, with_tickets=True)
    with pytest.raises(NoSuchTicket):
        votes.cast({"a": 1}, "form", digest_of(votes.meeting.meeting_id + 1, letters))
