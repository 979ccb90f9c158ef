"""Dates and times as people type them, German and English in every language of the screens.

Nothing is guessed silently: what is no date at all is None, what looks like one but can't be is
refused in a sentence, and the caller shows what was understood, with weekday and year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time, timedelta

from .dates import MONTHS, WEEKDAYS
from .errors import Refused
from .language import _
from .text import clean

_WEEKDAY_WORDS = {
    word: weekday
    for weekday, words in enumerate((
        "mo mon montag montags monday mondays",
        "di tu tue tues dienstag dienstags tuesday tuesdays",
        "mi we wed mittwoch mittwochs wednesday wednesdays",
        "do th thu thur thurs donnerstag donnerstags thursday thursdays",
        "fr fri freitag freitags friday fridays",
        "sa sat samstag samstags sonnabend sonnabends saturday saturdays",
        "so su sun sonntag sonntags sunday sundays",
    ))
    for word in words.split()
}  # fmt: skip
_MONTH_WORDS = {
    word: month
    for month, words in enumerate((
        "januar jan jänner january",
        "februar feb february",
        "märz mär mrz maerz march mar",
        "april apr",
        "mai may",
        "juni jun june",
        "juli jul july",
        "august aug",
        "september sep sept",
        "oktober okt october oct",
        "november nov",
        "dezember dez december dec",
    ), start=1)
    for word in words.split()
}  # fmt: skip
_DAYS_FROM_TODAY = {
    "gestern": -1, "yesterday": -1, "heute": 0, "today": 0, "morgen": 1, "tomorrow": 1,
    "übermorgen": 2, "day after tomorrow": 2,
}  # fmt: skip
_COUNTS = {
    "a": 1, "one": 1, "ein": 1, "eine": 1, "einem": 1, "einer": 1, "two": 2, "zwei": 2,
    "three": 3, "drei": 3, "four": 4, "vier": 4,
}  # fmt: skip

_NUMBERS = re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:(?:\. ?| )(\d{4}|\d\d))?\.?")
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_WITH_MONTH = re.compile(r"(\d{1,2})\.? ?([^\W\d_]+)\.?(?: (\d{4}|\d\d))?")
_LIKE_A_DATE = re.compile(r"\d{1,4}([./-]) ?\d{1,4}\1 ?\d{1,6}")
_LATER = re.compile(r"(?:in )?(\d{1,3}|[a-z]+) ?([a-z]+)")
_WITH_WEEKDAY = re.compile(r"([^\W\d_]+)[.,]* (.+)")
_BEFORE_A_DAY = re.compile(r"(?:am|den|on|the) ")

_CLOCK = r"\d{1,2}(?:[:.]\d\d| ?uhr ?\d\d)?(?: ?(?:uhr|h)\b)?"
TIMES = rf"(?:(?:von|from) )?({_CLOCK}) ?(?:-|bis|to|until) ?({_CLOCK})"
"""How a beginning and an end are written in `folded` text, as a pattern with two groups."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_LONGEST = 200
_FIRST_YEAR, _LAST_YEAR = 2000, 2099  # two digits mean this century; anything else is a slip


def folded(text: str) -> str:
    """`text` as the readers here compare it: one small line, with plain dashes.

    Empty for what is longer than anybody types a date.
    """
    if len(text) > _LONGEST:
        return ""
    return clean(text.casefold(), _LONGEST).translate(_DASHES)


def read_weekday(text: str) -> int | None:
    """0 for Monday to 6 for Sunday: "Fr", "fri", "Freitag", "freitags"; None if it's none."""
    return _WEEKDAY_WORDS.get(folded(text).removesuffix("."))


def read_date(text: str, today: date) -> date | None:
    """The day that `text` means, or None if it is no date at all.

    "12.6.", "12.6.27", "12. Juni 2027", "2027-06-12", "Fr 12.6.", "Fr", "heute", "morgen",
    "in 2 Wochen", "2w" and their English twins. A day without its year is the next one from
    today on; a weekday alone is the next one after today. Refused for what looks like a date
    but is none, and for a weekday that the date does not have.
    """
    words = _BEFORE_A_DAY.sub("", folded(text), count=1)
    if (days := _DAYS_FROM_TODAY.get(words)) is not None:
        return today + timedelta(days=days)
    if (weekday := read_weekday(words)) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _later(words, today) or _named_day(words, today)


