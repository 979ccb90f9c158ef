"""What is said behind a name or a number: what, how it stands, by which channel, until when. Pure.

The parts are told from the right; what is none of them is what is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...core.amounts import cents_of
from ...core.date_words import folded, read_date
from ...core.errors import Refused
from ...core.language import _
from ..models import PledgeRole, PledgeState
from .gifts import Answer, Gift
from .roles import (
    BARE,
    BY_WORDS,
    CHANNEL_WORDS,
    IF_WORDS,
    MISSING_WORDS,
    NEED_WORDS,
    STATE_WORDS,
    THINGS,
    UNTIL_WORDS,
)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BEFORE = r"(?P<before>.*?)(?:^|[\s,(]+)"
_CHANNEL = re.compile(rf"{_BEFORE}(?P<said>{_one_of(CHANNEL_WORDS)})[).,]*", re.IGNORECASE)
_STATE = re.compile(rf"{_BEFORE}(?P<said>{_one_of(STATE_WORDS)})[).,]*", re.IGNORECASE)
_DUE = re.compile(
    rf"(?P<before>.*)(?:^|[\s,(]+)(?:{_one_of(UNTIL_WORDS)})\s+(?P<said>\S.*?)[),]*", re.IGNORECASE
)
_ON = re.compile(
    r"(?P<before>.*)(?:^|[\s,(]+)(?P<said>(?:am|on)\s+[\d\w].*?|heute|gestern|today|yesterday)[),]*",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"(?P<before>.*)(?:^|[\s,(]+)(?P<said>(?:{_one_of(BY_WORDS)})\s+[^\d\W][^\d,]*?)[),]*",
    re.IGNORECASE,
)
_IF = re.compile(rf"(?P<before>.*?)(?:^|[\s,]+)(?:{_one_of(IF_WORDS)})\s+(?P<said>.+)", re.I)
_NEED = re.compile(rf"(?:{_one_of(NEED_WORDS)})\s+(?P<what>.+)", re.IGNORECASE)
_MISSING = re.compile(
    rf"(?P<what>.+?)\s+(?:{_one_of(MISSING_WORDS)})"
    rf"(?P<until>,?\s+(?:{_one_of(UNTIL_WORDS)})\s.+)?[.!]*",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?P<amount>(?:€\s*)?\d[\d.,]*\s*(?:euros?|eur|€)|€\s*\d[\d.,]*)(?P<rest>(?:\W.*)?)",
    re.IGNORECASE,
)
_FOR = re.compile(r"^[\s:,·-]*(?:(?:für|fuer|for)\b)?\s*", re.IGNORECASE)
_COUNT = re.compile(r"\d+\s*[x×]?\s+")
_PARTS = re.compile(r"\s*(?:,|\+|&|\bund\b|\band\b)\s*", re.IGNORECASE)
_SPELT = {folded(word): word for word in THINGS}
_ROLE_OF = {folded(word): role for word, role in THINGS.items()}
_A_YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a giver or a pledge, read."""

    what: str
    """What is left: what is given, as typed; "" for nothing."""
    answer: Answer
    contact: str = ""
    """Who said so, as typed: "von Meier"."""

    @property
    def says_something(self) -> bool:
        """Whether anything was understood beside what is given."""
        return bool(self.contact) or self.answer != Answer()


def read_said(text: str, today: date) -> Said:
    """The parts of what is said. Raises Refused for a day that there is not."""
    said, before = Said(text.strip(), Answer()), None
    while said != before:
        before = said
        said = _without_last(said, today)
    if said.answer.state in (None, PledgeState.PLEDGED) and (found := _IF.fullmatch(said.what)):
        answer = replace(said.answer, state=PledgeState.PLEDGED_IF, condition=found["said"].strip())
        last = _without_last(Said(found["before"].strip(" ,"), Answer()), today)
        is_yes = last.answer.state is PledgeState.PLEDGED  # "ja, wenn …"
        said = replace(said, what=last.what if is_yes else found["before"].strip(" ,"))
        said = replace(said, answer=answer)
    return said


