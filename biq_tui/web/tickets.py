"""Visit tickets: scan in time, type in peace.

Where a house wants it, the address has a code that changes every minute by the laptop's clock.
Scanning it in time gives a ticket: a key that only this laptop could have made, good as long as
the sitting is open. No cookie, and nothing about the phone, is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable

from ..core import clock

STEP_SECONDS = 60
"""How long a code is shown; the one before and the one after count, too: a phone may be slow."""

_LETTERS = "bcdfgjmprtvwxyz"
"""What a code is written with: small letters that are not mistaken for others and make no word."""

_LENGTH = 9
"""Letters of a code: 35 bits. Right guesses never wait, so guesses are as quick as this laptop
answers, some 4000 in a second: three hours of that find a code once in three hundred evenings."""

_RANDOM, _SIGNATURE = 16, 16
"""Letters of a ticket: what makes it one of its own (96 bits), and what only this laptop can add
(64 bits)."""


class Tickets:
    """The codes and keys of one sitting. With an empty `secret` every key is good, no code asked.

    From the same secret come the same codes and good tickets, also after a restart. `seconds` is
    the time that counts: this laptop's, never a phone's.
    """

    def __init__(
        self, secret: str = "", seconds: Callable[[], float] = lambda: clock.now().timestamp()
    ) -> None:
        self._secret = secret.encode()
        self._seconds = seconds

    @property
    def code(self) -> str:
        """What stands behind the address now; "" where it does not change."""
        return self._code(self._step) if self._secret else ""

    def accepts(self, code: str) -> bool:
        """Whether this code is, was just now or will be at once on the wall."""
        if not self._secret:
            return False
        typed = code.lower().encode()
        near = (self._code(self._step + off) for off in (-1, 0, 1))
        return any(hmac.compare_digest(typed, known.encode()) for known in near)

    def new_key(self) -> str:
        """The key of one more visit: of use in an address, 16 or 32 letters."""
        made = secrets.token_urlsafe(_RANDOM * 3 // 4)
        return made + self._signature(made) if self._secret else made

    def is_good(self, key: str) -> bool:
        """Whether somebody with this key may report: it is a ticket, or none is asked for."""
        if not self._secret:
            return True
        made, signature = key[:_RANDOM], key[_RANDOM:]
        return hmac.compare_digest(signature.encode(), self._signature(made).encode())

    @property
    def _step(self) -> int:
        return int(self._seconds() // STEP_SECONDS)

    def _code(self, step: int) -> str:
        digest = hmac.digest(self._secret, b"code %d" % step, hashlib.sha256)
        number, code = int.from_bytes(digest, "big"), ""
        while len(code) < _LENGTH:
            number, letter = divmod(number, len(_LETTERS))
            code += _LETTERS[letter]
        return code

    def _signature(self, made: str) -> str:
        return hmac.new(self._secret, b"key " + made.encode(), hashlib.sha256).hexdigest()[
            :_SIGNATURE
        ]
