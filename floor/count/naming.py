"""Names of methods as people write them: “Scottish STV”, “STV (Scottish rules)” and “stv_scottish” are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar

#: Words that tell no method from another.
_SAY_NOTHING = frozenset({"a", "by", "of", "method", "rule", "rules", "system", "the", "vote", "voting"})


class Named(Protocol):
    """Something with a name, and other names that mean it too."""

    @property
    def name(self) -> str: ...

    @property
    def aliases(self) -> tuple[str, ...]: ...


Known = TypeVar("Known", bound=Named)


def called(name: str, known: Iterable[Known]) -> Known | None:
    """Which of those known is meant by a name, if one is."""
    wanted = spellings(name)
    return next((each for each in known if any(wanted & spellings(its) for its in (each.name, *each.aliases))), None)


def spellings(name: str) -> frozenset[str]:
    """A name as it is compared, without accents, capitals, signs and words that say nothing: its letters, and its words in any order."""
    # Apostrophes, and the s of “Meek's”, go first: one of the signs would be taken for an accent over nothing.
    whole = unicodedata.normalize("NFKD", re.sub(r"['’‘`´ʼ](s\b)?", "", name.casefold()))
    words = re.findall(r"[^\W_]+", "".join(sign for sign in whole if not unicodedata.combining(sign)))
    telling = [word for word in words if word not in _SAY_NOTHING] or words
    return frozenset({"".join(telling), " ".join(sorted(telling))})
