"""The names of a list, arranged so that finding one costs the same among 20 as among 5 000.

What is found is exactly what the functions of `names` say of each name, one by one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from .names import SIMILAR_ENOUGH, begins, fold, meanings, resemblance, same, spellings, turns

Names = Mapping[int, tuple[str, ...]]
"""By key, the ways in which each person's name is written. Keys are in the order of the list."""

Found = dict[str, tuple[int, ...]]
"""Whose names have a word. Tuples, as sets take five times the memory."""

_ROUNDING = 0.01
"""Scores that differ by less are compared anew."""


class NameIndex:
    """Who is called what. Never changed: `changed` gives another one."""

    def __init__(self, names: Names) -> None:
        self._names = dict(names)
        self._starts = sorted(_starts(names))
        self._words = _gathered(_words(names))
        self._joined = _gathered(_joined(names))
        self._forget()

    def changed(self, names: Names) -> NameIndex:
        """The index where these are called otherwise, or are new; who has no name is gone."""
        other = NameIndex.__new__(NameIndex)
        before = {key: self._names[key] for key in names if key in self._names}
        other._names = {key: called for key, called in {**self._names, **names}.items() if called}
        other._starts = self._starts.copy()
        for start in _starts(before):
            del other._starts[bisect_left(other._starts, start)]
        for start in _starts(names):
            insort(other._starts, start)
        other._words = _replaced(self._words, _words(before), _words(names))
        other._joined = _replaced(self._joined, _joined(before), _joined(names))
        other._forget()
        return other

    def begun(self, typed: str) -> set[int]:
        """Those of whom `begins(typed, name)` holds."""
        words = meanings(typed)
        hits = set.intersection(*(self._begun_by(starts) for starts in words))
        if len(words) == 1:
            return hits
        return {key for key in hits if any(begins(typed, name) for name in self._names[key])}

    def named(self, typed: str) -> list[int]:
        """Those whom `typed` means, in order: by whole words, else by the beginnings of words."""
        hits = self.begun(typed)
        words = set(fold(typed))
        whole = hits.intersection(*(self._words.get(word, ()) for word in words))
        if len(words) > 1:
            whole = {
                key for key in whole if any(words <= set(fold(name)) for name in self._names[key])
            }
        return sorted(whole or hits)

    def same(self, name: str) -> set[int]:
        """Those of whom `same(name, their name)` holds."""
        hits = {key for turn in _turned(name) for key in self._joined.get(turn, ())}
        return {key for key in hits if any(same(name, known) for known in self._names[key])}

    def similar(self, typed: str, most: int = 3) -> list[int]:
        """Those whose names resemble `typed`, best first: perhaps it was a typo."""
        from rapidfuzz import fuzz  # only needed when nobody was found

        words = fold(typed)
        telling = [word for word in words if len(word) > 2]
        # So much every word resembles, where all together resemble enough.
        least = 100 - (100 - SIMILAR_ENOUGH) * len(telling)
        best = [self._like(word, least - _ROUNDING) for word in telling]
        enough = SIMILAR_ENOUGH * len(telling) - _ROUNDING
        hits = [
            key
            for key in set().union(*best)
            if sum(scores.get(key, 0.0) for scores in best) >= enough
        ]
        scored = (
            (max(resemblance(words, fold(name), fuzz.ratio) for name in self._names[key]), key)
            for key in sorted(hits)
        )
        ranked = sorted((pair for pair in scored if pair[0] >= SIMILAR_ENOUGH), key=lambda p: -p[0])
        return [key for _score, key in ranked[:most]]

    def alike(self, name: str) -> tuple[int, ...]:
        """Those whom a reported name may mean, in order; typos, only if nothing else fits."""
        if name not in self._alike:
            hits = sorted(self.begun(name) | self.same(name)) or self.similar(name)
            self._alike[name] = tuple(hits)
        return self._alike[name]

    def _forget(self) -> None:
        """What was found out is kept, as it is asked again: the names of this index stay."""
        self._alike: dict[str, tuple[int, ...]] = {}
        self._cut: dict[int, Found] = {}

    def _begun_by(self, starts: Iterable[str]) -> set[int]:
        """Those who have a word that begins with one of `starts`."""
        return {key for start in starts if start for _word, key in self._starting(start)}

    def _starting(self, start: str) -> list[tuple[str, int]]:
        first = bisect_left(self._starts, (start,))
        last = bisect_right(self._starts, start, first, key=lambda entry: entry[0][: len(start)])
        return self._starts[first:last]

    def _like(self, word: str, least: float) -> dict[int, float]:
        """How well `word` fits each person's best word, or its beginning; from `least` on."""
        from rapidfuzz import fuzz, process

        best: dict[int, float] = {}
        for known in (self._words, self._beginnings(len(word))):
            for like, score, _place in process.extract(
                word, known.keys(), scorer=fuzz.ratio, score_cutoff=max(least, 0.0), limit=None
            ):
                for key in known[like]:
                    best[key] = max(best.get(key, 0.0), score)
        return best

    def _beginnings(self, length: int) -> Found:
        if length not in self._cut:
            self._cut[length] = _gathered(
                (word[:length], key)
                for word, keys in self._words.items()
                if len(word) > length
                for key in keys
            )
        return self._cut[length]


def _starts(names: Names) -> set[tuple[str, int]]:
    """Every word in all its spellings, and whose it is."""
    return {
        (spelling, key)
        for key, called in names.items()
        for name in called
        for word in spellings(name)
        for spelling in word
    }


def _words(names: Names) -> set[tuple[str, int]]:
    return {(word, key) for key, called in names.items() for name in called for word in fold(name)}


def _joined(names: Names) -> set[tuple[str, int]]:
    return {
        (turn, key) for key, called in names.items() for name in called for turn in _turned(name)
    }


def _turned(name: str) -> Iterator[str]:
    """A name's words as one, in an order of its own: equal for all that `same` finds equal."""
    words = fold(name)
    yield "".join(sorted(words))
    yield from ("".join(turn) for turn in turns(words))


def _gathered(entries: Iterable[tuple[str, int]]) -> Found:
    gathered: defaultdict[str, list[int]] = defaultdict(list)
    for word, key in entries:
        gathered[word].append(key)
    return {word: tuple(keys) for word, keys in gathered.items()}


def _replaced(found: Found, gone: set[tuple[str, int]], new: set[tuple[str, int]]) -> Found:
    replaced = found.copy()
    for word, key in gone - new:
        left = tuple(other for other in replaced.pop(word) if other != key)
        if left:
            replaced[word] = left
    for word, key in new - gone:
        replaced[word] = (*replaced.get(word, ()), key)
    return replaced
