"""How long a vote by phone takes, and what the keys of the laptop feel of it.

    python -m tests.benchmarks.casts [--phones 200] [--seconds 10] [--rounds 1]

The real program in a pseudo-terminal, on its tab Abstimmen, with an open vote that needs tickets;
phones in a process of their own that come evenly, whatever the program does: the code, the ballot,
one POST with its ticket, the thanks. `cast`: from a POST to its answer. `echo`: from a key to its
letter in the line, idle and while they vote. On SQLite, so every ballot is on the disk. What a
processor does for a vote, in the thread of the keys and in the others, hardly depends on what else
the machine is doing; the times do.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

from biq_tui.core import clock
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.meetings import agenda
from biq_tui.meetings.phone_votes import open_vote
from biq_tui.voting import polls, tickets
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel
from biq_tui.voting.polls import Option, Plan

from .keys import LINE, Milliseconds, part
from .terminal import Terminal
from .visits import Browser

TABS, TAB = 2, "[Abstimmen]"
"""The row of the tabs, and the one that is looked at."""

PAUSE = 0.05
"""Seconds between a paint and the next key."""


def filled(folder: Path, phones: int) -> list[str]:
    """A data folder whose meeting votes by phone; the letters of the tickets."""
    database = open_database(folder)
    act = Act(Actor.FACILITATOR, "benchmark", "meeting:1")
    start = clock.now()
    planned = "Was fehlt im Quartier?", start, start + timedelta(hours=2), "Haus am Park"
    meeting_id = database.write(act, agenda.make_meeting, *planned).result()
    drawn = tickets.draw(meeting_id, phones)
    database.write(act, tickets.give_out, meeting_id, drawn).result()
    plan = Plan(Kind.SINGLE, Channel.PHONES, with_tickets=True)
    options = [Option(f"Idee {number}") for number in range(8)]
    question = "Womit fangen wir an?"
    poll_id = database.write(act, polls.prepare, meeting_id, question, options, plan).result()
    database.write(act, open_vote, poll_id, phones).result()
    database.close()
    station = {"id": "benchmark", "language": "de", "place": "meeting:1", "names_hidden": False}
    (folder / "station.json").write_text(json.dumps(station), encoding="utf-8")
    return [ticket.letters for ticket in drawn]


@contextmanager
def started(folder: Path) -> Iterator[tuple[Terminal, str]]:
    """The program on the meeting's tab Abstimmen, and the address for phones."""
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as database:
        ((code,),) = database.execute("SELECT code FROM gathering")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ["--data-dir", str(folder), "--host", "127.0.0.1", "--port", f"{port}"]
    with Terminal([sys.executable, "-m", "biq_tui", *arguments]) as terminal:
        terminal.when(lambda: "Ablauf ›" in terminal.row(LINE))
        while TAB not in terminal.row(TABS):
            terminal.press("\t")
            terminal.rest(0.5)
        terminal.rest(1.5)
        yield terminal, f"http://127.0.0.1:{port}/{code}"


def typed(terminal: Terminal, seconds: float) -> Milliseconds:
    """Type for a while: how long the echo of each key took."""
    echoes = []
    until = time.perf_counter() + seconds
    place = 0
    while time.perf_counter() < until or place % 2:
        line = terminal.row(LINE)
        pressed = terminal.press("6\x7f"[place % 2])
        for at in terminal.paints(10):
            if terminal.row(LINE) != line:
                echoes.append((at - pressed) * 1000)
                break
        terminal.rest(PAUSE)
        place += 1
    return echoes


async def vote(url: str, ticket: str, starts_at: float) -> None:
    """One phone: from the code on the wall to the thanks."""
    await asyncio.sleep(starts_at - time.perf_counter())
    phone = Browser(url)
    await phone.connect()
    _status, form = await phone.ask("GET", phone.path)
    await phone.ask("GET", form)
    sent = time.perf_counter()
    status, thanks = await phone.ask("POST", form, f"poll=1&choice=b&ticket={ticket}")
    took = (time.perf_counter() - sent) * 1000
    if thanks:
        await phone.ask("GET", thanks)
    phone.close()
    print(json.dumps([status, took]), flush=True)


async def all_vote(url: str, seconds: float, letters: list[str]) -> None:
    """All phones, evenly over the time."""
    begin = time.perf_counter()
    await asyncio.gather(
        *(
            vote(url, ticket, begin + seconds * place / len(letters))
            for place, ticket in enumerate(letters)
        )
    )


def main() -> None:
    """Measure, and print a table; with an address, be the phones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.url:
        asyncio.run(all_vote(asked.url, asked.seconds, sys.stdin.read().split()))
        return
    times: dict[str, Milliseconds] = {"echo, idle": [], "echo, voting": [], "cast": []}
    work: list[tuple[float, ...]] = []
    for _round in range(asked.rounds):
        with tempfile.TemporaryDirectory() as name:
            letters = filled(Path(name), asked.phones)
            with started(Path(name)) as (terminal, url):
                marks = [terminal.worked()]
                times["echo, idle"] += typed(terminal, asked.seconds)
                marks.append(terminal.worked())
                command = [sys.executable, "-m", "tests.benchmarks.casts", "--url", url]
                with subprocess.Popen(
                    [*command, "--seconds", f"{asked.seconds}"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                ) as phones:
                    assert phones.stdin
                    assert phones.stdout
                    phones.stdin.write("\n".join(letters))
                    phones.stdin.close()
                    times["echo, voting"] += typed(terminal, asked.seconds)
                    answers = [json.loads(line) for line in phones.stdout]
                marks.append(terminal.worked())
                start, quiet, end = marks
                work.append(tuple(
                    (c - b - (b - a)) / asked.phones
                    for a, b, c in zip(start, quiet, end, strict=True)
                ))  # fmt: skip
                times["cast"] += [took for _status, took in answers]
                refused = sum(status != 303 for status, _took in answers)
            with closing(sqlite3.connect(Path(name) / DATABASE_FILE)) as database:
                ((cast,),) = database.execute("SELECT COUNT(*) FROM ballot")
        print(f"{asked.phones} phones in {asked.seconds:.0f} s: {cast} ballots, {refused} refused")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':<14}{'n':>5}{'p50':>7}{'p95':>7}{'max':>7}  ms")
    for name, values in times.items():
        shares = "".join(f"{part(values, share):7.1f}" for share in (0.5, 0.95, 1.0))
        print(f"{name:<14}{len(values):>5}{shares}")
    main, others = (statistics.median(kind) for kind in zip(*work, strict=True))
    print(f"work for a vote: {main:.1f} ms in the thread of the keys, {others:.1f} in others")
    idle, voting = (part(times[f"echo, {kind}"], 0.95) for kind in ("idle", "voting"))
    print(f"echo p95: {voting / idle:.2f} x idle; aims: 2 x, and 300 ms for a cast")


if __name__ == "__main__":
    main()
