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
