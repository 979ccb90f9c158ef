"""What all tables share: named constraints, a numeric id, columns that know their choices."""

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

# Every constraint has a name, or a later migration could not change it.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(SQLModel):
    """A row that the write scope changes and the journal refers to; ids are never used twice."""

    ADDED_UP: ClassVar[frozenset[str]] = frozenset()
    """Columns of which a new value is worked out from the stored one: two changes add up there,
    and none overwrites the other."""

    id: int | None = Field(default=None, primary_key=True)


def one_of(column: str, choices: type[StrEnum]) -> CheckConstraint:
    """The constraint that `column` holds one of `choices`."""
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
