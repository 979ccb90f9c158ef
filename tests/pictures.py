"""The README's pictures: the real screens of the example, at a moment that stands still.

`python -m tests.pictures` renews them; test_pictures compares what can be read on them.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from biq_tui import demo
from biq_tui.app import BiqApp, Options
from biq_tui.attendance import service
from biq_tui.attendance.phone_door import Sign
from biq_tui.attendance.places import place_of
from biq_tui.attendance.screens import GatheringScreen
from biq_tui.attendance.sheet import still_open
from biq_tui.core import clock, language
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.station import StationFile
from biq_tui.core.write import Act

FOLDER = Path(__file__).parent / "snapshots"
MOMENT = datetime(2027, 3, 5, 15, 52, tzinfo=UTC)
SIGN = Sign(url="http://192.168.8.2:8421/473", interface="WLAN", choices=1)


LIST = """Nachname\tVorname\tTelefon
Muster\tAda\t0421 000001
Yıldız\tFatma\t0421 000002
Nowak\tŁukasz\t0421 000003
\t\t0421 000004
Beispiel\tTheo\t0421 000005
"""


@dataclass(frozen=True)
class Picture:
    """One screen: the window's size, and the way there from Heute."""

    name: str
    size: tuple[int, int]
    way: tuple[tuple[str, str], ...] = ()
    """Each key, and the text that is waited for after it."""
    pasted: str = ""
    shows: str = ""
    """A text that stands there once all is done."""


PICTURES = (
    Picture("heute-80x24", (80, 24), shows="BITTE ERLEDIGEN"),
    Picture(
        "course-80x24",
        (80, 24),
        (("tab", "[Kurs]"), ("enter", "[Termine]"), *[("down", "")] * 6),
        shows="holt Termin 6",
    ),
    Picture(
        "stand-80x24",
        (80, 24),
        (("tab", "[Kurs]"), ("enter", "[Termine]"), ("tab", ""), ("tab", "16/32 UE")),
        shows="[Stand]",
    ),
    Picture(
        "geld-80x24",
        (80, 24),
        (
            ("tab", "[Kurs]"),
            ("enter", "[Termine]"),
            *[("tab", "")] * 2,
            ("tab", "bezahlt"),
            *[(key, "") for key in "mur be"],
        ),
        shows="[Geld und Zettel]",
    ),
    Picture(
        "fetch-80x24",
        (80, 24),
        (("tab", "[Kurs]"), ("enter", "[Termine]")),
        pasted=LIST,
        shows="Schreiben Sie: ja",
    ),
    Picture("ankommen-80x24", (80, 24), (("enter", "[Ankommen]"), *((k, "") for k in "mül"))),
    Picture("ankommen-100x30", (100, 30), (("enter", "[Ankommen]"), *((k, "") for k in "sab"))),
    *(
        Picture(
            f"veranstaltung-{width}x{height}",
            (width, height),
            (("tab", "[Kurs]"), ("tab", "[Treffen]"), ("tab", "öffnet"), ("enter", "[Überblick]")),
            shows="DIE NÄCHSTEN SCHRITTE",
        )
        for width, height in ((80, 24), (100, 30))
    ),
    *(
        Picture(
            f"monat-{width}x{height}",
            (width, height),
            (
                ("tab", "[Kurs]"),
                ("tab", "[Treffen]"),
                ("tab", "öffnet"),
                *[(key, "") for key in "kalender"],
                ("enter", "[Monat]"),
                ("pagedown", "April 2027"),
                ("pagedown", "Mai 2027"),
            ),
            shows="1 Veranstaltung",
        )
        for width, height in ((80, 24), (100, 30))
    ),
    Picture("qr-80x24", (80, 24), (("enter", "[Ankommen]"), ("tab", "[QR-Bild]"))),
)


def draw(picture: Picture) -> str:
    """The picture as SVG."""
    with _berlin(), clock.standing_at(MOMENT), tempfile.TemporaryDirectory() as folder:
        language.speak("de")
        _fill(Path(folder))
        return asyncio.run(_photograph(Path(folder), picture))


def read(svg: str) -> list[str]:
    """The lines of text that stand on a picture, top to bottom, without blanks at their ends."""
    lines: dict[float, str] = {}
    for y, text in re.findall(r'<text [^>]*\by="([\d.]+)"[^>]*>([^<]*)</text>', svg):
        lines[float(y)] = lines.get(float(y), "") + unescape(text).replace("\xa0", " ")
    return [lines[y].rstrip() for y in sorted(lines)]


async def _photograph(folder: Path, picture: Picture) -> str:
    app = BiqApp(Options(folder=folder, host="127.0.0.1"))
    async with app.run_test(size=picture.size) as pilot:
        while not app.ready or any(worker.is_running for worker in app.workers):
            await pilot.pause()
        for key, shows in picture.way:
            await pilot.press(key)
            await _seen(pilot, shows)
            if key == "enter" and isinstance(app.screen, GatheringScreen):
                while not app.door.sign.url:
                    await pilot.pause()
                app.door.sign = SIGN  # an address of a room, not of the machine that draws
                app.screen.repaint()
        if picture.pasted:
            app.post_message(events.Paste(picture.pasted))
        await _seen(pilot, picture.shows)
        await pilot.pause()
        svg = app.export_screenshot(title="BIQ")
        return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # nothing from elsewhere


async def _seen(pilot: Pilot[None], text: str) -> None:
    """Wait until this can be read."""
    while text not in "\n".join(read(pilot.app.export_screenshot())):
        await pilot.pause()


def _fill(folder: Path) -> None:
    """The example, with some people here and two who wait."""
    station = StationFile(folder / "station.json").station.id
    database = open_database(folder)
    try:
        demo.fill(database, station)
        today = database.read(still_open, "")
        assert today is not None
        place = place_of(today)
        for name in ("Fatima", "Müller", "Jonas Müller", "Ada Muster", "Nadja Muster"):
            act = Act(Actor.PHONE, station, place)
            database.write(act, service.report, today, f"key-of-{name}", name).result()
        facilitator = Act(Actor.FACILITATOR, station, place)
        database.write(facilitator, service.add_guest, today, "Theo").result()
        database.write(facilitator, service.come, today, 2).result()
    finally:
        database.close()


@contextmanager
def _berlin() -> Iterator[None]:
    """The wall clock of the programme, wherever the picture is drawn."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


def main() -> None:
    """Draw all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        (FOLDER / f"{picture.name}.svg").write_text(draw(picture), encoding="utf-8")


if __name__ == "__main__":
    main()
