"""What happens to certificates and their ceremony, in sentences."""

from __future__ import annotations

from ..core.language import N_, ngettext
from ..core.telling import Template, add_sentences

PLACE = "qualification.ceremony_place"
DAY = "qualification.ceremony_day"
SIGNERS = "qualification.ceremony_signers"
ISSUED = "qualification.issued"
MANY_ISSUED = "qualification.many_issued"
CORRECTED = "qualification.corrected"
MANY_CORRECTED = "qualification.many_corrected"
PAPERS_KEPT = "qualification.papers_kept"

TEMPLATES: dict[str, Template] = {
    PLACE: N_("The certificates are handed over here: {place}."),
    DAY: N_("The certificates are handed over on {day}."),
    SIGNERS: N_("The certificates are signed by: {signers}."),
    ISSUED: N_("{person} gets the paper {number}."),
    MANY_ISSUED: N_("{n} papers are issued: {first} to {last}."),
    CORRECTED: N_("{person}: {number} counts instead of {old}."),
    MANY_CORRECTED: N_("{person} gets new papers. The old ones do not count any more."),
    PAPERS_KEPT: lambda n: ngettext(
        "{n} paper is kept as it is printed.", "{n} papers are kept as they are printed.", n
    ),
}

add_sentences(TEMPLATES)
