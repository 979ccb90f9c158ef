"""`biq pin`: whether there is a PIN at this laptop, and how it is forgotten."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .core.language import _
from .core.pin import Lock
from .core.station import StationFile


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Make the command known to the parser."""
    pin = commands.add_parser(
        "pin", parents=[shared], help=_("the PIN that leads back from a locked screen")
    )
    pin.add_argument(
        "--forget", action="store_true", help=_("no PIN any more, and nothing is locked")
    )
    pin.set_defaults(run=_pin, needs_key=False)


def _pin(given: argparse.Namespace, folder: Path, _url: str | None) -> Iterator[str]:
    lock = Lock(StationFile(folder / "station.json"), time.monotonic)
    if not lock.has_pin:
        yield _("There is no PIN at this laptop.")
    elif given.forget:
        lock.forget()
        yield _("The PIN is forgotten, and nothing is locked. If BIQ is open: press Esc there.")
    elif lock.locked_to:
        yield _("There is a PIN at this laptop, and a screen is locked with it.")
    else:
        yield _("There is a PIN at this laptop.")
