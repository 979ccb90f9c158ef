"""One run of Typst: what a paper is made of becomes a PDF, or is refused in a sentence.

Data reach a template as JSON in memory, never as markup and never on the disk. A template sees
its own file, `common.typ` and the logos, nothing else of this laptop.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ..core.errors import Refused
from ..core.language import _
from .glyphs import missing_in, printable
from .look import Logo, Look, broken_logo

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic")
_DRAFT = "ENTWURF"
_LONGEST_WHY = 160  # characters of Typst's own message
_PLACE = re.compile(r"[/\\](\d+)[/\\]([^/\\:\n]+\.typ):(\d+):\d+")
_PACKAGE = re.compile(r"""(?:import|include)\s*\(?\s*["']@""")

_MAIN = """\
#let main = json(bytes(sys.inputs.main))
#set document(
  title: main.title,
  date: if main.dated == none { none } else { datetime(..main.dated) },
)
#set text(font: main.fonts, size: 11pt, lang: main.lang, hyphenate: false)
#for a in main.attached {
  pdf.attach(a.name, bytes(a.content), relationship: "data", mime-type: a.kind, description: a.says)
}
"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF."""

    name: str
    content: bytes
    kind: str
    """Its media type: "application/json"."""
    says: str
    """What it is, in a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Source:
    """A template as it is used."""

    file: Path
    text: str


def source_of(template: Path, look: Look) -> Source:
    """The Träger's template of that name, else ours."""
    file = template
    if look.folder and (look.folder / template.name).is_file():
        file = look.folder / template.name
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused(_("The template {file} can't be read.").format(file=file)) from None
    if _PACKAGE.search(text):
        said = _("The template {file} wants something from the internet. That is not allowed.")
        raise Refused(said.format(file=file))
    return Source(file, text)


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that one PDF is made of."""

    sources: list[Source]
    title: str
    look: Look
    attached: tuple[Attachment, ...]
    new_sheets: tuple[bool, ...]
    """For each source, whether it begins on a new sheet when the printer uses both sides."""

    def run(
        self, data: list[Any], *, system_fonts: bool = False, is_accessible: bool = True
    ) -> tuple[bytes, frozenset[str]]:
        """The PDF of `data`, one for each source; or no bytes, and the letters that no font has.

        Without the claim of being accessible letters may miss: there is always a PDF.
        """
        typst = _typst()
        try:
            with tempfile.TemporaryDirectory(prefix="biq-") as folder:
                self._lay_out(Path(folder))
                pdf: bytes = typst.compile(
                    self._main().encode(),
                    root=folder,
                    font_paths=_fonts(system=system_fonts),
                    sys_inputs=self._inputs(data),
                    pdf_standards=["ua-1"] if is_accessible else [],
                    package_path=folder,
                    package_cache_path=folder,
                    format="pdf",
                )
        except typst.TypstError as error:
            missing = missing_in(error.diagnostic)
            if missing and is_accessible:
                return b"", missing
            raise self._refused(error) from None
        except OSError:
            raise Refused(
                _("The disk is full. Nothing is lost. Please make room and try again.")
            ) from None
        return pdf, frozenset()

    def _lay_out(self, folder: Path) -> None:
        """The logos, and a folder for each part: it has no other way to find its own data."""
        for number, logo in enumerate(self.look.logos):
            (folder / f"logo-{number}").write_bytes(logo.content)
        common = (_HERE / "common.typ").read_text(encoding="utf-8")
        for number, source in enumerate(self.sources):
            own = folder / str(number)
            own.mkdir()
            (own / "common.typ").write_text(f"#let part = {number};{common}", encoding="utf-8")
            (own / source.file.name).write_text(source.text, encoding="utf-8")

    def _main(self) -> str:
        main = _MAIN
        for number, source in enumerate(self.sources):
            if number:
                side = ', to: "odd"' if self.new_sheets[number] else ""
                main += f"#pagebreak(weak: true{side})\n"
            main += f"#include {json.dumps(f'{number}/{source.file.name}')}\n"
        return main

    def _inputs(self, data: list[Any]) -> dict[str, str]:
        draft = any(part.get("draft") for part in data)
        main = {
            "title": f"{_DRAFT} – {self.title}" if draft else self.title,
            "lang": self.look.lang,
            "fonts": _FAMILIES,
            "dated": _dated(data[0].get("dated") if data else None),
            "attached": [
                {"name": a.name, "content": list(a.content), "kind": a.kind, "says": a.says}
                for a in self.attached
            ],
        }
        inputs = {"main": main, "look": _look_inputs(self.look)}
        inputs |= {f"part-{number}": part for number, part in enumerate(data)}
        return {key: json.dumps(printable(value)) for key, value in inputs.items()}

    def _refused(self, error: Any) -> Refused:
        """Whose fault it is: a logo's, else the template's."""
        for logo in self.look.logos:
            if not _can_be_set(logo):
                return broken_logo(logo.name)
        places = [
            (int(number), int(line))
            for number, name, line in _PLACE.findall(error.diagnostic)
            if name != "common.typ" and int(number) < len(self.sources)
        ]
        why = " ".join(error.message.split())[:_LONGEST_WHY]
        if not places:
            file = self.sources[0].file
            said = _("The template {file} can't be set: {why}.")
            return Refused(said.format(file=file, why=why))
        number, line = places[0]
        said = _("The template {file} can't be set, line {line}: {why}.")
        return Refused(said.format(file=self.sources[number].file, line=line, why=why))


def _can_be_set(logo: Logo) -> bool:
    typst = _typst()
    try:
        typst.compile(
            b"#image(bytes(json(bytes(sys.inputs.content))), format: sys.inputs.kind)",
            font_paths=_fonts(),
            sys_inputs={"content": json.dumps(list(logo.content)), "kind": logo.kind},
            format="pdf",
        )
    except typst.TypstError:
        return False
    return True


def _look_inputs(look: Look) -> dict[str, Any]:
    return {
        "logos": [
            {"file": f"/logo-{number}", "format": logo.kind, "alt": logo.alt}
            for number, logo in enumerate(look.logos)
        ],
        "notice": look.notice,
        "texts": dict(look.texts),
    }


def _dated(day: str | None) -> dict[str, int] | None:
    if not day:
        return None
    read = date.fromisoformat(day)
    return {"year": read.year, "month": read.month, "day": read.day}


def _typst() -> Any:
    try:
        import typst
    except ImportError:  # no wheel for Windows on ARM
        raise Refused(_("Papers can't be made on this kind of laptop.")) from None
    return typst


def look_for_fonts() -> None:
    """Raises Refused with a sentence if papers would have no letters, or can't be made at all."""
    _fonts()


@cache
def _fonts(*, system: bool = False) -> Any:
    """Ours, the same on every system; with `system` also whatever this laptop has."""
    fonts = _typst().Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(_FONTS)]
    )
    if not set(_FAMILIES) <= set(fonts.families()):  # else papers would be white
        raise Refused(_("The fonts for papers are missing. Please install BIQ again."))
    return fonts
