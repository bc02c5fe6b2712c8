"""Elections as tellers declare them. The room of polls adds the roll, the urn and the count; seats are filled here."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.counting import TellersCount, check_count, declare
from floor.house.standing import officer_or_teller


class DeclareElection(Act):
    """Declare the result of an election that tellers have counted, and seat the elected.

    The figures must agree with each other, with the register and with the statutes. It is entered by one of the
    tellers, or by an officer of the electing unit or of one above it who is not a candidate (R20).
    """

    serves = ("R1", "R2", "R4", "R20")
    count: TellersCount

    def guard(self, scene: Scene) -> Authority:
        ask = scene.found["asked"] = check_count(scene, self.count)
        who = scene.by.member
        if who is None:
            raise Refusal(ask.article, "A result is declared by a person, who answers for it.", "R1")
        if who in {row.candidate for row in self.count.votes}:
            raise Refusal(ask.article, "A candidate can't declare the result.", "R20")
        return officer_or_teller(scene, self.count.tellers, [ask.unit, ask.for_unit], ask.article)

    def apply(self, scene: Scene) -> None:
        declare(scene, self.count, scene.found["asked"])
