"""Limits of a whole room: never of one address, for behind a Wi-Fi all phones have the same.

What is right is never slowed: only wrong guesses wait for each other.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class Budget:
    """`size` at once, and `per_second` more as time goes by."""

    def __init__(
        self, size: int, per_second: float, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._size = size
        self._per_second = per_second
        self._seconds = seconds
        self._left = float(size)
        self._at = seconds()

    def spend(self) -> bool:
        """Take one; False: nothing is left at the moment."""
        now = self._seconds()
        self._left = min(self._size, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class WrongGuesses:
    """Makes wrong addresses wait once many have come, whoever sends them.

    At most `most` wait at a time, so that they can't use up what the right ones need; the ones
    beyond are not worth an answer of many bytes (`wait` says False).
    """

    SECONDS = 2.0

    def __init__(self, size: int = 60, per_second: float = 2.0, most: int = 40) -> None:
        self._budget = Budget(size, per_second)
        self._most = most
        self._waiting = 0

    async def wait(self) -> bool:
        """Wait if it must be; False: so many wait already that a short no must do."""
        if self._budget.spend():
            return True
        if self._waiting >= self._most:
            return False
        self._waiting += 1
        try:
            await asyncio.sleep(self.SECONDS)
        finally:
            self._waiting -= 1
        return True


class Newcomers:
    """How many different visits a sitting takes: far more than a room holds, less than a flood.

    A key that was let in stays in: sending again costs nothing.
    """

    def __init__(self, size: int = 2000, per_second: float = 4.0) -> None:
        self._budget = Budget(size, per_second)
        self._known: set[str] = set()

    def let_in(self, key: str) -> bool:
        """Whether this visit may report now."""
        if key in self._known:
            return True
        if not self._budget.spend():
            return False
        self._known.add(key)
        return True
