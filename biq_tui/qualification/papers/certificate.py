"""Zertifikat and Teilnahmebescheinigung as PDF: made once of what is frozen, kept for ever."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from ...core.errors import Refused
from ...core.write import Write
from ...papers.look import Look
from ...papers.typeset import Attachment, Paper, Part, qr_rows, typeset, typeset_many
from .. import certificate_sentences as sentences
from ..certificate_contents import Said
from ..certificate_models import CertificateCopy, CertificateKind
from ..certificates import Issued
from ..statement import check, edge_mm, fingerprint

TEMPLATE = Path(__file__).with_name("certificate.typ")

_HEADINGS = {
    CertificateKind.CERTIFICATE: "Zertifikat",
    CertificateKind.ATTENDANCE: "Teilnahmebescheinigung",
}


def drafts(papers: Sequence[Said], title: str, look: Look) -> Paper:
    """All papers as they would be, with ENTWURF across, without number and code: one PDF."""
    parts = [Part(TEMPLATE, {**_data(said), "draft": True}) for said in papers]
    return typeset_many(parts, title, look, new_sheets=True)


def made(issued: Issued, look: Look) -> Paper:
    """The paper as it is printed, with its signed statement in the code and attached."""
    return typeset(TEMPLATE, _printed(issued), look, [_attachment(issued)])


def kept(session: Session, ids: Iterable[int]) -> dict[int, bytes]:
    """The PDFs that are kept of these papers (ids): what was printed, byte by byte."""
    rows = session.exec(
        select(CertificateCopy.certificate_id, CertificateCopy.pdf)
        .where(col(CertificateCopy.certificate_id).in_(list(ids)))
        .order_by(col(CertificateCopy.certificate_id))
    )
    return {id: base64.b64decode(pdf) for id, pdf in rows}


def keep(write: Write, pdfs: Mapping[int, bytes]) -> dict[int, bytes]:
    """Keep these PDFs, by id of their papers, for ever; what is kept of them.

    Where another laptop was first, its copy is what counts.
    """
    new = [
        write.insert(CertificateCopy(certificate_id=id, pdf=base64.b64encode(pdf).decode()))
        for id, pdf in sorted(pdfs.items())
    ]
    stored = sum(row is not None for row in new)
    if stored:
        write.tell(sentences.PAPERS_KEPT, undoable=False, n=stored)
    return kept(write.session, pdfs)


def for_the_printer(
    papers: Sequence[Issued], copies: Mapping[int, bytes], look: Callable[[], Look]
) -> Paper:
    """All papers in one PDF, in the given order; every page is as in the kept copy.

    If the papers would be made today as they were, they are set together and the file is
    accessible. Else the pages of the copies are put together: a printer does not mind that the
    file has lost its tags, but a certificate must not look otherwise the second time, nor wait
    for a logo that is gone. One alone is its copy.
    """
    if len(papers) == 1:
        return Paper(copies[papers[0].certificate_id])
    try:
        now = look()
        if all(made(one, now).pdf == copies[one.certificate_id] for one in papers):
            parts = [Part(TEMPLATE, _printed(one)) for one in papers]
            attached = [_attachment(one) for one in papers]
            return typeset_many(parts, _title(papers), now, attached, new_sheets=True)
    except Refused:  # a broken template or logo
        pass
    return Paper(_joined([copies[one.certificate_id] for one in papers]), is_accessible=False)


def _title(papers: Sequence[Issued]) -> str:
    first, last = papers[0].number, papers[-1].number
    return first if first == last else f"{first} – {last}"


def _joined(pdfs: Sequence[bytes]) -> bytes:
    """The pages of all; none begins on the back of another when both sides are printed."""
    import io

    from pypdf import PdfReader, PdfWriter

    whole = PdfWriter()
    for pdf in pdfs:
        if len(whole.pages) % 2:
            whole.add_blank_page()
        pages = PdfReader(io.BytesIO(pdf))
        for page in pages.pages:
            whole.add_page(page)
        for name, contents in pages.attachments.items():
            whole.add_attachment(name, contents[0])
    joined = io.BytesIO()
    whole.write(joined)
    return joined.getvalue()


def _data(said: Said) -> dict[str, Any]:
    """What the template reads."""
    heading = _HEADINGS[said.kind]
    return {
        **said.stored(),
        "title": f"{heading} {said.number}".strip(),
        "heading": heading,
        "name": {"name": said.name, "latin": said.latin},
        "rule": said.rule,
        "modules": [
            {
                "title": module,
                "blocks": [
                    {
                        "number": b.number,
                        "title": b.title,
                        "units": b.units,
                        "of_units": b.of_units,
                        "done": b.done,
                    }
                    for b in blocks
                ],
            }
            for module, blocks in groupby(said.blocks, key=lambda block: block.module)
        ],
    }


def _printed(issued: Issued) -> dict[str, Any]:
    """What the template reads of a paper that counts."""
    rows = qr_rows(issued.statement)
    return {
        **_data(issued.said),
        "dated": issued.said.issued_on.isoformat(),
        "code": rows,
        "code_mm": edge_mm(len(rows)),
        "fingerprint": fingerprint(check(issued.statement).public),
    }


def _attachment(issued: Issued) -> Attachment:
    says = f"Alle Angaben von {issued.number} mit Unterschrift. Prüfen mit: biq verify"
    return Attachment(f"{issued.number}.txt", issued.statement.encode(), "text/plain", says)
