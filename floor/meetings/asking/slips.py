"""What stands on a slip, and how it is sealed: every slip has the same length, whatever is asked. Pure, but for the key."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass

from floor.polls.urn.sealing import CannotOpen, opened, seal

#: Characters of a question, and of whom it is put to.
LONGEST, LONGEST_NAME = 500, 80
#: What a question of the greatest length takes in letters of any script, with what stands around it.
_LENGTH = 3000
#: Letters that would print what follows them in the wrong direction.
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


@dataclass(frozen=True, slots=True)
class Written:
    """A question as it was put into the box."""

    text: str
    to_whom: str = ""
    item: int | None = None


def one_line(text: str) -> str:
    """A text without line ends, control characters and doubled spaces: how somebody presses their keys tells who they are."""
    said = "".join(letter for letter in text if letter.isspace() or not _is_control(letter))
    return " ".join(unicodedata.normalize("NFC", said).split())


def sealed_slip(box: str, written: Written) -> bytes:
    return seal(box, json.dumps(asdict(written), ensure_ascii=False).encode().ljust(_LENGTH))


def read_slip(secret: bytes, sealed: bytes) -> Written | None:
    """What stands on a slip; None where it was changed since it was put in."""
    try:
        return Written(**json.loads(opened(secret, sealed)))
    except (CannotOpen, ValueError, TypeError):
        return None


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" or ord(letter) in _TURNING
