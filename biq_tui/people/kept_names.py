"""The name of somebody who is blocked: kept for receipts and the funder's proof, and nothing else.

It stands apart from her row, under a key of the settings, so that no list, search or paper that
asks for her name gets it unless it asks here.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlmodel import Session, col, select

from ..core.erasing import blank, remove
from ..core.settings import Setting
from ..core.write import Write

_KEY = "privacy.kept_name."


def keep_name(write: Write, person_id: int, name: str, latin: str) -> None:
    """Keep a name for the purposes that outlast an erasure; the journal never sees it."""
    value = json.dumps([name, latin], ensure_ascii=False)
    stored = write.insert(Setting(key=f"{_KEY}{person_id}", value=value))
    if stored is not None and stored.id is not None:
        blank(write, Setting, [stored.id], {"value": ""})


def kept_names(session: Session, people: Collection[int]) -> dict[int, tuple[str, str]]:
    """By id, name and Latin spelling of those of `people` who are blocked."""
    keys = [f"{_KEY}{person_id}" for person_id in sorted(people)]
    rows = session.exec(select(Setting.key, Setting.value).where(col(Setting.key).in_(keys)))
    return {
        int(key.removeprefix(_KEY)): (name, latin)
        for key, value in rows
        for name, latin in [json.loads(value)]
    }


def drop_name(write: Write, person_id: int) -> None:
    """Nothing needs it any more."""
    ids = write.session.exec(select(Setting.id).where(Setting.key == f"{_KEY}{person_id}")).all()
    remove(write, Setting, [its for its in ids if its is not None])
