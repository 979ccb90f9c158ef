"""The line of Heute, read without a screen: what the hint promises is what the journal says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core import journal, language
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.language import LANGUAGES, _
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.overview import Course, Date, Overview, overview
from biq_tui.people.directory import Known, directory_of
from biq_tui.search import (
    FIRST_STEPS,
    GRAMMAR,
    MOST_FOUND,
    Findable,
    Kind,
    NextDate,
    Scene,
    Stop,
    findable,
    first_stop,
    found,
    read,
    stops_of,
)
from biq_tui.today import TodayScreen

from .room import NOW, PEOPLE, bremen, course, folder_of, newest

BY_HAND = ("Ada Muster", "Jonas Müller", "Sabine Müller", "[/b] Rot", "Da Abgesagt")


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


def date_in(days: int, title: str, gathering_id: int, sitting: str = "planned") -> Date:
    starts = NOW + timedelta(days=days)
    ends = starts + timedelta(hours=3)
    return Date(gathering_id, title, "", starts, ends, sitting, 5, 0, 0, 0, 0)


TODAYS, NEXT = date_in(0, "Block 3 · Insel", 30), date_in(1, "Block 3, Tag 2 · Insel", 31)
OLD = date_in(-30, "Block 2 · Ehrenamt", 20)
HUCHTING = Course(7, "BIQ Huchting", 5, 3, OLD.starts_at, NEXT.starts_at, TODAYS.starts_at)
SEEN = Overview(1, (TODAYS, NEXT), (OLD,), None, (HUCHTING,), 5)
EMPTY = Overview(0, (), (), None, (), 0)
KNOWN = directory_of(tuple(Known(n, name, "") for n, name in enumerate(BY_HAND, start=1)))
FINDABLE = Findable(
    KNOWN, {n: NextDate(30, TODAYS.title, TODAYS.starts_at) for n in range(1, len(BY_HAND) + 1)}
)
SCENE = Scene(SEEN, FINDABLE)


# Reading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("", "open 30"),
        ("insel", "open 30"),
        ("BLOCK insel", "open 30"),
        ("huchting", "course 7"),
        ("ada", "person 1"),
        ("sabine mül", "person 3"),
        ("neuer kurs", "new_course"),
        ("  New   Course ", "new_course"),
        ("liste holen", "fetch"),
        ("fetch list", "fetch"),
        ("üben", "practise"),
        ("ueben", "practise"),
        ("PRACTISE", "practise"),
        ("english", "speak en"),
        ("Deutsch", "speak de"),
        ("tag 2", "ask"),
        ("xyzzy", ""),
    ],
)
@pytest.mark.parametrize("code", ["de", "en"])
def test_the_words_of_both_languages_lead_where_they_say(
    typed: str, command: str, code: str
) -> None:
    language.speak(code)
    intention = read(typed, SCENE)
    assert intention.command == command
    assert intention.use_case is None


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_example_in_help_does_something(code: str) -> None:
    language.speak(code)
    people = directory_of((Known(1, "Jonas Müller", ""),))
    scene = replace(SCENE, findable=replace(FINDABLE, people=people))
    for example, _what in GRAMMAR:
        intention = read(_(example), scene)
        assert intention.command or intention.use_case, example


def test_yes_opens_only_a_date_that_asks_for_it() -> None:
    other_day = Stop(Kind.DATE, 31, NEXT.title)
    assert read("ja", replace(SCENE, marked=other_day)).command == "open 31"
    assert read("YES ", replace(SCENE, marked=other_day)).command == "open 31"
    assert read("jau", replace(SCENE, marked=other_day)).command == ""
    assert read("ja", SCENE).command == ""  # today's date does not ask
    assert read("ja", replace(SCENE, marked=Stop(Kind.COURSE, 7, "BIQ"))).command == ""


def test_a_date_that_is_over_says_so_before_it_opens() -> None:
    old = Stop(Kind.DATE, 20, OLD.title)
    hint = read("", replace(SCENE, marked=old)).hint
    assert hint == "Das war am Mi 3.2.  Trotzdem öffnen? Schreiben Sie: ja"


def test_the_evening_that_is_open_comes_first() -> None:
    running = replace(NEXT, sitting="open")
    seen = replace(SEEN, dates=(TODAYS, running))
    assert first_stop(seen).id == 31
    assert read("", Scene(seen)).command == "open 31"
    assert next(stop.id for stop in found("", Scene(seen))) == 31
    assert [stop.id for stop in stops_of(seen)][:2] == [30, 31]  # on the screen it keeps its place


def test_an_excuse_needs_somebody_before_the_word() -> None:
    assert read("abgesagt", SCENE).use_case is None  # it finds who is called so
    assert read("abgesagt", SCENE).command == "person 5"
    assert read("xyzzy abgesagt", SCENE).use_case is None
    assert read("ada abgesagt", SCENE).sentence == "Ada Muster hat für den 5.3.2027 abgesagt."
    assert read("ada ABGESAGT ", SCENE).args == (30, 1)


def test_of_several_nobody_is_excused_until_one_is_marked() -> None:
    intention = read("mül abgesagt", SCENE)
    assert intention.use_case is None
    assert intention.hint == "Wer ist es? Jonas Müller, Sabine Müller.   Enter oder ↑↓ wählt."
    sabine = Stop(Kind.PERSON, 3, "Sabine Müller")
    assert read("mül abgesagt", replace(SCENE, marked=sabine)).args == (30, 3)
    ada = Stop(Kind.PERSON, 1, "Ada Muster")
    assert read("mül abgesagt", replace(SCENE, marked=ada)).use_case is None


def test_while_names_are_hidden_hints_have_first_names_only() -> None:
    hidden = replace(SCENE, names_hidden=True)
    for typed in ("mül", "mül abgesagt", "jonas abgesagt", "rot"):
        hint = read(typed, hidden).hint
        assert "Müller" not in hint
        assert "Rot" not in hint
    assert read("jonas abgesagt", hidden).hint == "Enter: Jonas hat für den 5.3.2027 abgesagt."


def test_before_the_people_are_read_nobody_is_said_not_to_be_there() -> None:
    unread = Scene(SEEN)
    assert read("xyzzy", unread).hint == "Einen Moment …"
    assert read("insel", unread).command == "open 30"
    assert read("xyzzy", Scene()).hint == "Einen Moment …"


def test_an_empty_house_offers_its_three_first_steps_by_number() -> None:
    for number, step in enumerate(FIRST_STEPS, start=1):
        assert read(f"{number}", Scene(EMPTY)).command == step.kind.value
    assert stops_of(EMPTY) == FIRST_STEPS
    assert read("1", SCENE).command != "new_course"


def test_no_more_is_listed_than_anybody_reads() -> None:
    many = directory_of(tuple(Known(n, f"Ada {n}", "") for n in range(1000)))
    assert len(found("ada", Scene(SEEN, Findable(many, {})))) == MOST_FOUND


# Whatever is typed -------------------------------------------------------------------------------

words = st.one_of(
    st.sampled_from([*BY_HAND, *PEOPLE]).flatmap(
        lambda name: st.integers(1, len(name)).map(lambda n: name[:n])
    ),
    st.sampled_from(["olena", "block", "tag 2", "hucht", "1", "", "[/b]", "\x1b[2J", "‮x"]),
    st.text(max_size=12),
)
verbs = st.sampled_from(["", "", " abgesagt", " excused", " ABGESAGT  ", " ja"])
codes = st.sampled_from(["de", "en"])


@given(typed=st.builds(str.__add__, words, verbs), hidden=st.booleans(), code=codes)
def test_every_text_has_a_hint_and_no_text_a_hidden_name(
    typed: str, hidden: bool, code: str
) -> None:
    language.speak(code)
    intention = read(typed, replace(SCENE, names_hidden=hidden))
    assert intention.hint
    if hidden and intention.use_case is not None:
        assert intention.sentence not in intention.hint or len(intention.sentence.split()) < 3


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(folder_of(tmp_path, course))
    yield opened
    opened.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    steps=st.lists(
        st.tuples(st.builds(str.__add__, words, verbs), st.integers(0, 3)), min_size=1, max_size=4
    ),
    code=codes,
)
def test_what_the_hint_says_is_what_the_journal_says(
    database: Database, steps: list[tuple[str, int]], code: str
) -> None:
    language.speak(code)
    act = Act(Actor.FACILITATOR, "laptop", TodayScreen.PLACE)
    for typed, arrows in steps:
        scene = Scene(database.read(overview), database.read(findable))
        if arrows and (stops := found(typed, scene)):
            scene = replace(scene, marked=stops[(arrows - 1) % len(stops)])
        intention = read(typed, scene)
        assert intention.hint
        if intention.use_case is None:
            assert not intention.sentence
            continue
        assert intention.sentence in intention.hint
        before = database.read(journal.last_number)
        database.write(act, intention.use_case, *intention.args).result()
        assert newest(database) == intention.sentence
        assert database.read(journal.last_number) == before + 1
