"""Voting by phone over real HTTP: one ballot for each, kept apart, and nothing told before."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
from sqlmodel import select

from biq_tui.attendance.models import Gathering
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core import journal
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.language import _, speaking
from biq_tui.meetings import agenda, ideas
from biq_tui.meetings.phone_votes import open_vote
from biq_tui.meetings.vote_pages import votes_at, wrong_tickets
from biq_tui.voting import counting, tickets
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel
from biq_tui.voting.pictograms import PICTOGRAMS
from biq_tui.voting.polls import Option, close_poll
from biq_tui.voting.reading import Result, result_of
from biq_tui.web.pages import with_german
from tests.attendance.rooms import STATION
from tests.voting.votes import Votes

COUNTED = "Ihre Stimme ist gezählt."
OVER = "Die Abstimmung ist zu Ende. Das wurde nicht gezählt."
UNKNOWN = "Diesen Zettel gibt es nicht."
USED = "Mit diesem Zettel hat schon jemand abgestimmt."
FULL = "Es sind schon so viele Stimmen wie Menschen. Bitte sagen Sie es der Person am Laptop."
LANGUAGES = ("de", "en", "ar", "pl", "fa")
"""Some of all: that nothing is missing in any is held by tests/test_catalogues.py."""

NONE_OPEN = "Gerade läuft keine Abstimmung."


class Hall:
    """A meeting that votes, and its door for phones."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.votes = Votes(database)
        self.door = PhoneDoor("127.0.0.1", 8421, lambda: None)
        self.told: list[int] = []
        """How many people the facilitator was told there are, when one more wanted to vote."""
        self.guesses = wrong_tickets()

    async def opens(
        self,
        people: int,
        kind: Kind = Kind.SINGLE,
        channel: Channel = Channel.PHONES,
        **settings: Any,
    ) -> None:
        """She opens a vote, and phones are let in."""
        self.votes.do(open_vote, self.votes.prepare(kind, channel, **settings), people)
        await self.let_in()

    async def closes(self) -> Result:
        """The vote is over; its result."""
        self.votes.do(close_poll, self.votes.poll_id)
        await self.let_in()
        return self.database.read(result_of, self.votes.poll_id)

    async def let_in(self) -> None:
        """As the app does it after each step."""
        with self.database.reading() as session:
            gathering = session.exec(select(Gathering)).one()
        meeting_id, facts = self.votes.meeting.meeting_id, lambda: self.door.facts
        at = self.database, STATION, meeting_id, facts
        offer = await votes_at(*at, self.guesses, self.told.append)
        its = gathering.id or 0, gathering.code, gathering.title, _nobody_arrives
        await self.door.open(*its, listed=False, offers=[offer])

    def tickets(self, count: int) -> list[str]:
        """The letters of new tickets."""
        meeting_id = self.votes.meeting.meeting_id
        drawn = tickets.draw(meeting_id, count)
        self.votes.do(tickets.give_out, meeting_id, drawn)
        return [ticket.letters for ticket in drawn]

    @property
    def url(self) -> str:
        return self.door.sign.url

    @property
    def ballot(self) -> dict[str, str]:
        """The hidden field of the open vote's form."""
        return {"poll": f"{self.votes.poll_id}"}


async def _nobody_arrives(_key: str, _name: str) -> None:
    raise AssertionError


@pytest.fixture
async def hall(house: Database) -> AsyncIterator[Hall]:
    made = Hall(house)
    yield made
    await made.door.close()


@pytest.fixture
async def hall_anywhere(database: Database) -> AsyncIterator[Hall]:
    """On each engine."""
    made = Hall(database)
    yield made
    await made.door.close()


@pytest.fixture
async def phone() -> AsyncIterator[httpx.AsyncClient]:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(timeout=60, limits=limits, follow_redirects=True) as browser:
        yield browser


