"""`biq backup`, `biq restore`, `biq hand-over`: the same as on the screen, and as cautious."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.errors import CannotStart, Refused
from ..core.language import _

if TYPE_CHECKING:
    from ..core.database import Database
    from ..core.write import Act
    from .here import Here
    from .preview import Preview
    from .staging import Staged

NEWEST = frozenset({"newest", "neueste"})


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Make the commands known to the parser."""
    backup = commands.add_parser("backup", parents=[shared], help=_("a verified copy of the data"))
    backup.add_argument(
        "--stick", action="store_true", help=_("also onto the stick, now and from now on")
    )
    backup.set_defaults(run=_backup)

    restore = commands.add_parser(
        "restore", parents=[shared], help=_("go back to a backup; first only says what would be")
    )
    which = _("its number in the list, its file, or “newest”; without it, the list")
    restore.add_argument("backup", nargs="?", metavar="BACKUP", help=which)
    restore.add_argument("--yes", action="store_true", help=_("really do it"))
    restore.set_defaults(run=_restore)

    over = commands.add_parser(
        "hand-over", parents=[shared], help=_("all data on a stick, for a colleague’s laptop")
    )
    what = over.add_mutually_exclusive_group()
    what.add_argument("--write", action="store_true", help=_("bring the data onto the stick"))
    what.add_argument("--take", action="store_true", help=_("take over the data of the stick"))
    anyway = _("also if both have gone on; what is replaced is kept")
    over.add_argument("--anyway", action="store_true", help=anyway)
    over.set_defaults(run=_hand_over)


def _backup(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from .keeping import BY_HAND, keep
    from .stick import onto_stick

    here = _here_or_none(folder, url)
    if here is not None and not here.live.exists():  # or a slip in the folder would look well
        raise Refused(_("There is no data to back up here: {folder}").format(folder=folder))
    database = _database(folder, url)
    with closing(database):
        if here is None:
            yield _("The database server makes the backups.")
            return
        made = keep(database, here, BY_HAND, always=True)
    yield f"{made.backup}"
    if given.stick and made.backup is not None:
        yield _("On the stick: {file}").format(file=onto_stick(made.backup, here.folder))
    else:
        yield from (_("On the stick: {file}").format(file=file) for file in made.onto)
    if made.trouble:
        yield made.trouble


def _restore(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from ..core.backup import backups
    from .here import here_of
    from .replacing import replace_data
    from .staging import clear, stage
    from .words import backup_line, restore_words

    here = here_of(folder, url)
    known = backups(here.backups)
    if given.backup is None:
        yield from (f"{number:3}  {backup_line(one)}" for number, one in enumerate(known, start=1))
        yield (
            _("To see what would change: biq restore NUMBER") if known else _("No backup is here.")
        )
        return
    source = _called(given.backup, [one.file for one in known])
    _learn_key(source)
    try:
        staged = stage(source, here)
        seen = _previewed(staged, here, url)
        yield from restore_words(seen)
        if not given.yes:
            yield _("Nothing was changed. To do it: --yes")
            return
        replace_data(here, staged, _act(folder))
    finally:
        clear(here)
    yield _("Done. What was here before is kept: {folder}").format(folder=here.backups)


def _hand_over(given: argparse.Namespace, folder: Path, url: str | None) -> Iterator[str]:
    from .hand_over import hand_over, look
    from .here import here_of
    from .replacing import replace_data
    from .sheet import write_sheet
    from .staging import clear, stage
    from .words import beside_words, preview_words, refused_take

    here = here_of(folder, url)
    with closing(_database(folder, url)) as database:
        beside = look(here)
        if beside.found.file is not None and _learn_key(beside.found.file):
            beside = look(here)
        if given.write:
            made = hand_over(here, beside, anyway=given.anyway)
            yield _("On the stick: {file}").format(file=made)
            yield _("The sheet for it: {file}").format(file=write_sheet(database, here, made))
            return
        yield from beside_words(beside)
    if beside.found.file is None or beside.found.standing is None:
        return
    try:
        staged = stage(beside.found.file, here)
        seen = _previewed(staged, here, url)
        yield from preview_words(seen)
        if not given.take:
            return
        if why_not := refused_take(seen, anyway=given.anyway):
            raise Refused(why_not)
        replace_data(here, staged, _act(folder), is_hand_over=True)
    finally:
        clear(here)
    yield _("Done. What was here before is kept: {folder}").format(folder=here.backups)


def _previewed(staged: Staged, here: Here, url: str | None) -> Preview:
    """Beside what is here, if that can be read."""
    from .preview import preview

    try:
        database = _database(here.folder, url) if here.live.exists() else None
    except CannotStart:  # it is what a backup is for
        return preview(staged, here, None)
    if database is None:
        return preview(staged, here, None)
    with closing(database):
        return preview(staged, here, database)


def _learn_key(file: Path) -> bool:
    """Ask for the passphrase of a file from elsewhere, if it has another one; whether it has."""
    from ..core import sealed, sqlite
    from .asking import learn

    if sqlite.key() is None or not sealed.is_strange(file):
        return False
    learn(file)
    return True


def _called(said: str, known: list[Path]) -> Path:
    if said.casefold() in NEWEST and known:
        return known[0]
    if said.isdecimal() and 0 < int(said) <= len(known):
        return known[int(said) - 1]
    file = Path(said)
    if not file.is_file():
        raise Refused(_("There is no backup “{backup}”. The list: biq restore").format(backup=said))
    return file


def _here_or_none(folder: Path, url: str | None) -> Here | None:
    from ..core.opening import data_file
    from .here import Here

    file = data_file(folder, url)
    return None if file is None else Here(folder, file)


def _database(folder: Path, url: str | None) -> Database:
    from ..core.opening import open_database

    return open_database(folder, url)


def _act(folder: Path) -> Act:
    from ..core.journal import Actor
    from ..core.station import StationFile
    from ..core.write import Act

    return Act(Actor.FACILITATOR, StationFile(folder / "station.json").station.id, "today")
