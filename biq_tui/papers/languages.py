"""Languages of a poster as they are typed: by code, in German or English, or by their own name."""

from __future__ import annotations

from collections.abc import Iterable

from ..core.date_words import folded
from ..core.errors import Refused
from ..core.language import N_, _
from ..core.phone_texts import phone_languages

NAMES = {
    "de": N_("German"), "en": N_("English"), "ar": N_("Arabic"), "fa": N_("Persian"),
    "ku": N_("Kurdish"), "pl": N_("Polish"), "ru": N_("Russian"), "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
}  # fmt: skip
"""What they are called where somebody types; one that a file brings has its own name only."""

_EVERY = frozenset({"sprachen", "languages"})
_FILLING = frozenset({"alle", "allen", "all", "und", "and"})
_LIKE = {"kurmanci": "ku", "kmr": "ku", "farsi": "fa", "dari": "fa", "ua": "uk", "ukr": "uk"}
_TELLING = 4
"""So many letters of a name are enough."""


def accepted(text: str) -> str:
    """The codes of "German, Arabic", as a setting holds them: "de, ar". Raises Refused."""
    codes, unknown = languages_of(text.replace(",", " ").split())
    if unknown or not codes:
        raise Refused(_("Please write languages. There are: {languages}").format(languages=all_()))
    return ", ".join(codes)


def all_() -> str:
    """Every language there is, as it is called on the screen."""
    return ", ".join(map(name_of, phone_languages()))


def languages_of(words: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """The codes that these words name, in their order, and the words that name none."""
    codes: dict[str, None] = {}
    unknown = []
    for word in map(folded, words):
        if word in _EVERY:
            codes |= dict.fromkeys(phone_languages())
        elif (code := _code_of(word)) is not None:
            codes.setdefault(code)
        elif word not in _FILLING:
            unknown.append(word)
    return tuple(codes), unknown


def name_of(code: str) -> str:
    """What a language is called on the screen."""
    return _(NAMES[code]) if code in NAMES else phone_languages().get(code, code)


def _code_of(word: str) -> str | None:
    known = phone_languages()
    if word in known:
        return word
    if word in _LIKE:
        return _LIKE[word]
    hits = {
        code
        for code in known
        for name in (known[code], name_of(code), NAMES.get(code, code))
        if folded(name) == word or (len(word) >= _TELLING and folded(name).startswith(word))
    }
    return hits.pop() if len(hits) == 1 else None
