"""Who gets what: every address in every state, by every method, on both sockets. Real HTTP.

The tables are what is promised. An address that is added to the server and not to them fails.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from biq_tui.attendance import service
from biq_tui.attendance.audience import WALL_POLICY
from biq_tui.events import phone_helpers
from biq_tui.events.places import place_of as place_of_event
from biq_tui.meetings import agenda, phone_ideas
from biq_tui.meetings.lookup import gathering_at
from biq_tui.meetings.models import PhoneIdeas
from biq_tui.meetings.phone_votes import open_vote
from biq_tui.voting import polls
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel
from biq_tui.voting.polls import Option, Plan
from biq_tui.web.guard import content_policy
from biq_tui.web.pages import CSS
from tests.meetings.handed_room import hand_over
from tests.room import PEOPLE

from .house import LOOPBACK, NAME, NETWORK, Heard, House, Line, house, listening

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a second local address")

# What is open: nothing; ideas; ideas and the list; the list; the list and a vote; these and helpers
# till the end; names hidden; the laptop handed over; the vote closed; the meeting ended.
#
# `-`: nobody listens. HEAD is answered as GET; methods without a row are 405, or 404 where GET is.

PHONES = """
                                     closed ideas both list vote help hidden locked voted ended
GET  /CODE                              -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}                        -    303  200  200  200  200   200    200    200    -
POST /CODE/{key}                        -    409  303  303  303  303   303    303    303    -
GET  /CODE/{key}/start                  -    303  200  303  200  200   200    200    200    -
GET  /CODE/{key}/done                   -    200  200  200  200  200   200    200    200    -
GET  /CODE/{key}/again                  -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}/data                   -    200  200  200  200  200   200    200    200    -
GET  /CODE/{key}/idea                   -    200  200  303  303  303   303    303    303    -
POST /CODE/{key}/idea                   -    303  303  409  409  409   409    409    409    -
GET  /CODE/{key}/idea/done              -    200  200  200  200  200   200    200    200    -
GET  /CODE/{key}/idea/again             -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}/idea/data              -    200  200  200  200  200   200    200    200    -
GET  /CODE/{key}/vote                   -    303  303  303  200  200   200    200    200    -
POST /CODE/{key}/vote                   -    409  409  409  303  303   303    303    409    -
GET  /CODE/{key}/vote/done              -    200  200  200  200  200   200    200    200    -
GET  /CODE/{key}/vote/again             -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}/vote/data              -    200  200  200  200  200   200    200    200    -
GET  /CODE/{key}/help                   -    303  303  303  303  200   200    200    200    -
POST /CODE/{key}/help                   -    409  409  409  409  303   303    303    303    -
GET  /CODE/{key}/help/done              -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}/help/again             -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}/help/data              -    200  200  200  200  200   200    200    200    -
GET  /CODE/{key}/calendar               -    303  303  303  303  200   200    200    200    -
POST /CODE/{key}/calendar               -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}/calendar/done          -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}/calendar/again         -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}/calendar/data          -    303  303  303  303  303   303    303    303    -
GET  /CODE/{key}/calendar/{which}.ics   -    404  404  404  404  200   200    200    200    -
POST /CODE/{key}/calendar/{which}.ics   -    405  405  405  405  405   405    405    405    -
GET  /                                  -    404  404  404  404  404   404    404    404    -
GET  /CODE/short                        -    404  404  404  404  404   404    404    404    -
GET  /TOKEN/now                         -    404  404  404  404  404   404    404    404    -
"""

WALL = """
                                     closed ideas both list vote help hidden locked voted ended
