"""The command line."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .core import language
from .core.errors import CannotStart, Told
from .core.folders import data_folder, make_private
from .core.language import LANGUAGES, N_, _
from .core.log import keep_off_screen, log_fault, log_to, stopped
from .core.station import StationFile

if TYPE_CHECKING:
    from .app import BiqApp

CRASHED, UNUSABLE = 1, 2
"""Exit codes of a fault of ours, and of every refusal. A command may end with others."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; its exit code: 0, or 2 with one sentence on stderr, or 1 after a crash."""
    os.umask(0o077)  # whatever is written here is its owner's alone
    try:
        given = _parser(arguments).parse_args(arguments)
        _check_address(given.host, given.port)
        if given.command == "demo":
            return _example(given)
        folder = data_folder(given.data_dir)
        url = given.database_url or os.environ.get("BIQ_DATABASE_URL")
        if given.command is not None:
            return _command(given, folder, url)
        shown = _screens(given, folder, url)
        while shown.wants_example or shown.between is not None:
            said = ""
            if shown.between is not None:
                said = shown.between()  # nothing is open now
            else:
                _example(given)
            shown = _screens(given, folder, url, said=said)
        return shown.return_code or 0
    except Told as refusal:
        print(refusal.sentence, file=sys.stderr)  # noqa: T201 - there is no screen yet
        return UNUSABLE


def _command(given: argparse.Namespace, folder: Path, url: str | None) -> int:
    """Run a command that needs no screen. What it says goes to stdout, as UTF-8."""
    log_file = _prepared(folder) if given.needs_folder or folder.exists() else None
    if given.lang or log_file:
        language.speak(given.lang or StationFile(folder / "station.json").station.language)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a pipe on Windows would be cp1252
    if given.needs_key:
        from .safekeeping.asking import unlock

        unlock(folder, url)
    try:
        return _printed(given.run(given, folder, url))
    except Told:
        raise
    except Exception as error:  # a fault of ours: one sentence, and no names on the terminal
        log_fault(error)
        print(stopped(log_file), file=sys.stderr)  # noqa: T201 - there is no screen
        return CRASHED


def _printed(lines: Iterator[str]) -> int:
    """Print what a command says; the exit code that its generator returns, 0 if it names none."""
    while True:
        try:
            print(next(lines), flush=True)  # noqa: T201 - it is what the command is for
        except StopIteration as end:
            return end.value or 0
        except BrokenPipeError:  # whoever reads has seen enough; how it ends still counts
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _example(given: argparse.Namespace) -> int:
    """The example in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="biq-example-") as folder:
        _fill_example(Path(folder))
        return _screens(given, Path(folder), None, is_example=True).return_code or 0


def _screens(
    given: argparse.Namespace,
    folder: Path,
    url: str | None,
    *,
    is_example: bool = False,
    said: str = "",
) -> BiqApp:
    """Show the screens until she leaves; the app says how it ended, and what she wants next.

    `said`: what is told on the first screen.
    """
    log_file = _prepared(folder)
    # Textual reads it once. It is how long a change waits to be painted with others, and nothing
    # moves here: at its 60 a hint comes 30 ms after its key, at 500 after 11.
    os.environ.setdefault("TEXTUAL_FPS", "500")
    gc.disable()  # nothing that is loaded now is garbage; the app turns it on once it has painted
    from .app import BiqApp, Options

    app = BiqApp(
        Options(
            folder=folder,
            database_url=url,
            host=given.host,
            port=given.port,
            log_file=log_file,
            is_example=is_example,
            said=said,
        )
    )
    language.speak(given.lang or app.station.language)
    keep_off_screen()
    app.run()
    return app


def _prepared(folder: Path) -> Path:
    """Make the data folder; the log file in it."""
    try:
        make_private(folder)
        return log_to(folder)
    except OSError as error:
        raise CannotStart(
            _("The data folder can't be used: {folder}. Please check its rights.").format(
                folder=folder
            )
        ) from error


def _fill_example(folder: Path) -> None:
    from .core.opening import open_database
    from .demo import fill

    database = open_database(folder)
    fill(database, StationFile(folder / "station.json").station.id)
    database.close()


def _check_address(host: str | None, port: int) -> None:
    from ipaddress import AddressValueError, IPv4Address

    try:
        if host is not None:
            IPv4Address(host)
    except AddressValueError as error:
        raise CannotStart(_("--host wants an address like 192.168.8.2.")) from error
    if not 0 < port < 65536:
        raise CannotStart(_("--port wants a number from 1 to 65535."))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # raises, as the original exits
        """Wrong options are told like every other refusal."""
        raise CannotStart(message + ". " + _("All options: biq --help"))


def _parser(arguments: Sequence[str] | None) -> argparse.ArgumentParser:
    # --lang is looked for first, so that help and refusals speak it, too.
    lang = argparse.ArgumentParser(add_help=False)
    lang.add_argument("--lang")
    chosen = lang.parse_known_args()[0].lang
    language.speak(chosen if chosen in LANGUAGES else "de")

    shared = _options(_Parser(add_help=False, argument_default=argparse.SUPPRESS))
    parser = _options(
        _Parser(prog="biq", description=_(N_("The session room of a neighbourhood programme.")))
    )
    parser.set_defaults(
        command=None,
        data_dir=None,
        database_url=None,
        host=os.environ.get("BIQ_HOST") or None,
        port=8421,
        needs_folder=True,  # a command may do without one, and then none is made
        needs_key=True,  # that of encrypted data
    )
    parser.add_argument("--version", action="version", version=f"biq_tui {__version__}")
    if shared.parse_known_args(arguments)[1]:  # else it is the screens, which wait for no command
        from .commands import add_commands

        commands = parser.add_subparsers(dest="command", metavar="", title=_("commands"))
        commands.add_parser(
            "demo",
            parents=[shared],
            help=_("an example with invented people, in a folder that is thrown away"),
        )
        add_commands(commands, shared)
    return parser


def _options(parser: _Parser) -> _Parser:
    """Add what may stand before or after a command."""
    parser.add_argument("--data-dir", help=_("the folder for the data (BIQ_DATA_DIR)"))
    parser.add_argument(
        "--database-url", help=_("another database than the folder's own (BIQ_DATABASE_URL)")
    )
    parser.add_argument("--host", help=_("the address of this laptop that phones use (BIQ_HOST)"))
    parser.add_argument("--port", type=int, help=_("the port for phones; a busy one moves on"))
    parser.add_argument("--lang", choices=list(LANGUAGES), help=_("the language of the screens"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
