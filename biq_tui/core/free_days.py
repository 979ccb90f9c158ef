"""Days on which many people are away: public holidays and school holidays of a Land.

Public holidays are worked out for any year (library `holidays`). School holidays are decided by
each Land for some years ahead; those we know stand in school_holidays.toml with their source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from .language import N_, _, spoken
from .settings import Option

LANDS = {
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "BE": "Berlin",
    "BB": "Brandenburg",
    "HB": "Bremen",
    "HH": "Hamburg",
    "HE": "Hessen",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}
"""The sixteen Länder: code and own name."""

LAND = Option("house.land", "HB")
"""The Land of the house."""

_SCHOOL_HOLIDAYS = {
    "autumn": N_("Autumn holidays"),
    "christmas": N_("Christmas holidays"),
    "midyear": N_("Mid-year holidays"),
    "easter": N_("Easter holidays"),
    "pentecost": N_("Whitsun holidays"),
    "summer": N_("Summer holidays"),
    "bridge": N_("No school"),
}
_LIBRARY_LANGUAGES = {"de": "de", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class _SchoolHolidays:
    """What one Land has published: between these days, every day is known."""

    first: date
    last: date
    holidays: tuple[tuple[str, date, date], ...]


def free_day(day: date, land: str = "HB") -> str:
    """What keeps people away on `day`, in the language in force: "Ostermontag, Osterferien".

    Empty for an ordinary day; a day whose school holidays are unknown counts as ordinary
    (see `unknown_years`). KeyError for an unknown Land.
    """
    names = (public_holiday(day, land), _school_holiday(day, land))
    return ", ".join(name for name in names if name)


def school_holidays_known(day: date, land: str = "HB") -> bool:
    """Whether the Land's school holidays around `day` are known here."""
    known = _school_holidays().get(land)
    return known is not None and known.first <= day <= known.last


def unknown_years(days: Iterable[date], land: str = "HB") -> tuple[int, ...]:
    """The years in which some of the `days` fall where school holidays are unknown, in order."""
    return tuple(sorted({day.year for day in days if not school_holidays_known(day, land)}))


def public_holiday(day: date, land: str = "HB") -> str:
    """The name of the public holiday on `day`; "" if it is none. KeyError for an unknown Land."""
    if land not in LANDS:
        raise KeyError(land)
    return _public_holidays(land, day.year, spoken()).get(day, "")


@cache
def _public_holidays(land: str, year: int, language: str) -> dict[date, str]:
    import holidays  # costs a tenth of a second; only who plans dates pays for it

    language = _LIBRARY_LANGUAGES[language]
    return dict(holidays.country_holidays("DE", land, years=year, language=language))


def _school_holiday(day: date, land: str) -> str:
    known = _school_holidays().get(land)
    for name, first, last in known.holidays if known else ():
        if first <= day <= last:
            return _(_SCHOOL_HOLIDAYS[name])
    return ""


@cache
def _school_holidays() -> dict[str, _SchoolHolidays]:
    import tomllib

    text = Path(__file__).with_name("school_holidays.toml").read_text(encoding="utf-8")
    return {
        land: _SchoolHolidays(
            first=known["from"],
            last=known["until"],
            holidays=tuple((name, first, last) for name, first, last in known["holidays"]),
        )
        for land, known in tomllib.loads(text).items()
    }
