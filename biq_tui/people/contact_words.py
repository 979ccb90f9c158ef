"""How somebody is reached, as it is typed: `Frau Meier 0421 361-0 meier@heim.de`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.errors import Refused
from ..core.language import _
from ..core.text import NAME_LENGTH, clean
from .models import EMAIL_LENGTH, PHONE_LENGTH

_PHONE = re.compile(r"(?:tel\.?|telefon|phone)?:?\s*(\(?\+?\d[\d\s()/.-]*\d)", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@.,;<>()]{2,}")
_LEAST_DIGITS = 3
"""Police and fire brigade have three."""
_MOST_DIGITS = 15
"""More has no telephone number in the world (E.164)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Who is asked at an institution, and how she is reached; "" for what was not said."""

    name: str
    phone: str = ""
    email: str = ""


def read_reach(text: str) -> Reach:
    """Name, telephone and mail, in any order. Raises Refused for what can't be one of them."""
    rest = clean(text, 400)
    email = phone = ""
    mails = [word.strip(",;<>()") for word in rest.split() if "@" in word]
    if mails:
        email = mails[0]
        if len(mails) > 1 or not _EMAIL.fullmatch(email) or len(email) > EMAIL_LENGTH:
            raise Refused(
                _("Is this a mail address? Like this:  {example}").format(
                    example="meier@example.org"
                )
            )
        rest = rest.replace(email, " ", 1)
    if found := _PHONE.search(rest):
        phone = " ".join(found[1].split())
        digits = sum(letter.isdecimal() for letter in phone)
        if not _LEAST_DIGITS <= digits <= _MOST_DIGITS or len(phone) > PHONE_LENGTH:
            raise Refused(
                _("Is this a telephone number? Like this:  {example}").format(example="0421 36100")
            )
        rest = rest[: found.start()] + " " + rest[found.end() :]
    name = " ".join(rest.replace(",", " ").replace(";", " ").split()).strip("<>() ")
    if any(letter.isdecimal() for letter in name):
        raise Refused(
            _("Is this a telephone number? Like this:  {example}").format(example="0421 36100")
        )
    if len(name) > NAME_LENGTH:
        raise Refused(
            _("This name is too long: {most} letters are possible.").format(most=NAME_LENGTH)
        )
    return Reach(name, phone, email)
