"""The README's pictures show the screens as they are."""

from __future__ import annotations

import sys

import pytest

from .pictures import FOLDER, PICTURES, Picture, draw, read


@pytest.mark.skipif(sys.platform == "win32", reason="the time zone can't be set on Windows")
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_shows_what_the_screen_shows(picture: Picture) -> None:
    kept = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert read(draw(picture)) == read(kept), "renew them with: python -m tests.pictures"


def test_the_readme_shows_every_picture() -> None:
    readme = (FOLDER.parents[1] / "README.md").read_text(encoding="utf-8")
    assert all(f"tests/snapshots/{picture.name}.svg" in readme for picture in PICTURES)
