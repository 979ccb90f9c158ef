"""How a typed or reported name finds its person.

Measured on 60 roster names and 153 queries: folding matters far more than the scorer. Only equal
folded words may decide; whatever merely resembles is offered to a human.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

SIMILAR_ENOUGH = 80.0
"""From this score (0..100) a name is offered as a possible typo. Below, it is another name."""

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o",
        "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "æ": "a", "Æ": "a", "œ": "o", "ə": "e",
        "’": "", "'": "", "`": "", "´": "", "ʻ": "", "-": " ", "‐": " ", "–": " ",
    }
)  # fmt: skip
_TITLES = {"dr", "prof", "herr", "frau", "dipl", "ing", "mag", "med"}
_UMLAUT_E = re.compile(r"(?<=[aou])(?<![aeq]u)e")  # Baur is not Bauer


_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})

_TELLING = 4
"""From this length on a typed 'ue' may mean a bare u: 'muelle' finds Muller, but 'mue' no Murat."""


@lru_cache(maxsize=65536)
def fold(name: str) -> tuple[str, ...]:
    """The words of a name, made comparable: 'Dr. Müller-Groß, Zoë' -> ('muller', 'gross', 'zo').

    Umlauts, their two-letter spelling and the bare vowel fall together because both sides are
    folded. A name without any letter or digit (an emoji) folds to itself.
    """
    return tuple(_bare(word) for word in _words(name))


@lru_cache(maxsize=65536)
def one_spelling(name: str) -> str:
    """`fold` as one text: two names with the same are the same name. At most four times as long."""
    return " ".join(fold(name))


def spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """Each word of a name in all its spellings: Müller, Mueller, Muller."""
    return tuple(
        tuple({_plain(word), _plain(word.translate(_TWO_LETTERS)), _bare(word)})
        for word in _words(name)
    )


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case, without titles and punctuation."""
    text = unicodedata.normalize("NFC", name.translate(_LETTERS).casefold())
    words = "".join(
        letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in text
    ).split()
    words = [word for word in words if _plain(word)]  # a lone mark would begin every name
    named = tuple(word for word in words if word not in _TITLES)
    return named or tuple(words) or (name.casefold(),)


def _plain(word: str) -> str:
    """A word without marks, as typed on a plain keyboard."""
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _bare(word: str) -> str:
    """A word whose umlauts, however written, are bare vowels."""
    return _UMLAUT_E.sub("", _plain(word))


def same(one: str, other: str) -> bool:
    """Whether two names are equal but for spelling habits, order, hyphens and titles."""
    first, second = fold(one), fold(other)
    if sorted(first) == sorted(second):
        return True
    if len(first) == len(second):
        return False
    shorter, longer = sorted((first, second), key=len)
    return any("".join(turn) == "".join(shorter) for turn in turns(longer))  # Anna Lena, Annalena


def begins(typed: str, name: str) -> bool:
    """Whether every typed word begins another word of the name, in any order: 'mül sab'."""
    rest = list(spellings(name))
    for starts in sorted(meanings(typed), key=lambda words: -max(map(len, words))):
        found = next((part for part in rest if _any_begins(starts, part)), None)
        if found is None:
            return False
        rest.remove(found)
    return True


def meanings(text: str) -> list[set[str]]:
    """What each typed word may stand for."""
    typed = []
    for word in _words(text):
        means = {_plain(word), _plain(word.translate(_TWO_LETTERS))}
        if len(_bare(word)) >= _TELLING:
            means.add(_bare(word))
        typed.append(means)
    return typed


def _any_begins(starts: Iterable[str], spellings: Iterable[str]) -> bool:
    return any(start and part.startswith(start) for start in starts for part in spellings)


def resemblance(
    typed: tuple[str, ...], name: tuple[str, ...], ratio: Callable[[str, str], float]
) -> float:
    """0..100: how well the typed words, each against its best part of the name, fit on average."""
    scores = [
        max(max(ratio(word, part), ratio(word, part[: len(word)])) for part in name)
        for word in typed
        if len(word) > 2
    ]
    return sum(scores) / len(scores) if scores else 0.0


def turns(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The words in every order that begins at another one: Anna Lena Wolf, Lena Wolf Anna, …"""
    return (words[start:] + words[:start] for start in range(len(words)))
