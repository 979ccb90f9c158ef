"""Pictures of what is voted on, for people who read little or another language.

Each has a name, which is stored, one emoji, and the plain words by which it is found in what
somebody types, in German and English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..core.language import N_, _

STATUS_QUO = "stay"
"""Of the option with which everything stays as it is."""


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A picture and what it is called."""

    emoji: str
    """Of one or two code points, drawn in colour by phones and browsers."""
    word: str
    """What it is called on the screens; a message id."""
    others: tuple[str, ...]
    """More words that mean it, small, in German and English."""

    @property
    def words(self) -> tuple[str, ...]:
        """All words that mean it."""
        return tuple(word.casefold() for word in (self.word, *self.others))


PICTOGRAMS: Mapping[str, Pictogram] = {
    "tree": Pictogram("🌳", N_("Tree"), ("baum", "bäume", "trees", "wald")),
    "flower": Pictogram("🌻", N_("Flower"), ("blume", "blumen", "flowers", "beet", "beete")),
    "garden": Pictogram("🌱", N_("Garden"), ("garten", "gärten", "gardens", "pflanzen")),
    "bench": Pictogram("💺", N_("Bench"), ("bank", "bänke", "benches", "sitzen", "stuhl")),
    "house": Pictogram("🏠", N_("House"), ("haus", "häuser", "houses", "wohnung", "wohnen")),
    "children": Pictogram("🚸", N_("Children"), ("kinder", "kind", "child", "kids", "jugend")),
    "playground": Pictogram("🎠", N_("Playground"), ("spielplatz", "spielplätze", "rutsche")),
    "old": Pictogram("👵", N_("Older people"), ("ältere", "senioren", "seniorinnen", "alte")),
    "people": Pictogram("👥", N_("People"), ("menschen", "nachbarn", "nachbarschaft", "treffen")),
    "talk": Pictogram("💬", N_("Talk"), ("reden", "gespräch", "sprache", "sprach", "language")),
    "help": Pictogram("🤝", N_("Help"), ("hilfe", "helfen", "unterstützung", "support")),
    "food": Pictogram("🍲", N_("Food"), ("essen", "kochen", "küche", "mittags", "mittag", "cook")),
    "cafe": Pictogram("☕", N_("Café"), ("cafe", "kaffee", "coffee", "tee")),
    "party": Pictogram("🎉", N_("Party"), ("fest", "feier", "feste", "feiern")),
    "music": Pictogram("🎵", N_("Music"), ("musik", "konzert", "singen", "chor", "concert")),
    "film": Pictogram("🎬", N_("Film"), ("kino", "filme", "cinema", "movie")),
    "art": Pictogram("🎨", N_("Art"), ("kunst", "malen", "basteln", "paint")),
    "book": Pictogram("📚", N_("Book"), ("buch", "bücher", "books", "lesen", "bücherei")),
    "school": Pictogram("🏫", N_("School"), ("schule", "schulen", "lernen", "kurs")),
    "sport": Pictogram("⚽", N_("Sport"), ("fußball", "sports", "bewegung", "ball", "football")),
    "game": Pictogram("🎲", N_("Game"), ("spiel", "spiele", "spielen", "games", "schach")),
    "swimming": Pictogram("🏊", N_("Swimming"), ("schwimmen", "schwimmbad", "swim")),
    "bicycle": Pictogram("🚲", N_("Bicycle"), ("fahrrad", "fahrräder", "rad", "bike", "radweg")),
    "bus": Pictogram("🚌", N_("Bus"), ("busse", "haltestelle", "buses")),
    "tram": Pictogram("🚋", N_("Tram"), ("bahn", "straßenbahn", "zug", "train")),
    "car": Pictogram("🚗", N_("Car"), ("auto", "autos", "parken", "parkplatz", "cars")),
    "way": Pictogram("🚶", N_("Way"), ("weg", "wege", "gehweg", "fußweg", "path", "walk")),
    "crossing": Pictogram("🚦", N_("Crossing"), ("ampel", "kreuzung", "zebrastreifen", "traffic")),
    "ramp": Pictogram("♿", N_("Ramp"), ("rampe", "rollstuhl", "barrierefrei", "wheelchair")),
    "toilet": Pictogram("🚻", N_("Toilet"), ("toilette", "toiletten", "wc", "klo", "toilets")),
    "light": Pictogram("💡", N_("Light"), ("licht", "lampe", "lampen", "beleuchtung", "lamp")),
    "rubbish": Pictogram("🗑️", N_("Rubbish"), ("müll", "abfall", "mülleimer", "sauber", "waste")),
    "water": Pictogram("🚰", N_("Water"), ("wasser", "trinkwasser", "brunnen", "fountain")),
    "lake": Pictogram("🌊", N_("Lake"), ("see", "fluss", "kanal", "river")),
    "shade": Pictogram("⛱️", N_("Shade"), ("schatten", "sonne", "hitze", "sun")),
    "dog": Pictogram("🐕", N_("Dog"), ("hund", "hunde", "dogs")),
    "animals": Pictogram("🐝", N_("Animals"), ("tier", "tiere", "bienen", "vögel", "bees")),
    "repair": Pictogram("🔧", N_("Repair"), ("reparatur", "reparieren", "werkstatt", "workshop")),
    "swap": Pictogram("♻️", N_("Swap"), ("tauschen", "tausch", "leihen", "sharing")),
    "shop": Pictogram("🛒", N_("Shop"), ("laden", "markt", "einkaufen", "flohmarkt", "market")),
    "money": Pictogram("💶", N_("Money"), ("geld", "euro", "kosten", "preis")),
    "safe": Pictogram("🛡️", N_("Safety"), ("sicher", "sicherheit", "schutz", "safe")),
    "quiet": Pictogram("🔇", N_("Quiet"), ("ruhe", "ruhig", "leise", "lärm", "noise")),
    "phone": Pictogram("📱", N_("Phone"), ("handy", "handys", "internet", "computer", "wlan")),
    "health": Pictogram("🏥", N_("Health"), ("gesundheit", "arzt", "ärztin", "doctor")),
    STATUS_QUO: Pictogram("⏸️", N_("Pause"), ("bleibt", "bleiben", "stay", "stays")),
}
"""By the names that are stored: never change one, only add."""

