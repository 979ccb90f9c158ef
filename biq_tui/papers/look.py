"""How a Träger's papers look: its logos, funding notice, own templates and own texts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from ..core.errors import Refused
from ..core.language import _

_LARGEST_LOGO = 8_000_000  # bytes; more makes every certificate too large to mail


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in the strip at the foot of every paper."""

    name: str
    """The file's name, as it is named in messages."""
    content: bytes
    kind: str
    """What the bytes are: "svg", "png" or "jpg"."""
    alt: str
    """What somebody hears who can't see it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a Träger gives its papers. Without anything they are plain and complete."""

    folder: Path | None = None
    """Where its own templates lie; one with the name of ours is used in its place."""
    logos: tuple[Logo, ...] = ()
    notice: str = ""
    """Who pays, in the words the funder demands: "Gefördert durch …"."""
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Its own words for what templates read by `words(key, default)`."""
    lang: str = "de"


def look_of(folder: Path, logos: str = "", notice: str = "") -> Look:
    """The look of the Träger whose data lie in `folder`.

    `logos` names image files, separated by commas, in the folder `papers` there or by their whole
    path. `papers/profile.toml` may hold `[texts]` (own words by key) and `[alt]` (what a logo
    shows, by its file name). Refused, naming the file, if one is missing or is not what it ought
    to be.
    """
    papers = folder / "papers"
    profile = _profile(papers / "profile.toml")
    alt = _words(profile, "alt", papers)
    names = [name.strip() for name in logos.split(",") if name.strip()]
    return Look(
        folder=papers if papers.is_dir() else None,
        logos=tuple(_logo(papers / Path(name).expanduser(), alt) for name in names),
        notice=notice.strip(),
        texts=MappingProxyType(_words(profile, "texts", papers)),
    )


def _profile(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise _refused(file) from None
    except tomllib.TOMLDecodeError as error:
        said = _("The texts in {file} can't be read: {why}. Please correct the file.")
        raise Refused(said.format(file=file, why=error)) from None


def _words(profile: dict[str, object], table: str, folder: Path) -> dict[str, str]:
    words = profile.get(table, {})
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        said = _('In {file}, [{table}] must hold lines such as: key = "words".')
        raise Refused(said.format(file=folder / "profile.toml", table=table))
    return words


def _logo(file: Path, alt: Mapping[str, str]) -> Logo:
    try:
        if file.stat().st_size > _LARGEST_LOGO:
            said = _("The logo {file} is too large. Please use one below 8 MB.")
            raise Refused(said.format(file=file))
        content = file.read_bytes()
    except FileNotFoundError:
        said = _("The logo {file} is missing. Please put it there or change the setting.")
        raise Refused(said.format(file=file)) from None
    except (OSError, ValueError):
        raise _refused(file) from None
    kind = kind_of(content)
    if not kind:
        raise broken_logo(str(file))
    return Logo(file.name, content, kind, alt.get(file.name) or _spoken_name(file))


def kind_of(content: bytes) -> str:
    """What picture these bytes look like, whatever the file is called; "" if none we can set."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "svg" if b"<svg" in content[:4096] else ""


def broken_logo(file: str) -> Refused:
    """The logo is no picture, or only half of one."""
    said = _("The logo {file} is no readable SVG, PNG or JPG picture. Please replace it.")
    return Refused(said.format(file=file))


def _spoken_name(file: Path) -> str:
    words = file.stem.replace("_", " ").replace("-", " ").strip()
    return words if words.lower().startswith("logo") else f"Logo {words}"


def _refused(file: Path) -> Refused:
    return Refused(_("{file} can't be read. Please check the file.").format(file=file))
