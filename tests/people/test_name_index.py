"""The index of a list of names finds what a look at every single name would find."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from biq_tui.people.name_index import NameIndex
from biq_tui.people.names import SIMILAR_ENOUGH, begins, fold, resemblance, same

from .test_names import ANY_NAME, ROSTER, SPELLINGS, STRANGERS

Names = Mapping[int, tuple[str, ...]]

NAMES = st.dictionaries(
    st.integers(1, 30), st.lists(ANY_NAME, min_size=1, max_size=2).map(tuple), max_size=20
)
CHANGES = st.dictionaries(st.integers(1, 30), st.lists(ANY_NAME, max_size=2).map(tuple), max_size=8)
TYPED = st.one_of(
    ANY_NAME,
    st.sampled_from([*ROSTER, *SPELLINGS, *STRANGERS]).flatmap(
        lambda name: st.integers(1, len(name)).map(lambda end: name[:end])
    ),
    st.tuples(st.sampled_from(ROSTER), st.sampled_from(ROSTER)).map(
        lambda names: f"{names[0].split()[-1][:3]} {names[1].split()[0][:3]}"
    ),
)


def scan(names: Names, fits: Callable[[str], bool]) -> list[int]:
    """Look at every name of everybody."""
    return [key for key, called in sorted(names.items()) if any(map(fits, called))]


def scanned_hits(names: Names, typed: str) -> list[int]:
    hits = scan(names, lambda name: begins(typed, name))
    whole = scan(names, lambda name: set(fold(typed)) <= set(fold(name)))
    return [key for key in hits if key in whole] or hits


def scanned_typos(names: Names, typed: str) -> list[int]:
    words = fold(typed)
    scores = {
        key: max(resemblance(words, fold(name), fuzz.ratio) for name in called)
        for key, called in names.items()
    }
    enough = sorted(key for key, score in scores.items() if score >= SIMILAR_ENOUGH)
    return sorted(enough, key=lambda key: -scores[key])[:3]


def assert_finds_all(index: NameIndex, names: Names, typed: str) -> None:
    assert sorted(index.begun(typed)) == scan(names, lambda name: begins(typed, name))
    assert sorted(index.same(typed)) == scan(names, lambda name: same(typed, name))
    assert index.named(typed) == scanned_hits(names, typed)
    assert index.similar(typed) == scanned_typos(names, typed)
    either = scan(names, lambda name: begins(typed, name) or same(typed, name))
    assert list(index.alike(typed)) == (either or scanned_typos(names, typed))


@settings(max_examples=300)
@given(NAMES, TYPED)
def test_what_the_index_finds_is_what_a_look_at_every_name_finds(names: Names, typed: str) -> None:
    assert_finds_all(NameIndex(names), names, typed)


@settings(max_examples=300)
@given(NAMES, st.lists(CHANGES, max_size=3), TYPED)
def test_a_changed_index_finds_what_a_new_one_finds(
    names: dict[int, tuple[str, ...]], changes: list[Names], typed: str
) -> None:
    index = NameIndex(names)
    index.alike(typed)
    for change in changes:
        before, kept = dict(names), index
        index = index.changed(change)
        names = {key: called for key, called in {**names, **change}.items() if called}
        assert_finds_all(index, names, typed)
        assert_finds_all(kept, before, typed)  # who still looks at the old list is not disturbed


def test_everybody_of_a_real_list_is_found_in_every_spelling() -> None:
    names = {key: (name,) for key, name in enumerate(ROSTER, start=1)}
    index = NameIndex(names)

    for written, person in SPELLINGS.items():
        assert [names[key] for key in index.same(written)] == [(person,)]


def test_a_name_is_found_by_its_latin_spelling_too() -> None:
    index = NameIndex({1: ("Олена Коваленко", "Olena Kovalenko"), 2: ("Oleg Muster",)})

    assert index.named("olena") == index.named("олена") == [1]
    assert index.named("ole") == [1, 2]
    assert index.named("kova ole") == [1]
    assert index.alike("Kovalenko, Olena") == (1,)
    assert index.similar("Olnea") == [1]
