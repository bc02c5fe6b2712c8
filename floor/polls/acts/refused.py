"""What nobody can do. These acts exist so that an attempt is answered with the article, and is on record (R25)."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Mandate
from floor.polls.acts.calling import poll_called


class ChangeRoll(Act):
    """Add somebody to the roll of a poll, or strike somebody off it. Always refused: the roll is the register on the day it opens."""

    serves = ("R3",)
    poll: int
    member: int

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        raise Refusal(
            poll.article,
            "Nobody is added to a roll or struck off it: it is the register at the moment the poll opens. Who is missing "
            "from the register is entered there, before the poll opens.",
            "R3",
        )


class SubstituteList(Act):
    """Put another list of people in the place of those who were elected. Always refused: seats come from votes alone."""

    serves = ("R1",)
    poll: int
    people: list[int]

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        raise Refusal(
            poll.article,
            "Seats are filled by the votes of their electors. No body and no officer can put other people in their place.",
            "R1",
        )


class ShowInterimResult(Act):
    """Show how the votes stand before a poll has closed. Always refused: the papers are sealed until then."""

    serves = ("R5",)
    poll: int

    def guard(self, scene: Scene) -> Authority:
        poll = poll_called(self.poll)
        if poll.state in ("announced", "open"):
            raise Refusal(
                poll.article,
                f"Nobody can see how votes stand before the poll closes, on {poll.closes:%d %B %Y at %H:%M} UTC.",
                "R5",
            )
        raise Refusal(poll.article, "This poll is over; its result is on its page.")


class RemoveHolder(Act):
    """Remove, suspend or transfer the holder of a mandate. Always refused: those who elected can recall, nobody else can."""

    serves = ("R2", "R8")
    mandate: int
    reason: str = ""

    def guard(self, scene: Scene) -> Authority:
        mandate = Mandate.objects.select_related("seat", "result").filter(pk=self.mandate).first()
        if mandate is None:
            raise Refusal("the register", f"There is no mandate {self.mandate}.", "R2")
        result = mandate.result
        raise Refusal(
            scene.cite("body", mandate.seat.body, "recall"),
            f"This mandate was given by {result.electors} of unit {result.unit_id}. They can recall it by petition and secret poll; "
            "no body, colleague, officer or higher level can end it, whatever was said or done. Misconduct is charged, heard and "
            "judged apart.",
            "R2",
        )