GET  /TOKEN/                            -    200  200  200  200  200   200    200    200   200
GET  /TOKEN/now                         -    200  200  200  200  200   200    200    200   200
GET  /TOKEN/live.js                     -    200  200  200  200  200   200    200    200   200
GET  /                                  -    404  404  404  404  404   404    404    404   404
GET  /TOKEN                             -    404  404  404  404  404   404    404    404   404
GET  /TOKENx/                           -    404  404  404  404  404   404    404    404   404
GET  /wrong-token-of-22-chars/now       -    404  404  404  404  404   404    404    404   404
POST /TOKENx/                           -    405  405  405  405  405   405    405    405   405
POST /wrong-token-of-22-chars/now       -    405  405  405  405  405   405    405    405   405
GET  /CODE                              -    404  404  404  404  404   404    404    404   404
GET  /CODE/{key}                        -    404  404  404  404  404   404    404    404   404
"""

REFUSED = ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "QUERY")
NO_HTTP = ("BREW", "get")

FORMS = {
    "/CODE/{key}": f"name={quote_plus(NAME)}",
    "/CODE/{key}/idea": f"idea=Bank&name={quote_plus(NAME)}",
    "/CODE/{key}/vote": "poll=1&choice=a",
    "/CODE/{key}/help": f"shift=1&name={quote_plus(NAME)}",
    "/CODE/{key}/calendar": "which=1",
}
"""What is filled in: right, where it is open."""

Table = dict[tuple[str, str], dict[str, int]]
"""By method and address, the status in each state; 0: nobody listens."""


def read(table: str) -> Table:
    """The table, with HEAD as GET."""
    heading, *lines = table.strip().splitlines()
    rows: Table = {}
    for method, path, *cells in map(str.split, lines):
        assert len(cells) == len(heading.split()), path
        row = {
            state: int(cell.replace("-", "0"))
            for state, cell in zip(heading.split(), cells, strict=True)
        }
        rows[method, path] = row
        if method == "GET":
            rows["HEAD", path] = row
    return rows


def expected(rows: Table, path: str, method: str, state: str) -> int:
    """What one cell says."""
    get = rows["GET", path][state]
    if not get:
        return 0
    if method in NO_HTTP:
        return 400
    if method in REFUSED:
        return 405
    if (method, path) in rows:
        return rows[method, path][state]
    return 404 if get == 404 else 405


async def walk(inside: House) -> AsyncIterator[str]:
    """Through all states of an evening, in the order of the tables."""
    yield "closed"
    await inside.do(phone_ideas.invite, 1, PhoneIdeas.HELD)
    yield "ideas"
    await inside.do(service.open_sitting, await inside.database.reads(gathering_at, 1))
    yield "both"
    await inside.do(phone_ideas.invite, 1, PhoneIdeas.OFF)
    yield "list"
    plan, options = Plan(Kind.SINGLE, Channel.PHONES), [Option("Bank"), Option("Fest")]
    poll = await inside.do(polls.prepare, 1, "Womit fangen wir an?", options, plan)
    await inside.do(open_vote, poll, 500)
    yield "vote"
    await inside.do(phone_helpers.invite, 1, True, place=place_of_event(1))
    yield "help"
    await inside.room.press("ctrl+b")
    yield "hidden"
    await inside.room.press("ctrl+b")
    await hand_over(inside.room)
    yield "locked"
    await inside.do(polls.close_poll, poll)
    yield "voted"
    await inside.do(agenda.end_meeting, 1)
    yield "ended"


async def test_every_address_in_every_state(tmp_path: Path) -> None:
    tables = {NETWORK: read(PHONES), LOOPBACK: read(WALL)}
    policies = {NETWORK: content_policy(CSS), LOOPBACK: WALL_POLICY}
    wrong: list[str] = []
    cells = 0
    async with house(tmp_path) as inside:
        async for state in walk(inside):
            door, wall = inside.door, inside.wall
            closed = {host for host, rows in tables.items() if not rows["GET", "/CODE"][state]}
            assert listening() == {(NETWORK, door[1]), (LOOPBACK, wall[1])} - {
                at for at in (door, wall) if at[0] in closed
            }, "nothing else of this program listens, on no other address"
            for here in (door, wall):
                host, rows, line = here[0], tables[here[0]], Line(*here)
                for path in {path: None for _method, path in rows}:
                    for method in ("GET", "HEAD", "POST", *REFUSED, *NO_HTTP):
                        form = FORMS.get(path, "a=b") if method == "POST" else ""
                        heard = await line.ask(method, inside.path(path), form)
                        cells += 1
                        due = expected(rows, path, method, state)
                        cell = f"{host} {state:7} {method:8} {path}"
                        if heard.status != due:
                            wrong.append(f"{cell}: {heard.status}, not {due}")
                        elif due:
                            wrong += [
                                f"{cell}: {said}" for said in faults(heard, method, policies[host])
                            ]
                line.close()
                inside_out = Line(LOOPBACK if host == NETWORK else NETWORK, here[1])
                assert (await inside_out.ask("GET", "/")).status == 0, "on the other address"
    assert not wrong, "\n".join(wrong[:40])
    assert cells > 4000


def faults(heard: Heard, method: str, policy: str) -> list[str]:
    """What is not as it must be in any answer."""
    found = []
    due = {
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
    }
    if heard.status != 400:
        due["content-security-policy"] = policy
    for name, value in due.items():
        if heard.header(name) != [value]:
            found.append(f"{name}: {heard.header(name)}")
    if heard.header("server") or heard.header("set-cookie"):
        found.append("says what it is, or sets a cookie")
    if any(not value.startswith(("/", "?")) for value in heard.header("location")):
        found.append(f"leads to {heard.header('location')}")
    if method == "HEAD" and heard.body:
        found.append("HEAD has a body")
    text = heard.body.decode()
    # What she wrote herself may come back to her, as text.
    kept_secret = PEOPLE if method == "POST" else (*PEOPLE, "Probe")
    found += [f"shows {name}" for name in (*kept_secret, "} <b>") if name in text]
    return found


async def test_every_address_of_the_server_is_in_the_tables(tmp_path: Path) -> None:
    promised = {
        key
        for table in (PHONES, WALL)
        for key, row in read(table).items()
        if set(row.values()) - {0, 404, 405}
    }
    async with house(tmp_path) as inside:
        await inside.do(phone_ideas.invite, 1, PhoneIdeas.HELD)
        assert inside.routes() == promised
