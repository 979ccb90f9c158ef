"""Who types at this laptop: said in one line on Heute, without account or password. Pure.

`jan übernimmt` · `niemand übernimmt`
"""

from __future__ import annotations

from .core.intention import Intention
from .core.language import _
from .core.station import BY_LENGTH
from .core.text import clean

COMMAND = "take_over"
"""Followed by the name; by nothing, if nobody is to be named any more."""

_TAKES_OVER = ("übernimmt", "uebernimmt", "takes over")
_NOBODY = frozenset({"niemand", "keiner", "nobody", "no one"})


def read_taking_over(text: str, by: str) -> Intention | None:
    """What Enter will do if somebody takes over, while `by` types; None if the text is another."""
    typed = clean(text, 10 * BY_LENGTH)
    verb = next((verb for verb in _TAKES_OVER if typed.casefold().endswith(verb)), "")
    said = typed[: len(typed) - len(verb)]
    if not verb or (said and not said.endswith(" ")):
        return None
    name = _as_a_name(said.strip())
    if name.casefold() in _NOBODY:
        if not by:
            return Intention(_("Nobody is named here."))
        return Intention(_enter(taken_over("")), command=COMMAND)
    if not any(map(str.isalpha, name)):
        return Intention(_("Who takes over?  Like this:  jan takes over"))
    if len(name) > BY_LENGTH:
        return Intention(_("A name of at most {n} letters, please.").format(n=BY_LENGTH))
    if name == by:
        return Intention(_("It is so already."))
    return Intention(_enter(taken_over(name)), command=f"{COMMAND} {name}")


def taken_over(name: str) -> str:
    """What has happened, in a sentence; "": nobody is named any more."""
    if not name:
        return _("From now on nobody is named.")
    return _("From now on {name} types here.").format(name=name)


def _as_a_name(typed: str) -> str:
    """In this line small letters mean haste, not a name that is written so."""
    if typed != typed.lower():
        return typed
    return " ".join(word[:1].upper() + word[1:] for word in typed.split(" "))


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