def _without_last(said: Said, today: date) -> Said:
    """The same with its last part read, if it is one."""
    what, answer = said.what, said.answer
    if not answer.via and (found := _CHANNEL.fullmatch(what)):
        return _left(said, found, replace(answer, via=CHANNEL_WORDS[found["said"].casefold()]))
    if answer.state is None and (found := _STATE.fullmatch(what)):
        return _left(said, found, replace(answer, state=STATE_WORDS[found["said"].casefold()]))
    found = _DUE.fullmatch(what) if answer.due is None else None
    if found and (due := read_date(found["said"], today)) is not None:
        return _left(said, found, replace(answer, due=due))
    if answer.said_on is None and (found := _ON.fullmatch(what)):
        # What was said was said before: without a year it is the last such day.
        word = folded(found["said"])
        since = today if word in ("heute", "gestern", "today", "yesterday") else today - _A_YEAR
        if (day := read_date(word, since)) is not None:
            if day > today:
                raise Refused(
                    _("This day is still to come. Until when is said like this:  by 2.4.")
                )
            return _left(said, found, replace(answer, said_on=day))
    if not said.contact and (found := _BY.fullmatch(what)):
        return replace(_left(said, found, answer), contact=found["said"].strip())
    return said


def _left(said: Said, found: re.Match[str], answer: Answer) -> Said:
    return replace(said, what=found["before"].strip(" ,("), answer=answer)


def read_need(text: str) -> str | None:
    """What is needed, and until when: "raum fehlt bis 2.4."; None if it says no such thing."""
    if found := _NEED.fullmatch(text):
        return found["what"].strip(" ,:")
    if found := _MISSING.fullmatch(text):
        return found["what"].strip(" ,:") + (found["until"] or "")
    return None


def read_gift(text: str) -> Gift | None:
    """What is given; None for nothing. Raises Refused for money that can't be."""
    text = text.strip(" ,")
    if not text:
        return None
    if found := _AMOUNT.fullmatch(text):
        cents = cents_of(found["amount"])
        if cents is None:
            raise Refused(_("How much money? Like this:  40 euros, or  40,50 euros"))
        return Gift(PledgeRole.MONEY, _spelt(_FOR.sub("", found["rest"])), cents)
    role = next((_ROLE_OF[word] for word in _things(text) if word in _ROLE_OF), PledgeRole.OWN)
    found = re.search(r"\d[\d.,]*", text) if role is PledgeRole.MONEY else None
    if found and (cents := cents_of(found[0])) is not None:
        return Gift(role, "", cents)
    if folded(text) in BARE[role]:
        return Gift(role)
    return Gift(role, _spelt(text))


def is_known(text: str) -> bool:
    """Whether everything that is named there is a thing of the table, or an amount of money."""
    if _AMOUNT.fullmatch(text.strip(" ,")):
        return True
    parts = [part for part in _PARTS.split(text.strip(" ,")) if part]
    return bool(parts) and all(folded(_COUNT.sub("", part)) in _ROLE_OF for part in parts)


def _things(text: str) -> list[str]:
    """The parts of a list, and all words, as the table has them."""
    parts = [folded(_COUNT.sub("", part)) for part in _PARTS.split(text)]
    return [*parts, *folded(text).replace(",", " ").split()]


def _spelt(text: str) -> str:
    """Things as the table writes them, others with a capital: "Raum, Strom, WC"."""
    parts = []
    for part in (part.strip() for part in text.split(",")):
        count = _COUNT.match(part)
        head = count[0] if count else ""
        thing = part[len(head) :]
        parts.append(head + _SPELT.get(folded(thing), thing[:1].upper() + thing[1:]))
    return ", ".join(part for part in parts if part)
