"""The course is taught as its flyer says."""

from __future__ import annotations

import pytest

from biq_tui.qualification.curriculum import curriculum


def test_the_course_has_three_modules_and_six_blocks_in_order() -> None:
    course = curriculum()
    assert [
        (module.title, [block.number for block in module.blocks]) for module in course.modules
    ] == [
        ("Horizonte öffnen", [1, 2]),
        ("Gemeinsam Nachbarschaft gestalten", [3, 4, 5]),
        ("Inklusion", [6]),
    ]
    assert [block.number for block in course.blocks] == [1, 2, 3, 4, 5, 6]


def test_a_block_has_its_german_title_and_a_short_one_for_a_row() -> None:
    block = curriculum().block(1)
    assert block.title == "Hallo Nachbar! Das Quartier neu entdecken"
    assert block.short == "Hallo Nachbar!"
    for block in curriculum().blocks:
        assert block.title.startswith(block.short)
        assert len(block.short) <= 32


def test_a_block_knows_its_module() -> None:
    assert curriculum().module_of(4).title == "Gemeinsam Nachbarschaft gestalten"


def test_the_course_has_six_working_forms() -> None:
    assert curriculum().forms == (
        "Stadtteilerkundung",
        "Kommunikation",
        "Expertengespräch",
        "aktive Nachbarschaft",
        "Öffentlichkeitsarbeit",
        "Methodenwerkstatt",
    )


def test_what_is_not_taught_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        curriculum("cookery")
    with pytest.raises(LookupError):
        curriculum().block(7)
