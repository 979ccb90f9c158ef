"""An amount in German words, as a receipt has it so that no digit can be added."""

from __future__ import annotations

_UNDER_20 = (
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
    "neunzehn",
)  # fmt: skip
_TENS = (
    "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
)  # fmt: skip


def in_digits(cents: int) -> str:
    """ "50,00 Euro"."""
    whole, part = divmod(cents, 100)
    return f"{whole},{part:02} Euro"


def in_words(cents: int) -> str:
    """ "fünfzig Euro", "zwanzig Euro und fünfzig Cent"; for less than a million euros."""
    whole, part = divmod(cents, 100)
    said = [f"{number_in_words(whole)} Euro"] if whole or not part else []
    if part:
        said.append(f"{number_in_words(part)} Cent")
    return " und ".join(said)


def number_in_words(number: int) -> str:
    """A number before a noun: "ein", "einundzwanzig", "zweihundert"; 0 to 999 999."""
    if number < 20:
        return _UNDER_20[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return (f"{_UNDER_20[ones]}und" if ones else "") + _TENS[tens - 2]
    for size, word in ((1000, "tausend"), (100, "hundert")):
        if number >= size:
            many, rest = divmod(number, size)
            return number_in_words(many) + word + (number_in_words(rest) if rest else "")
    raise AssertionError(number)
