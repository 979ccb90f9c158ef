"""A paper as a file: written whole or not at all, shown, taken along on a stick."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unicodedata
from pathlib import Path

from ..core.errors import Refused
from ..core.language import _

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_LONGEST = 120  # bytes of a name: with our endings it fits on every file system
_UNSAFE = re.compile(r'[<>:"/\\|?*\s]+')
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in range(10)}
)
"""Windows sends what is written to these to a device, whatever their ending."""


def file_name(title: str, ending: str = ".pdf") -> str:
    """A name for the file of a paper, readable and allowed on Windows, macOS, Linux and sticks.

    Letters of any script stay; blanks and forbidden characters become "-".
    """
    text = unicodedata.normalize("NFC", title)
    text = "".join(one for one in text if one.isspace() or unicodedata.category(one)[0] != "C")
    stem = re.sub(r"-{2,}", "-", _UNSAFE.sub("-", text))
    stem = stem.encode()[:_LONGEST].decode(errors="ignore").strip(".-")
    if not stem or stem.split(".")[0].upper() in _DEVICES:
        stem = f"Papier-{stem}".strip("-")
    return stem + ending


def save(pdf: bytes, file: Path) -> Path:
    """Write `file`, readable by its owner only; an older one of that name is replaced.

    It appears whole or not at all. Refused, naming the file, if the disk is full or the folder
    can't be written to: then nothing is there that was not there before.
    """
    draft: Path | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".biq-", suffix=".new")  # 0600
        draft = Path(name)
        with open(handle, "wb") as writing:
            writing.write(pdf)
            writing.flush()
            os.fsync(writing.fileno())
        saved = draft.replace(file)
    except OSError as error:
        if draft:
            draft.unlink(missing_ok=True)
        raise _unwritten(file, error) from error
    _settle(file.parent)
    return saved


def copy_to(file: Path, stick: Path) -> Path:
    """Put `file` on `stick`, whole; it may be pulled when this returns. Refused as for `save`."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Refused(
            _("{file} can't be read. Please check the file.").format(file=file)
        ) from error
    return save(content, stick / file.name)


def _unwritten(file: Path, error: OSError) -> Refused:
    if error.errno in _FULL:
        said = _("The disk is full: {file} was not written. Please make room and try again.")
    else:
        said = _(
            "{file} can't be written. Nothing was written. "
            "Please close the file if it is open, and check the folder's rights."
        )
    return Refused(said.format(file=file))


def _settle(folder: Path) -> None:
    """Have the folder remember the new name even if the power goes or the stick is pulled."""
    if sys.platform == "win32":
        return  # a folder can't be opened there; the file itself is safe
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass  # some sticks' file systems don't know this
    finally:
        os.close(handle)


def show(file: Path) -> bool:
    """Open `file` in the system's own viewer, at once; False if there is no desktop or viewer."""
    if sys.platform == "win32":
        try:
            os.startfile(file)
        except OSError:  # no program for PDF
            return False
        return True
    viewer = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    desktop = sys.platform == "darwin" or (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if not viewer or not desktop:
        return False
    try:
        shown = subprocess.Popen(
            [viewer, str(file.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it stays when we end, and never reaches our terminal
        )
    except OSError:
        return False
    threading.Thread(target=shown.wait, daemon=True).start()
    return True
