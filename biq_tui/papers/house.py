"""The look of this house's papers, as it is set: for every pillar the same."""

from __future__ import annotations

from pathlib import Path

from ..core.database import Database
from ..core.settings import Option, values_of
from .look import Look, look_of

NOTICE = Option("funder.notice")
LOGOS = Option("funder.logos")
PROVIDER = Option("house.provider")
"""Who offers it all, as it stands on papers."""
FUNDER = Option("funder.name")
GRANT_REF = Option("funder.grant_ref")
LANGUAGES = Option("papers.languages", "de")
"""Of posters, by code: "de, ar, tr"."""


def house_look(database: Database, folder: Path) -> Look:
    """How this house's papers look; `folder` is that of the data. Raises Refused for a bad logo."""
    set_ = database.read(values_of, (LOGOS, NOTICE))
    return look_of(folder, set_[LOGOS.key], set_[NOTICE.key])
