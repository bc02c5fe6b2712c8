"""Old words out, new words in. An amendment names the words it changes, so that several can be carried one after the other. Pure."""

from __future__ import annotations


def occurs_once(text: str, old: str) -> bool:
    """Whether it is clear which words are meant. No old words: the new ones are added at the end, which is always clear."""
    return not old or text.count(old) == 1


def replaced(text: str, old: str, new: str) -> str | None:
    """The text with the old words replaced by the new; None if they are not there, or more than once."""
    if not occurs_once(text, old):
        return None
    if not old:
        between = "" if not text.strip() else "\n\n" if "\n" in text or "\n" in new else " "
        return text.rstrip() + between + new
    before, _, after = text.partition(old)
    if not new and before.endswith(" ") and (not after or after[0] in " .,;:!?\n"):
        # Struck words take one of the spaces around them along.
        before = before[:-1]
    return before + new + after
