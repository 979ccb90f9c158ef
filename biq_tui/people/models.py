"""The tables of people."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from ..core.tables import Record
from ..core.text import NAME_LENGTH


class Person(Record, table=True):
    """Somebody, by the name as she writes it: one free field, any script, one word is enough."""

    __table_args__ = (CheckConstraint("name <> ''", name="name_given"),)

    name: str = Field(max_length=NAME_LENGTH)
    latin: str = Field(default="", max_length=NAME_LENGTH)
    """The name in Latin letters, so that it is found on a Latin keyboard; "" if not needed."""
    version: int = 1
