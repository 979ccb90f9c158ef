"""What can be typed on the sign-in screen: the words, what each does, and the table Help prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..core.language import N_
from . import sentences, service
from .models import State
from .roster import Row


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be said of a person: its words, its use case, and whom it fits."""

    words: frozenset[str]
    use_case: Callable[..., None]
    message: Callable[[Row], str]
    fits: Callable[[Row], bool]


def coming(row: Row) -> str:
    """The message of somebody who comes, or comes back."""
    return sentences.BACK if row.left else sentences.HERE


HERE = Verb(frozenset({"da", "here"}), service.come, coming, lambda row: not row.here)
VERBS = (
    HERE,
    Verb(
        frozenset({"geht", "leaves"}),
        service.leave,
        lambda _row: sentences.LEFT,
        lambda row: row.here,
    ),
    Verb(
        frozenset({"spät", "spaet", "late"}),
        service.come_late,
        lambda _row: sentences.LATE,
        lambda row: row.late_minutes is None,
    ),
    Verb(
        frozenset({"abgesagt", "excused"}),
        service.excuse,
        lambda _row: sentences.EXCUSED,
        lambda row: row.state is not State.EXCUSED,
    ),
    Verb(
        frozenset({"fehlt", "absent"}),
        service.miss,
        lambda _row: sentences.ABSENT,
        lambda row: row.state is not State.ABSENT,
    ),
)

BEGIN = frozenset({"wir beginnen", "we begin"})
HAPPENED = frozenset({"was war", "what happened"})
PROJECTOR = frozenset({"beamer", "projector"})
REOPEN = frozenset({"öffnen", "oeffnen", "open"})

GRAMMAR = (
    (N_("mül"), N_("Some letters of the name: this person is here.")),
    (N_("18"), N_("The number of the row: this person is here.")),
    (N_("mül leaves"), N_("This person goes before the end.")),
    (N_("mül late"), N_("This person is here, but late.")),
    (N_("mül excused"), N_("This person has cancelled.")),
    (N_("18 absent"), N_("This person is absent.")),
    (N_("+Theo"), N_("A guest, who is not on the list.")),
    (N_("we begin"), N_("The real start. Lateness counts from now.")),
    (N_("projector"), N_("Opens the page for the projector. It never shows a name.")),
    (N_("what happened"), N_("Everything that happened. There you can take back anything.")),
)
