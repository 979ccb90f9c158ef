"""The page for the funder: a course run in numbers, without anybody's name. German."""

from __future__ import annotations

from sqlmodel import Session

from ...core.settings import value_of
from ...papers.typeset import Part
from ..certificate_models import CertificateKind
from ..options import FUNDER
from ..statistics import FEW, BlockCounts, Finish, Statistics, statistics
from .heading import RunHead, german_numbers, run_head
from .wanted import Wanted, template

_FEWER = f"unter {FEW}"
"""In the place of a number that is hidden."""
_PAPERS: dict[Finish, str] = {
    CertificateKind.CERTIFICATE: "Zertifikat",
    CertificateKind.ATTENDANCE: "Teilnahmebescheinigung",
    None: "noch ohne Papier",
}


def parts(session: Session, wanted: Wanted, few: int = FEW) -> list[Part]:
    """The page, without numbers of fewer people than `few`. Raises Refused if the run is gone."""
    head, funder = run_head(session, wanted.run_id), value_of(session, FUNDER)
    return [part_of(statistics(session, wanted.run_id, few), head, funder, few)]


def part_of(counts: Statistics, head: RunHead, funder: str, few: int = FEW) -> Part:
    """The page as its template reads it. Pure."""
    blocks = [_block(block) for block in counts.blocks]
    data = {
        "title": "Statistik des Kurses",
        "facts": _facts(counts, head, funder),
        "numbers": _numbers(counts),
        "blocks": blocks,
        "has_hidden": any(block.people is None for block in counts.blocks),
        "few": few,
        "unit_minutes": head.unit_minutes,
    }
    return Part(template("statistics"), data)


def _facts(counts: Statistics, head: RunHead, funder: str) -> list[tuple[str, str]]:
    facts = {
        "Träger": head.provider,
        "Gefördert durch": funder,
        "Förderkennzeichen": head.grant,
        "Projekt und Kurs": head.course,
        "Durchgang": head.run,
    }
    if counts.first and counts.last:
        first, last = german_numbers(counts.first), german_numbers(counts.last)
        facts["Zeitraum"] = f"{first} bis {last}" if first != last else first
    return [(label, value) for label, value in facts.items() if value]


def _numbers(counts: Statistics) -> list[tuple[str, str]]:
    """Label and number of everything about the whole run."""
    rows = [
        ("Teilnehmende (angemeldet)", _people(counts.participants)),
        ("Gäste (waren da, nicht angemeldet)", _people(counts.guests)),
        ("Termine", _of(counts.dates_held, counts.dates)),
        ("Unterrichtseinheiten (UE), angeboten", _of(counts.units_held, counts.units)),
        ("Teilnehmenden-UE in diesem Kurs", _number(counts.participant_units)),
        ("Teilnehmende pro Termin im Mittel", _tenths(counts.average_tenths)),
        ("Anwesenheit", _tenths(counts.share_tenths, " %")),
    ]
    for group in counts.finished:
        papers = [_PAPERS[paper] for paper in group.papers]
        rows.append((_together(papers), f"{group.people}"))
    if counts.made_up_blocks is None:
        rows.append(("Nachgeholt in einem anderen Kurs", f"von {_FEWER} Menschen"))
    else:
        rows.append(("Nachgeholte Blöcke (in einem anderen Kurs)", f"{counts.made_up_blocks}"))
        rows.append(("Nachgeholte Teilnehmenden-UE (dort gezählt)", f"{counts.made_up_units}"))
    return rows


def _block(block: BlockCounts) -> dict[str, str]:
    return {
        "block": f"{block.number}",
        "title": block.title,
        "dates": f"{block.dates}",
        "units": f"{block.units}",
        "people": _number(block.people),
        "participant_units": _number(block.participant_units),
        "average": _tenths(block.average_tenths),
    }


def _people(number: int | None) -> str:
    return _FEWER if number is None else f"{number}"


def _number(number: int | None) -> str:
    return "–" if number is None else f"{number}"


def _tenths(tenths: int | None, unit: str = "") -> str:
    return "–" if tenths is None else f"{tenths // 10},{tenths % 10}{unit}"


def _of(held: int, planned: int) -> str:
    return f"{held}" if held == planned else f"{held} von {planned}"


def _together(words: list[str]) -> str:
    *others, last = words
    text = f"{', '.join(others)} und {last}, zusammen" if others else last
    return text[:1].upper() + text[1:]
