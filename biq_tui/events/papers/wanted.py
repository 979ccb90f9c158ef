"""Which papers there are, what they are called, and what somebody asks for. Without making any."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.language import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper."""

    key: str
    """What the command line calls it."""
    name: str
    """Message id of what the screen calls it, as it is typed there."""
    title: str
    """Its German name: in the document and in the file's name."""
    words: tuple[str, ...]
    """What it may be called as well, in one case."""


PARTNER = "partner"
KINDS = (
    Kind(PARTNER, N_("partner"), "Plan für Partner", ("partner", "partnerplan", "partners")),
    Kind("list", N_("list"), "Liste der Helfenden", ("liste", "helferliste", "helfende", "list")),
    Kind("order", N_("order"), "Ablauf", ("ablauf", "ablaufplan", "running", "order")),
    Kind("poster", N_("poster"), "Plakat", ("plakat", "poster", "aushang")),
    Kind(
        "permit",
        N_("permit"),
        "Datenblatt fürs Ordnungsamt",
        ("amt", "ordnungsamt", "datenblatt", "erlaubnis", "permit"),
    ),
    Kind(
        "agreement",
        N_("agreement"),
        "Kooperationsvereinbarung",
        ("vereinbarung", "kooperation", "kooperationsvereinbarung", "agreement"),
    ),
    Kind("phones", N_("telephones"), "Telefonliste", ("telefone", "telefonliste", "phones")),
    Kind("thanks", N_("thanks"), "Danke", ("danke", "dank", "thanks")),
)
"""In the order of the line."""
KEYS = tuple(kind.key for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: papers by key; of one partner alone (id), or of all."""

    keys: tuple[str, ...]
    partner_id: int | None = None


def kind_of(key: str) -> Kind:
    """The kind with this key. LookupError for an unknown one."""
    for kind in KINDS:
        if kind.key == key:
            return kind
    raise LookupError(key)
