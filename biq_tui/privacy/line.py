"""The line of the screen of privacy. Pure.

`löschlauf` · `ja` · `12 24 monate` · `vorlagen` · `vorlagen stick`
"""

from __future__ import annotations

import re

from ..core.intention import YES, Intention
from ..core.language import N_, _, ngettext
from ..core.telling import sentence
from . import sentences
from .classes import MOST_MONTHS, set_months
from .cleaning import run
from .timetable import Row

GRAMMAR = (
    (N_("delete"), N_("What is over its time. You see first how much that is.")),
    (N_("12 24 months"), N_("Records of line 12 are kept for 24 months.")),
    (N_("drafts"), N_("Register, measures and notice, as drafts for whoever is responsible.")),
    (N_("drafts stick"), N_("The same onto the stick.")),
)
"""Help prints this table."""

ASK, RAN, DRAFTS, DRAFTS_STICK = "ask", "ran", "drafts", "drafts_stick"

_DELETE = frozenset({"löschlauf", "löschen", "loeschen", "loeschlauf", "delete"})
_DRAFTS = {
    **dict.fromkeys(("vorlagen", "vorlage", "drafts"), DRAFTS),
    **dict.fromkeys(("vorlagen stick", "drafts stick"), DRAFTS_STICK),
}
_MONTHS = re.compile(r"(\d{1,2}) (\d{1,4})(?: (?:monate?|months?))?")


def read(text: str, rows: tuple[Row, ...], asked: bool) -> Intention:
    """What Enter will do with `text`; `asked`: the preview of the Löschlauf is shown."""
    word = " ".join(text.casefold().split())
    if word in _DRAFTS:
        return Intention(_("Enter: makes three drafts: register, measures, notice."),
                         command=_DRAFTS[word])  # fmt: skip
    if found := _MONTHS.fullmatch(word):
        return _keeping(int(found[1]), int(found[2]), rows)
    count = sum(len(row.now) for row in rows)
    if word in YES and asked:
        said = sentence(sentences.RAN, count)
        return Intention(_("Enter: {sentence}").format(sentence=said), run, (), said, command=RAN)
    if word in _DELETE:
        return Intention(_("Enter: shows what would be deleted now."), command=ASK)
    if asked:
        return Intention(_("Delete it? This can't be taken back. Type: yes"))
    if count:
        over = ngettext("{n} record is over its time.", "{n} records are over their time.", count)
        return Intention(f"{over} " + _("To see them, type:  delete"))
    return Intention(_("Nothing is over its time.") + " " + _("Possible:  drafts    12 24 months"))


def _keeping(number: int, months: int, rows: tuple[Row, ...]) -> Intention:
    row = rows[number - 1] if 0 < number <= len(rows) else None
    if row is None or row.months is None or row.record_class.key == "helpers":
        return Intention(_("This is not deleted after a time."))
    least = row.record_class.least
    if not least <= months <= MOST_MONTHS:
        limits = _("From {least} to {most} months, please.")
        return Intention(limits.format(least=least, most=MOST_MONTHS))
    name = _(row.record_class.name)
    hint = _("Enter: {sentence}").format(sentence=f"{name}: {_kept(months)}")
    said = sentence(sentences.MONTHS, months)
    return Intention(hint, set_months, (row.record_class.key, months), said, answer=f"✓ {said}")


def _kept(months: int) -> str:
    return ngettext("{n} month", "{n} months", months)
