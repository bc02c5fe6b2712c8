"""Voting codes: printed cards that let those without a sign-in into the booth of one poll, at a kiosk, on a borrowed phone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from floor.book.act import PRIVATE, Act, Authority, Refusal, Scene
from floor.book.bulk import as_stored, insert_rows
from floor.house.models import Member, Unit
from floor.house.standing import around, authority_of, mandates_in
from floor.polls.acts.calling import poll_called
from floor.polls.models import Poll, RollLine, VotingCode
from floor.polls.rolls import electorate_of

#: So many values go into one question to the database.
_AT_ONCE = 500


class IssueVotingCodes(Act):
    """Issue voting codes to people on the roll of a poll, each printed once and kept nowhere: the book commits to their locks.

    By whoever issues membership cards. A new code withdraws the earlier one of the same person. Who has voted already gets a
    code like any other, which opens nothing: nobody who issues codes can see who has voted.
    """

    serves = ("R5", "R17")
    poll: int
    members: Annotated[list[int], Field(min_length=1, max_length=1_000)]
    locks: Annotated[list[str | None], PRIVATE]
    """What only the codes open; never the codes."""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        if poll.ballot != "secret":
            raise Refusal(
                poll.article, f"The statutes have this vote by {poll.ballot}: there are papers for it, not codes."
            )
        if poll.state not in ("announced", "open") or scene.at >= poll.closes:
            raise Refusal(poll.article, "This poll is over; a code would open nothing.", "R3")
        if len(self.members) != len(self.locks) or len(set(self.members)) != len(self.members):
            raise Refusal(poll.article, "There must be one code for each person named.")
        authority = self._authority(poll, scene)
        strangers = sorted(set(self.members) - self._entitled(poll, scene))
        if strangers:
            some = ", ".join(str(number) for number in strangers[:5]) + (" …" if len(strangers) > 5 else "")
            raise Refusal(
                poll.article, f"Codes are for people on the roll of this poll; {some} can't vote in it.", "R3"
            )
        return authority

    def _authority(self, poll: Poll, scene: Scene) -> Authority:
        """As for membership cards: for the unit that votes, or for each unit that the people named belong to."""
        who, article = scene.law.membership.admitted_by, scene.cite("membership", "admitted-by")
        try:
            return authority_of(scene, who, poll.unit, article, "issue voting codes")
        except Refusal as refusal:
            units = Unit.objects.filter(members__in=self.members).distinct().order_by("pk")
            authority = None
            for unit in units:
                authority = authority_of(scene, who, unit, article, "issue voting codes")
            if authority is None:
                raise refusal
            return authority

    def _entitled(self, poll: Poll, scene: Scene) -> set[int]:
        """Those of the people named who are on the roll; before it is frozen, those who would be if it were now."""
        found: set[int] = set()
        for at in range(0, len(self.members), _AT_ONCE):
            found |= _on_roll(poll, self.members[at : at + _AT_ONCE], scene)
        return found

    def apply(self, scene: Scene) -> None:
        for at in range(0, len(self.members), _AT_ONCE):
            some = self.members[at : at + _AT_ONCE]
            VotingCode.objects.filter(poll=self.poll, member__in=some, withdrawn=None).update(withdrawn=scene.at)
        first, moment = VotingCode.next_id(), as_stored(scene.at)
        insert_rows(
            VotingCode,
            ("id", "poll_id", "member_id", "lock", "issued", "withdrawn"),
            [
                (first + at, self.poll, member, lock or "", moment, None)
                for at, (member, lock) in enumerate(zip(self.members, self.locks, strict=True))
            ],
        )

    def concerns(self) -> Iterable[int | None]:
        return self.members


def _on_roll(poll: Poll, members: list[int], scene: Scene) -> set[int]:
    if poll.state == "open":
        lines = RollLine.objects.filter(poll=poll, member__in=members, reason="")
        return set(lines.values_list("member", flat=True))
    if not electorate_of(scene.law, poll.unit, poll.electors).everyone:
        holders = mandates_in(poll.unit, poll.electors, scene.at).filter(holder__in=members)
        return set(holders.values_list("holder", flat=True))
    there = Member.objects.filter(pk__in=members, left=None).select_related("unit")
    return {member.pk for member in there if poll.unit_id in around(member.unit)}
