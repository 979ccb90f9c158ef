"""What a phone's form sends: few short fields, no files, nothing kept on the way."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

MOST_FIELDS = 5


async def sent_fields(request: Request, most: int = MOST_FIELDS) -> dict[str, str]:
    """The fields of a form as browsers send it by default, by name; as sent, not yet cleaned.

    Empty if it is another kind of text, an upload, or has more than `most` of them.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return {}
    text = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=most))
    except ValueError:  # too many fields
        return {}
