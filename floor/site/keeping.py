"""What an organisation's server keeps on disk besides the database: a secret for sessions, a key that signs checkpoints."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_of(home: Path) -> str:
    """The server's own secret, made on first use and readable by nobody else."""
    return os.environ.get("FLOOR_SECRET") or kept(home / "secret", lambda: secrets.token_urlsafe(48))


def kept(path: Path, make) -> str:  # type: ignore[no-untyped-def]
    """The content of a small private file, made on first use; two processes that start together agree on one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(make(), encoding="utf-8")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="utf-8")


def signer():  # type: ignore[no-untyped-def]
    """Who signs this organisation's checkpoints: the key in its home, made on first use."""
    from django.conf import settings

    from floor.book.notes import Signer
    from floor.house.models import Organisation

    def new_key() -> str:
        organisation = Organisation.objects.filter(pk=1).first()
        return Signer.new(origin_of(organisation.title if organisation else "organisation")).to_text()

    return Signer.from_text(kept(settings.HOME / "key", new_key).strip())


def origin_of(title: str) -> str:
    """The name that signs: letters, digits and hyphens of the organisation's title."""
    letters = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in title.lower())
    return "fromthefloor/" + ("-".join(filter(None, letters.split("-"))) or "organisation")
