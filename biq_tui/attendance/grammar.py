"""What can be typed on the sign-in screen: the words, what each does, and the table Help prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..core.language import N_
from ..people import person_line
from . import paper, sentences, service
from .models import Role, State
from .roster import Row


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be said of a person: its words, its use case, and whom it fits."""

    words: frozenset[str]
    use_case: Callable[..., None]
    message: Callable[[Row], str]
    fits: Callable[[Row], bool]
    many: Callable[..., None] | None = None
    """Its use case for several people at once, if there is one, and the message of that."""
    many_message: str = ""
    role: Role | None = None
    """The role that it gives, which its use case takes after the person."""

    @property
    def extra(self) -> tuple[Role, ...]:
        """What the use case takes after gathering and person."""
        return () if self.role is None else (self.role,)


def coming(row: Row) -> str:
    """The message of somebody who comes, or comes back."""
    return sentences.BACK if row.left else sentences.HERE


HERE = Verb(
    frozenset({"da", "here"}),
    service.come,
    coming,
    lambda row: not row.here,
    paper.all_come,
    sentences.MANY_HERE,
)
ROLES = {
    "begleitet": Role.COMPANION,
    "begleitung": Role.COMPANION,
    "begleitperson": Role.COMPANION,
    "companion": Role.COMPANION,
    "assistenz": Role.ASSISTANT,
    "assistent": Role.ASSISTANT,
    "assistentin": Role.ASSISTANT,
    "assistant": Role.ASSISTANT,
    "übersetzt": Role.INTERPRETER,
    "uebersetzt": Role.INTERPRETER,
    "dolmetscht": Role.INTERPRETER,
    "interpreter": Role.INTERPRETER,
}
"""The words for those who come along, after a new name or somebody on the list."""

IS = frozenset({"ist", "is"})
"""May stand before the word for a role: "7 is an assistant" is typed as "7 is assistant"."""


def _role(role: Role) -> Verb:
    return Verb(
        frozenset(word for word, its_role in ROLES.items() if its_role is role),
        service.give_role,
        lambda _row: sentences.IS_NOW[role],
        lambda row: row.role is not role,
        role=role,
    )


VERBS = (
    HERE,
    Verb(
        frozenset({"geht", "leaves"}),
        service.leave,
        lambda _row: sentences.LEFT,
        lambda row: row.here,
        paper.all_leave,
        sentences.MANY_LEFT,
    ),
    Verb(
        frozenset({"spät", "spaet", "late"}),
        service.come_late,
        lambda _row: sentences.LATE,
        lambda row: row.late_minutes is None,
        paper.all_come_late,
        sentences.MANY_LATE,
    ),
    Verb(
        frozenset({"abgesagt", "excused"}),
        service.excuse,
        lambda _row: sentences.EXCUSED,
        lambda row: row.state is not State.EXCUSED,
        paper.all_excused,
        sentences.MANY_EXCUSED,
    ),
    Verb(
        frozenset({"fehlt", "absent"}),
        service.miss,
        lambda _row: sentences.ABSENT,
        lambda row: row.state is not State.ABSENT,
        paper.all_absent,
        sentences.MANY_ABSENT,
    ),
    *map(_role, (Role.COMPANION, Role.ASSISTANT, Role.INTERPRETER)),
)


def verb_of(word: str, after_number: bool) -> Verb | None:
    """What a word says of a person. After a number its beginning is enough if no other begins so.

    Not for roles: "3 b" is more often the beginning of a name than of "3 begleitet".
    """
    word = word.casefold()
    said = [verb for verb in VERBS if word in verb.words]
    if not said and word and after_number:
        said = [
            verb
            for verb in VERBS
            if verb.role is None and any(known.startswith(word) for known in verb.words)
        ]
    return said[0] if len(said) == 1 else None


BEGIN = frozenset({"wir beginnen", "we begin"})
HAPPENED = frozenset({"was war", "what happened"})
PROJECTOR = frozenset({"beamer", "projector", "zeigen", "show"})
REOPEN = frozenset({"öffnen", "oeffnen", "open"})

GRAMMAR = (
    (N_("mül"), N_("Some letters of the name: this person is here.")),
    (N_("18"), N_("The number of the row: this person is here.")),
    (N_("mül leaves"), N_("This person goes before the end.")),
    (N_("mül late"), N_("This person is here, but late.")),
    (N_("mül excused"), N_("This person has cancelled.")),
    (N_("18 absent"), N_("This person is absent.")),
    (N_("1-4 7 9"), N_("All these people are here. For a list on paper.")),
    (N_("3 5 absent"), N_("These people are absent. Also: excused, leaves, late.")),
    (N_("+Theo"), N_("A guest, who is not on the list.")),
    (N_("+Kim assistant"), N_("Somebody only helps. Also: companion, interpreter.")),
    (N_("7 is assistant"), N_("Somebody on the list only helps.")),
    person_line.CARD_HELP,
    (N_("we begin"), N_("The real start. Lateness counts from now.")),
    (N_("projector"), N_("Opens the page for the projector. It never shows a name.")),
    (N_("wall"), N_("The code for everybody who sees this screen. Names are hidden.")),
    (N_("what happened"), N_("Everything that happened. There you can take back anything.")),
)
