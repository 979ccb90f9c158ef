"""When an event is, as it is typed: a day and times become moments. Pure.

Nothing is guessed: what the clock leaves out in spring is asked, and so is what it shows twice in
autumn, unless somebody wrote which one is meant: `2:30 erste` or `2:30a`, as timetables have it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ..core import clock
from ..core.date_words import folded, read_date, read_time
from ..core.dates import day_words
from ..core.errors import Refused
from ..core.language import _

Span = tuple[datetime, datetime]
"""A beginning and an end, aware, in UTC."""

LASTS = timedelta(hours=2)
"""How long it is if nobody wrote its end; the hint says so."""

LONGEST_NIGHT = timedelta(hours=12)
"""An end before its beginning is on the next day, if it is no longer than this till then."""

_HOUR = r"\d{1,2}(?:[:.]\d\d| ?uhr ?\d\d)?(?: ?(?:uhr|h)\b)?"
_WHICH = r"a|b|(?:(?:das )?erste|(?:das )?zweite|(?:the )?first|(?:the )?second)(?: mal| time)?"
_TYPED = rf"({_HOUR})(?: ?({_WHICH}))?"
_SPAN = re.compile(rf"(?:von |from )?{_TYPED} ?(?:-|bis|to|until) ?{_TYPED}")
_START = re.compile(rf"(?:um |ab |at )?{_TYPED}")
_MIDNIGHT = re.compile(r"24(?:[:.]?00)?(?: ?uhr| ?h)?")

_MOST_WORDS = 7
"""So many words at most make a day or times."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, and the times on it if they were typed."""

    day: date
    span: Span | None = None
    is_proposed: bool = False
    """Nobody typed its end."""


def today() -> date:
    """This day on this laptop's wall clock."""
    return clock.local(clock.now()).date()


def moment(day: date, at: time, which: str = "") -> datetime:
    """The moment at which the clock shows `at` on `day`; `which`: "a" or "b" if it does so twice.

    Refused, as a question, for a time that is left out or comes twice.
    """
    first, second = _readings(day, at)
    if clock.local(first).time() != at:
        before, after = sorted((first, second))
        raise Refused(
            _("There is no {time} on {day}: the clock jumps. {before} or {after}?").format(
                day=day_words(day),
                time=f"{at:%H:%M}",
                before=f"{clock.local(before):%H:%M}",
                after=f"{clock.local(after):%H:%M}",
            )
        )
    if first < second and not which:
        raise Refused(
            _("There is {time} twice on {day}:  {time} first  or  {time} second").format(
                day=day_words(day), time=f"{at:%H:%M}"
            )
        )
    return second if which == "b" else first


def span(day: date, text: str) -> Span | None:
    """The beginning and the end that `text` says, on `day`; None if it says no such thing.

    "15-18", "von 15 bis 18 Uhr", "22-2" (the next day), "20-24". Refused for a time that the clock
    does not show, and for an end that is not after its beginning.
    """
    found = _SPAN.fullmatch(folded(text))
    if found is None:
        return None
    begins, which_begin, ends, which_end = found.groups()
    is_midnight = _MIDNIGHT.fullmatch(ends) is not None
    starts, until = read_time(begins), time(0) if is_midnight else read_time(ends)
    assert starts is not None and until is not None  # noqa: PT018 - the pattern is theirs
    first, last = _which(which_begin), _which(which_end)
    if starts < until:  # "2:15-2:45 second" means both, and after a second comes no first
        first, last = first or last, last or (first if first == "b" else "")
    starts_at = moment(day, starts, first)
    if starts < until or (last and _is_twice(day, until)):
        ends_at = moment(day, until, last)
        if ends_at > starts_at:
            return starts_at, ends_at
    night = datetime.combine(day + timedelta(days=1), until) - datetime.combine(day, starts)
    if until >= starts or (night > LONGEST_NIGHT and not is_midnight):
        raise Refused(
            _("The end ({end}) must be later than the beginning ({start}).").format(
                end=f"{until:%H:%M}", start=f"{starts:%H:%M}"
            )
        )
    return starts_at, moment(day + timedelta(days=1), until, last)


def read_when(text: str, usual: Span | None = None) -> When | None:
    """What the whole `text` says: a day, or a day and times; None if it says something else.

    `usual`: times that stay the same on another day, if none are typed. Refused as a question for
    a day or a time that there is not.
    """
    words = folded(text).replace(",", " ").split()
    refused: Refused | None = None
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        rest = " ".join(words[count:])
        if rest and not (_SPAN.fullmatch(rest) or _START.fullmatch(rest)):
            continue
        try:
            day = read_date(" ".join(words[:count]), today())
            if day is not None:
                typed = times_on(day, rest) if rest else None
                return typed or When(day, None if usual is None else on_day(usual, day))
        except Refused as no:
            refused = refused or no
    if refused is not None:
        raise refused
    return None


def times_on(day: date, text: str) -> When | None:
    """Times on `day`, or a beginning, whose end is then proposed; None for neither."""
    if (both := span(day, text)) is not None:
        return When(day, both)
    found = _START.fullmatch(folded(text))
    if found is None:
        return None
    at = read_time(found[1])
    assert at is not None  # the pattern is its own
    starts_at = moment(day, at, _which(found[2]))
    return When(day, (starts_at, starts_at + LASTS), is_proposed=True)


def moved(at: datetime, days: int) -> datetime:
    """The same time of the clock so many days later. Refused if the clock does not show it."""
    local = clock.local(at)
    if days == 0:
        return at
    return moment(local.date() + timedelta(days=days), local.time())


def on_day(times: Span, day: date) -> Span:
    """The same times of the clock on another day. Refused if the clock does not show them."""
    days = (day - clock.local(times[0]).date()).days
    return moved(times[0], days), moved(times[1], days)


def in_words(starts_at: datetime, ends_at: datetime) -> str:
    """Sa 12.6.2027, 15–18 Uhr; across midnight with the day on which it ends."""
    starts, ends = clock.local(starts_at), clock.local(ends_at)
    day, start, end = day_words(starts.date()), _shown(starts), _shown(ends)
    if ends.date() == starts.date():
        return _("{day}, {start}–{end}").format(day=day, start=start, end=end)
    until = day_words(ends.date())
    return _("{day}, {start} until {until}, {end}").format(
        day=day, start=start, end=end, until=until
    )


def _shown(local: datetime) -> str:
    """15, or 15:30; of a time that comes twice, which one it is."""
    at = f"{local:%H:%M}" if local.minute else f"{local.hour}"
    if not _is_twice(local.date(), local.time()):
        return at
    is_second = local == _readings(local.date(), local.time())[1]
    return (_("{time} (second)") if is_second else _("{time} (first)")).format(time=at)


def _which(typed: str | None) -> str:
    """ "a" for the first, "b" for the second, "" if nobody wrote it."""
    if not typed:
        return ""
    return "b" if typed == "b" or "zweite" in typed or "second" in typed else "a"


def _readings(day: date, at: time) -> Span:
    """Both moments that a time of the clock may mean; for most they are one."""
    naive = datetime.combine(day, at)
    return naive.replace(fold=0).astimezone(UTC), naive.replace(fold=1).astimezone(UTC)


def _is_twice(day: date, at: time) -> bool:
    first, second = _readings(day, at)
    return first != second and clock.local(first).time() == at
