"""How long somebody takes who has never seen these pages: reading, looking for the place, touching, typing.

A machine clicks in milliseconds; what makes voting slow for people is words. So the watch counts those that stand above what is
touched next, and goes at a slow reader's pace.
"""

from __future__ import annotations

from typing import Any

#: A slow reader on a phone.
WORDS_A_MINUTE = 130
#: To find the place and touch it; to type a character from a card; to wait for a page on a slow line.
A_TOUCH, A_CHARACTER, A_PAGE = 2.5, 0.8, 1.5

_WORDS_ABOVE = """(touched) => {
  const range = document.createRange();
  range.setStart(document.querySelector('main'), 0);
  range.setEndAfter(touched);
  return range.toString().split(/\\s+/).filter(Boolean).length;
}"""


class Stopwatch:
    """Everything that is done through the watch takes its time."""

    def __init__(self, page: Any) -> None:
        self.page, self.seconds, self.read = page, 0.0, 0

    def _find(self, target: Any) -> None:
        words = target.evaluate(_WORDS_ABOVE)
        # What was read already on this page is not read again.
        self.seconds += max(0, words - self.read) * 60 / WORDS_A_MINUTE + A_TOUCH
        self.read = max(self.read, words)

    def touch(self, target: Any) -> None:
        """Tick a box or choose something on the page."""
        self._find(target)
        target.click()

    def type(self, target: Any, text: str) -> None:
        self._find(target)
        self.seconds += len(text) * A_CHARACTER
        target.fill(text)

    def choose(self, target: Any, label: str) -> None:
        self._find(target)
        target.select_option(label)

    def go(self, target: Any) -> None:
        """Touch what leads to another page."""
        self._find(target)
        with self.page.expect_navigation():
            target.click()
        self.seconds, self.read = self.seconds + A_PAGE, 0
