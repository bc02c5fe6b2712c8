"""What the tellers of a poll on paper have entered, and what follows from it. Reads only.

Nobody is shown what one teller entered before a second one has: each counts alone. `finding` says what the clock is to
publish, and the guard of the act that publishes it asks the same question again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from floor.polls.authority import tellers_of
from floor.polls.laws import law_of, small_group
from floor.polls.models import Poll, Sheets
from floor.polls.urn.paper import Form
from floor.polls.urn.published_file import as_csv, with_small_units_together

from .tallying import Difference, Said, as_text, differences_between, in_words, invalid_in, papers_in, sheets_in

#: The ways of voting in which two tellers enter the sheets.
ON_PAPER = frozenset({"paper", "postal"})
#: How long tellers who agree that there are too many papers have to look again.
TIME_TO_SETTLE = timedelta(days=1)
#: How long tellers have to agree. Then the poll is shown as broken, so that its seats can be voted on anew.
TIME_TO_COUNT = timedelta(days=14)
_MARKED = "marked,"


@dataclass(frozen=True, slots=True)
class Finding:
    """What two tellers who agree have found, or why there is nothing to count."""

    urn: str = ""
    """The file of papers to publish; empty if there is a fault."""
    papers: int = 0
    invalid: int = 0
    marked: int = 0
    sheets: tuple[int, ...] = ()
    """Whose entries agree, by the numbers of the entries."""
    fault: str = ""


NO_AGREEMENT = "the tellers' sheets did not agree within the time there was to count them"


def as_kept(form: Form, marked: int, sheets: dict[int, Said]) -> str:
    """An entry as it is kept: the ticks on the roll, then sheet by sheet."""
    return f"{_MARKED}{marked}\n{as_text(form, sheets)}"


def read_back(form: Form, kept: str) -> tuple[int, dict[int, Said]]:
    first, _, rest = kept.partition("\n")
    return int(first.removeprefix(_MARKED)), sheets_in(form, rest)


def entries_of(poll: Poll, recount: int = 0) -> list[Sheets]:
    """What stands entered, one for each teller, in the order they came."""
    return list(Sheets.objects.filter(poll=poll, recount=recount, superseded=None).order_by("pk"))


def corrections(poll: Poll, recount: int = 0) -> int:
    """How often a teller entered anew what they had entered before. Public."""
    return Sheets.objects.filter(poll=poll, recount=recount).exclude(superseded=None).count()


def who_counted(poll: Poll, before: int) -> set[int]:
    """Tellers who entered sheets in counts before this one, also what they corrected later."""
    return set(Sheets.objects.filter(poll=poll, recount__lt=before).values_list("teller", flat=True))


def who_may_count(poll: Poll, recount: int = 0) -> set[int]:
    """The tellers that were named; where fewer than two were, also those whom lists and candidates sent. Others count again."""
    named = set(poll.tellers) - (who_counted(poll, recount) if recount else set())
    return named if len(named) >= 2 else tellers_of(poll) - (who_counted(poll, recount) if recount else set())


def differences(poll: Poll, recount: int = 0) -> list[Difference]:
    """On which sheets the first two tellers do not agree. For the tellers' own page, and empty until both have entered theirs.

    The ticks on the roll come first, as sheet 0.
    """
    first_two = entries_of(poll, recount)[:2]
    if len(first_two) < 2 or not all(entry.sheets for entry in first_two):
        return []
    form = Form.from_data(poll.form)
    (ticks, first), (others_ticks, second) = (read_back(form, entry.sheets) for entry in first_two)
    rolls = [Difference(0, str(ticks), str(others_ticks))] if ticks != others_ticks else []
    return rolls + differences_between(form, first, second)


def own_entry(poll: Poll, teller: int, recount: int = 0) -> list[tuple[int, str]]:
    """What a teller entered, sheet by sheet. For that teller alone."""
    found = Sheets.objects.filter(poll=poll, recount=recount, teller=teller, superseded=None).first()
    if found is None or not found.sheets:
        return []
    form = Form.from_data(poll.form)
    return [(number, in_words(form, said)) for number, said in read_back(form, found.sheets)[1].items()]


def agreeing(entries: list[Sheets]) -> tuple[Sheets, Sheets] | None:
    """The first two tellers who entered the same. Entries are kept written alike, so that the same is the same text."""
    pairs = combinations([entry for entry in entries if entry.sheets], 2)
    return next(((one, two) for one, two in pairs if one.sheets == two.sheets), None)


def finding(poll: Poll, at: datetime, recount: int = 0, since: datetime | None = None) -> Finding | None:
    """What is to be published of a count at this moment; None while the tellers are still at it."""
    pair = agreeing(entries_of(poll, recount))
    if pair is None:
        overdue = at >= (since or poll.closes) + TIME_TO_COUNT
        return Finding(fault=NO_AGREEMENT) if overdue else None
    form = Form.from_data(poll.form)
    marked, sheets = read_back(form, pair[0].sheets)
    whose = (pair[0].pk, pair[1].pk)
    if len(sheets) > marked:
        if at < max(pair[0].entered, pair[1].entered) + TIME_TO_SETTLE:
            return None
        return Finding(
            "",
            len(sheets),
            0,
            marked,
            whose,
            f"{len(sheets)} papers lay in the urn, {marked} people are ticked on the roll",
        )
    urn, _small = with_small_units_together(papers_in(sheets, str(poll.unit_id)), small_group(law_of(poll)))
    invalid = invalid_in(sheets)
    return Finding(as_csv(form, urn), len(sheets) - invalid, invalid, marked, whose)
