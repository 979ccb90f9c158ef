"""What is typed, and what may stand in no file."""

from __future__ import annotations

import json
from pathlib import Path

from biq_tui.core import sqlite

PASSPHRASE = "drei Bänke am See"
ANOTHER = "vier Bäume im Park"
CODE = "ABCDE-FGHJK-MNPQR-STUVW-XYZ23"
FIRST = ["Ada Muster", "Ali Beispiel"]

NAMES = (b"Muster", b"Beispiel", b"Probe", b"Niemand ist eine Insel")


def shut() -> None:
    """As if the program had ended: it knows no key."""
    sqlite.forget_keys()


def open_places(*places: Path) -> list[str]:
    """The files in these folders and below in which a name, or a table's, can be read."""
    return [
        str(file.relative_to(place))
        for place in places
        for file in sorted(place.rglob("*"))
        if file.is_file() and _says_something(file.read_bytes())
    ]


def _says_something(content: bytes) -> bool:
    escaped = [json.dumps(name.decode())[1:-1].encode() for name in NAMES]
    return any(name in content for name in (*NAMES, *escaped, b"CREATE TABLE"))
