"""A document of headings, lines and tables: as Markdown to work on, and as a paper to hand out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from ..papers.typeset import Part

DRAFT = "ENTWURF"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it: lines, then a table."""

    title: str
    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole one. A draft says so on every page: it is to be read by whoever is responsible."""

    title: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]
    is_draft: bool = False
    is_wide: bool = False
    """Its tables need the long side of the sheet."""


def markdown(document: Document) -> str:
    """The document as a text that any program can edit."""
    head = f"# {document.title}" + (f" ({DRAFT})" if document.is_draft else "")
    parts = [head, "\n".join(f"{line}  " for line in document.intro)]
    for section in document.sections:
        parts.append(f"## {section.title}")
        if section.lines:
            parts.append("\n".join(f"- {line}" for line in section.lines))
        if section.rows:
            rows = [section.header, tuple("---" for _cell in section.header), *section.rows]
            parts.append("\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows))
    return "\n\n".join(filter(None, parts)) + "\n"


def part_of(document: Document) -> Part:
    """The document as its template reads it."""
    data = asdict(document) | {"draft": document.is_draft}
    return Part(Path(__file__).parent / "document.typ", data, own_sheet=True)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
