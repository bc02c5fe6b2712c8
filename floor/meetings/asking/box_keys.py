"""Where the opening halves of the boxes' keys lie: in files beside the database, never in it, while slips lie in the box.

So a copy of the database, a write-ahead log or a backup tells nobody which slip was put in after which. When the slips have been
taken out the key is overwritten and removed. Leave the folder out of backups.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from floor.polls.urn.sealing import belong_together, new_key

#: A box no more slips are put into: it is being emptied, or was left half emptied by a crash.
_SHUT = ".shut"


def folder() -> Path:
    return Path(settings.HOME) / "question-boxes"


def open_box(meeting: int) -> str | None:
    """The half that seals of the box that takes slips now. Asked while the box is held still."""
    return next((name for name in _boxes(meeting) if not name.endswith(_SHUT)), None)


def new_box(meeting: int) -> str:
    """A fresh box; what seals is given back, what opens lies in its file before the first slip can be put in."""
    key, secret = new_key()
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder() / f"{meeting}-{key}", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    return key


def shut(meeting: int, box: str) -> None:
    """From now on slips go into another box."""
    place = folder() / f"{meeting}-{box}"
    place.rename(place.with_name(place.name + _SHUT))


def shut_boxes(meeting: int) -> list[str]:
    """Boxes that wait to be emptied."""
    return [name.removesuffix(_SHUT) for name in _boxes(meeting) if name.endswith(_SHUT)]


def opening_half(meeting: int, box: str) -> bytes | None:
    """What opens the slips of a shut box; None where it is gone or was altered, and nobody can read them."""
    try:
        secret = (folder() / f"{meeting}-{box}{_SHUT}").read_bytes()
    except OSError:
        return None
    return secret if len(secret) == 32 and belong_together(box, secret) else None


def destroy(meeting: int, box: str) -> None:
    """Overwrite the key of a shut box and remove it."""
    place = folder() / f"{meeting}-{box}{_SHUT}"
    try:
        with open(place, "r+b") as file:
            file.write(os.urandom(32))
            file.flush()
            os.fsync(file.fileno())
        place.unlink()
    except FileNotFoundError:
        return


@contextmanager
def alone_at_the_boxes() -> Iterator[bool]:
    """Whether nobody else empties a box now; no two take out the same slips. It holds across transactions, until all is entered."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(folder() / "emptying", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _boxes(meeting: int) -> list[str]:
    start = f"{meeting}-"
    return sorted(place.name.removeprefix(start) for place in folder().glob(f"{start}*")) if folder().exists() else []
