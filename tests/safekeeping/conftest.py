"""Two laptops, and a place where sticks are plugged in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from biq_tui.core.sticks import sticks
from tests.attendance.rooms import opened

from .laptops import Laptop


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A file with empty tables, and one with two people: migrations take 0.1 s each time."""
    empty, filled = (Laptop(tmp_path_factory.mktemp("laptop"), "mine") for _each in range(2))
    with opened(empty.folder):
        pass
    filled.begin("Ada Muster", "Ali Beispiel")
    return empty.here.live, filled.here.live


@pytest.fixture
def mine(tmp_path: Path, templates: tuple[Path, Path]) -> Laptop:
    """My laptop, with two people on the list."""
    laptop = Laptop(tmp_path / "mine", "mine")
    laptop.folder.mkdir()
    shutil.copy(templates[1], laptop.here.live)
    return laptop


@pytest.fixture
def hers(tmp_path: Path, templates: tuple[Path, Path]) -> Laptop:
    """My colleague's laptop, on which nobody has done anything yet."""
    laptop = Laptop(tmp_path / "hers", "hers")
    laptop.folder.mkdir()
    shutil.copy(templates[0], laptop.here.live)
    return laptop


@pytest.fixture
def plug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Plugs in a stick of this name."""
    media = tmp_path / "media"
    monkeypatch.setattr(sticks, "__defaults__", ((media,), tmp_path / "Volumes"))

    def plugged(name: str) -> Path:
        stick = media / "kim" / name
        stick.mkdir(parents=True)
        return stick

    return plugged


@pytest.fixture
def stick(plug: Callable[[str], Path]) -> Path:
    """A stick that is plugged in."""
    return plug("STICK")