def links(page: httpx.Response) -> dict[str, httpx.URL]:
    """Where the buttons of a page lead, by what they say."""
    found = re.findall(r'<a class="button[^"]*" href="([^"]*)">(.*?)</a>', page.text)
    return {said: page.url.join(href) for href, said in found}


def problem(page: httpx.Response) -> str:
    """What a page says at its top; "" if all is well."""
    said = re.search(r'role="alert"[^>]*>(.*?)</p>', page.text)
    return said[1] if said else ""


# One vote --------------------------------------------------------------------------------------


async def test_the_code_leads_straight_to_the_vote_and_a_resent_ballot_gets_the_same_answer(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    await hall.opens(10)
    form = await phone.get(hall.url)
    assert "Womit fangen wir an?" in form.text
    assert re.findall(r"<b>(\w)</b>\s*<span><bdi lang=\"de\">(.*?)</bdi>", form.text) == [
        ("A", "Bank am See"),
        ("B", "Straßenfest"),
        ("C", "Spielplatz"),
    ]
    sent = {**hall.ballot, "choice": "b"}
    answers = [await phone.post(form.url, data=sent) for _tap in range(3)]
    assert len({(answer.status_code, answer.url, answer.text) for answer in answers}) == 1
    assert f"<h1>✓ {COUNTED}</h1>" in answers[0].text
    assert "Straßenfest" not in answers[0].text, "whoever looks over her shoulder reads nothing"
    changed = await phone.post(form.url, data={**hall.ballot, "choice": "a"})
    assert COUNTED in changed.text, "nobody votes twice with one form"
    assert COUNTED in (await phone.get(form.url)).text, "Back and a reload say so, too"
    assert list(links(answers[0])) == ["Zur nächsten Abstimmung"], "one phone, one vote"
    result = await hall.closes()
    assert [int(total) for total in result.count.totals] == [0, 1, 0]
    late = await phone.post(form.url, data=sent)
    assert COUNTED in late.text, "her first answer was lost on its way"


@pytest.mark.parametrize(
    ("kind", "sent", "total"),
    [
        (Kind.SINGLE, {"choice": "b"}, [0, 1, 0]),
        (Kind.APPROVAL, {"mark-a": "1", "mark-c": "1"}, [1, 0, 1]),
        (Kind.DOTS, {"mark-a": "0", "mark-b": "2", "mark-c": "0"}, [0, 2, 0]),
        (Kind.SCORE, {"mark-a": "10", "mark-b": "0", "mark-c": "3"}, [10, 0, 3]),
        (Kind.SCORE, {"mark-a": "0", "mark-b": "0", "mark-c": "0"}, [0, 0, 0]),
        (Kind.CONSENSING, {f"mark-{at}": "0" for at in "abcd"}, [0, 0, 0, 0]),
        (Kind.RANKING, {"mark-a": "2", "mark-b": "1", "mark-c": ""}, None),
        (Kind.BUDGET, {"mark-b": "1"}, None),
    ],
)
async def test_every_kind_of_vote_has_its_fields_and_what_is_sent_is_counted(
    hall: Hall,
    phone: httpx.AsyncClient,
    kind: Kind,
    sent: dict[str, str],
    total: list[int] | None,
) -> None:
    costly = [Option(wording, cost=200) for wording in ("Bank", "Fest", "Baum")]
    money: dict[str, Any] = {"budget": 500, "options": costly} if kind is Kind.BUDGET else {}
    await hall.opens(10, kind, **money)
    form = await phone.get(hall.url)
    fields = set(re.findall(r'name="(mark-\w|choice)"', form.text))
    assert fields >= sent.keys()
    assert COUNTED in (await phone.post(form.url, data={**hall.ballot, **sent})).text
    result = await hall.closes()
    if total is not None:
        assert [int(each) for each in result.count.totals] == total
    else:
        assert result.winners == (1,)


async def test_twenty_six_options_are_one_ballot(hall: Hall, phone: httpx.AsyncClient) -> None:
    options = [f"Idee {number}" for number in range(26)]
    await hall.opens(3, Kind.SCORE, options=options)
    form = await phone.get(hall.url)
    sent = {f"mark-{chr(97 + at)}": f"{at % 11}" for at in range(26)}
    assert COUNTED in (await phone.post(form.url, data={**hall.ballot, **sent})).text
    assert sum((await hall.closes()).count.totals) == sum(at % 11 for at in range(26))


async def test_an_ideas_own_words_stand_beneath_its_short_german_line(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    meeting = hall.votes.meeting
    idea, plain = meeting.collect("Більше лавок біля озера", "Hochbeete")
    meeting.do(ideas.shorten, idea, "Mehr Bänke")
    await hall.opens(3, options=[Option("Mehr Bänke", idea), Option("Hochbeete", plain)])
    form = await phone.get(hall.url)
    assert re.search(r"Mehr Bänke</bdi>\s*<br><bdi class=\"own\">Більше лавок", form.text)
    assert form.text.count("Hochbeete") == 1


async def test_all_of_a_long_idea_stands_beneath_the_words_it_was_cut_to(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    long = "Eine Bank mit Lehne im Schatten am See, für alle, die nicht lange stehen können"
    (idea,) = hall.votes.meeting.collect(long)
    await hall.opens(3, options=[Option("Bank", idea), Option("Kino")])
    form = await phone.get(hall.url)
    assert re.search(rf"Bank</bdi>\s*<br><bdi class=\"own\">{long}</bdi>", form.text)
    assert form.text.count('class="own"') == 1


async def test_a_picture_is_large_beside_the_words_and_silent_for_who_listens(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    bench = PICTOGRAMS["bench"].emoji
    options = [Option("Bank am See", pictogram="bench"), Option("Kino")]
    await hall.opens(3, Kind.DOTS, options=options)
    form = await phone.get(hall.url)
    assert re.findall(r'<i class="picture" aria-hidden="true">(.*?)</i>', form.text) == [bench]
    assert form.text.index(bench) < form.text.index("Bank am See")


# What is wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "sent", "said"),
    [
        (Kind.SINGLE, {}, "Bitte wählen Sie zuerst etwas."),
        (Kind.DOTS, {"mark-a": "0", "mark-b": "0"}, "Bitte wählen Sie zuerst etwas."),
        (Kind.DOTS, {"mark-a": "2", "mark-b": "2"}, "Das sind 2 Punkte zu viel."),
        (Kind.CONSENSING, {"mark-a": "3", "mark-b": "4"}, "hat keine Antwort."),
        (Kind.RANKING, {"mark-a": "9"}, "Platz 9 gibt es nicht."),
        (Kind.SINGLE, {"choice": "z"}, "Z steht nicht zur Wahl."),
        (Kind.SCORE, {"mark-a": "-3"}, "Dieser Stimmzettel ist nicht vollständig."),
        (Kind.SCORE, {"mark-a": "٣"}, "Dieser Stimmzettel ist nicht vollständig."),
    ],
)
async def test_what_is_no_ballot_is_said_at_the_top_and_all_that_was_filled_in_stays(
    hall: Hall, phone: httpx.AsyncClient, kind: Kind, sent: dict[str, str], said: str
) -> None:
    await hall.opens(3, kind)
    form = await phone.get(hall.url)
    answer = await phone.post(form.url, data={**hall.ballot, **sent})
    assert answer.status_code in (409, 422)
    assert said in problem(answer)
    for name, number in sent.items():
        if name != "choice" and re.search(f'<option value="{number}"', answer.text):
            field = answer.text.partition(f'name="{name}"')[2].partition("</select>")[0]
            assert f'value="{number}" selected' in field
    assert hall.votes.poll.cast == 0


async def test_the_field_where_it_is_wrong_is_named(hall: Hall, phone: httpx.AsyncClient) -> None:
    await hall.opens(3, Kind.CONSENSING)
    form = await phone.get(hall.url)
    sent = {"mark-a": "1", "mark-b": "", "mark-c": "1", "mark-d": "1"}
    answer = await phone.post(form.url, data={**hall.ballot, **sent})
    assert answer.text.count('aria-describedby="problem"') == 1
    assert 'name="mark-b" aria-invalid="true" aria-describedby="problem"' in answer.text


async def test_what_is_refused_is_said_in_the_phones_language(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    await hall.opens(3, Kind.DOTS)
    for language in LANGUAGES:
        form = await phone.get(f"{hall.url}?l={language}")
        sent = {"mark-a": "2", "mark-b": "1"}
        answer = await phone.post(form.url, data={**hall.ballot, **sent})
        with speaking(language):
            said = _("Please choose something first.")
            empty = await phone.post(form.url, data=hall.ballot)
            assert str(with_german(said)) == problem(empty)
        assert "{" not in problem(answer)
        if language not in ("de", "en"):
            german = problem(answer).partition("<small")[2]
            assert "Das ist 1 Punkt zu viel. Jeder Mensch hat 2 Punkte." in german
    assert hall.votes.poll.cast == 0


async def test_a_ballot_for_the_vote_before_is_refused_and_the_next_one_is_there(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    (ticket,) = hall.tickets(1)
    await hall.opens(3, with_tickets=True)
    form = await phone.get(hall.url)
    sent = {**hall.ballot, "choice": "b", "ticket": ticket}
    await hall.closes()
    await hall.opens(3, with_tickets=True, options=["Chor", "Garten"])
    answer = await phone.post(form.url, data=sent)
    assert answer.status_code == 409
    assert problem(answer) == OVER
    assert "Das ist die nächste Abstimmung." in answer.text
    assert "Chor" in answer.text
    assert '" checked' not in answer.text, "B was for another question"
    assert f'value="{ticket}"' in answer.text
    assert hall.votes.poll.cast == 0
    again = await phone.post(answer.url, data={**hall.ballot, "choice": "a", "ticket": ticket})
    assert COUNTED in again.text


async def test_between_two_votes_the_page_says_so_and_looks_again(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    await hall.opens(3)
    form = await phone.get(hall.url)
    await hall.closes()
    late = await phone.post(form.url, data={**hall.ballot, "choice": "a"})
    assert problem(late) == OVER
    waiting = await phone.get(links(late)["Noch einmal schauen"])
    assert NONE_OPEN in waiting.text
    assert (waiting.status_code, problem(waiting)) == (200, "")
    await hall.opens(3, options=["Chor", "Garten"])
    assert "Chor" in (await phone.get(links(waiting)["Noch einmal schauen"])).text
    other = await phone.post(form.url, data={**hall.ballot, "choice": "a"})
    assert COUNTED in other.text, "the same visit votes in each"
    await hall.closes()
    ended = hall.votes.meeting
    ended.do(agenda.end_meeting, ended.meeting_id)
    offer = await votes_at(hall.database, STATION, ended.meeting_id, lambda: hall.door.facts)
    assert not offer.is_open


# Tickets ---------------------------------------------------------------------------------------


async def test_a_ticket_votes_once_and_several_vote_from_one_phone(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    first, second = hall.tickets(2)
    await hall.opens(5, with_tickets=True)
    form = await phone.get(hall.url)
    sent = {**hall.ballot, "choice": "c"}
    for typed in ("", "BCDF", first[:7]):
        answer = await phone.post(form.url, data={**sent, "ticket": typed})
        assert "Ein Zettel hat 8 Buchstaben." in problem(answer)
        assert 'value="c" checked' in answer.text
    typed = f"{first[:4].lower()} {first[4:]}"
    thanks = await phone.post(form.url, data={**sent, "ticket": typed})
    assert list(links(thanks)) == ["Noch eine Stimme", "Zur nächsten Abstimmung"]
    other = await phone.get(links(thanks)["Noch eine Stimme"])
    assert first not in other.text
    used = await phone.post(other.url, data={**sent, "ticket": first})
    assert problem(used) == USED
    assert COUNTED in (await phone.post(other.url, data={**sent, "ticket": second})).text
    assert hall.votes.poll.cast == 2


async def test_right_tickets_never_wait_while_many_guess_as_fast_as_they_can(
    hall: Hall, phone: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = hall.tickets(10)
    # Who waits is not back before the end.
    monkeypatch.setattr(hall.guesses, "SECONDS", 60.0)
    await hall.opens(10, with_tickets=True)
    forms = [(await phone.get(hall.url)).url for _ticket in letters]
    answers: list[int] = []
    sent = {**hall.ballot, "choice": "a"}

    async def guess(key: str) -> None:
        wrong = {**sent, "ticket": "BCDFGHJK"}
        while True:
            answer = await phone.post(f"{hall.url}/{key:k>20}/vote", data=wrong)
            answers.append(answer.status_code)

    async def vote(form: httpx.URL, ticket: str) -> float:
        began = time.monotonic()
        answer = await phone.post(form, data={**sent, "ticket": ticket})
        assert COUNTED in answer.text
        return time.monotonic() - began

    guessing = [asyncio.create_task(guess(f"{number}")) for number in range(44)]
    while 429 not in answers:  # the budget of the wrong ones is gone, and many wait
        await asyncio.sleep(0.01)
    took = await asyncio.gather(*map(vote, forms, letters))
    for task in guessing:
        task.cancel()
    assert set(answers) <= {422, 429}
    assert hall.votes.poll.cast == len(letters)
    assert max(took) < 10, f"seconds of the slowest; wrong guesses answered: {len(answers)}"


async def test_an_answer_tells_nothing_of_other_tickets_and_takes_as_long(
    hall: Hall, phone: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tickets._SCRYPT, "n", 2**14)  # four times as slow: seen on a busy machine
    good, used = hall.tickets(2)
    await hall.opens(9, with_tickets=True)
    sent = {**hall.ballot, "choice": "a"}
    url = f"{hall.url}/{'k' * 20}/vote"
    await phone.post(url, data={**sent, "ticket": used})
    said: dict[str, str] = {}
    took: dict[str, list[float]] = {"unknown": [], "used": [], "counted": []}
    for at in range(5):
        for kind, ticket in (("unknown", "BCDFGHJK"), ("used", used), ("counted", good)):
            began = time.process_time()
            answer = await phone.post(
                f"{hall.url}/{'c' * 20 if kind == 'counted' else f'{at:x>20}'}/vote",
                data={**sent, "ticket": ticket},
            )
            took[kind].append(time.process_time() - began)
            said[kind] = problem(answer)
    assert said["unknown"].startswith(UNKNOWN)
    assert said["used"] == USED
    assert said["counted"] == ""
    fastest = {kind: min(times) for kind, times in took.items()}
    # Without its slow hash an answer takes a fifth.
    assert max(fastest.values()) < 2 * min(fastest.values()), fastest


# Many at once ----------------------------------------------------------------------------------


@pytest.mark.parametrize("with_tickets", [True, False])
async def test_a_hundred_phones_at_once_with_repeated_tickets_are_one_ballot_each(
    hall_anywhere: Hall, phone: httpx.AsyncClient, with_tickets: bool
) -> None:
    hall = hall_anywhere
    letters = hall.tickets(25) if with_tickets else [""] * 25
    await hall.opens(40, with_tickets=with_tickets)
    sent = [
        (f"{at if with_tickets else at // 4:v>20}", "abc"[at % 3], letters[at // 4])
        for at in range(100)
    ]  # four times each ticket from four phones, or four times each form from one
    random.Random(7).shuffle(sent)

    async def vote(key: str, letter: str, ticket: str) -> int:
        marks = {**hall.ballot, "choice": letter, "ticket": ticket}
        answer = await phone.post(f"{hall.url}/{key}/vote", data=marks, follow_redirects=False)
        return answer.status_code

    statuses = Counter(await asyncio.gather(*(vote(*each) for each in sent)))
    expected = {303: 25, 409: 75} if with_tickets else {303: 100}
    assert statuses == expected
    assert hall.votes.poll.cast == 25
    assert sum((await hall.closes()).count.totals) == 25


async def test_phones_and_hands_together_never_exceed_the_room(
    hall_anywhere: Hall, phone: httpx.AsyncClient
) -> None:
    hall = hall_anywhere
    await hall.opens(20, channel=Channel.MIXED)
    option = hall.votes.poll.options[0].option_id

    async def vote(number: int) -> int:
        url = f"{hall.url}/{number:v>20}/vote"
        answer = await phone.post(url, data={**hall.ballot, "choice": "b"})
        return answer.status_code

    async def count_hands() -> None:
        for hands in (3, 9, 6, 12, 8):
            with suppress(Refused):
                await asyncio.to_thread(
                    hall.votes.do, counting.count, hall.votes.poll_id, {(option, 1): hands}
                )
            seen = await asyncio.to_thread(lambda: hall.votes.poll)
            assert seen.cast + seen.shown + seen.abstained <= 20

    *statuses, _hands = await asyncio.gather(*map(vote, range(30)), count_hands())
    seen = hall.votes.poll
    assert statuses.count(200) == seen.cast
    assert seen.cast + seen.shown <= 20
    assert statuses.count(409) == 30 - seen.cast > 0
    assert hall.told == [20] * statuses.count(409)
    assert (await hall.closes()).count.voters <= 20


async def test_when_all_votes_are_taken_the_facilitator_is_asked_and_nothing_is_lost(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    await hall.opens(1)
    first, second = [(await phone.get(hall.url)).url for _phone in range(2)]
    await phone.post(first, data={**hall.ballot, "choice": "a"})
    answer = await phone.post(second, data={**hall.ballot, "choice": "b"})
    assert problem(answer) == FULL
    assert 'value="b" checked' in answer.text
    assert hall.told == [1]
    hall.votes.do(counting.set_electorate, hall.votes.poll_id, 2)
    assert COUNTED in (await phone.post(second, data={**hall.ballot, "choice": "b"})).text


# Covered until the close -----------------------------------------------------------------------


async def test_nothing_of_the_tally_is_in_any_page_and_looking_never_writes(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    await hall.opens(30, Kind.SCORE)
    pages: list[dict[str, tuple[int, str, dict[str, str]]]] = []
    before = hall.database.read(journal.last_number)
    for votes in (0, 7):
        for number in range(votes):
            marks = {**hall.ballot, "mark-a": "9", "mark-b": "1", "mark-c": "4"}
            await phone.post(f"{hall.url}/{number:v>20}/vote", data=marks)
        seen = {}
        for path in ("start", "vote", "vote/done", "vote/data"):
            for method in ("GET", "HEAD"):
                answer = await phone.request(method, f"{hall.url}/{'k' * 20}/{path}")
                headers = {name: said for name, said in answer.headers.items() if name != "date"}
                seen[f"{method} {path}"] = answer.status_code, answer.text, headers
        pages.append(seen)
    assert pages[0] == pages[1], "seven votes later every page is what it was"
    assert hall.votes.poll.cast == 7
    assert hall.database.read(journal.last_number) == before


async def test_the_notice_says_in_the_phones_language_that_nobody_is_known(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    await hall.opens(3)
    for language in LANGUAGES:
        page = await phone.get(f"{hall.url}?l={language}")
        with speaking(language):
            about = str(with_german(_("All about your data")))
            kept = _("We do not keep who you are, your phone, or the time.")
            back = str(with_german(_("Back")))
        told = await phone.get(links(page)[about])
        assert kept in told.text
        assert (await phone.get(links(told)[back])).url == page.url