_ENDS = (
    "bank", "bänke", "beet", "beete", "brunnen", "fahrrad", "fest", "garten", "gärten", "kino",
    "konzert", "kurs", "markt", "musik", "schule", "spiele", "werkstatt", "weg", "wege",
)  # fmt: skip
"""Words that are meant at the end of a longer one, too: Sommerfest. Not "Tier" of "Quartier"."""

_WORD = re.compile(r"\w+")


def picture(name: str) -> str:
    """The emoji of a name; "" without one, or for a name that only a newer program knows."""
    found = PICTOGRAMS.get(name)
    return found.emoji if found else ""


def named(name: str) -> str:
    """What the picture is called; "" without one."""
    found = PICTOGRAMS.get(name)
    return _(found.word) if found else ""


def listed(pictures: Mapping[str, str]) -> str:
    """Names of pictures by letters, in one line: "A Tree  B Bench"; without pictures "A  B"."""
    return "  ".join(
        f"{letter.upper()} {named(name)}".rstrip() for letter, name in sorted(pictures.items())
    )


def found(word: str) -> str:
    """The name of the picture that a word means, in German or English; "" for no picture."""
    said = word.casefold().strip()
    return _BY_WORD.get(said, said if said in PICTOGRAMS else "")


def fitting(wording: str) -> str:
    """The name of a picture for a whole wording: of the first word that means one; else ""."""
    words = _WORD.findall(wording.casefold())
    return next((name for word in words if (name := _BY_WORD.get(word) or _by_end(word))), "")


def _by_end(word: str) -> str:
    return next((_BY_WORD[end] for end in _ENDS if word.endswith(end)), "")


_BY_WORD = {word: name for name, its in PICTOGRAMS.items() for word in its.words}
