"""Papers and files of privacy, saved whole: what is held about somebody, and the drafts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ..core.database import Database
from ..papers.house import house_look
from ..papers.keeping import file_name, save
from ..papers.typeset import typeset_many
from .documents import Document, markdown, part_of
from .held_paper import as_document
from .holdings import as_json, holdings
from .register import DRAFTS


@dataclass(frozen=True, slots=True)
class Saved:
    """Files that are written, and what has to be known about them."""

    files: tuple[Path, ...]
    notices: tuple[str, ...] = ()


def everything_held(database: Database, person_id: int, data: Path, folder: Path) -> Saved:
    """All that is held about somebody, as a PDF and as JSON. Raises Refused if she is gone.

    `data`: the data folder with the house's look.
    """
    held = database.read(holdings, person_id)
    document = as_document(held)
    paper = typeset_many([part_of(document)], document.title, house_look(database, data))
    text = json.dumps(as_json(held), ensure_ascii=False, indent=2)
    files = (
        save(paper.pdf, folder / file_name(document.title)),
        save(text.encode(), folder / file_name(document.title, ".json")),
    )
    return Saved(files, paper.notices)


def drafts(database: Database, data: Path, folder: Path) -> Saved:
    """The three drafts, each as a PDF and as Markdown."""
    look = house_look(database, data)
    files: list[Path] = []
    notices: list[str] = []
    for name, make in DRAFTS.items():
        document: Document = database.read(make)
        paper = typeset_many([part_of(document)], document.title, look)
        notices += paper.notices
        stem = f"Entwurf-{name}"
        files.append(save(paper.pdf, folder / f"{stem}.pdf"))
        files.append(save(markdown(document).encode(), folder / f"{stem}.md"))
    return Saved(tuple(files), tuple(dict.fromkeys(notices)))
