"""A vacant seat goes to the runner-up of the same count, where the statutes say so: by itself, and never by anyone's choice (R1)."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.mandating import terms_in_a_row
from floor.house.models import Mandate
from floor.polls.acts.calling import poll_called
from floor.polls.authority import by_the_clock
from floor.polls.electing.substitutes import EARLY, Substitute, runner_up_follows, substitute_for
from floor.polls.models import Poll


class SeatSubstitute(Act):
    """Seat the runner-up of the same count in a seat whose holder resigned, was recalled, left or moved away.

    Done by the clock. The papers of the poll are counted again without those who are gone or can't stand any more; the first
    elected who does not sit yet follows, for what is left of the term. If nobody is left, the seat is filled by an election.
    """

    serves = ("R1", "R21")
    open_to = "nobody"
    poll: int
    vacated: int
    """The mandate that ended."""
    member: int
    """Who follows; anyone can count it from the published papers."""

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        authority = by_the_clock(scene, poll.article, "seats a substitute")
        if poll.state != "counted" or not runner_up_follows(poll):
            raise Refusal(poll.article, "The statutes fill a vacant seat here by an election.", "R1")
        vacated = self._vacated(poll, scene)
        found = substitute_for(poll, vacated, scene)
        if found != Substitute(poll.pk, vacated.pk, self.member):
            raise Refusal(poll.article, f"Member {self.member} is not the runner-up of this count.", "R1")
        return authority

    def _vacated(self, poll: Poll, scene: Scene) -> Mandate:
        vacated = Mandate.objects.select_related("seat").filter(pk=self.vacated, result=poll.result_id).first()
        if vacated is None or vacated.how_ended not in EARLY or (vacated.ends and vacated.ends <= scene.at):
            raise Refusal(
                poll.article, f"Mandate {self.vacated} did not end before its time, or not by this poll.", "R1"
            )
        if vacated.seat.abolished or vacated.seat.mandates.filter(pk__gt=vacated.pk).exists():
            raise Refusal(poll.article, "This seat was filled already, or is no more.", "R1")
        return vacated

    def apply(self, scene: Scene) -> None:
        vacated = Mandate.objects.select_related("result__for_unit").get(pk=self.vacated)
        before = terms_in_a_row(vacated.result, [self.member], scene)
        Mandate.objects.create(
            id=Mandate.next_id(), seat_id=vacated.seat_id, holder_id=self.member, result_id=vacated.result_id,
            starts=scene.at, ends=vacated.ends, terms=before.get(self.member, 0) + 1,
        )  # fmt: skip
