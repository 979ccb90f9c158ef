"""A paper's file is there whole or not at all, can be shown, and taken along on a stick."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.core.errors import Refused
from biq_tui.core.sticks import sticks
from biq_tui.papers.keeping import copy_to, file_name, save, show

PDF = b"%PDF-1.7\n" + b"x" * 50_000


@contextmanager
def full_disk() -> Iterator[None]:
    """The system lets no file grow beyond 4 KB, as a disk with no more room."""
    resource = pytest.importorskip("resource")  # not on Windows
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_paper_is_kept_to_its_owner_and_replaces_its_older_self(tmp_path: Path) -> None:
    file = tmp_path / "Papiere" / "Liste.pdf"
    assert save(b"alt", file) == file
    save(PDF, file)
    assert file.read_bytes() == PDF
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_full_disk_leaves_no_half_paper_and_the_old_one_stays(tmp_path: Path) -> None:
    old, new = save(b"alt", tmp_path / "alt.pdf"), tmp_path / "neu.pdf"
    for file in (old, new):
        with full_disk(), pytest.raises(Refused) as refused:
            save(PDF, file)
        assert refused.value.sentence == (
            f"Der Datenträger ist voll: {file} wurde nicht geschrieben. "
            "Bitte machen Sie Platz und versuchen Sie es noch einmal."
        )
    assert list(tmp_path.iterdir()) == [old]
    assert old.read_bytes() == b"alt"


def test_a_place_that_cant_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "Ordner").write_text("eine Datei")
    (tmp_path / "Liste.pdf").mkdir()
    for file in (tmp_path / "Ordner" / "Liste.pdf", tmp_path / "Liste.pdf"):
        with pytest.raises(Refused) as refused:
            save(PDF, file)
        assert refused.value.sentence.startswith(
            f"{file} lässt sich nicht schreiben. Es wurde nichts geschrieben."
        )
    assert sorted(one.name for one in tmp_path.iterdir()) == ["Liste.pdf", "Ordner"]


def test_a_paper_is_taken_along_on_a_stick(tmp_path: Path) -> None:
    stick = tmp_path / "media" / "kim" / "STICK"
    stick.mkdir(parents=True)
    (tmp_path / "media" / "kim" / ".versteckt").mkdir()
    (tmp_path / "Volumes" / "WEISS").mkdir(parents=True)
    (tmp_path / "Volumes" / "Macintosh HD").symlink_to("/")
    found = sticks([tmp_path / "media", tmp_path / "run"], tmp_path / "Volumes")
    assert found == (tmp_path / "Volumes" / "WEISS", stick)
    copy = copy_to(save(PDF, tmp_path / "Liste.pdf"), stick)
    assert (copy, copy.read_bytes()) == (stick / "Liste.pdf", PDF)
    with pytest.raises(Refused, match=r"Liste\.pdf"), full_disk():
        copy_to(tmp_path / "Liste.pdf", found[0])
    with pytest.raises(Refused, match=r"fort\.pdf"):
        copy_to(tmp_path / "fort.pdf", stick)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Liste für Unterschriften 12.6.2026", "Liste-für-Unterschriften-12.6.2026.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ('a<b>c:d"e|f?g*h\\i', "a-b-c-d-e-f-g-h-i.pdf"),
        ("محمد علي", "محمد-علي.pdf"),
        ("con", "Papier-con.pdf"),
        ("LPT1.x", "Papier-LPT1.x.pdf"),
        (" . ", "Papier.pdf"),
        ("A\u202egnp\x00", "Agnp.pdf"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title) == name


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_title_becomes_a_file_in_its_folder(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    file = save(b"x", folder / file_name(title))
    assert file.parent == folder
    file.unlink()


@pytest.mark.skipif(sys.platform != "linux", reason="the viewer is started otherwise there")
def test_a_paper_opens_in_the_systems_viewer_that_never_writes_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    called = tmp_path / "called"
    os.mkfifo(called)
    viewer = tmp_path / "bin" / "xdg-open"
    viewer.parent.mkdir()
    viewer.write_text(f'#!/bin/sh\necho loud; echo loud >&2\nprintf %s "$1" > "{called}"\n')
    viewer.chmod(0o755)
    monkeypatch.setenv("PATH", f"{viewer.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.chdir(tmp_path)
    assert show(Path("-Liste.pdf"))
    assert called.read_text() == str(tmp_path / "-Liste.pdf")  # waits for the viewer to write
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="there is always a desktop there")
def test_without_a_desktop_nothing_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not show(tmp_path / "Liste.pdf")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not show(tmp_path / "Liste.pdf")


def test_the_room_of_papers_starts_without_its_heavy_libraries() -> None:
    code = (
        "import sys, biq_tui.papers.typeset, biq_tui.papers.keeping\n"
        "print(sorted({'typst', 'qrcode', 'pypdf', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
