"""Which of the programs that run at this laptop on one folder this is: the first, the second, …"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

MOST = 9
"""More programs at one laptop than anybody watches."""


class Turn:
    """1 for the first program that has `file` and still runs, 2 for the second, and so on.

    Beyond MOST, and where the disk or the system keeps no locks, it is 1. The file only carries
    the locks; the system lets go of them when the program ends, however it ends.
    """

    def __init__(self, file: Path) -> None:
        self.number = 1
        self._held: int | None = None
        with suppress(OSError):
            self._held = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
            self.number = next((turn for turn in range(1, MOST + 1) if self._takes(turn)), 1)

    def close(self) -> None:
        """The next program may have it."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _takes(self, byte: int) -> bool:
        """Whether this byte of the file is ours now."""
        assert self._held is not None
        with suppress(OSError):
            _lock(self._held, byte)
            return True
        return False


def _lock(held: int, byte: int) -> None:
    """Raises OSError if another program has this byte."""
    if os.name == "nt":
        import msvcrt

        os.lseek(held, byte, os.SEEK_SET)
        msvcrt.locking(held, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # only there
    else:
        import fcntl

        fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
