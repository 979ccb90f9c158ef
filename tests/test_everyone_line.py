"""The line of Menschen, whatever is typed: it never fails, and nothing happens unsaid."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.attendance.merging import Together
from biq_tui.core.intention import Intention
from biq_tui.core.language import _
from biq_tui.everyone_line import GRAMMAR, VERBS, Look, found, preview, read, split
from biq_tui.people import service
from biq_tui.people.directory import Known, directory_of
from biq_tui.qualification.merging import Merged, Merging, take_back, unite

PEOPLE = directory_of(
    (
        Known(1, "Ada Muster", "", "", locked=True),
        Known(2, "Ali Muster", "", "rote Brille"),
        Known(3, "Ali Muster", ""),
        Known(7, "Theo", ""),
        Known(12, "Олена Зразок", "Olena Zrazok"),
    )
)
NOTHING = Together(frozenset(), frozenset(), frozenset(), frozenset(), 0)
PLAN = Merging(7, 2, NOTHING, 0, 0, void_badge=False)
MERGED = (Merged("Teddy", 7, 41), Merged("Alina", 12, None))
WORDS = st.one_of(
    st.sampled_from(
        [
            "1", "2", "7", "12", "99", "ali", "theo", "muster", "olena", "ja", "weg", "an",
            "nichts", "rote Brille", "12.3.1980", "Teddy", "lock", "off", *sorted(VERBS),
        ]
    ),
    st.text(max_size=8),
)  # fmt: skip


def line(text: str, *, hidden: bool = False, marked: int | None = None) -> Intention:
    look = Look(PEOPLE, MERGED, marked, PLAN, names_hidden=hidden, typed=bool(text))
    return read(text, look, found(split(text, PEOPLE), PEOPLE))


@settings(max_examples=400)
@given(st.lists(WORDS, max_size=5), st.booleans(), st.sampled_from([None, 1, 3, 7]))
def test_nothing_is_done_that_the_hint_does_not_say(
    words: list[str], hidden: bool, marked: int | None
) -> None:
    text = " ".join(words)
    intention = line(text, hidden=hidden, marked=marked)
    assert intention.hint
    if intention.use_case is None:
        return
    assert intention.hint.startswith("Enter: ")
    assert intention.sentence or intention.answer  # a card's code is told, and never journalled
    if intention.use_case is unite:
        assert intention.args == (7, 2)  # only of these two it is known what would happen
    if intention.use_case is service.lock and not intention.args[1]:
        assert text.split()[-1].casefold() in {"ja", "yes"}


@given(st.lists(WORDS, max_size=5))
def test_with_names_hidden_the_hint_has_no_last_name_that_was_not_typed(words: list[str]) -> None:
    text = " ".join(words)
    hint = line(text, hidden=True).hint
    for secret in ("Muster", "Зразок", "Zrazok"):
        assert secret not in hint or secret.casefold() in text.casefold()


def test_help_says_what_the_line_takes() -> None:
    meant = {}
    for example, _what in GRAMMAR:
        text = _(example)
        look = Look(PEOPLE, MERGED, None, Merging(12, 7, NOTHING, 0, 0, void_badge=False))
        intention = read(text, look, found(split(text, PEOPLE), PEOPLE))
        meant[text] = intention.use_case
    assert meant["12 ist 7"] is unite
    assert meant["7 trennen"] is take_back
    assert meant["7 erkennbar rote Brille"] is service.tell_apart
    assert meant["7 sperrvermerk"] is service.lock


def test_what_can_not_be_taken_back_any_more_is_said() -> None:
    assert line("12 trennen").hint == "Das geht nicht zurück."
    assert line("7 trennen ted").args == (41,)
    assert line("7 trennen ali").hint == "Theo ist nur eine Person."


def test_a_preview_always_says_that_nothing_is_lost() -> None:
    said = preview(PLAN, Look(PEOPLE))
    assert said == ("Theo steht auf keiner Liste mehr.", "Was war, bleibt bei beiden.")
