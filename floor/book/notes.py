"""Signed notes (c2sp.org/signed-note) with Ed25519: text that says who signed it.

The text forms of keys are those of golang.org/x/mod/sumdb/note, so other people's tools take ours.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

_ED25519 = b"\x01"
_MOST_SIGNATURES = 100
_LONGEST_NOTE = 1_000_000
_SIGNATURE_LINE = "— "  # em dash, space


class NoteError(ValueError):
    """A note or a key that cannot be read, or a signature that does not hold; the message says which."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the name it claims, the key hash it claims, the bytes."""

    name: str
    key_hash: int
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its text (with the final newline) and its signatures, of which none is believed yet."""

    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key under a name. Its text form is `<name>+<key hash>+<base64>`, the vkey printed on notices."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        if len(self.public_key) != 32:
            raise NoteError("An Ed25519 public key has 32 bytes.")

    @property
    def key_hash(self) -> int:
        return _key_hash(self.name, self.public_key)

    @classmethod
    def from_text(cls, vkey: str) -> Verifier:
        name, claimed, key = _split_key(vkey.strip(), "public")
        verifier = cls(name, key)
        _check_key_hash(claimed, verifier.key_hash)
        return verifier

    def to_text(self) -> str:
        return f"{self.name}+{self.key_hash:08x}+{_base64(_ED25519 + self.public_key)}"

    def verifies(self, text: str, signature: bytes) -> bool:
        """Whether `signature` is this key's signature of `text`."""
        try:
            VerifyKey(self.public_key).verify(text.encode(), signature)
        except (BadSignatureError, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key under a name. Its text form begins with PRIVATE+KEY: keep it secret."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check_name(self.name)
        if len(self.seed) != 32:
            raise NoteError("An Ed25519 private key has 32 bytes.")

    @classmethod
    def new(cls, name: str) -> Signer:
        return cls(name, os.urandom(32))

    @classmethod
    def from_text(cls, skey: str) -> Signer:
        skey = skey.strip()
        if not skey.startswith("PRIVATE+KEY+"):
            raise NoteError("A private key begins with “PRIVATE+KEY+”.")
        name, claimed, seed = _split_key(skey.removeprefix("PRIVATE+KEY+"), "private")
        signer = cls(name, seed)
        _check_key_hash(claimed, signer.verifier.key_hash)
        return signer

    def to_text(self) -> str:
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_hash:08x}+{_base64(_ED25519 + self.seed)}"

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, SigningKey(self.seed).verify_key.encode())


def sign(text: str, *signers: Signer) -> str:
    """The note that says `text`, signed by each of `signers`."""
    if not signers:
        raise NoteError("A note needs at least one signature.")
    _check_text(text)
    if not text.endswith("\n"):
        raise NoteError("The text of a note ends with a newline.")
    lines = []
    for signer in signers:
        signature = SigningKey(signer.seed).sign(text.encode()).signature
        key_hash = signer.verifier.key_hash.to_bytes(4, "big")
        lines.append(f"{_SIGNATURE_LINE}{signer.name} {_base64(key_hash + signature)}\n")
    return text + "\n" + "".join(lines)


def parse_note(note: str) -> Note:
    """Take a note apart without believing any of its signatures."""
    if len(note) > _LONGEST_NOTE:
        raise NoteError("The note is too long to be one.")
    _check_text(note)
    body, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise NoteError("The note has no signatures: a blank line and lines that begin with “— ” are missing.")
    # split, not splitlines: only U+000A ends a line of a note.
    lines = tail[:-1].split("\n")
    if len(lines) > _MOST_SIGNATURES:
        raise NoteError(f"The note has more than {_MOST_SIGNATURES} signatures.")
    return Note(body + "\n", tuple(_parse_signature(line) for line in lines))


def open_note(note: str, verifiers: Iterable[Verifier]) -> tuple[str, Sequence[Verifier]]:
    """The text of `note` and who of `verifiers` signed it.

    Signatures of unknown keys are passed over, as the specification says; one of a known key that does not hold
    makes the whole note worthless, and so does a note that none of `verifiers` signed.
    """
    parsed = parse_note(note)
    known = {(verifier.name, verifier.key_hash): verifier for verifier in verifiers}
    signed_by: list[Verifier] = []
    for line in parsed.signatures:
        verifier = known.get((line.name, line.key_hash))
        if verifier is None or verifier in signed_by:
            continue
        if not verifier.verifies(parsed.text, line.signature):
            raise NoteError(f"The signature of {line.name} does not belong to this text.")
        signed_by.append(verifier)
    if not signed_by:
        wanted = ", ".join(f"{name}+{key_hash:08x}" for name, key_hash in known) or "no key"
        raise NoteError(f"Nobody known has signed this note; looked for {wanted}.")
    return parsed.text, signed_by


def _parse_signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_SIGNATURE_LINE).partition(" ")
    if not line.startswith(_SIGNATURE_LINE):
        raise NoteError("After its last blank line a note has signatures only; each begins with “— ”.")
    _check_name(name)
    raw = _from_base64(encoded)
    if len(raw) < 5:
        raise NoteError("A signature in the note is too short.")
    return Signature(name, int.from_bytes(raw[:4], "big"), raw[4:])


def _split_key(text: str, kind: str) -> tuple[str, str, bytes]:
    name, _, rest = text.partition("+")
    key_hash, _, encoded = rest.partition("+")
    if not encoded:
        raise NoteError(f"This is not a {kind} key; one looks like “name+1a2b3c4d+base64”.")
    raw = _from_base64(encoded)
    if raw[:1] != _ED25519:
        raise NoteError("The key is not an Ed25519 key.")
    return name, key_hash, raw[1:]


def _check_key_hash(claimed: str, actual: int) -> None:
    if claimed != f"{actual:08x}":
        raise NoteError("The key and the check digits in its middle do not agree: it was mistyped or altered.")


def _key_hash(name: str, public_key: bytes) -> int:
    return int.from_bytes(sha256(name.encode() + b"\n" + _ED25519 + public_key).digest()[:4], "big")


def _check_name(name: str) -> None:
    if not name or "+" in name or any(letter.isspace() or letter < " " for letter in name):
        raise NoteError(f"{name!r} cannot name a key: a name is not empty and has neither spaces nor “+”.")


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NoteError("The note is not Unicode text.") from None
    if any(letter < " " and letter != "\n" for letter in text):
        raise NoteError("A note has no control characters but the newline.")


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _from_base64(text: str) -> bytes:
    try:
        raw = b64decode(text, validate=True)
    except ValueError:
        raise NoteError("A signature or key in base64 is damaged.") from None
    if _base64(raw) != text:  # several spellings of the same bytes would let a note change without anyone noticing
        raise NoteError("A signature or key in base64 is not in its one proper spelling.")
    return raw
