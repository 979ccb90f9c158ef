"""`biq doctor`: what is wrong, in the terminal; for who helps by telephone."""

from __future__ import annotations

import argparse
from collections.abc import Generator
from pathlib import Path
from typing import Any

from ..core.language import _
from .examination import Health, Patient, examine


def add_command(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Make `doctor` known to the command line."""
    doctor = commands.add_parser(
        "doctor", parents=[shared], help=_("is anything wrong? program, data, clock, network, …")
    )
    doctor.set_defaults(run=_examine, needs_folder=False)


def _examine(given: argparse.Namespace, folder: Path, url: str | None) -> Generator[str, None, int]:
    """A line for each finding; ends with 1 if something must be mended."""
    ill = 0
    for finding in examine(Patient(folder, url, given.host)):
        ill += finding.health is Health.ILL
        what = _(finding.what)
        yield f"{finding.health} {what}: {finding.sentence}"
    if ill:
        yield _("Please mend first what stands first. Your data was not changed.")
    return int(ill > 0)
