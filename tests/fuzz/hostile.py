"""Texts and bytes as nobody should send them, but somebody will."""

from __future__ import annotations

import random
import string

PIECES = (
    # what a terminal, a markup, a template, a spreadsheet, a browser or a database would obey
    "\x1b[31m", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\x90q\x9c", "\x07", "\x08", "\x7f",
    "\x00",
    "[bold]", "[/]", "[red on blue]", "[@click=app.quit]x[/]", "[link=file:///]", "\\[", "$x",
    "{}", "{0}", "{name.__class__}", "{n!r:>99}", "{{ 7*7 }}", "{% raw %}", "%s%n", "${7*7}",
    "#{1}",
    "=1+1", "+1+cmd|'/c calc'!A0", "-2", "@SUM(A1)", "\t=1", "'=1", "=HYPERLINK(\"x\")", "＝1+1",
    "<script>alert(1)</script>", "\"><img src=x onerror=1>", "&amp;", "javascript:1",
    "' OR 1=1 --",
    "; DROP TABLE person", "#let x = 1", "#read(\"/etc/passwd\")", "$ sqrt(2) $", "`code`",
    "*b*", "_i_",
    # letters that lie, hide, turn round, pile up or count double
    "\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\ud800", "\udfff", "\U000e0041",
    "\u2028", "\x85",
    "e" + "\u0301" * 9, "ﷺ", "ﬁ", "İ", "ı", "ß", "ẞ", "Ä", "A\u0308", "👨‍👩‍👧‍👦", "🏳️‍🌈", "ｆｕｌｌ",
    "１２", "٣", "½", "Ⅻ",
    "Ayşe", "Олена", "أحمد", "فاطمة", "שלום", "王小明", "ልጅ", "नमस्ते", "a" * 300, "汉" * 200,
    # what the lines understand
    "ja", "nein", "Enter", "?", "+", "-", "x3", "#a", "3 7 12", "1-4 7", "99999999999999999999",
    "-1", "0",
    "3,50 €", "1e9", "12.3.", "31.2.2027", "30.2.", "29.2.2028", "2:30", "25:99", "18-20",
    "18-20 Uhr",
    "heute", "in 2 Wochen", "morgen", "fr", "weil", "wenn", "heißt", "seit", "bezahlt",
    "abgesagt",
    "braucht", "gleich", "später", "erledigt", "heim", "Raum", "kommt", "geht", "zusagt",
    "hände", "punkte",
    "widerstand", "geld 500", "los", "fertig", "gruppe", "zeigen", "weg", "löschen", "kopie",
    "serie 4",
    "plakat", "drucken", "stick", "C:\\x", "/etc/passwd", "file:///x", "..",
    "https://biq.example/473",
)  # fmt: skip
"""What is put together; most of it meant something somewhere once."""


def text(chance: random.Random, longest: int = 12) -> str:
    """Some pieces in a row, with or without blanks, and now and then letters of any script."""
    parts = []
    for _ in range(chance.randint(0, longest)):
        kind = chance.random()
        if kind < 0.7:
            parts.append(chance.choice(PIECES))
        elif kind < 0.85:
            parts.append("".join(chance.choices(string.printable, k=chance.randint(1, 8))))
        else:
            parts.append(chr(chance.choice((chance.randrange(0x3000), chance.randrange(0x110000)))))
    return chance.choice(("", " ", "  ", ", ", "\n", ";", "\t")).join(parts)


def typed(chance: random.Random) -> str:
    """A text as it can come into a line: no line ends, no lone surrogates."""
    return " ".join(sendable(text(chance)).splitlines())


def sendable(said: str) -> str:
    """What UTF-8 can carry of a text."""
    return said.encode("utf-8", "ignore").decode()


def mutated(chance: random.Random, good: bytes) -> bytes:
    """Sound bytes, cut, doubled, turned or with something put in; sometimes no sense at all."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randint(0, 400))
    raw = bytearray(good)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(raw))
        kind = chance.randrange(5)
        if kind == 0:
            del raw[at : at + chance.randint(1, 40)]
        elif kind == 1:
            raw[at:at] = text(chance, 3).encode("utf-8", "surrogatepass")
        elif kind == 2 and raw:
            raw[at % len(raw)] ^= 1 << chance.randrange(8)
        elif kind == 3:
            raw[at:at] = raw[at : at + chance.randint(1, 60)] * chance.randint(1, 20)
        else:
            raw[at:at] = chance.randbytes(chance.randint(1, 20))
    return bytes(raw[:200_000])
