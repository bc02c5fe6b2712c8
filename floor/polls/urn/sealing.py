"""How papers are sealed: to a key whose other half only the count uses. Pure cryptography, by libsodium's sealed boxes.

Two papers that say the same have nothing in common when sealed, and all have one length. Once the opening half of the key is
destroyed, a sealed paper that was kept somewhere, in a backup or on a worn disk, can be opened by nobody.
"""

from __future__ import annotations

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox


class CannotOpen(ValueError):
    """A paper that was not sealed with this poll's key, or was changed since."""


def new_key() -> tuple[str, bytes]:
    """A fresh key: the half that seals, to be published, and the half that opens, to be kept and destroyed."""
    key = PrivateKey.generate()
    return bytes(key.public_key).hex(), bytes(key)


def seal(key: str, paper: bytes) -> bytes:
    return SealedBox(PublicKey(bytes.fromhex(key))).encrypt(paper)


def opened(secret: bytes, sealed: bytes) -> bytes:
    try:
        return SealedBox(PrivateKey(secret)).decrypt(sealed)
    except CryptoError:
        raise CannotOpen("A paper in the urn was changed or does not belong to this poll.") from None


def belong_together(key: str, secret: bytes) -> bool:
    return bytes(PrivateKey(secret).public_key).hex() == key
