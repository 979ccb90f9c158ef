"""How a new event is typed: what, when, where, who gives something. Pure.

`Infoabend 23.6. 19-21, heim Raum` · `Straßenfest 12.6.2027 15-18, Haus am Park` · `+Filmabend`

A text without a day is a wish, but only behind `+` or `wunsch`: a word with a slip searches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..core.date_words import folded
from ..core.dates import day_words
from ..core.errors import Refused
from ..core.free_days import LAND
from ..core.intention import Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..core.write import Write
from ..people.institution_names import the_one
from ..people.organisations import Institution, short_name
from ..people.who import Unclear
from . import sentences
from .checklist.questions import template_said
from .checklist.templates import checklist, checklists
from .conflicts.hints import Snapshot
from .events import add_event, titled
from .hints import when_notes
from .models import PLACE_LENGTH, PledgeState, Template
from .partners.gifts import Answer, Gift, Giver, thing_words
from .partners.pledges import record
from .partners.roles import STATES
from .partners.said import is_known, read_gift, read_said
from .when import Span, When, in_words, read_when, today

GRAMMAR = (
    (N_("info evening 23.6. 19-21, heim room"), N_("A new event; whom you name is asked.")),
    (N_("street party 12.6. 15-18, Haus am Park"), N_("A new event and its place.")),
    (N_("+film evening"), N_("A wish without a day.")),
    (N_('"Rock on 1 May" 1.5. 20-23'), N_("What stands in quotation marks is the name.")),
)
"""Help prints this table."""

WISH = frozenset({"wunsch", "wish"})
PLACE = frozenset({"ort", "place"})
_ON = frozenset({"am", "den", "on", "um", "von", "at", "from"})
"""What stands between a name and a day, and belongs to neither."""
_MOST_WORDS = 9
"""So many words at most make a day with its times."""
_QUOTES = {'"': '"', "„": "“", "“": "”"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody is asked for something, or has answered already."""

    institution: Institution
    gift: Gift
    answer: Answer


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What was typed of an event."""

    title: str
    when: When | None = None
    venue: str = ""
    asked: tuple[Asked, ...] = ()

    @property
    def template(self) -> Template:
        """What sort of event its name says it is."""
        words = set(folded(self.title).replace(",", " ").split())
        for known in checklists().values():
            if any(set(folded(word).split()) <= words for word in known.words):
                return known.template
        return Template.OWN


def read_new(
    text: str,
    institutions: Sequence[Institution],
    *,
    land: str = LAND.default,
    is_wish: bool = False,
    booked: Snapshot | None = None,
) -> Intention | None:
    """What Enter will do with `text`; None if it is no new event.

    It is one with a day, or behind `+` or `wunsch`; `is_wish`: whatever it is, it is meant as one.
    `land`: whose holidays are told; `booked`: what else there is, if it was read.
    """
    typed = clean(text, 1000)
    first, _space, rest = typed.partition(" ")
    if typed.startswith("+"):
        typed, is_wish = typed[1:].strip(), True
    elif first.casefold().rstrip(":") in WISH and rest:
        typed, is_wish = rest.strip(), True
    try:
        new = _read(typed, institutions)
        if new.when is None and not is_wish:
            return None
        if not new.title:
            return None if new.when is None or new.when.span is None else _unnamed()
        if new.when is not None and new.when.span is None:
            asks = _("At what time?  {text} 15-18").format(
                text=f"{new.title} {_typed(new.when.day)}"
            )
            return Intention(f"{day_words(new.when.day)}.   {asks}", keeps_text=True)
        return _new(replace(new, title=titled(new.title)), land, booked)
    except (Refused, Unclear) as said_no:
        return Intention(str(said_no), keeps_text=True)


def plan_event(
    write: Write,
    title: str,
    when: Span | None,
    venue: str,
    template: Template,
    asked: tuple[tuple[int | str, Gift, Answer], ...],
) -> int:
    """A new event, and whoever was named is asked, in one step; its id."""

    def ask(event_id: int) -> None:
        for institution, gift, answer in asked:
            record(write, event_id, Giver(institution), gift, answer)

    return add_event(write, title, when, venue, template, ask)


def _new(new: NewEvent, land: str, booked: Snapshot | None) -> Intention:
    span = None if new.when is None else new.when.span
    if span is None:
        told = sentence(sentences.ADDED, event=new.title)
    else:
        told = sentence(sentences.ADDED_ON, event=new.title, day=in_words(*span))
    facts = [_("Enter: {sentence}").format(sentence=told), new.venue]
    facts += [_asked_in_words(asked) for asked in new.asked]
    if new.template is not Template.OWN:
        facts.append(template_said(checklist(new.template)))
    hint = " · ".join(filter(None, facts))
    notes = "" if new.when is None else when_notes(new.when, land)
    asked = tuple((each.institution.named, each.gift, each.answer) for each in new.asked)
    args = (new.title, span, new.venue, new.template, asked)
    twice = "" if booked is None or span is None else booked.hint(new.title, span, new.venue)
    return Intention("   ".join(filter(None, [hint, notes, twice])), plan_event, args, told)


def _asked_in_words(asked: Asked) -> str:
    """Heimstiftung: Raum (gefragt)."""
    gift, state = asked.gift, asked.answer.state or PledgeState.ASKED
    stands = _(STATES[state]).format(condition=asked.answer.condition)
    thing = thing_words(gift.role, gift.what, gift.cents)
    return f"{short_name(asked.institution.name)}: {thing} ({stands})"


def _read(typed: str, institutions: Sequence[Institution]) -> NewEvent:
    quoted, typed = _quoted(typed)
    new = NewEvent(quoted)
    parts = [part.strip() for part in typed.split(",")]
    place = 0
    while place < len(parts):
        part, place = parts[place], place + 1
        if new.when is None or new.when.span is None:
            ahead = parts[place] if place < len(parts) else ""
            left, when, used_ahead = _with_when(part, ahead, has_name=bool(new.title))
            if when is not None:
                new = replace(new, when=when)
                place += used_ahead
                part = left
        if not part:
            continue
        if not new.title:
            new = replace(new, title=part)
        elif (asked := _asked(part, institutions)) is not None:
            new = replace(new, asked=(*new.asked, asked))
        elif new.asked and is_known(part) and (gift := read_gift(part)) is not None:
            more = replace(new.asked[-1], gift=gift)  # "heim Raum, Strom"
            new = replace(new, asked=(*new.asked, more))
        else:
            first, _space, rest = part.partition(" ")
            where = rest.strip() if first.casefold() in PLACE and rest else part
            venue = clean(", ".join(filter(None, [new.venue, where])), PLACE_LENGTH)
            new = replace(new, venue=venue)
    return new


def _quoted(typed: str) -> tuple[str, str]:
    """A name in quotation marks at the beginning, and the rest; "" for no such name."""
    closing = _QUOTES.get(typed[:1])
    if closing is None:
        return "", typed
    name, _mark, rest = typed[1:].partition(closing)
    return name.strip(), rest.strip(" ,")


def _with_when(part: str, ahead: str, has_name: bool) -> tuple[str, When | None, bool]:
    """What is left of a part without its day and times, these, and whether `ahead` belonged to it.

    Raises Refused for a day or times that there are not.
    """
    words = part.split()
    for start in range(len(words)):
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            said, is_last = " ".join(words[start:end]), end == len(words)
            if not _is_a_day(said, words[:start], is_last):
                continue
            when = read_when(said)
            if when is None:
                continue
            used_ahead = False
            if when.span is None and is_last and (more := read_when(f"{said} {ahead}")):
                when, used_ahead = more, bool(ahead)
            before = words[:start]
            while len(before) > (0 if has_name else 1) and folded(before[-1]) in _ON:
                before.pop()
            return " ".join([*before, *words[end:]]), when, used_ahead
    return part, None, False


def _is_a_day(said: str, before: Sequence[str], is_last: bool) -> bool:
    """Whether words may be a day. Without a digit ("Guten Morgen") only behind "am", at the end."""
    if any(sign.isdigit() for sign in said):
        return True
    return bool(is_last and before and folded(before[-1]) in _ON)


def _asked(part: str, institutions: Sequence[Institution]) -> Asked | None:
    """An institution and what it is asked for; None if the part says no such thing."""
    words = part.split()
    for count in range(min(len(words) - 1, 4), 0, -1):
        head = " ".join(words[:count])
        said = read_said(" ".join(words[count:]), today())
        gift = read_gift(said.what)
        if gift is None or not (is_known(said.what) or said.answer.state):
            continue  # "Haus am Park" is a place, whatever institution is called "Haus …"
        institution = the_one(head, institutions)
        if institution is not None:
            return Asked(institution, gift, said.answer)
    return None


def _unnamed() -> Intention:
    return Intention(_("What is it called?  info evening 23.6. 19-21"), keeps_text=True)


def _typed(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
