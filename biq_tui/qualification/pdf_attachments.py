"""Reads what is attached to a PDF, in a process of its own: bytes come in, JSON goes out.

A PDF may be made to take for ever or all memory. Here that ends this process, not the evening.
Knows nothing of the package around it.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys

MOST_MEMORY = 2**30
MOST_ATTACHED = 2000
MOST_BYTES = 20_000
"""A larger attachment is no signed statement."""

PASSWORD = "password"
DAMAGED = "damaged"
LARGE = "large"


def attached(raw: bytes) -> list[str]:
    """The small attachments as text, in the order of their names."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(raw), strict=False)
    found: list[bytes] = []
    for _name, contents in sorted(reader.attachments.items()):
        found += [content for content in contents if len(content) <= MOST_BYTES]
        if len(found) > MOST_ATTACHED:
            raise MemoryError
    return [content.decode("utf-8", "replace") for content in found]


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):  # macOS may refuse any limit
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Read standard input, answer on standard output."""
    _limit_memory()
    logging.disable()  # what a broken PDF makes pypdf say
    from pypdf.errors import FileNotDecryptedError

    answer: list[str] | str
    try:
        answer = attached(sys.stdin.buffer.read())
    except FileNotDecryptedError:
        answer = PASSWORD
    except (MemoryError, RecursionError):
        answer = LARGE
    except Exception:  # a broken PDF breaks pypdf in many ways
        answer = DAMAGED
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
