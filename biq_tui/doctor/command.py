"""`biq doctor`: what is wrong, in the terminal; for who helps by telephone."""

from __future__ import annotations

import argparse
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..core.errors import Told
from ..core.language import _
from .examination import Health, Patient, examine


def add_command(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Make `doctor` known to the command line."""
    doctor = commands.add_parser(
        "doctor", parents=[shared], help=_("is anything wrong? program, data, clock, network, …")
    )
    doctor.set_defaults(run=_examine, needs_folder=False, needs_key=False)


def _examine(given: argparse.Namespace, folder: Path, url: str | None) -> Generator[str, None, int]:
    """A line for each finding; ends with 1 if something must be mended."""
    from ..safekeeping.asking import unlock

    ill = 0
    with suppress(Told):  # without the passphrase much can be looked at still
        unlock(folder, url)
    for finding in examine(Patient(folder, url, given.host)):
        ill += finding.health is Health.ILL
        what = _(finding.what)
        yield f"{finding.health} {what}: {finding.sentence}"
    if ill:
        yield _("Please mend first what stands first. Your data was not changed.")
    return int(ill > 0)
