"""Which institution a typed word means: `heim`, `martins`, `vhs`, `schule`. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.language import _
from .names import begins, fold
from .organisations import Institution
from .who import Unclear

_SHORTEST = 2
"""One letter means an institution only if it is a whole word of its name."""
_INITIALS = range(2, 7)
"""So many letters may be an abbreviation."""
_VOWELS = frozenset("aeiouy")
_ASKED_AT_ONCE = 3


def meant(typed: str, known: Sequence[Institution]) -> tuple[Institution, ...]:
    """Those that `typed` means: by whole words, else by beginnings, else by an abbreviation."""
    words = fold(typed) if any(letter.isalnum() for letter in typed) else ()
    if not words:
        return ()
    equal = tuple(each for each in known if fold(each.name) == words)
    if equal:
        return equal
    whole = tuple(each for each in known if set(words) <= set(fold(each.name)))
    if whole:
        return whole
    if len("".join(words)) < _SHORTEST:
        return ()
    begun = tuple(each for each in known if begins(typed, each.name))
    if begun or len(words) > 1:
        return begun
    return tuple(each for each in known if _abbreviates(words[0], fold(each.name)))


def the_one(typed: str, known: Sequence[Institution]) -> Institution | None:
    """The one institution that is called so; None for none. Raises Unclear for more than one."""
    hits = meant(typed, known)
    if len(hits) > 1:
        raise which([hit.name for hit in hits])
    return hits[0] if hits else None


def which(names: Sequence[str]) -> Unclear:
    """Asks which of these is meant."""
    more = ", …" if len(names) > _ASKED_AT_ONCE else ""
    return Unclear(
        _("Who is it?  {names}  Please type more of the name.").format(
            names=", ".join(names[:_ASKED_AT_ONCE]) + more
        )
    )


def _abbreviates(typed: str, words: tuple[str, ...]) -> bool:
    """Whether `typed` has the first letters of the words, or stands for one long word: VHS."""
    if len(typed) not in _INITIALS or not typed.isalpha():
        return False
    if "".join(word[0] for word in words).startswith(typed):
        return True
    if len(typed) < 3 or _VOWELS & set(typed):  # Ina is no Institut für Nachbarschaft
        return False
    return any(word[0] == typed[0] and _within(typed, word) for word in words)


def _within(letters: str, word: str) -> bool:
    """Whether the letters stand in the word, in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)
