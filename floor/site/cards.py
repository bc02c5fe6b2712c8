"""The codes on printed cards, and the locks they open. The server keeps the lock and never the code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets

#: No 0 and O, no 1, I and L, no U that reads like V: what is printed small must be read aright. 29 letters, 12 of them: 58 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
# A code has 59 random bits, so that the lock needs no long grinding; it is salted so that equal work helps with one card only.
_COST, _BLOCK, _PARALLEL = 1 << 11, 8, 1
#: Tried against when there is no such card, so that an unknown number takes as long as a wrong code.
_NO_LOCK = f"s1${base64.b64encode(bytes(16)).decode()}${base64.b64encode(bytes(32)).decode()}"


def new_code() -> str:
    """A fresh code, in the groups it is printed in: K7QM-2WXP-9RTD."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def plain(code: str) -> str:
    """A code as it is compared: without spaces, dashes and case."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def lock_for(code: str) -> str:
    """The lock that this code opens."""
    salt = os.urandom(16)
    return f"s1${base64.b64encode(salt).decode()}${base64.b64encode(_ground(code, salt)).decode()}"


def opens(lock: str, code: str) -> bool:
    """Whether a code opens a lock. An erased lock opens to nothing, in the same time."""
    try:
        form, salt, ground = (lock or _NO_LOCK).split("$")
        wanted = base64.b64decode(ground)
        same = hmac.compare_digest(_ground(code, base64.b64decode(salt)), wanted)
    except ValueError:
        return False
    return same and form == "s1" and bool(lock)


def _ground(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(plain(code).encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, dklen=32)
