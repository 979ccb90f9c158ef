"""The languages that only phones speak: which there are, what is translated, and who checked it.

Each is a .po file in `locale/phone`, read while the program runs. Its head gives the language's
own name (X-Autonym). "# checked: NAME" above an entry says that NAME, who speaks the language, has
checked it. What nobody has checked carries the German with it, and pages show both.

    python -m biq_tui.core.phone_texts      # the table of checked texts in the README
"""

from __future__ import annotations

import gettext
import io
import re
import sys
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import SupportsIndex

import polib

from .language import CATALOGUES, LANGUAGES, read_catalogue
from .log import log_fault

_CHECKED = re.compile(r"^(?:checked|geprüft):[ \t]*(\S.*)", re.MULTILINE)


class Unchecked(str):
    """A translation that nobody has checked, and the `german` text to stand with it.

    If there is no translation, both are German.
    """

    german: str

    def __new__(cls, text: str, german: str) -> Unchecked:
        """`text` as it is said, `german` as it is said in German."""
        made = super().__new__(cls, text)
        made.german = german
        return made

    def format(self, *args: object, **values: object) -> Unchecked:
        """Both texts, filled in."""
        return Unchecked(super().format(*args, **values), self.german.format(*args, **values))

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> Unchecked:
        """Both texts, with `new` for `old`: how a count is filled in."""
        return Unchecked(super().replace(old, new, count), self.german.replace(old, new, count))

    def __add__(self, more: str) -> Unchecked:
        """Two sentences, each with its German."""
        return Unchecked(str(self) + more, self.german + getattr(more, "german", more))


class PhoneTexts(gettext.GNUTranslations):
    """The texts of a language that only phones speak, over the `german` ones."""

    def __init__(self, source: polib.POFile, german: gettext.NullTranslations) -> None:
        for entry in source:
            if not _fits(entry):
                entry.flags.append("fuzzy")  # no page may fail for a translator's slip
        super().__init__(io.BytesIO(source.to_binary()))
        self.add_fallback(german)
        self._german = german
        self._checked = {entry.msgid for entry in source.translated_entries() if checked_by(entry)}

    def gettext(self, message: str) -> str:
        """The translation, else the German; `Unchecked` unless somebody has checked it."""
        text = super().gettext(message)
        return text if message in self._checked else Unchecked(text, self._german.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same for a count."""
        text = super().ngettext(msgid1, msgid2, n)
        if msgid1 in self._checked:
            return text
        return Unchecked(text, self._german.ngettext(msgid1, msgid2, n))


def _fits(entry: polib.POEntry) -> bool:
    """Whether the translation has the {placeholders} of its text."""
    given = [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values()
    try:
        wanted = _placeholders(entry.msgid_plural or entry.msgid)
        return all(_placeholders(text) <= wanted for text in given)
    except ValueError:
        return False


def _placeholders(text: str) -> set[str]:
    """Their names. Raises ValueError if a brace has no partner."""
    parts = Formatter().parse(text)
    return {name for _text, name, _format, _conversion in parts if name is not None}


@cache
def phone_languages() -> dict[str, str]:
    """Code and own name of every language a phone's page speaks: the screens', then the others.

    The others are sorted by their names. A file that can't be read is left out, and its fault
    logged: a translator's slip must not close the door.
    """
    found: dict[str, str] = {}
    for path in sorted((CATALOGUES / "phone").glob("*.po")):
        try:
            source = read_catalogue(path.stem)
            PhoneTexts(source, gettext.NullTranslations())
            found[path.stem] = source.metadata["X-Autonym"]
        except (OSError, ValueError, LookupError, SyntaxError) as fault:
            log_fault(fault)
    return LANGUAGES | dict(sorted(found.items(), key=lambda language: language[1]))


def checked_by(entry: polib.POEntry) -> str:
    """Who has checked it; empty: nobody."""
    said = _CHECKED.search(entry.tcomment)
    return said[1].strip() if said else ""


@dataclass(frozen=True, slots=True)
class Count:
    """How far a language is."""

    name: str
    texts: int
    translated: int
    checked: int
    checkers: tuple[str, ...]


def counts() -> list[Count]:
    """One for each language that only phones speak; German and English are the originals."""
    made = []
    for language, name in phone_languages().items():
        if language in LANGUAGES:
            continue
        entries = [entry for entry in read_catalogue(language) if not entry.obsolete]
        translated = [entry for entry in entries if entry.translated()]
        checkers = [checker for entry in translated if (checker := checked_by(entry))]
        known = tuple(sorted(set(checkers)))
        made.append(Count(name, len(entries), len(translated), len(checkers), known))
    return made


def table() -> str:
    """The counts as the README holds them."""
    rows = ["| language | texts | translated | checked | by |", "|---|---|---|---|---|"]
    rows += [
        f"| {count.name} | {count.texts} | {count.translated} | {count.checked} "
        f"| {', '.join(count.checkers) or 'nobody yet'} |"
        for count in counts()
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(table())  # noqa: T201 - the table is what it is for
