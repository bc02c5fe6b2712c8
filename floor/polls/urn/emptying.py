"""Emptying the urn of a poll that is over: papers opened, written down in an order that says nothing, and counted against the roll."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from floor.house.models import Unit
from floor.polls.models import Mark, Poll, RollLine, SealedPaper

from .casting import lying_in, wait_for_papers_on_their_way
from .keys import KeyIsGone, opening_half
from .paper import Form, Paper, fault_in, in_order, read
from .published_file import as_csv, with_small_units_together
from .sealing import CannotOpen, opened

_CHUNK = 5000
_TRIES = 100


@dataclass(frozen=True, slots=True)
class Emptied:
    """What was found in the urn, ready to be published."""

    urn: str
    """The file of papers; empty if they can't all be opened."""
    papers: int
    voted: int
    marks: str
    """The marks on the roll, one bit for each line in order; private."""
    fault: str = ""
    """Why the urn and the roll don't agree, if they don't."""


def empty(poll: Poll, small: int, progress: Callable[[int], None] = lambda _: None) -> Emptied:
    """Open every paper of a poll that is over. Reads only; the act that publishes the urn destroys what was read.

    A server whose clock is behind may take a paper meanwhile. Then it is done again, so that marks and papers are those of one
    moment; the act that publishes the urn looks once more.
    """
    wait_for_papers_on_their_way(poll.pk)
    for _ in range(_TRIES):
        before = lying_in(poll.pk)
        found = _empty_once(poll, small, progress)
        if lying_in(poll.pk) == before:
            break
    return found


def _empty_once(poll: Poll, small: int, progress: Callable[[int], None]) -> Emptied:
    marks, voted, strangers = marks_on_the_roll(poll)
    papers = SealedPaper.objects.filter(poll=poll.pk)
    number = papers.count()
    if strangers:
        return Emptied(
            "", number, voted, marks, f"{strangers} people are marked as having voted who are not on the roll"
        )
    if number != voted:
        return Emptied(
            "", number, voted, marks, f"{number} papers lie in the urn, {voted} people are marked on the roll"
        )
    form = Form.from_data(poll.form)
    try:
        counted = _open_all(papers, form, opening_half(poll.key), Wards(poll), progress)
    except (CannotOpen, KeyIsGone) as fault:
        return Emptied("", number, voted, marks, str(fault))
    together, _hidden = with_small_units_together(counted, small)
    return Emptied(as_csv(form, together), number, voted, marks)


def _open_all(
    papers: QuerySet[SealedPaper], form: Form, secret: bytes, wards: Wards, progress: Callable[[int], None]
) -> Counter[tuple[str, Paper]]:
    counted: Counter[tuple[str, Paper]] = Counter()
    seen: set[bytes] = set()
    done = 0
    for sealed in papers.order_by("pk").values_list("sealed", flat=True).iterator(chunk_size=_CHUNK):
        # Each paper is sealed with a key of its own, which comes first: two that begin alike are one that was copied.
        if (own := bytes(sealed)[:32]) in seen:
            raise CannotOpen("A paper lies in the urn twice.")
        seen.add(own)
        unit, paper = read(opened(secret, bytes(sealed)))
        if fault_in(form, paper):
            raise CannotOpen("A paper in the urn says what no paper of this poll can say.")
        counted[wards.of(unit), in_order(form, paper)] += 1
        done += 1
        if done % _CHUNK == 0:
            progress(done)
    progress(done)
    return counted


class Wards:
    """Under which unit each paper is shown: the unit below that of the poll where its writer belongs."""

    def __init__(self, poll: Poll) -> None:
        self.top = poll.unit
        self._known: dict[int, str] = {}

    def of(self, unit: int) -> str:
        if unit not in self._known:
            self._known[unit] = self._find(unit)
        return self._known[unit]

    def _find(self, unit: int) -> str:
        found = Unit.objects.filter(pk=unit).first()
        for path in (found.path, found.place_path) if found else ():
            if path.startswith(self.top.path) and path != self.top.path:
                return path[len(self.top.path) :].split("/")[0]
        return str(self.top.pk)


def marks_on_the_roll(poll: Poll) -> tuple[str, int, int]:
    """The marks as one bit for each entitled line of the roll, how many are set, and how many belong to nobody there."""
    marked = set(Mark.objects.filter(poll=poll.pk).values_list("member", flat=True))
    bits, voted = bytearray(), 0
    for at, member in enumerate(_entitled(poll)):
        if at % 8 == 0:
            bits.append(0)
        if member in marked:
            bits[-1] |= 1 << (at % 8)
            voted += 1
    return base64.b64encode(bytes(bits)).decode(), voted, len(marked) - voted


def members_marked(poll: Poll, marks: str) -> Iterator[int]:
    """Who is marked, read back from the bits."""
    bits = base64.b64decode(marks)
    for at, member in enumerate(_entitled(poll)):
        if bits[at // 8] >> (at % 8) & 1:
            yield member


def number_of_marks(marks: str) -> int:
    return sum(byte.bit_count() for byte in base64.b64decode(marks))


def _entitled(poll: Poll) -> Iterator[int]:
    lines = RollLine.objects.filter(poll=poll, reason="").order_by("pk")
    yield from lines.values_list("member_id", flat=True).iterator(chunk_size=_CHUNK)
