"""Where the opening halves of the urns' keys lie while polls are open: in files beside the database, never in it.

So a copy of the database opens nothing. A key is overwritten and removed when its urn has been counted. Leave the folder out of
backups: with a copy of both, whoever has it could open papers of a poll that is long over.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.conf import settings

from .sealing import belong_together, new_key


class KeyIsGone(LookupError):
    """The key of an urn is not where it was put: its papers can be opened by nobody."""


def folder() -> Path:
    return Path(settings.HOME) / "urns"


def make_key() -> str:
    """Make the key of an urn; the half that seals is given back, the other half lies in its file before anyone can vote."""
    key, secret = new_key()
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder() / key
    handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    return key


def opening_half(key: str) -> bytes:
    place = folder() / key
    try:
        secret = place.read_bytes()
    except OSError:
        raise KeyIsGone("The key of this urn is gone.") from None
    if len(secret) != 32 or not belong_together(key, secret):
        raise KeyIsGone("The key of this urn was altered.")
    return secret


def destroy(key: str) -> bool:
    """Overwrite a key and remove it; whether there was one."""
    place = folder() / key
    try:
        with open(place, "r+b") as file:
            file.write(os.urandom(32))
            file.flush()
            os.fsync(file.fileno())
        place.unlink()
    except FileNotFoundError:
        return False
    return True


def is_old(key: str) -> bool:
    """Whether a key was made more than a day ago."""
    try:
        return time.time() - (folder() / key).stat().st_mtime > 24 * 3600
    except FileNotFoundError:
        return False


def kept() -> list[str]:
    """The keys that lie there, of whatever polls."""
    return sorted(place.name for place in folder().glob("*")) if folder().exists() else []
