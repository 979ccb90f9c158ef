"""What somebody finds who reads the data files byte by byte, past the program."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import text

from biq_tui.core.database import Database
from tests.attendance.rooms import around

_RELATIONS = text(
    "SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
    " WHERE relkind IN ('r', 'i', 't') AND pg_relation_filepath(oid) IS NOT NULL"
    " AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)"
    " ORDER BY relname"
)


def places_holding(database: Database, words: list[str]) -> list[str]:
    """Names of the files (SQLite) or relations (PostgreSQL) in which one of `words` stands.

    As UTF-8 or as JSON spells it, whatever its capitals.
    """
    wanted = {form.encode() for word in words for form in _spellings(word)}
    return [name for name, data in _files(database) if any(form in data.lower() for form in wanted)]


def _spellings(word: str) -> set[str]:
    return {word.lower(), json.dumps(word)[1:-1].lower()}


def _files(database: Database) -> list[tuple[str, bytes]]:
    if database.url.get_backend_name() == "sqlite":
        file = Path(database.url.database or "")
        both = [file, file.with_name(f"{file.name}-wal")]
        return [(each.name, each.read_bytes()) for each in both if each.exists()]
    with around(database) as connection:
        connection.exec_driver_sql("CHECKPOINT")
        return [(name, bytes(data)) for name, data in connection.execute(_RELATIONS)]
