"""What tells two people of one name apart: a few words, and never a date of birth."""

from __future__ import annotations

import re

from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from .models import KNOWN_BY_LENGTH

_OF_BIRTH = re.compile(
    r"^\*|\s\*|\bgeb\b|\bgeboren|geburt|\bjahrgang|\bjg\b|\bborn\b|\bbirth|\bdob\b|\bdoğum"
)


def checked(words: str) -> str:
    """`words` as they are kept. Raises Refused for a date, and for more than there is room for."""
    words = clean(words, 2 * KNOWN_BY_LENGTH)
    if len(words) > KNOWN_BY_LENGTH:
        raise Refused(
            _("This is too long. Please write at most {n} letters.").format(n=KNOWN_BY_LENGTH)
        )
    if is_like_a_date(words):
        raise Refused(_("Please no numbers here: a date of birth does not belong here."))
    return words


def is_like_a_date(words: str) -> bool:
    """Whether this may be a day, a year or an age: any digit in any script, or words of birth."""
    return any(map(str.isnumeric, words)) or bool(_OF_BIRTH.search(words.casefold()))
