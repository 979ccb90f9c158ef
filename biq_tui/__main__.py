"""The command line."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import __version__
from .core import language
from .core.errors import CannotStart
from .core.folders import data_folder, make_private
from .core.language import LANGUAGES, N_, _

UNUSABLE = 2
"""Exit code of every refusal to start."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; its exit code: 0, or 2 with one sentence on stderr, or 1 after a crash."""
    os.umask(0o077)  # whatever is written here is its owner's alone
    try:
        given = _parser().parse_args(arguments)
        _check_address(given.host, given.port)
        if given.command == "demo":
            with tempfile.TemporaryDirectory(prefix="biq-example-") as folder:
                return _run(given, Path(folder), None)
        url = given.database_url or os.environ.get("BIQ_DATABASE_URL")
        return _run(given, data_folder(given.data_dir), url)
    except CannotStart as refusal:
        print(refusal.sentence, file=sys.stderr)  # noqa: T201 - there is no screen yet
        return UNUSABLE


def _run(given: argparse.Namespace, folder: Path, url: str | None) -> int:
    from .core.log import log_to

    try:
        make_private(folder)
        log_file = log_to(folder)
    except OSError as error:
        raise CannotStart(
            _("The data folder can't be used: {folder}. Please check its rights.").format(
                folder=folder
            )
        ) from error
    if given.command == "demo":
        _fill_example(folder)
    from .app import BiqApp, Options

    app = BiqApp(
        Options(
            folder=folder,
            database_url=url,
            host=given.host,
            port=given.port,
            log_file=log_file,
            is_example=given.command == "demo",
        )
    )
    language.speak(given.lang or app.station.language)
    app.run()
    return app.return_code or 0


def _fill_example(folder: Path) -> None:
    from .core.opening import open_database
    from .core.station import StationFile
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


def _parser() -> argparse.ArgumentParser:
    # --lang is looked for first, so that help and refusals speak it, too.
    lang = argparse.ArgumentParser(add_help=False)
    lang.add_argument("--lang")
    chosen = lang.parse_known_args()[0].lang
    language.speak(chosen if chosen in LANGUAGES else "de")

    parser = _Parser(
        prog="biq", description=_(N_("The session room of a neighbourhood programme."))
    )
    parser.add_argument(
        "command",
        nargs="?",
        choices=["demo"],
        help=_("demo: an example with invented people, in a folder that is thrown away"),
    )
    parser.add_argument("--data-dir", help=_("the folder for the data (BIQ_DATA_DIR)"))
    parser.add_argument(
        "--database-url", help=_("another database than the folder's own (BIQ_DATABASE_URL)")
    )
    parser.add_argument(
        "--host",
        default=os.environ.get("BIQ_HOST") or None,
        help=_("the address of this laptop that phones use (BIQ_HOST)"),
    )
    parser.add_argument(
        "--port", type=int, default=8421, help=_("the port for phones; a busy one moves on")
    )
    parser.add_argument("--lang", choices=list(LANGUAGES), help=_("the language of the screens"))
    parser.add_argument("--version", action="version", version=f"biq_tui {__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
