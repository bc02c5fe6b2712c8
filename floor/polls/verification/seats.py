"""What a replayed book must show about seats that changed hands after a count: annulled only when upheld, followed only in order."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from floor.book.claims import Claim, broken, holds
from floor.book.verifying import checks_the_tables
from floor.house.models import Mandate
from floor.polls.electing.grounds import GROUNDS
from floor.polls.electing.substitutes import EARLY
from floor.polls.laws import law_of
from floor.polls.models import Candidacy, Contest, Poll


@checks_the_tables("R2", "R7")
def annulled_only_on_an_upheld_contest() -> Iterator[Claim]:
    """Each annulled election was contested in time, on a listed ground, and the body that the statutes name upheld it."""
    name, stray = "elections are annulled only on an upheld contest", 0
    sound: set[int] = set()
    for contest in Contest.objects.filter(upheld=True).select_related("poll"):
        body = law_of(contest.poll).body.get(contest.votes.get("body", ""))
        named = body is not None and "election contests" in body.hears
        until = contest.poll.contest_until
        in_time = until is not None and contest.entered < until
        if named and in_time and contest.ground in GROUNDS:
            sound.add(contest.poll_id)
    annulled = Poll.objects.filter(state="annulled")
    for poll in annulled.exclude(pk__in=sound).only("pk", "entry"):
        stray += 1
        yield broken(name, f"poll {poll.pk} was annulled without a contest that was upheld", poll.entry)
    ended = Mandate.objects.filter(how_ended="annulled")
    outside = ended.exclude(result__polls__pk__in=sound).count()
    if outside:
        stray += 1
        yield broken(name, f"{outside} mandates were annulled without a contest that was upheld")
    if not stray:
        yield holds(name, f"{annulled.count()} elections annulled, {ended.count()} mandates ended by it")


@checks_the_tables("R1")
def who_sits_was_elected_or_follows() -> Iterator[Claim]:
    """Whoever sits by a poll without being among its elected follows somebody in that very seat whose mandate ended early."""
    name, stray = "a vacant seat went to the runner-up", 0
    elected = set(Candidacy.objects.filter(elected=True, withdrawn=None).values_list("poll", "member"))
    polls = dict(Poll.objects.filter(kind="election").exclude(result=None).values_list("result", "pk"))
    followed = 0
    mandates = Mandate.objects.filter(result__polls__kind="election").order_by("seat", "pk")
    before: tuple[int, int, str] | None = None
    for seat, result, holder, how in mandates.values_list("seat", "result", "holder", "how_ended").iterator(
        chunk_size=500
    ):
        if (polls[result], holder) not in elected:
            followed += 1
            if before is None or before[:2] != (seat, result) or before[2] not in EARLY:
                stray += 1
                yield broken(
                    name, f"member {holder} sits by poll {polls[result]}, which did not elect them, and follows nobody"
                )
        before = seat, result, how
    if not stray:
        yield holds(name, f"{followed} substitutes, each after a mandate of the same count that ended early")


@checks_the_tables("R2", "R20")
def incompatible_from_the_start() -> Iterator[Claim]:
    """A mandate that ended because its holder had another seat ended as it began: nobody who sat was put out by that."""
    name, stray = "nobody who sat was put out for another seat", 0
    ended = Mandate.objects.filter(how_ended="incompatible")
    for mandate in ended.exclude(ended=F("starts")):
        stray += 1
        yield broken(name, f"mandate {mandate.pk} ended as incompatible after it had begun")
    if not stray:
        yield holds(name, f"{ended.count()} people were elected to a seat that did not go with one they held")
