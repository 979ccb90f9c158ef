"""`biq backup`, `biq restore`, `biq hand-over`: they say first what they would do."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from biq_tui.__main__ import UNUSABLE, main

from .laptops import Laptop, damage, names_in

FIRST = ["Ada Muster", "Ali Beispiel"]


def ran(laptop: Laptop, *arguments: str, url: str = "") -> tuple[int, list[str], str]:
    """Exit code, the lines it said, and the refusal."""
    said, refused = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(refused):
        where = ("--database-url", url) if url else ()
        code = main([*arguments, "--data-dir", str(laptop.folder), *where])
    return code, said.getvalue().splitlines(), refused.getvalue().strip()


def says(laptop: Laptop, *arguments: str) -> list[str]:
    code, said, refused = ran(laptop, *arguments)
    assert (code, refused) == (0, "")
    return said


def refuses(laptop: Laptop, *arguments: str, url: str = "") -> str:
    code, _said, refused = ran(laptop, *arguments, url=url)
    assert code == UNUSABLE
    assert "\n" not in refused, "one sentence"
    return refused


def test_a_backup_is_listed_looked_at_and_gone_back_to(mine: Laptop) -> None:
    assert says(mine, "restore") == ["Hier ist keine Sicherung."]
    (made,) = says(mine, "backup")
    assert names_in(Path(made)) == FIRST
    mine.guest("Cem Probe")
    listed, how = says(mine, "restore")
    assert listed.startswith("  1  ")
    assert listed.endswith("von Hand")
    assert "biq restore" in how
    said = says(mine, "restore", "1")
    assert "1 Schritt von hier würde fehlen:" in said
    assert said[-1] == "Nichts wurde geändert. Wirklich tun: --yes"
    assert mine.names == [*FIRST, "Cem Probe"]
    assert says(mine, "restore", "newest", "--yes")[-1].startswith("Fertig.")
    assert mine.names == FIRST
    assert len(says(mine, "restore")) == 3, "what was here before is in the list"


def test_damaged_data_are_brought_back(mine: Laptop) -> None:
    says(mine, "backup")
    damage(mine.here.live)
    assert "beschädigt" in refuses(mine, "status")
    assert "2 Menschen, 0 Kurse, 0 Treffen, 0 Veranstaltungen" in says(mine, "restore", "1")
    says(mine, "restore", "1", "--yes")
    assert mine.names == FIRST


def test_a_backup_that_is_none_is_refused(mine: Laptop, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear aunt")
    assert "keine Sicherung „7“" in refuses(mine, "restore", "7")
    assert "keine Daten von BIQ" in refuses(mine, "restore", str(tmp_path / "letter.db"), "--yes")
    assert "There is no backup" in refuses(mine, "--lang", "en", "restore", "7")


def test_from_laptop_to_laptop(mine: Laptop, hers: Laptop, stick: Path) -> None:
    said = says(mine, "hand-over")
    assert said[0] == "Auf dem Stick ist noch keine Übergabe."
    there, sheet = says(mine, "hand-over", "--write")
    assert there.endswith("BIQ-Uebergabe.db")
    assert Path(sheet.partition(": ")[2]).read_bytes().startswith(b"%PDF")
    said = says(hers, "hand-over")
    assert said[0] == "Dieser Stand ist neuer: 1.3.2027."
    assert hers.names == [], "it is only said"
    says(hers, "hand-over", "--take")
    assert hers.names == FIRST
    assert "hat alles, was auf dem Stick ist" in refuses(hers, "hand-over", "--take")


def test_two_that_have_gone_on_are_shown_and_left(mine: Laptop, hers: Laptop, stick: Path) -> None:
    says(mine, "hand-over", "--write")
    says(hers, "hand-over", "--take")
    hers.guest("Cem Probe")
    says(hers, "hand-over", "--write")
    mine.guest("Dana Zufall")
    said = says(mine, "hand-over")
    assert "Beide haben weitergeschrieben" in said[0]
    assert any("Cem Probe" in line for line in said)
    assert any("Dana Zufall" in line for line in said)
    assert "Nichts wurde geändert" in refuses(mine, "hand-over", "--take")
    assert "Nichts wurde überschrieben" in refuses(mine, "hand-over", "--write")
    assert mine.names == [*FIRST, "Dana Zufall"]
    says(mine, "hand-over", "--take", "--anyway")
    assert mine.names == [*FIRST, "Cem Probe"]


@pytest.mark.parametrize("arguments", [("restore",), ("hand-over",)])
def test_where_a_server_keeps_the_data_it_keeps_their_backups(
    mine: Laptop, arguments: tuple[str, ...]
) -> None:
    url = "postgresql://127.0.0.1:1/biq"
    assert "Datenbank-Server" in refuses(mine, *arguments, url=url)


@pytest.mark.parametrize("arguments", [("backup",), ("restore", "1", "--yes"), ("hand-over",)])
def test_nothing_is_copied_while_people_vote(
    mine: Laptop, plug: Callable[[str], Path], arguments: tuple[str, ...]
) -> None:
    says(mine, "backup")
    stick = plug("KIM")
    mine.open_urn()
    assert "Abstimmung" in refuses(mine, *arguments)
    assert not list(stick.iterdir())


def test_where_no_data_are_there_is_no_backup_and_nothing_is_made(tmp_path: Path) -> None:
    nowhere = Laptop(tmp_path / "typo", "mine")
    assert "keine Daten" in refuses(nowhere, "backup")
    assert not nowhere.here.live.exists()
