"""The words of pledges: what is given, how it stands, by which channel it was said. Pure.

One table: it reads what is typed, German and English in every language of the screens, and says
what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...core.language import N_
from ..models import PledgeRole, PledgeState, Via

ROLES = {
    PledgeRole.ROOM: N_("Room"),
    PledgeRole.MATERIAL: N_("Material"),
    PledgeRole.LEAD: N_("Lead"),
    PledgeRole.ASSISTANCE: N_("Assistance"),
    PledgeRole.MONEY: N_("Money"),
    PledgeRole.PUBLICITY: N_("Publicity"),
    PledgeRole.OWN: N_("takes part"),
}
"""What a pledge is called that says nothing else."""

STATES = {
    PledgeState.NEEDED: N_("missing"),
    PledgeState.ASKED: N_("asked"),
    PledgeState.PLEDGED: N_("pledged"),
    PledgeState.PLEDGED_IF: N_("yes, if {condition}"),
    PledgeState.DECLINED: N_("no"),
    PledgeState.NO_ANSWER: N_("no answer"),
}

SIGNS = {
    PledgeState.NEEDED: "!",
    PledgeState.ASKED: " ",
    PledgeState.PLEDGED: "✓",
    PledgeState.PLEDGED_IF: "?",
    PledgeState.DECLINED: "–",
    PledgeState.NO_ANSWER: "!",
}
"""What stands before the word. Asked has none, until the day has passed by which to answer."""

CHANNELS = {
    Via.PHONE: N_("on the telephone"),
    Via.IN_PERSON: N_("in person"),
    Via.MAIL: N_("by mail"),
    Via.LETTER: N_("by letter"),
}


THINGS: Mapping[str, PledgeRole] = {
    word: role
    for role, words in (
        (
            PledgeRole.ROOM,
            "Raum | Räume | Saal | Halle | Hof | Garten | Platz | Küche | Strom | WC | Toilette |"
            " Toiletten | Wasser | Schlüssel | Ort | Room | Rooms | Hall | Yard | Garden | Kitchen"
            " | Power | Electricity | Toilet | Toilets | Water | Key | Keys | Place",
        ),
        (
            PledgeRole.MATERIAL,
            "Material | Tisch | Tische | Stuhl | Stühle | Bank | Bänke | Zelt | Zelte | Pavillon |"
            " Pavillons | Geschirr | Technik | Beamer | Leinwand | Lautsprecher | Anlage |"
            " Mikrofon | Mikrofone | Bühne | Grill | Kabel | Tables | Chairs | Benches | Tent |"
            " Tents | Dishes | Projector | Speakers | Microphone | Microphones | Stage",
        ),
        (PledgeRole.LEAD, "Leitung | Moderation | Anleitung | Führung | Vortrag | Lead | Talk"),
        (
            PledgeRole.ASSISTANCE,
            "Assistenz | Begleitung | Dolmetschen | Gebärdensprache | Fahrdienst | Erste Hilfe |"
            " Assistance | Interpreting | First aid",
        ),
        (PledgeRole.MONEY, "Geld | Euro | Spende | Zuschuss | Money | Euros | Donation | Grant"),
        (
            PledgeRole.PUBLICITY,
            "Werbung | Plakat | Plakate | Flyer | Presse | Zeitung | Aushang | Newsletter |"
            " Publicity | Poster | Posters | Flyers | Press",
        ),
    )
    for word in words.split(" | ")
}  # fmt: skip
"""What can be given, as it is written, and as what it counts. Everything else is one's own."""

BARE = {
    PledgeRole.ROOM: frozenset({"raum", "ort", "room"}),
    PledgeRole.MATERIAL: frozenset({"material"}),
    PledgeRole.LEAD: frozenset({"leitung", "lead"}),
    PledgeRole.ASSISTANCE: frozenset({"assistenz", "assistance"}),
    PledgeRole.MONEY: frozenset({"geld", "euro", "euros", "money"}),
    PledgeRole.PUBLICITY: frozenset({"werbung", "publicity"}),
    PledgeRole.OWN: frozenset({"macht mit", "takes part", "dabei"}),
}
"""Words that say no more than the role."""

STATE_WORDS: Mapping[str, PledgeState] = {
    word: state
    for state, words in (
        (PledgeState.PLEDGED, "ja | zugesagt | sagt zu | zusage | yes | pledged"),
        (PledgeState.DECLINED, "nein | abgesagt | sagt ab | absage | no | declined"),
        (PledgeState.ASKED, "gefragt | angefragt | wird gefragt | asked"),
        (PledgeState.NO_ANSWER, "keine antwort | antwortet nicht | no answer"),
    )
    for word in words.split(" | ")
}

CHANNEL_WORDS: Mapping[str, Via] = {
    word: via
    for via, words in (
        (
            Via.PHONE,
            "am telefon | per telefon | telefonisch | tel | by phone | on the phone | phone |"
            " on the telephone",
        ),
        (
            Via.IN_PERSON,
            "persönlich | persoenlich | auf zuruf | zuruf | vor ort | in person | called out",
        ),
        (Via.MAIL, "per mail | per e-mail | mail | e-mail | email | by mail | by e-mail"),
        (Via.LETTER, "per brief | brief | per post | by letter | letter | by post"),
    )
    for word in words.split(" | ")
}

MISSING_WORDS = ("fehlt noch", "fehlen noch", "fehlt", "fehlen", "is missing", "missing")
"""Behind what nobody was asked for yet."""
NEED_WORDS = ("wir brauchen", "brauchen", "braucht", "we need", "needs", "need")
"""Before it."""
IF_WORDS = ("wenn", "falls", "sofern", "if")
UNTIL_WORDS = ("bis zum", "bis", "until", "by")
BY_WORDS = ("von", "from")
AWAY_WORDS = frozenset({"weg", "löschen", "loeschen", "away", "remove", "delete"})
CO_ORGANISER_WORDS = frozenset(
    {"mitveranstalter", "mitveranstalterin", "mit-veranstalter", "co-organiser", "co-organizer"}
)
CONTACT_WORDS = frozenset({"kontakt", "contact", "ansprechperson"})
DEPUTY_WORDS = frozenset({"vertretung", "deputy"})
LOGO_WORDS = frozenset({"logo"})
OFFERS_WORDS = frozenset({"bietet", "offers"})
CALLED_WORDS = frozenset({"heißt", "heisst", "is called"})
YES_NO: Mapping[str, bool | None] = {
    "ja": True, "yes": True, "nein": False, "no": False, "offen": None, "open": None,
}  # fmt: skip
SHOW_CONTACTS = frozenset({"kontakte", "telefonliste", "contacts", "phone list"})
