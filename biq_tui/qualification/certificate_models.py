"""The tables of what a course leads to: the rule, the certificates, and the key that signs them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from ..core.tables import Record, one_of

SIGNERS_LENGTH = 200
PLACE_LENGTH = 80


class CourseRule(Record, table=True):
    """One version of the rule by which somebody gets the certificate; the newest is in force."""

    __tablename__ = "course_rule"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("share BETWEEN 0 AND 100", name="share_in_percent"),
    )

    number: int
    """Version of the rule."""
    share: int
    """Units that must be attended, in percent of the whole course."""
    mandatory: str = Field(default="", max_length=40)
    """Numbers of the blocks that must be done, by commas; "" if none must."""
    since: date


class SigningKey(Record, table=True):
    """The one key of this installation, made when the first certificate is issued."""

    __tablename__ = "signing_key"
    __table_args__ = (UniqueConstraint("slot"), CheckConstraint("slot = 1", name="only_one"))

    slot: int = 1
    secret: str = Field(max_length=100)
    public: str = Field(max_length=100)
    made_on: date


class Ceremony(Record, table=True):
    """Where and when the certificates of a run are handed over, and who signs them."""

    __table_args__ = (UniqueConstraint("run_id"),)

    run_id: int = Field(foreign_key="course_run.id")
    place: str = Field(default="", max_length=PLACE_LENGTH)
    held_on: date | None = None
    signers: str = Field(default="", max_length=SIGNERS_LENGTH)
    """By commas, in the order of the lines for their signatures."""
    version: int = 1


class CertificateKind(StrEnum):
    """What a paper says: the rule is met, or only what somebody took part in."""

    CERTIFICATE = "certificate"
    ATTENDANCE = "attendance"


class Certificate(Record, table=True):
    """A paper that was issued, with all it says. It never changes; a correction is another."""

    __table_args__ = (
        UniqueConstraint("year", "number"),
        UniqueConstraint("supersedes"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("supersedes <> id", name="not_itself"),
        one_of("kind", CertificateKind),
        Index(
            "uq_certificate_valid",
            "run_id",
            "person_id",
            "scope",
            unique=True,
            sqlite_where=text("valid"),
            postgresql_where=text("valid"),
        ),
    )

    run_id: int = Field(foreign_key="course_run.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    scope: str = Field(max_length=20)
    """What it is about: "course", "module 2" or "block 3"."""
    kind: str = Field(max_length=20)
    year: int
    number: int
    """Running within the year."""
    said: dict[str, Any] = Field(sa_type=JSON)
    """Everything the paper says, as it is printed, for ever."""
    statement: str = Field(sa_type=Text)
    """The same, signed, as its QR code holds it."""
    issued_at: datetime
    supersedes: int | None = Field(default=None, foreign_key="certificate.id")
    valid: bool = True
    """False once another number has replaced it."""
    version: int = 1


class CertificateCopy(Record, table=True):
    """The PDF of a certificate as it was first made, so that every reprint is the same file."""

    __tablename__ = "certificate_copy"
    __table_args__ = (UniqueConstraint("certificate_id"),)

    certificate_id: int = Field(foreign_key="certificate.id")
    pdf: str = Field(sa_type=Text)
    """In base64: the journal's images are JSON."""
