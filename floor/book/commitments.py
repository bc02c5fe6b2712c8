"""Salted commitments: how a name or a secret stands in the book without being there.

An entry holds the commitment; the value and its salt lie in a private table. Whoever is shown both can see that they
are what was committed to; once both are erased nobody can guess the value from the commitment (R17), and the log
stays valid.
"""

from __future__ import annotations

import hmac
import os
from binascii import b2a_base64
from collections.abc import Iterable, Sequence
from hashlib import sha256

from .canonical import NotCanonical, canonical

SALT_BYTES = 16  # 128 bits: names and yes/no answers are easy to guess, so the salt must not be
_LONGEST_SALT = 64
_DOMAIN = b"floor.book.commitment.v1\n"  # no other hash in the book begins like this
_FORM = "c1:"
_BEFORE = [_DOMAIN + bytes([length]) for length in range(_LONGEST_SALT + 1)]
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def commit(value: object, salt: bytes) -> str:
    """The commitment to `value` under `salt`: `c1:` and 43 letters of URL-safe base64."""
    return commit_written([canonical(value)], [salt])[0]


def commit_written(written: Sequence[bytes], salts: Sequence[bytes]) -> list[str]:
    """The commitments to values whose canonical JSON is at hand already."""
    for salt in salts:
        if not SALT_BYTES <= len(salt) <= _LONGEST_SALT:
            raise ValueError(f"A salt has {SALT_BYTES} to {_LONGEST_SALT} random bytes; this one has {len(salt)}.")
    # The salt's length goes in first, so that no part of the value can pass for salt or the other way round.
    digests = [sha256(_BEFORE[len(salt)] + salt + raw).digest() for raw, salt in zip(written, salts, strict=True)]
    # All at once: 33 bytes are 44 letters, and the last of them stands for the byte between two digests.
    letters = b2a_base64(b"\0".join([*digests, b""]), newline=False).translate(_URL_SAFE).decode()
    return [_FORM + letters[at : at + 43] for at in range(0, 44 * len(digests), 44)]


def commit_all(values: Iterable[object], salts: Iterable[bytes]) -> list[str]:
    """The commitments to many values, each under its own salt."""
    return [commit(value, salt) for value, salt in zip(values, salts, strict=True)]


def opens(commitment: str, value: object, salt: bytes) -> bool:
    """Whether `value` and `salt` are what `commitment` was made from."""
    try:
        return opens_written(commitment, canonical(value), salt)
    except NotCanonical:
        return False


def opens_written(commitment: str, raw: bytes, salt: bytes) -> bool:
    """The same, for a value whose canonical JSON is at hand already."""
    if not SALT_BYTES <= len(salt) <= _LONGEST_SALT:
        return False
    return hmac.compare_digest(commit_written([raw], [salt])[0].encode(), commitment.encode(errors="replace"))


def new_salts(n: int) -> list[bytes]:
    """`n` fresh salts from one call to the system's randomness."""
    pool = os.urandom(n * SALT_BYTES)
    return [pool[i : i + SALT_BYTES] for i in range(0, n * SALT_BYTES, SALT_BYTES)]
