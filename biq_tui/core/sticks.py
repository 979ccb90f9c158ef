"""The removable drives that are plugged in, on any system."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_MOUNTS = (Path("/media"), Path("/run/media"))  # below them a folder for each person
_VOLUMES = Path("/Volumes")  # macOS


def sticks(mounts: Sequence[Path] = _MOUNTS, volumes: Path = _VOLUMES) -> tuple[Path, ...]:
    """Where the sticks' contents lie, by name. A stick just pulled is none."""
    if sys.platform == "win32":
        return tuple(_windows_sticks())
    found = [stick for root in mounts for person in _seen(root) for stick in _seen(person)]
    # The system's own disk is a link to / there.
    found += [volume for volume in _seen(volumes) if not volume.is_symlink()]
    return tuple(sorted(found))


def _seen(folder: Path) -> Iterator[Path]:
    """The folders in `folder` that are meant to be seen; none if it can't be read."""
    try:
        yield from (one for one in folder.iterdir() if one.name[0] != "." and one.is_dir())
    except OSError:
        return


def _windows_sticks() -> Iterator[Path]:
    import ctypes

    removable = 2
    for letter in "ABDEFGHIJKLMNOPQRSTUVWXYZ":
        drive = f"{letter}:\\"
        if ctypes.windll.kernel32.GetDriveTypeW(drive) == removable:  # type: ignore[attr-defined,unused-ignore]
            yield Path(drive)
