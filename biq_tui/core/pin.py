"""A PIN and what it opens: kept as a hash only, compared in constant time, and slow to guess.

It keeps a neighbour on one screen. Whoever can open the files of this laptop needs no PIN.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .errors import Refused
from .language import _

if TYPE_CHECKING:
    from .station import StationFile

SHORTEST, LONGEST = 4, 8
"""Digits of a PIN."""

FREE_TRIES = 3
"""So many wrong ones in a row cost no time."""

STEP_SECONDS, LONGEST_WAIT = 5, 60

_COST = {"n": 2**14, "r": 8, "p": 1}
"""Of scrypt: 16 MB, and 50 ms on a small laptop."""
_KEPT = re.compile(r"[0-9a-f]{32}:[0-9a-f]{64}")
_RUNS = "0123456789 9876543210"


def digits_of(text: str) -> str:
    """The PIN that was typed, in whatever script's digits; "" if it can be none."""
    text = text.strip()
    if not (text.isdecimal() and SHORTEST <= len(text) <= LONGEST):
        return ""
    return "".join(f"{int(digit)}" for digit in text)


def is_easy(pin: str) -> bool:
    """Whether it is tried first by whoever tries: 0000, 1234, 8765."""
    return len(set(pin)) == 1 or pin in _RUNS


def sealed(pin: str) -> str:
    """What may be kept of a PIN: salt and hash."""
    import secrets

    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_hash(pin, salt).hex()}"


def is_sealed(kept: str) -> bool:
    """Whether this is what `sealed` makes."""
    return _KEPT.fullmatch(kept) is not None


def opens(pin: str, kept: str) -> bool:
    """Whether it is the PIN of which `kept` was made."""
    import hmac

    salt, _colon, known = kept.partition(":")
    return hmac.compare_digest(_hash(pin, bytes.fromhex(salt)), bytes.fromhex(known))


def wait_after(wrong: int) -> int:
    """How many seconds the next try waits after so many wrong ones in a row."""
    return min(max(wrong - FREE_TRIES + 1, 0) * STEP_SECONDS, LONGEST_WAIT)


def _hash(pin: str, salt: bytes) -> bytes:
    import hashlib  # with OpenSSL; only who locks needs it

    return hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST)


class Lock:
    """What this laptop is locked to, and what opens it.

    It outlives the program: a new start, or a second program beside this one, finds it locked, and
    waits at least as long.
    """

    def __init__(self, memory: StationFile, monotonic: Callable[[], float]) -> None:
        """`monotonic`: a clock in seconds that never goes back."""
        self._memory = memory
        self._monotonic = monotonic
        self._wrong = 0
        self._free_at = 0.0

    @property
    def has_pin(self) -> bool:
        """Whether there is a PIN at this laptop."""
        return bool(self._memory.station.pin)

    @property
    def locked_to(self) -> str:
        """The journal's name of the place where whoever types stays; "" while nothing is locked."""
        return self._memory.station.locked_to

    @property
    def since(self) -> int:
        """The journal's newest number when it was locked."""
        return self._memory.station.locked_since

    async def set_pin(self, pin: str) -> None:
        """This opens from now on (`digits_of`)."""
        self._memory.remember(pin=await asyncio.to_thread(sealed, pin))

    def close(self, place: str, since: int) -> None:
        """Whoever types stays at `place`. Raises Refused if a new start would not know of it."""
        self._count(0)
        self._memory.remember(locked_to=place, locked_since=since, wrong_pins=0)
        if not (self.has_pin and self._memory.is_kept):
            self.unlock()
            raise Refused(_("It can't be locked: the data folder takes nothing."))

    def wait(self) -> int:
        """How many seconds the next try has to wait; 0: none."""
        self._memory.look_again()
        # A count of another program, or of the one before, waits from now on. A disk that takes
        # nothing does not stop the counting.
        wrong = max(self._memory.station.wrong_pins, self._wrong)
        if wrong != self._wrong:
            self._count(wrong)
        return max(math.ceil(self._free_at - self._monotonic()), 0)

    async def open(self, pin: str) -> bool:
        """Whether it is the PIN: then nothing is locked any more.

        False without a look while one has to wait.
        """
        if self.wait():
            return False
        # Counted before the look: who ends the program meanwhile has tried, too.
        self._count(self._wrong + 1)
        self._memory.remember(wrong_pins=self._wrong)
        kept = self._memory.station.pin
        if kept and not await asyncio.to_thread(opens, pin, kept):
            return False
        self.unlock()
        return True

    def is_open(self) -> bool:
        """Whether nothing is locked: the PIN may have been forgotten in another window."""
        self._memory.look_again()
        return not self.locked_to

    def unlock(self, **also: str) -> None:
        """Nothing is locked any more; the PIN stays."""
        self._count(0)
        self._memory.remember(locked_to="", locked_since=0, wrong_pins=0, **also)

    def forget(self) -> None:
        """No PIN any more, and nothing is locked."""
        self.unlock(pin="")

    def _count(self, wrong: int) -> None:
        """So many wrong ones in a row by now; what that costs begins now."""
        self._wrong, self._free_at = wrong, self._monotonic() + wait_after(wrong)
