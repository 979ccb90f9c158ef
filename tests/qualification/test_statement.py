"""The signed statement: it says what was certified, and nobody can change a letter of it."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pypdfium2
import pytest
import typst
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.papers.typeset import qr_rows
from biq_tui.qualification.statement import (
    Broken,
    NoStatement,
    Statement,
    check,
    edge_mm,
    fingerprint,
    read_fingerprint,
    sign,
    statements_in,
)
from tests.qualification.statements import (
    NAMES,
    OTHER_SECRET,
    SECRET,
    STATEMENT,
    public_of,
    stated,
)

FIRST_EVER = (
    "BIQ1:QMQKKGLX3DBYZKFESJ6GODPVQIPEJF3BSRPBL2PPWJVBKCOSGDVA:IM3MLED4MM6EVEZTJIZPHUQVIBTEDXAO"
    "6KPCTFDJBH2CTF4ZCEPO72GCJSAOWMBU4QFE4TGKZRFVL4BNFUXESLOSIEEUSTTPUAZZYURTRMFTEU3TOQKJBQ65GE"
    "SRDKUFBMAA:TWSNH6TOC3MWH4U4EX3B47F7TN2RA2TQR5R6UE624L6A6OVDD5C7YKJWIVPJ3IWC5VRAMXPPSVQBI4S"
    "XV5KPQO34VS6EESMALX6HYBQ"
)
"""What the first version signed. Papers that bear such a text are out there for ever."""

LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\t"), max_size=40)
DAY = st.dates(date(1990, 1, 1), date(2199, 12, 31))
STATEMENTS = st.builds(
    Statement,
    number=LINE,
    kind=st.sampled_from(["certificate", "attendance"]),
    scope=st.sampled_from(["course", "module 2", "block 3"]),
    course=LINE,
    curriculum=LINE,
    run=LINE,
    first=DAY,
    last=DAY,
    units=st.integers(0, 999),
    of_units=st.integers(0, 999),
    blocks=st.lists(st.integers(1, 99), max_size=8).map(tuple),
    rule=LINE,
    place=LINE,
    issued_on=DAY,
    signers=st.lists(LINE.filter(bool), max_size=4).map(tuple),
    name=LINE,
    replaces=LINE,
)


def parts(text: str) -> list[str]:
    return text.split(":")


def resealed(statement: Statement, text: str) -> str:
    """Another statement under the seal of `text`: what somebody who forges a paper would try."""
    version, public, _packed, signature = parts(text)
    return ":".join((version, public, parts(sign(statement, OTHER_SECRET))[2], signature))


def is_confirmed(text: str) -> bool:
    """Whether a text is taken as signed with our key."""
    try:
        checked = check(text)
    except (Broken, NoStatement):
        return False
    return checked.valid and checked.public == public_of(SECRET)


# What is signed is what is read -------------------------------------------------------------------


@settings(max_examples=40)
@given(statement=STATEMENTS)
def test_whatever_is_stated_is_read_again(statement: Statement) -> None:
    text = sign(statement, SECRET)
    checked = check(text)
    assert checked.statement == statement
    assert (checked.valid, checked.public, checked.text) == (True, public_of(SECRET), text)


def test_the_same_statement_gives_the_same_text() -> None:
    assert sign(STATEMENT, SECRET) == sign(stated(), SECRET)


def test_what_was_signed_first_is_read_for_ever() -> None:
    checked = check(FIRST_EVER)
    assert checked.valid
    assert checked.statement == STATEMENT
    assert fingerprint(checked.public) == "ZWH2 Q2X5 NPZA 2ZWW YJEG"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Ada\nMuster"},
        {"run": "BIQ\n", "curriculum": ""},
        {"signers": ("Kim\nBeispiel",)},
        {"signers": ("Kim\tBeispiel",)},
        {"signers": ("",)},
        {"name": "\ud800"},
    ],
)
def test_what_could_be_read_in_another_way_is_not_signed(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"read as|zip|surrogates"):
        sign(stated(**changes), SECRET)


# What is changed is noticed -----------------------------------------------------------------------


def another(value: Any) -> Any:
    """Nearly the same."""
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, int):
        return value + 1
    if isinstance(value, tuple):
        return value[:-1]
    return f"{value}x"


@pytest.mark.parametrize("field", [field.name for field in fields(Statement)])
def test_every_thing_that_is_stated_is_signed(field: str) -> None:
    text = sign(STATEMENT, SECRET)
    forged = replace(STATEMENT, **{field: another(getattr(STATEMENT, field))})
    checked = check(resealed(forged, text))
    assert checked.statement == forged, "the forgery is well made"
    assert not checked.valid
    assert check(resealed(STATEMENT, text)).valid, "the same way without a change is no forgery"


def test_not_one_letter_can_be_changed() -> None:
    text = sign(STATEMENT, SECRET)
    for place, letter in enumerate(text):
        for other in {"A", "B", "7", ":"} - {letter}:
            assert not is_confirmed(text[:place] + other + text[place + 1 :]), (place, other)


def test_not_one_letter_can_be_missing() -> None:
    text = sign(STATEMENT, SECRET)
    for place in range(len(text)):
        assert not is_confirmed(text[:place] + text[place + 1 :]), place
        assert not is_confirmed(text[:place]), place


@settings(max_examples=40)
@given(place=st.integers(0, 400), letters=st.text("ABCXYZ234567:", min_size=1, max_size=5))
def test_nothing_can_be_put_in(place: int, letters: str) -> None:
    text = sign(STATEMENT, SECRET)
    assert not is_confirmed(text[:place] + letters + text[place:])


def test_a_doubled_text_is_none() -> None:
    text = sign(STATEMENT, SECRET)
    with pytest.raises(Broken):
        check(text + text)
    assert statements_in(text + text) == (text, text), "where texts are looked for, it is two"


def test_parts_of_two_papers_do_not_fit_together() -> None:
    ours, theirs = sign(STATEMENT, SECRET), sign(STATEMENT, OTHER_SECRET)
    second = sign(stated(name="Ali Beispiel"), SECRET)
    for place in (1, 2, 3):
        for other in (theirs, second):
            mixed = parts(ours)
            mixed[place] = parts(other)[place]
            if mixed not in (parts(ours), parts(second)):
                assert not is_confirmed(":".join(mixed))


def test_somebody_else_s_signature_is_right_but_is_not_ours() -> None:
    checked = check(sign(STATEMENT, OTHER_SECRET))
    assert checked.valid
    assert checked.public != public_of(SECRET)


def test_a_signature_of_something_else_does_not_count() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    mixed = parts(sign(STATEMENT, SECRET))
    packed = base64.b32decode(mixed[2] + "=" * (-len(mixed[2]) % 8))
    signature = Ed25519PrivateKey.from_private_bytes(SECRET).sign(packed)  # without the format
    mixed[3] = base64.b32encode(signature).decode().rstrip("=")
    assert not is_confirmed(":".join(mixed))


def test_a_text_that_unpacks_to_very_much_is_broken_at_once() -> None:
    import zlib

    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(1_500_000)) + packer.flush()
    mixed = parts(sign(STATEMENT, SECRET))
    mixed[2] = base64.b32encode(packed).decode().rstrip("=")
    assert len(":".join(mixed)) < 4000, "it is not its length that is refused"
    with pytest.raises(Broken):
        check(":".join(mixed))
    with pytest.raises(Broken):
        check("BIQ1:" + "A" * 5_000_000)


@pytest.mark.parametrize(
    "text", ["", " ", "Ada Muster", "https://example.org", "BIQ", "BIQ:", "\0"]
)
def test_another_text_is_no_statement(text: str) -> None:
    with pytest.raises(NoStatement, match="kein Prüfcode"):
        check(text)


@pytest.mark.parametrize(
    "text", ["BIQ1:", "BIQ1:::", "BIQ1:A:B:C", "BIQ1:äöü:ß:1", "BIQ1:" + "=" * 9]
)
def test_what_only_begins_like_one_is_broken(text: str) -> None:
    with pytest.raises(Broken, match="beschädigt"):
        check(text)


def test_a_later_format_asks_for_a_newer_program() -> None:
    with pytest.raises(NoStatement, match="neuere Version"):
        check(sign(STATEMENT, SECRET).replace("BIQ1:", "BIQ2:"))


# However it is typed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        str.title,
        lambda text: f"\ufeff  {text}\r\n",
        lambda text: "\n".join(re.findall(".{1,60}", text)),
        lambda text: " ".join(text),
        lambda text: text.replace(":", ": \u00ad\u200b"),
        lambda text: text.translate(str.maketrans("YZ:", "ZYÖ")),
        lambda text: text.translate(str.maketrans("YZ:", "ZYÖ")).lower(),
    ],
    ids=["lower", "title", "ends", "lines", "blanks", "unseen", "scanner", "scanner lower"],
)
def test_line_breaks_blanks_capitals_and_a_german_keyboard_change_nothing(typed: Any) -> None:
    text = sign(stated(name="Žofia Yılmaz"), SECRET)
    checked = check(typed(text))
    assert checked.valid
    assert checked.text == text


# The key's fingerprint ----------------------------------------------------------------------------


def test_a_fingerprint_is_short_and_the_key_s_own() -> None:
    finger = fingerprint(public_of(SECRET))
    assert re.fullmatch(r"([A-Z2-7]{4} ){4}[A-Z2-7]{4}", finger)
    assert fingerprint(public_of(OTHER_SECRET)) != finger


@pytest.mark.parametrize(
    "typed",
    [str.lower, lambda f: f.replace(" ", ""), lambda f: f.replace(" ", "-"), lambda f: f"\n {f} "],
)
def test_a_fingerprint_is_typed_in_many_ways(typed: Any) -> None:
    finger = fingerprint(public_of(SECRET))
    assert read_fingerprint(typed(finger)) == finger


def test_digits_that_no_fingerprint_has_are_letters() -> None:
    assert read_fingerprint("0123 4567 ABCD EFGH I8JK") == "OI23 4567 ABCD EFGH IBJK"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD EFGH IJKL MNOP QRST U", "key.pem", "Ä" * 20])
def test_anything_else_is_no_fingerprint(typed: str) -> None:
    assert read_fingerprint(typed) is None


# On paper -----------------------------------------------------------------------------------------


def page(text: str, dpi: int = 100) -> np.ndarray[Any, Any]:
    """A page with the code, as a cheap scanner or an image of the PDF shows it."""
    rows = qr_rows(text)
    side = len(rows)
    path = "".join(
        f"M{x.start()} {y}h{x.end() - x.start()}v1H{x.start()}z"
        for y, row in enumerate(rows)
        for x in re.finditer("1+", row)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}"/></svg>'
    )
    edge = edge_mm(side)
    source = (
        '#set page(paper: "a4", margin: 23mm)\n'
        f"#place(bottom + right, image(bytes(sys.inputs.svg), width: {edge}mm))"
    )
    pdf = typst.compile(source.encode(), sys_inputs={"svg": svg})
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return np.asarray(document[0].render(scale=dpi / 72).to_pil().convert("L"))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_code_of_any_name_is_read_from_a_page_at_100_dpi(name: str) -> None:
    text = sign(stated(name=name, replaces="BIQ-2027-0007"), SECRET)
    seen = page(text)
    grey = np.clip(seen * 0.7 + 40 + np.random.default_rng(1).normal(0, 12, seen.shape), 0, 255)
    for image in (seen, grey.astype("uint8")):
        (code,) = zxingcpp.read_barcodes(image)
        assert check(code.text).statement.name == name
        assert check(code.text).valid


def test_the_code_stays_small() -> None:
    sides = {who: len(qr_rows(sign(stated(name=name), SECRET))) for who, name in NAMES.items()}
    assert max(edge_mm(side) for side in sides.values()) <= 52
    assert sides["latin"] <= 61 + 8, "version 11"
    assert sides["ukrainian of 60"] <= 69 + 8, "version 13"
    longest = stated(
        name=NAMES["ukrainian of 60"] + "абвгдежзиклмнопрстуф",
        run="Qx7 Wv9 Lp2 Zt4 " * 5,
        place="Kj3 Bn8 Gd5 Fm6 " * 5,
        signers=("Rb1 Yx2 Cw3 " * 5, "Hs4 Pz5 Vk6 " * 5, "Nd7 Ml8 Tg9 " * 5),
    )
    assert edge_mm(len(qr_rows(sign(longest, SECRET)))) <= 55
