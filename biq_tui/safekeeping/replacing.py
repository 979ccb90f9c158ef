"""Other data take the place of ours: at one moment, and what was replaced remains as a backup."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from ..core import clock, sqlite
from ..core.backup import DAMAGED, REPLACED, backup, is_damaged
from ..core.copies import settle
from ..core.dates import full_date
from ..core.errors import Refused
from ..core.folders import make_private, make_private_file
from ..core.language import _
from ..core.settings import Option, store
from ..core.write import Act, Write
from . import erased
from .here import Here
from .sentences import TAKEN_OVER, WENT_BACK
from .staging import Staged, address, as_one_file, clear, opened

_REPLACED_AT = Option("data.replaced")
"""When other data came here, and of when they were."""


def replace_data(here: Here, staged: Staged, act: Act, *, is_hand_over: bool = False) -> None:
    """Let the staged data be those of this laptop. No database may be open in this program.

    What is there now is backed up first; if it can't be read any more, its files are kept as they
    are. Erased people are erased again. Raises Refused, and then nothing was replaced: also if
    people are voting here, or another program uses the data.
    """
    live = here.live
    try:
        gone = erased.note(here.folder, erased.erased_in(live) if live.exists() else ())
        _make_ready(staged, gone, act, TAKEN_OVER if is_hand_over else WENT_BACK)
        with alone(live):
            _keep(live, here.backups)
        for beside in ("-wal", "-shm", "-journal"):  # SQLite would lay them over the new data
            live.with_name(live.name + beside).unlink(missing_ok=True)
        make_private_file(staged.file)
        settle(staged.file, live)
    except sqlite.FileError as error:
        raise Refused(
            _("The data could not be replaced. Everything is as it was. Please try again.")
        ) from error
    finally:
        clear(here)


def _make_ready(staged: Staged, gone: tuple[erased.Erased, ...], act: Act, message: str) -> None:
    newest = staged.standing.newest
    moment = clock.now() if newest is None else newest.moment
    database = opened(staged)
    try:
        erased.erase_again(database, staged.file, gone)
        database.write(act, _tell, message, moment).result()
    finally:
        database.close()
    as_one_file(staged.file)


@contextmanager
def alone(live: Path) -> Iterator[None]:
    """Nobody else has the data open, nor writes to them meanwhile; damaged ones nobody can use."""
    if not live.exists() or is_damaged(live):
        yield
        return
    try:
        as_one_file(live)
        with closing(sqlite.connect(live, timeout=0.5)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
    except sqlite.OperationalError as error:
        raise Refused(
            _("Another program is using the data right now. Nothing is lost. Please try again.")
        ) from error


def _keep(live: Path, backups: Path) -> None:
    """Back up what is there; of what is damaged, the bytes."""
    if not live.exists() or not live.stat().st_size:
        return
    if not is_damaged(live):
        backup(address(live), backups, REPLACED)
        return
    make_private(backups)
    stem = f"{clock.local(clock.now()):%Y-%m-%d-%H%M%S}-{DAMAGED}.db"
    for beside in ("", "-wal", "-journal"):
        file = live.with_name(live.name + beside)
        if file.exists():
            shutil.copyfile(file, make_private_file(backups / f"{stem}{beside}"))


def _tell(write: Write, message: str, as_of: datetime) -> None:
    store(write, _REPLACED_AT, f"{clock.now().isoformat()} {as_of.isoformat()}")
    write.tell(message, undoable=False, as_of=full_date(as_of))
