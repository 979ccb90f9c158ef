"""A vote by phone, and the app around it: its door opens by itself, she hears who is left out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor, last_number
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, phone_ideas
from biq_tui.meetings.models import PhoneIdeas
from biq_tui.meetings.phone_votes import open_vote
from biq_tui.meetings.screens import VOTE
from biq_tui.voting import polls
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel
from biq_tui.voting.polls import Option, Plan
from tests.room import SMALL, Room, folder_of, started

from .test_meeting_screen import at_meeting, meeting, wall

ACT = Act(Actor.FACILITATOR, "test", "meeting:1")
QUESTION = "Womit fangen wir an?"


def do(database: Database, use_case: object, *args: object) -> int:
    """A step that is taken on the tab Abstimmen."""
    made: int = database.write(ACT, use_case, *args).result()  # type: ignore[arg-type]
    return made


def opened(database: Database, people: int, meeting_id: int = 1, channel: str = "phones") -> int:
    """A vote by phone; its id."""
    plan = Plan(Kind.SINGLE, Channel(channel))
    options = [Option("Bank"), Option("Fest")]
    poll_id = do(database, polls.prepare, meeting_id, QUESTION, options, plan)
    do(database, open_vote, poll_id, people)
    return poll_id


async def votes(url: str, poll_id: int) -> httpx.Response:
    """Somebody scans the code and votes."""
    async with httpx.AsyncClient(timeout=30, follow_redirects=True) as client:
        form = await client.get(url)
        assert QUESTION in form.text
        return await client.post(form.url, data={"poll": f"{poll_id}", "choice": "a"})


async def comes(room: Room, url: str, text: str) -> None:
    """Who scans the code reads this, a moment after the step at the laptop."""
    said = ""
    async with httpx.AsyncClient(timeout=30, follow_redirects=True) as client:
        for _look in range(50):
            await room.settle()
            if text in (said := (await client.get(url)).text):
                return
    raise AssertionError(said)


async def looked(room: Room) -> None:
    """The app has followed the journal up to here."""
    newest = await room.app.read(last_number)
    await room.until(lambda: room.app._keeper._seen >= newest)
    await room.settle()


async def has_door(room: Room) -> str:
    await room.until(lambda: bool(room.app.door.sign.url))
    return room.app.door.sign.url


async def test_the_door_opens_with_the_vote_and_closes_with_the_meeting(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=0) as room:
        assert not room.app.has_doors
        poll_id = opened(room.app.database, 5)
        url = await has_door(room)
        assert re.search(r"/\d{3}$", url)
        assert "Ihre Stimme ist gezählt." in (await votes(url, poll_id)).text
        do(room.app.database, polls.close_poll, poll_id)
        await room.settle()
        await comes(room, url, "Gerade läuft keine Abstimmung.")
        second = opened(room.app.database, 5)
        await comes(room, url, QUESTION)
        assert (await votes(url, second)).status_code == 200
        do(room.app.database, polls.close_poll, second)
        do(room.app.database, agenda.end_meeting, 1)
        await room.until(lambda: not room.app.door.sign.url)
        async with httpx.AsyncClient(timeout=30) as client:
            with pytest.raises(httpx.ConnectError):
                await client.get(url)


async def test_she_opens_it_by_keys_and_sees_how_many_have_voted(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=VOTE, fill=wall) as room:
        do(room.app.database, phone_ideas.invite, 1, PhoneIdeas.HELD)
        await room.enter("hände 1 2")
        await room.enter("handys")
        await room.enter("5")
        url = await has_door(room)
        await comes(room, url, "Ich stimme ab.")
        async with httpx.AsyncClient(timeout=30, follow_redirects=True) as client:
            start = await client.get(url)
            assert "Ich habe eine Idee." in start.text
            (way,) = re.findall(r'href="([^"]*/vote)"', start.text)
            form = await client.get(start.url.join(way))
            answer = await client.post(form.url, data={"poll": "1", "choice": "a"})
            assert "Ihre Stimme ist gezählt." in answer.text
        await room.sees("Handys 1")
        assert "Hochbeete" not in room.event


async def test_a_vote_by_hands_or_one_that_is_only_prepared_lets_nobody_in(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=0) as room:
        opened(room.app.database, 5, channel="hands")
        by_phone = Plan(Kind.SINGLE, Channel.PHONES)
        do(room.app.database, polls.prepare, 1, QUESTION, [Option("Bank")], by_phone)
        await room.app.meeting_door(1)
        assert not room.app.has_doors


async def test_she_is_asked_whether_more_people_are_in_the_room(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=VOTE) as room:
        poll_id = opened(room.app.database, 1)
        url = await has_door(room)
        await votes(url, poll_id)
        answer = await votes(f"{url}?l=en", poll_id)
        assert "as many votes as people" in answer.text
        await room.sees("Ein Handy wollte noch abstimmen. Sind mehr Menschen im Raum?")
        assert "im raum 2" in room.event
        await room.enter("im raum 2")
        assert "wollte noch" not in room.event
        assert (await votes(url, poll_id)).status_code == 200


async def test_the_door_leaves_another_meeting_only_for_a_vote_by_phone(tmp_path: Path) -> None:
    def two(database: Database) -> None:
        meeting(database)
        starts, ends = (datetime(2027, 3, 5, hour, tzinfo=UTC) for hour in (19, 21))
        do(database, agenda.make_meeting, "Zweites", starts, ends, "Haus am Park")
        do(database, phone_ideas.invite, 2, PhoneIdeas.HELD)

    async with at_meeting(tmp_path, tab=0, fill=two) as room:
        await room.app.meeting_door(2)
        other = await has_door(room)
        by_hands = opened(room.app.database, 5, channel="hands")
        await looked(room)
        assert room.app.door.sign.url == other
        do(room.app.database, polls.close_poll, by_hands)
        poll_id = opened(room.app.database, 5)
        await room.until(lambda: room.app.door.sign.url != other)
        url = await has_door(room)
        opened(room.app.database, 5, meeting_id=2)  # on another laptop
        await looked(room)
        assert room.app.door.sign.url == url
        assert "gezählt" in (await votes(url, poll_id)).text


async def test_after_a_restart_phones_vote_on(tmp_path: Path) -> None:
    def voting(database: Database) -> None:
        meeting(database)
        assert opened(database, 5) == 1

    folder = folder_of(tmp_path, voting)
    for _start in range(2):
        async with started(folder, SMALL) as room:
            assert "gezählt" in (await votes(await has_door(room), 1)).text
