"""What a house can change: stored as text, with a sensible default for everything.

A pillar declares what it lets change (`Option`); nothing is compulsory, and what nobody has set is
the default.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, col, select

from .tables import Record
from .text import clean
from .write import Write

VALUE_LENGTH = 1000
"""The longest value, in characters."""


class Setting(Record, table=True):
    """A value somebody has set."""

    __table_args__ = (CheckConstraint("key <> ''", name="key_given"),)

    key: str = Field(max_length=40, unique=True)
    value: str = Field(max_length=VALUE_LENGTH)
    version: int = 1


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be set: its key in the database and its value while nobody has."""

    key: str
    default: str = ""


def value_of(session: Session, option: Option) -> str:
    """The value in force."""
    return values_of(session, [option])[option.key]


def values_of(session: Session, options: Iterable[Option]) -> dict[str, str]:
    """The values in force, by key."""
    defaults = {option.key: option.default for option in options}
    stored = session.exec(
        select(Setting.key, Setting.value).where(col(Setting.key).in_(list(defaults)))
    ).all()
    return {**defaults, **dict(stored)}


def store(write: Write, option: Option, value: str) -> None:
    """Set `option` to `value`, cleaned. The caller tells what was done."""
    value = clean(value, VALUE_LENGTH)
    if write.insert(Setting(key=option.key, value=value)) is None:
        write.change(Setting, Setting.key == option.key, value=value)
