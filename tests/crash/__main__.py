"""The long run: everything that can fail, so often as told, and what was found after it.

    python -m tests.crash [--kills 1000] [--points 40] [--cuts 2000] [--starts 50] [--jumps 2000]
                          [--seed 1] [--only WORD]

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

from .runs import LONG, Size, runs
from .table import head, row


def main() -> int:
    """Run all kinds, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for each in fields(Size):
        parser.add_argument(f"--{each.name}", type=int, default=getattr(LONG, each.name))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    given = vars(parser.parse_args())
    seed, only = given.pop("seed"), given.pop("only")
    language.speak("de")
    bad, skipped, began = 0, 0, time.monotonic()
    print(head())
    with tempfile.TemporaryDirectory() as folder, PostgresServer() as server:
        for kind, run in runs(Size(**given), seed, Path(folder), server.new_database):
            if only not in kind:
                continue
            try:
                tally = run()
            except (FileNotFoundError, RuntimeError) as why:
                skipped += 1
                print(f"{kind}: not tried here: {why}", flush=True)
                continue
            bad += bool(tally.wrong or tally.lost)
            print(row(tally), flush=True)
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if bad else 2 if skipped else 0


if __name__ == "__main__":
    sys.exit(main())
