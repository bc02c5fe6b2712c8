"""The grounds on which a result can be contested. There are no others, so that nobody can void a vote because of how it went."""

from __future__ import annotations

#: Ground -> what it means, in a sentence.
GROUNDS: dict[str, str] = {
    "wrong roll": "People who should have been on the roll were not, or people were on it who should not have been.",
    "wrong count": "The papers were not counted as the statutes say.",
    "secrecy broken": "It could be seen how somebody voted, or people had to show it.",
    "ineligible elected": "Somebody was elected who could not stand.",
    "rules not kept": "A rule of the statutes for this election was not kept: its notice, its dates, its nominations.",
    "pressure or bribery": "People were threatened, or something was promised to them, for voting or for staying away.",
}


def named() -> str:
    return ", ".join(GROUNDS)
