"""Which idea resembles one that is being typed: the same thing in other words, perhaps.

Words are folded (marks, capitals, umlauts) and compared one by one through an index of all
different words, so that a search costs what the vocabulary costs, not the number of ideas.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence

from ..people.names import fold

ENOUGH = 0.5
"""From this share (0..1) of what both say on, two ideas are likely the same."""

_ALIKE = 78.0
"""From this score (0..100) on two words are one with another ending, or a slip."""

_INSIDE = 0.8
"""How well a word fits that stands inside a longer one: Garten, Gemeinschaftsgarten."""

_LONG = 5
"""From so many letters on, a word inside another one says something."""

_FIRST = 1.5
"""What an idea is about mostly comes first; its first word weighs so much more."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐–](?=[^\W\d_])")

_SMALL = frozenset(
    """
    aber alle als am an auch auf aus bei beim bitte das dass dem den der des die ein eine einem
    einen einer es etwas fur gern hier ich ihr im in ist kein keine konnen mehr mit mochte muss
    nach neu neue neuen neuer neues nicht noch nur oder ohne schon sein sich sind so soll sollen
    sollte sollten uber um und uns unser unsere unter viel viele vom von vor war ware was weil wenn
    werden wie wieder wir wird wollen zu zum zur
    a and are at be for from in is it more new of on or our please should some that the to we with
    """.split()  # noqa: SIM905 - words are read more easily than a list of them
)
"""Words that tell no idea from another."""


class Likeness:
    """What resembles what among texts, which are known by their places. Never changed."""

    def __init__(self, texts: Sequence[str]) -> None:
        words = [telling(text) for text in texts]
        having: defaultdict[str, list[int]] = defaultdict(list)
        for place, its in enumerate(words):
            for word in dict.fromkeys(its):
                having[word].append(place)
        self._words = words
        self._having = dict(having)
        self._known = tuple(having)
        self._weights = {word: _rarity(len(its), len(texts)) for word, its in having.items()}
        self._sums = [self._weight_of(its) for its in words]

    def likest(self, text: str) -> tuple[int, float] | None:
        """The place of the text that resembles most, and how much (0..1); None if none does."""
        typed = telling(text)
        scores: defaultdict[int, float] = defaultdict(float)
        for at, word in enumerate(dict.fromkeys(typed)):
            heavy = _FIRST if at == 0 else 1.0
            best: dict[int, float] = {}
            for known, fits in self._like(word):
                for place in self._having[known]:
                    first = _FIRST if self._words[place][0] == known else 1.0
                    # A word counts for as much as it weighs in both: half of each.
                    gain = fits * (heavy * self._weight(word) + first * self._weights[known])
                    best[place] = max(best.get(place, 0.0), gain)
            for place, gain in best.items():
                scores[place] += gain
        if not scores:
            return None
        own = self._weight_of(typed)
        place = min(scores, key=lambda at: (-scores[at] / (own + self._sums[at]), at))
        share = min(scores[place] / (own + self._sums[place]), 1.0)
        return (place, share) if share >= ENOUGH else None

    def _like(self, word: str) -> list[tuple[str, float]]:
        from rapidfuzz import fuzz, process  # only when somebody has typed and paused

        found = {
            known: score / 100
            for known, score, _place in process.extract(
                word, self._known, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None
            )
        }
        if len(word) >= _LONG:
            for known in self._known:
                if word in known and known not in found:
                    found[known] = _INSIDE
        return list(found.items())

    def _weight(self, word: str) -> float:
        """An unknown word is as rare as one can be."""
        return self._weights.get(word, _rarity(1, len(self._words)))

    def _weight_of(self, words: Sequence[str]) -> float:
        different = list(dict.fromkeys(words))
        if not different:
            return 0.0
        return sum(map(self._weight, different)) + (_FIRST - 1) * self._weight(different[0])


def telling(text: str) -> tuple[str, ...]:
    """The folded words that say what an idea is; all of them, if none is more than a small one."""
    words = fold(_HYPHEN.sub("", text))  # Zebra-Streifen is the Zebrastreifen
    return tuple(word for word in words if len(word) > 2 and word not in _SMALL) or words


def _rarity(having: int, count: int) -> float:
    return math.log(1 + (count + 1) / having)
