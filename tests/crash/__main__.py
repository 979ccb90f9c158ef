"""The long run: everything that can fail, so often as told, and what was found after it.

    python -m tests.crash [--kills 1000] [--others 100] [--points 40] [--cuts 2000]
                          [--starts 100] [--jumps 1000] [--seed 1] [--only WORDS]

Prints a row for each kind of fault. Ends with 1 if anything acknowledged is not there, or
anything is there twice, half or damaged; with 2 if a kind could not be tried here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path

from biq_tui.core import language
from tests.servers import PostgresServer

from .runs import LONG, Runs, Size
from .table import head, row


def main() -> int:
    """Run all kinds, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for each in fields(Size):
        parser.add_argument(f"--{each.name}", type=int, default=getattr(LONG, each.name))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="this kind, or those whose name holds this")
    given = vars(parser.parse_args())
    seed, only = given.pop("seed"), given.pop("only")
    language.speak("de")
    bad, skipped, began = 0, 0, time.monotonic()
    print(head(), flush=True)
    with tempfile.TemporaryDirectory() as folder, PostgresServer() as server:
        runs = Runs(Size(**given), seed, Path(folder), server.new_database)
        for kind in runs.kinds:
            if only not in (("", kind) if only in runs.kinds else kind):
                continue
            try:
                tally = runs.run(kind)
            except (FileNotFoundError, PermissionError) as why:
                skipped += 1
                print(f"{kind}: not tried here: {why}", flush=True)
                continue
            bad += bool(tally.wrong or tally.lost)
            print(row(tally), flush=True)
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if bad else 2 if skipped else 0


if __name__ == "__main__":
    sys.exit(main())
