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


PARTNER, POSTER, REPORT, ROLES = "partner", "poster", "report", "roles"
KINDS = (
    Kind(PARTNER, N_("partner"), "Plan für Partner", ("partner", "partnerplan", "partners")),
    Kind("list", N_("list"), "Liste der Helfenden", ("liste", "helferliste", "helfende", "list")),
    Kind("order", N_("order"), "Ablauf", ("ablauf", "ablaufplan", "running", "order")),
    Kind(ROLES, N_("roles"), "Zettel je Rolle", ("rollen", "rolle", "zettel", "roles", "role")),
    Kind("day", N_("day"), "Tagesblatt", ("tag", "tagesblatt", "day", "day sheet")),
    Kind(POSTER, N_("poster"), "Plakat", ("plakat", "plakate", "poster", "posters", "aushang")),
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
    Kind(
        REPORT,
        N_("report"),
        "Sachbericht",
        ("bericht", "sachbericht", "verwendungsnachweis", "nachweis", "report"),
    ),
)
"""In the order of the line."""
KEYS = tuple(kind.key for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: papers by key; of one partner alone (id), or of all."""

    keys: tuple[str, ...]
    partner_id: int | None = None
    whose: str = ""
    """Only the sheets of the roles that are called so; "": of all."""
    languages: tuple[str, ...] = ()
    """Of the poster, by code: a page in each; () for those of the house."""
    is_free: bool = False
    """Nobody pays to come in, and the poster says so."""


def kind_of(key: str) -> Kind:
    """The kind with this key. LookupError for an unknown one."""
    for kind in KINDS:
        if kind.key == key:
            return kind
    raise LookupError(key)
