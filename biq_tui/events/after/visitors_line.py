"""How many came, as it is typed on the event and on its card. Pure.

`waren 120` · `120 waren da` · `waren wie gezählt`
"""

from __future__ import annotations

import re

from ...core.date_words import folded
from ...core.intention import Intention
from ...core.language import _
from ...core.telling import sentence
from ..hints import doing
from . import sentences
from .card import MOST_VISITORS, set_visitors

_CAME = re.compile(r"(?:es )?(?:waren|kamen|were|came)(?: etwa| about)? (\d{1,9})(?: .{1,12})?")
_WERE_THERE = re.compile(r"(\d{1,9}) (?:waren da|waren es|kamen|were here|were there|came)")
_AS_COUNTED = frozenset({"waren wie gezählt", "wie gezählt", "were as counted", "as counted"})


def read_visitors(
    text: str, event_id: int, visitors: int | None, counted: int | None, has_begun: bool
) -> Intention | None:
    """What Enter will do with `text`; None if it does not say how many came."""
    typed = folded(text)
    if typed in _AS_COUNTED:
        if visitors is None:
            return Intention(_("It is so already."))
        return doing(sentence(sentences.AS_COUNTED), set_visitors, event_id, None)
    found = _CAME.fullmatch(typed) or _WERE_THERE.fullmatch(typed)
    if found is None:
        return None
    number = int(found[1])
    if not has_begun:
        return Intention(_("It has not begun yet."))
    if number > MOST_VISITORS:
        return Intention(_("From 0 to {most}, please.").format(most=MOST_VISITORS))
    if number == visitors:
        return Intention(_("It is so already."))
    more = "" if counted is None else _("(counted: {n})").format(n=counted)
    return doing(sentence(sentences.VISITORS, number), set_visitors, event_id, number, more=more)
