"""The list is found where people put it, or dropped on the window."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biq_tui.qualification.roster_places import MOST_FILES, dropped_path, found_files

DROPPED = {
    "/srv/ada/liste.csv": "/srv/ada/liste.csv",
    "/srv/ada/Meine Liste.xlsx ": "/srv/ada/Meine Liste.xlsx",
    "'/srv/ada/Meine Liste.xlsx' ": "/srv/ada/Meine Liste.xlsx",
    "'/srv/ada/Ada'\\''s Liste.csv'": "/srv/ada/Ada's Liste.csv",
    '"/srv/ada/Meine Liste.ods"': "/srv/ada/Meine Liste.ods",
    "/Volumes/ada/Meine\\ Liste\\ \\(neu\\).xlsx": "/Volumes/ada/Meine Liste (neu).xlsx",
    "/srv/ada/Ada's Liste.csv": "/srv/ada/Ada's Liste.csv",
    "file:///srv/ada/Meine%20Liste.csv": "/srv/ada/Meine Liste.csv",
    "file:///srv/ada/Gr%C3%B6%C3%9Fe.csv": "/srv/ada/Größe.csv",
    "file:///C:/Kurse/ada/liste.xlsx": "C:/Kurse/ada/liste.xlsx",
    "C:\\Kurse\\ada\\liste.xlsx": "C:\\Kurse\\ada\\liste.xlsx",
    '"C:\\Kurse\\ada\\Meine Liste.xlsx"': "C:\\Kurse\\ada\\Meine Liste.xlsx",
    "& 'C:\\Kurse\\ada\\Ada''s Liste.xlsx'": "C:\\Kurse\\ada\\Ada's Liste.xlsx",
    "\\\\server\\kurse\\liste.xls": "\\\\server\\kurse\\liste.xls",
    "liste.csv": "liste.csv",
    "/srv/ada/brief.pdf": "/srv/ada/brief.pdf",
}


@pytest.mark.parametrize("text", DROPPED)
def test_a_dropped_file_is_understood_however_the_terminal_writes_it(text: str) -> None:
    assert dropped_path(text) == Path(DROPPED[text])


@pytest.mark.parametrize(
    "text",
    ["", "Ada Muster", "Ada Muster\nAli Beispiel", "Dr. Ada", "/help", "a@b.csv", "brief.pdf",
     "/srv/ada/eins.csv\n/srv/ada/zwei.csv", "& ", "'", "file:", "file://[/x.csv"],
)  # fmt: skip
def test_names_are_no_path(text: str) -> None:
    if text == "file://[/x.csv":
        dropped_path(text)
        return
    assert dropped_path(text) is None


@given(st.text())
def test_any_text_is_a_path_or_not(text: str) -> None:
    dropped_path(text)
    dropped_path(f"& '{text}.csv'")
    dropped_path(f"file://{text}.csv")


def put(path: Path, age: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Ada Muster")
    os.utime(path, (1_900_000_000 - age,) * 2)
    return path


def test_the_newest_list_comes_first_whatever_place_it_is_in(tmp_path: Path) -> None:
    desktop, stick = tmp_path / "Schreibtisch", tmp_path / "STICK"
    put(desktop / "alt.xlsx", 300)
    put(desktop / "Kurs" / "mittel.ods", 200)
    put(stick / "neu.CSV", 100)
    found = found_files([desktop, stick, tmp_path / "not there"])
    assert [(file.name, file.where) for file in found] == [
        ("neu.CSV", "STICK"),
        ("mittel.ods", "Schreibtisch"),
        ("alt.xlsx", "Schreibtisch"),
    ]
    assert all(file.changed.tzinfo for file in found)


def test_what_is_hidden_locked_or_elsewhere_is_not_offered(tmp_path: Path) -> None:
    put(tmp_path / "a" / "~$liste.xlsx")
    put(tmp_path / "a" / ".~lock.liste.ods#")
    put(tmp_path / "a" / ".versteckt.csv")
    put(tmp_path / "a" / ".cache" / "liste.csv")
    put(tmp_path / "a" / "brief.pdf")
    put(tmp_path / "a" / "Kurs" / "tief" / "liste.csv")
    put(tmp_path / "elsewhere" / "liste.csv")
    (tmp_path / "a" / "ordner.csv").mkdir()
    (tmp_path / "a" / "link.csv").symlink_to(tmp_path / "elsewhere" / "liste.csv")
    (tmp_path / "a" / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert found_files([tmp_path / "a"]) == ()


def test_only_the_newest_are_offered(tmp_path: Path) -> None:
    for age in range(MOST_FILES + 5):
        put(tmp_path / f"liste {age}.csv", age)
    found = found_files([tmp_path])
    assert len(found) == MOST_FILES
    assert found[0].name == "liste 0.csv"


def test_a_place_named_twice_offers_its_files_once(tmp_path: Path) -> None:
    put(tmp_path / "liste.csv")
    assert len(found_files([tmp_path, tmp_path])) == 1


def test_the_desktop_is_found_in_its_own_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "user-dirs.dirs").write_text(
        '# made by the desktop\nXDG_DESKTOP_DIR="$HOME/Masaüstü"\nXDG_DOWNLOAD_DIR="$HOME/"\n'
    )
    put(tmp_path / "Masaüstü" / "liste.csv", 1)
    put(tmp_path / "Dokumente" / "liste.ods", 2)
    put(tmp_path / "not offered.csv", 3)
    mine = [file for file in found_files() if file.path.is_relative_to(tmp_path)]
    assert [(file.name, file.where) for file in mine] == [
        ("liste.csv", "Schreibtisch"),
        ("liste.ods", "Dokumente"),
    ]
