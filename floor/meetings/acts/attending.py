"""Who is in the room: delegates take their seats; members are only counted, by their cards or by heads (R11, R17)."""

from __future__ import annotations

from typing import Literal

from django.db.models import Count
from pydantic import Field

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.models import Mandate
from floor.house.standing import live
from floor.meetings.authority import (
    as_officer,
    by_the_clock,
    counted_it,
    kept_out,
    meeting_running,
    of_delegates,
    units_of,
)
from floor.meetings.models import HeadCount, Meeting, SeatTaken


class TakeSeat(Act):
    """Take one's seat in a meeting of delegates. Those who sent a delegate can see at which meetings they were."""

    serves = ("R11", "R13")
    meeting: int

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is done")
        if not of_delegates(scene, meeting):
            raise Refusal(
                meeting.article, "In this meeting everyone sits; who comes is counted, not written down.", "R17"
            )
        if kept_out(meeting, scene.by.member or 0, scene.at):
            raise Refusal(meeting.article, f"This meeting is closed to: {', '.join(meeting.closed_to)}.", "R11")
        mandate = seat_in(scene, meeting)
        if mandate is None:
            raise Refusal(meeting.article, f"You hold no seat of the {meeting.body}. Guests are counted apart.", "R11")
        if SeatTaken.objects.filter(meeting=meeting, mandate=mandate, left=None).exists():
            raise Refusal(meeting.article, "You have taken your seat already.")
        return Authority(meeting.article, mandate.pk)

    def apply(self, scene: Scene) -> None:
        meeting = meeting_running(self.meeting)
        SeatTaken.objects.create(
            id=SeatTaken.next_id(), meeting=meeting, mandate=seat_in(scene, meeting), came=scene.at
        )
        count_seats_taken(meeting)


class LeaveSeat(Act):
    """Leave a meeting of delegates before it closes."""

    serves = ("R11",)
    meeting: int

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is done")
        mandate = seat_in(scene, meeting)
        if mandate is None or not SeatTaken.objects.filter(meeting=meeting, mandate=mandate, left=None).exists():
            raise Refusal(meeting.article, "You have not taken a seat in this meeting.")
        return Authority(meeting.article, mandate.pk)

    def apply(self, scene: Scene) -> None:
        meeting = meeting_running(self.meeting)
        SeatTaken.objects.filter(meeting=meeting, mandate=seat_in(scene, meeting), left=None).update(left=scene.at)
        count_seats_taken(meeting)


class CountRoom(Act):
    """Note how many are in the room: by the clock from the cards at the door, or by two tellers who counted heads.

    Those entitled, guests and consultative voices are three figures and are never added up (R11). Where units sit together,
    those entitled are counted for each.
    """

    serves = ("R4", "R11", "R17")
    meeting: int
    present: int = Field(ge=0)
    guests: int = Field(default=0, ge=0)
    consultative: int = Field(default=0, ge=0)
    how: Literal["cards", "heads"] = "heads"
    tellers: list[int] = []
    by_unit: list[tuple[int, int]] = []
    """For a joint meeting: the number of each unit, and how many of it are here."""

    def guard(self, scene: Scene) -> Authority:
        meeting = meeting_running(self.meeting, "is counted")
        self._check_units(meeting)
        if meeting.body and self.present > meeting.entitled:
            raise Refusal(meeting.article, f"{meeting.entitled} are entitled in this meeting; {self.present} of them can't be in the room. Guests are counted apart.", "R11")  # fmt: skip
        if of_delegates(scene, meeting) and self.how == "heads" and self.present > 0:
            seated = SeatTaken.objects.filter(meeting=meeting, left=None).count()
            if self.present != seated:
                raise Refusal(
                    meeting.article, f"{seated} delegates have taken their seats; guests are counted apart.", "R11"
                )
        if self.how == "cards":
            return by_the_clock(scene, meeting, "counts the cards at the door")
        if len(set(self.tellers)) < 2:
            raise Refusal(meeting.article, "Two tellers count heads; name them.", "R4")
        if counted_it(scene, meeting, self.tellers):
            return Authority(meeting.article)
        return as_officer(scene, meeting, "chair", "secretary", "teller")

    def _check_units(self, meeting: Meeting) -> None:
        if {str(unit) for unit, _ in self.by_unit} != set(meeting.by_unit) or len(self.by_unit) != len(meeting.by_unit):
            raise Refusal(meeting.article, "Where units sit together each counts for itself: give a figure for each of them.", "R4")  # fmt: skip
        for unit, here in self.by_unit:
            if not 0 <= here <= meeting.by_unit[str(unit)][0]:
                raise Refusal(meeting.article, f"{meeting.by_unit[str(unit)][0]} of unit {unit} are entitled; {here} of them can't be in the room.", "R11")  # fmt: skip
        if self.by_unit and sum(here for _, here in self.by_unit) != self.present:
            raise Refusal(meeting.article, "The figures of the units don't add up to the figure of the meeting.", "R4")

    def apply(self, scene: Scene) -> None:
        meeting = meeting_running(self.meeting)
        HeadCount.objects.create(
            id=HeadCount.next_id(), meeting=meeting, at=scene.at, present=self.present, guests=self.guests,
            consultative=self.consultative, how=self.how, tellers=self.tellers, by_unit={str(unit): here for unit, here in self.by_unit},
        )  # fmt: skip
        Meeting.objects.filter(pk=meeting.pk).update(
            present=self.present, guests=self.guests, consultative=self.consultative, doors=self.how,
            most_present=max(meeting.most_present, self.present),
            by_unit={str(unit): [meeting.by_unit[str(unit)][0], here] for unit, here in self.by_unit},
        )  # fmt: skip


def count_seats_taken(meeting: Meeting) -> None:
    """Delegates present, from the seats they have taken; by unit, where several sit together."""
    taken = SeatTaken.objects.filter(meeting=meeting, left=None)
    here = dict(taken.values_list("mandate__seat__unit").annotate(Count("pk")).order_by())
    present = sum(here.values())
    Meeting.objects.filter(pk=meeting.pk).update(
        present=present, most_present=max(meeting.most_present, present), doors="cards",
        by_unit={unit: [entitled, here.get(int(unit), 0)] for unit, (entitled, _) in meeting.by_unit.items()},
    )  # fmt: skip


def seat_in(scene: Scene, meeting: Meeting) -> Mandate | None:
    """The mandate by which whoever acts sits in a meeting of delegates."""
    held = Mandate.objects.filter(
        live(scene.at),
        holder=scene.by.member,
        seat__unit__in=units_of(meeting),
        seat__body=meeting.body,
        seat__office="",
    )
    return held.order_by("pk").first()
