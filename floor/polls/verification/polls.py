"""What a replayed book must show about polls: papers and marks agree, the count comes out the same, recall was by the electors."""

from __future__ import annotations

from collections.abc import Iterator

from floor.book.claims import Claim, broken, holds
from floor.book.models import Attachment
from floor.book.verifying import checks_the_tables
from floor.house.models import Mandate
from floor.polls.models import Poll
from floor.polls.urn.paper import Form
from floor.polls.urn.published_file import NotAnUrn, from_csv


@checks_the_tables("R4", "R5")
def papers_and_marks_agree() -> Iterator[Claim]:
    """Each published urn has as many papers as people were marked on the roll, and no more than were entitled."""
    name, checked, papers = "papers and marks on the roll agree", 0, 0
    for poll in Poll.objects.exclude(urn="").order_by("pk").iterator(chunk_size=100):
        checked += 1
        found = Attachment.objects.filter(sha256=poll.urn).first()
        try:
            urn = from_csv(Form.from_data(poll.form), found.content if found else "")
        except NotAnUrn as fault:
            yield broken(name, f"poll {poll.pk}: {fault}", poll.entry)
            continue
        papers += sum(urn.values())
        if not sum(urn.values()) == poll.outcome["figures"]["papers"] <= poll.voted <= poll.entitled:
            yield broken(
                name,
                f"poll {poll.pk} has {sum(urn.values())} papers, {poll.voted} marks, {poll.entitled} on the roll",
                poll.entry,
            )
    shown_broken = Poll.objects.filter(state="broken").count()
    if shown_broken:
        yield broken(
            name, f"{shown_broken} polls ended without their papers; their pages say so and nothing followed from them"
        )
    yield holds(name, f"{papers} papers in {checked} urns, counted again by the rules of their day")


@checks_the_tables("R2")
def recalled_by_their_electors() -> Iterator[Claim]:
    """Each mandate that ended by recall was ended by a carried poll of those who gave it."""
    name = "recall is by those who elected"
    recalled = Mandate.objects.filter(how_ended="recalled").select_related("result")
    by_poll = {
        poll.mandate_id: poll for poll in Poll.objects.filter(kind="recall", state="counted").exclude(mandate=None)
    }
    stray = 0
    for mandate in recalled.iterator(chunk_size=500):
        poll = by_poll.get(mandate.pk)
        same = poll is not None and (poll.unit_id, poll.electors) == (mandate.result.unit_id, mandate.result.electors)
        if not same or poll is None or not poll.outcome.get("carried"):
            stray += 1
            yield broken(name, f"mandate {mandate.pk} was recalled without a carried poll of its electors")
    if not stray:
        yield holds(name, f"{recalled.count()} mandates ended by recall, each by a poll of its electors")


@checks_the_tables("R1", "R3")
def seats_come_from_counts() -> Iterator[Claim]:
    """Whoever sits by a poll is among those its papers elected, or is the substitute of the same count."""
    name, stray, checked = "seats come from counts", 0, 0
    for poll in Poll.objects.filter(kind="election", state__in=("counted", "annulled")).exclude(result=None):
        checked += 1
        standing = set(poll.candidacies.exclude(number=0).values_list("member", flat=True))
        strangers = Mandate.objects.filter(result=poll.result_id).exclude(holder__in=standing).count()
        if strangers:
            stray += 1
            yield broken(name, f"{strangers} hold seats by poll {poll.pk} who did not stand in it", poll.entry)
    if not stray:
        yield holds(name, f"{checked} elections by poll")
