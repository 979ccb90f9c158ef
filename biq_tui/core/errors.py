"""Errors that a person can cause or meet, told in one sentence."""

from __future__ import annotations

from .language import N_, _


class Told(Exception):  # noqa: N818 - it is what the person is told, not a fault of the program
    """Carries one sentence for the person: what happened, that nothing was lost, what to do.

    The sentence is already in the person's language and holds no name of a participant
    unless it is shown to the facilitator who typed it.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(Told):
    """A use case said no. No data was changed."""


class Unstored(Refused):
    """The database said no. What can be done about it is said to whom the laptop belongs."""


class CannotStart(Told):
    """The program can't begin (wrong option, unusable database). It ends with exit code 2."""


_DAMAGED = N_("The data file is damaged. Please restore the last backup.")
_UNWRITABLE = N_(
    "The data can't be written here. Nothing is lost. Please check the folder's rights."
)
_SAID_BY_DATABASE = {
    "locked": N_("Another program is using the data right now. Nothing is lost. Please try again."),
    "full": N_("The disk is full. Nothing is lost. Please make room and try again."),
    "unable to open": _UNWRITABLE,
    "readonly": _UNWRITABLE,
    "read-only": _UNWRITABLE,
    "malformed": _DAMAGED,
    "not a database": N_("This file holds no data of this program. It was not changed."),
    "disk i/o": N_("The disk takes nothing. Nothing is lost. Please check the disk or the stick."),
}
_IN_DOUBT = N_("The connection broke while it was saved. Please look whether it is there.")


def told(error: BaseException) -> BaseException:
    """What the database says in a sentence, where a person can do something about it.

    Faults of the program come back as they are.
    """
    from sqlalchemy.exc import DBAPIError, OperationalError

    from .in_doubt import InDoubt

    if isinstance(error, InDoubt):
        return Unstored(_(_IN_DOUBT))
    if not isinstance(error, DBAPIError):
        return error
    from .sqlite import key

    said = str(error.orig).lower()
    if "not a database" in said and key() is not None:  # so says SQLCipher of a damaged page
        return Unstored(_(_DAMAGED))
    for sign, sentence in _SAID_BY_DATABASE.items():
        if sign in said:
            return Unstored(_(sentence))
    if error.connection_invalidated or isinstance(error, OperationalError):
        return Unstored(_("The database does not answer. Nothing is lost. Please try again."))
    return error


def is_lost(error: BaseException) -> bool:
    """Whether the connection to the database broke; another one may work."""
    from sqlalchemy.exc import DBAPIError

    return isinstance(error, DBAPIError) and error.connection_invalidated


def damaged() -> CannotStart:
    """The data file can't be read any more."""
    return CannotStart(_(_DAMAGED))
