"""What is attached to a PDF. For `core.apart`: a PDF may be made to take all memory."""

from __future__ import annotations

import io
import logging

from ..core.apart import Fault, Unreadable

MOST_ATTACHED = 2000
MOST_BYTES = 20_000
"""A larger attachment is no signed statement."""


def attached(raw: bytes) -> list[str]:
    """The small attachments as text, in the order of their names. Raises Unreadable, and more."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    logging.disable()  # what a broken PDF makes pypdf say
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        found: list[bytes] = []
        for _name, contents in sorted(reader.attachments.items()):
            found += [content for content in contents if len(content) <= MOST_BYTES]
            if len(found) > MOST_ATTACHED:
                raise Unreadable(Fault.LARGE)
    except FileNotDecryptedError as error:
        raise Unreadable(Fault.PASSWORD) from error
    return [content.decode("utf-8", "replace") for content in found]
