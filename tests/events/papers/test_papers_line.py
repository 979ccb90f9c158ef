"""`drucken` on Mehr: which papers there are, and what Enter makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from biq_tui.event_papers_command import KEYS as TYPED
from biq_tui.events.papers.wanted import KEYS
from biq_tui.events.papers_line import MAKE, read_papers
from tests.events.test_more_screen import at_more
from tests.papers.reading import faults, pages
from tests.room import folder_of
from tests.test_commands import Biq

from .conftest import Kept


@pytest.mark.parametrize(
    ("text", "hint", "keys", "onto_stick"),
    [
        ("drucken plakat", "Enter: macht und zeigt: Plakat.", ("poster",), False),
        ("Drucken Ablauf, Liste", "Enter: macht und zeigt: Liste der Helfenden, Ablauf.",
         ("list", "order"), False),
        ("print poster stick", "Enter: auf den Stick: Plakat.", ("poster",), True),
        ("drucken alles", "Enter: macht und zeigt: 11 Papiere.", KEYS, False),
        ("drucken rollen", "Enter: macht und zeigt: 6 Zettel.", ("roles",), False),
        ("drucken zettel cem", "Enter: macht und zeigt: 1 Zettel.", ("roles",), False),
        ("drucken tele", "Enter: macht und zeigt: Telefonliste.", ("phones",), False),
        ("drucken heim", "Enter: macht und zeigt: Plan für Bremer Heimstiftung.",
         ("partner",), False),
    ],
)  # fmt: skip
def test_a_paper_is_called_by_its_name(
    kept: Kept, text: str, hint: str, keys: tuple[str, ...], onto_stick: bool
) -> None:
    read = read_papers(text, kept.plan)
    assert read is not None
    assert (read.hint, read.command) == (hint, MAKE)
    (wanted,) = read.args
    assert (wanted.order.keys, wanted.onto_stick) == (keys, onto_stick)
    assert (wanted.order.partner_id is not None) is ("heim" in text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("drucken", "Was?  partner liste ablauf rollen tag plakat amt vereinbarung … alles"),
        ("drucken stick", "Was?  partner liste ablauf rollen tag plakat amt vereinbarung … alles"),
        ("drucken bremen", "Welcher Partner?  Martinsclub Bremen"),
        ("drucken kuchen", "Ein Papier „kuchen“ gibt es nicht."),
        ("drucken ablauf heim", "Ein Papier „heim“ gibt es nicht."),
        (
            "drucken plakat klingonisch",
            "Eine Sprache „klingonisch“ gibt es nicht. Es gibt: Deutsch, Eng",
        ),
    ],
)
def test_what_is_not_clear_is_asked(kept: Kept, text: str, hint: str) -> None:
    read = read_papers(text, kept.plan)
    assert read is not None
    if text == "drucken bremen":  # one partner has the word in its name alone
        assert read.hint == "Enter: macht und zeigt: Plan für Martinsclub Bremen."
    else:
        assert read.hint.startswith(hint)
        assert not read.command


def test_everything_else_on_mehr_stays_as_it_was(kept: Kept) -> None:
    assert read_papers("rampe ja", kept.plan) is None
    assert read_papers("Plakat drucken, Ayşe, in 2 Wochen", kept.plan) is None, "a task"
    assert read_papers("", kept.plan) is None


async def test_she_prints_from_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for desktop in ("DISPLAY", "WAYLAND_DISPLAY"):  # else it opens there, too
        monkeypatch.delenv(desktop, raising=False)
    async with at_more(tmp_path) as room:
        await room.type("drucken")
        assert room.hint.startswith("Was?  partner liste ablauf rollen")
        await room.press("escape")
        await room.enter("drucken ablauf")
        await room.reads("Zum Drucken öffnen: Straßenfest-2027-06-12-Ablauf.pdf")
        assert "✓ 1 Papier ist fertig." in room.event
    (file,) = (tmp_path / "folder" / "papers").glob("*.pdf")
    assert "Ablauf: Straßenfest" in pages(file.read_bytes())[0]


def test_the_command_makes_each_paper_in_a_file(tmp_path: Path) -> None:
    assert TYPED == KEYS
    biq = Biq(folder_of(tmp_path))
    biq.says("events", "add", "Straßenfest 12.6.2027 15-18, Haus am Park, heim Raum")
    out = tmp_path / "out"
    files = biq.says("events", "papers", "straßenfest", "--out", str(out))
    assert len(files) == len(KEYS)
    assert [Path(file).name for file in files][5] == "Straßenfest-2027-06-12-Plakat.pdf"
    assert biq.says("events", "papers", "1", "plakat", "--out", str(out)) == [files[5]]
    assert faults(Path(files[5]).read_bytes()) == []
    assert biq.refuses("events", "papers", "1", "kuchen", "--out", str(out)).startswith(
        "Ein Papier „kuchen“ gibt es nicht. Es gibt: partner, list,"
    )
