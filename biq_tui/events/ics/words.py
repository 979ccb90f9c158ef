"""Who has an old version of an event's date, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.language import N_, _
from ...people.institution_names import meant
from ...people.organisations import Institution, short_name
from .versions import Old, Outdated

SAYS = {
    Old.DAY: N_("{institution} still has version {version}, with the old day."),
    Old.TAKES_PLACE: N_("{institution} still has version {version}, as if it took place."),
    Old.IS_OFF: N_("{institution} still has version {version}, as if it were cancelled."),
}
"""What is said of whoever has an old version; message ids."""


_TELLING = 4
"""So many letters at least, so that a word is one."""


def old_in_words(old: Outdated) -> str:
    """Heimstiftung hat noch Stand 2, mit dem alten Tag."""
    return _(SAYS[old.says]).format(institution=short_name(old.institution), version=old.version)


def how_to_mend(old: Outdated, known: Sequence[Institution]) -> str:
    """What to type so that it has the new one: "kalender heim".

    `known`: among whose names a few letters have to tell it apart.
    """
    name = short_name(old.institution).casefold()
    beginnings = (name[:count] for count in range(_TELLING, len(name)) if name[count - 1] != " ")
    enough = next((each for each in beginnings if len(meant(each, known)) == 1), name)
    return _("calendar {institution}").format(institution=enough)
