"""What was done for privacy, in sentences. No name stands in them, for it is gone."""

from __future__ import annotations

from ..core.language import N_, ngettext
from ..core.telling import Template, add_sentences

ERASED = "privacy.erased"
ERASED_AGAIN = "privacy.erased_again"
BLOCKED = "privacy.blocked"
RENAMED = "privacy.renamed"
RAN = "privacy.ran"
MONTHS = "privacy.months"

TEMPLATES: dict[str, Template] = {
    ERASED: N_("Somebody was erased."),
    ERASED_AGAIN: lambda n: ngettext(
        "{n} person was erased again.", "{n} people were erased again.", n
    ),
    BLOCKED: N_("Somebody was erased as far as possible; the rest is blocked until {until}."),
    RENAMED: N_("The name is {person} from now on. An older one stands nowhere any more."),
    RAN: lambda n: ngettext(
        "{n} record was deleted: its time was over.",
        "{n} records were deleted: their time was over.",
        n,
    ),
    MONTHS: lambda n: ngettext("It is kept for {n} month.", "It is kept for {n} months.", n),
}

add_sentences(TEMPLATES)