def read_time(text: str) -> time | None:
    """A time of day: "17", "17:30", "17.30 Uhr", "17 Uhr 30"; None if it's none.

    Refused for 24:00 and later.
    """
    words = folded(text)
    return _time(words) if re.fullmatch(_CLOCK, words) else None


def read_times(text: str) -> tuple[time, time] | None:
    """A beginning and an end: "17:00-20:15", "17 bis 20 Uhr", "17.30–20"; None if it's none.

    Refused for a time that the clock never shows and for an end that isn't after its beginning.
    """
    found = re.fullmatch(TIMES, folded(text))
    if not found:
        return None
    starts, ends = _time(found[1]), _time(found[2])
    if ends <= starts:
        raise Refused(
            _("The end ({end}) must be later than the beginning ({start}).").format(
                end=f"{ends:%H:%M}", start=f"{starts:%H:%M}"
            )
        )
    return starts, ends


def _time(words: str) -> time:
    hour, minute = (*map(int, re.findall(r"\d+", words)), 0)[:2]
    if hour > 23 or minute > 59:
        raise Refused(
            _("There is no time {time}. A day goes from 0:00 to 23:59.").format(
                time=f"{hour}:{minute:02}"
            )
        )
    return time(hour, minute)


def _later(words: str, today: date) -> date | None:
    """ "in 2 weeks", "2w": counted from today."""
    found = _LATER.fullmatch(words)
    if not found:
        return None
    count = int(found[1]) if found[1].isdecimal() else _COUNTS.get(found[1])
    unit = found[2]
    if count is None:
        return None
    if unit in ("w", "wo", "woche", "wochen", "week", "weeks"):
        return today + timedelta(weeks=count)
    if unit in ("d", "t", "tag", "tage", "tagen", "day", "days"):
        return today + timedelta(days=count)
    if unit in ("monat", "monate", "monaten", "month", "months"):
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(today.day, last))
    return None


def _named_day(words: str, today: date) -> date | None:
    """A day of the calendar, with or without its weekday and its year."""
    if found := _NUMBERS.fullmatch(words):
        return _day(int(found[1]), int(found[2]), found[3], today)
    if found := _ISO.fullmatch(words):
        return _day(int(found[3]), int(found[2]), found[1], today)
    if (found := _WITH_MONTH.fullmatch(words)) and found[2] in _MONTH_WORDS:
        return _day(int(found[1]), _MONTH_WORDS[found[2]], found[3], today)
    if _LIKE_A_DATE.fullmatch(words):
        raise Refused(_("Please write the date like this: 12.6.2027"))
    found = _WITH_WEEKDAY.fullmatch(words)
    if not found or (weekday := read_weekday(found[1])) is None:
        return None
    day = _named_day(_BEFORE_A_DAY.sub("", found[2], count=1), today)
    if day is not None and day.weekday() != weekday:
        raise Refused(
            _("{date} is a {weekday}. Please check the date.").format(
                date=f"{day.day}.{day.month}.{day.year}", weekday=_(WEEKDAYS[day.weekday()])
            )
        )
    return day


def _day(day: int, month: int, year: str | None, today: date) -> date:
    """The day itself; without a year the next one from today on. Refused if there is none."""
    if not 1 <= month <= 12:
        raise Refused(
            _("There is no month {month}. Please write the date like this: 12.6.2027").format(
                month=month
            )
        )
    if year is None:
        for nearest in range(today.year, today.year + 9):  # the 29 February is 8 years away at most
            if 1 <= day <= monthrange(nearest, month)[1]:
                found = date(nearest, month, day)
                if found >= today:
                    return found
        raise Refused(
            _("There is no {day} {month}. Please check the date.").format(
                day=day, month=_(MONTHS[month - 1])
            )
        )
    full = int(year) if len(year) == 4 else _FIRST_YEAR + int(year)
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        raise Refused(_("The year {year} can't be right. Please check it.").format(year=full))
    if not 1 <= day <= monthrange(full, month)[1]:
        raise Refused(
            _("There is no {day} {month} in {year}. Please check the date.").format(
                day=day, month=_(MONTHS[month - 1]), year=full
            )
        )
    return date(full, month, day)
