"""Moving a poll that was announced: to a later day, with a reason, and never so far that it is put off for good."""

from __future__ import annotations

from pydantic import AwareDatetime

from floor.book.act import Act, Authority, Refusal, Scene
from floor.polls.acts.calling import poll_called
from floor.polls.asking.when import usual_of_question
from floor.polls.authority import officer_near
from floor.polls.electing.dates import Dates, too_late, usual_dates
from floor.polls.laws import law_of, question_rule, seat_rule
from floor.polls.models import Poll


class MovePoll(Act):
    """Move the dates of a poll that was announced, to later ones, once it has become clear that they can't be kept.

    Only before it opens, only by an officer, never to earlier dates, and to a month after those of the statutes at the latest; a
    poll that is open is neither prolonged nor cut short. A poll on a recall is never moved.
    """

    serves = ("R2", "R3", "R10")
    poll: int
    opens: AwareDatetime
    closes: AwareDatetime
    reason: str

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        if poll.state != "announced" or scene.at >= poll.opens:
            raise Refusal(
                poll.article,
                "The dates of a poll are fixed once it has opened: nobody can close it early or extend it.",
                "R3",
            )
        if poll.kind == "recall":
            raise Refusal(
                poll.article,
                "A recall is voted on at the time that the statutes give: neither the holder nor any officer can put it off.",
                "R2",
            )
        self._check_dates(poll)
        if len(self.reason.strip()) < 10:
            raise Refusal(poll.article, "A moved date needs its reason, in a sentence for the members.", "R10")
        mandate = officer_near(scene, [poll.unit])
        if mandate is None:
            raise Refusal(poll.article, "A poll is moved by an officer of the unit.", "R1")
        return Authority(poll.article, mandate)

    def _check_dates(self, poll: Poll) -> None:
        if self.opens < poll.opens or self.closes - self.opens < poll.closes - poll.opens:
            raise Refusal(
                poll.article,
                "A poll can be moved to a later day, never to an earlier one, and not be made shorter.",
                "R3",
            )
        if (self.opens, self.closes) == (poll.opens, poll.closes):
            raise Refusal(poll.article, "The poll has these dates already.")
        if fault := too_late(self.opens, self.closes, dates_without_moving(poll)):
            raise Refusal(poll.article, fault, "R10")

    def apply(self, scene: Scene) -> None:
        Poll.objects.filter(pk=self.poll).update(opens=self.opens, closes=self.closes)


def dates_without_moving(poll: Poll) -> Dates:
    """The dates by which it is measured how far a poll is put off, however often it is moved."""
    law = law_of(poll)
    if poll.kind == "election" and (rule := seat_rule(law, poll.body, poll.part, poll.office)):
        return usual_dates(rule, poll.announced)
    return usual_of_question(question_rule(law, poll), poll.ballot, poll.announced)
