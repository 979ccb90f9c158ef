"""What is handed out: everything held about somebody, and the drafts for whoever is responsible."""

from __future__ import annotations

import json

import pytest

from biq_tui.core.errors import Refused
from biq_tui.papers.look import Look
from biq_tui.papers.typeset import typeset_many
from biq_tui.privacy.classes import CLASSES
from biq_tui.privacy.documents import markdown, part_of
from biq_tui.privacy.held_paper import as_document
from biq_tui.privacy.holdings import as_json, holdings
from biq_tui.privacy.register import DRAFTS
from biq_tui.privacy.whereabouts import columns_to_person
from tests.papers.reading import pages

from .houses import NAME, House


def test_everything_held_about_somebody_is_in_the_file_and_on_the_paper(lived: House) -> None:
    held = lived.database.read(holdings, lived.person_id)
    stored = json.loads(json.dumps(as_json(held), ensure_ascii=False))
    tables = {table for table, _column in columns_to_person()}
    assert set(stored["records"]) == {*tables, "person", "payment"} - {
        "counted_units",
        "pledge",
    }
    assert {its["table"] for its in stored["texts"]} == {"decision", "event_origin", "helper",
                                                        "idea_by_phone"}  # fmt: skip
    document = as_document(held)
    said = markdown(document)
    for words in (NAME, "wintergrün", "Rollator", "Quittung", "BIQ-", "Foto", "Sperr"):
        assert (words in said) is (words != "Sperr"), words
    paper = typeset_many([part_of(document)], document.title, Look())
    assert paper.is_accessible
    assert "Rollator" in " ".join(pages(paper.pdf))


def test_nobody_else_is_on_her_paper(lived: House) -> None:
    said = markdown(as_document(lived.database.read(holdings, lived.person_id)))
    assert "Torben" not in said
    with pytest.raises(Refused):
        lived.database.read(holdings, 9999)


def test_the_drafts_name_every_class_and_say_on_every_page_that_they_are_drafts(
    lived: House,
) -> None:
    documents = {name: lived.database.read(make) for name, make in DRAFTS.items()}
    text = markdown(documents["verzeichnis"])
    assert text.count("\n| ") == len(CLASSES) + 2
    for document in documents.values():
        assert "ENTWURF" in markdown(document)
        paper = typeset_many([part_of(document)], document.title, Look())
        assert all("ENTWURF" in page for page in pages(paper.pdf))
