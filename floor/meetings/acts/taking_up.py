"""The items of the agenda, taken up one after the other."""

from __future__ import annotations

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.acts.ending_speeches import end_speeches
from floor.meetings.authority import as_officer, meeting_running
from floor.meetings.models import Item, Meeting, Motion
from floor.meetings.speakers.list import members_waiting


class TakeUpItem(Act):
    """Take up an item of the agenda: the next one, unless the meeting has changed the order. The one before it is done."""

    serves = ("R6",)
    item: int

    def guard(self, scene: Scene) -> Authority:
        item = item_called(self.item)
        meeting = meeting_running(item.meeting_id, "is taken up")
        if item.state != "open":
            state = {"taken up": "before the meeting already"}.get(item.state, item.state)
            raise Refusal(meeting.article, f"This item is {state}.")
        before = meeting.items.filter(state="open", place__lt=item.place).order_by("place").first()
        if before is not None:
            raise Refusal(meeting.article, f"Item {before.place}, “{before.title}”, comes first; the meeting can change the order by a vote.", "R6")  # fmt: skip
        if item.objection and not item.votes:
            raise Refusal(meeting.article, f"Somebody says that this item is out of order ({item.objection}). The meeting decides that first, by hands.", "R8")  # fmt: skip
        waiting = motions_waiting(meeting)
        if waiting:
            raise Refusal(meeting.article, f"Motion {waiting[0]} has not been put yet. A motion in order is put to the vote, withdrawn, referred, or not put for a reason from the list.", "R6")  # fmt: skip
        check_nobody_is_passed_over(meeting)
        return as_officer(scene, meeting, "chair")

    def apply(self, scene: Scene) -> None:
        item = item_called(self.item)
        finish_item_at_hand(item.meeting, scene)
        Item.objects.filter(pk=item.pk).update(state="taken up", taken_up=scene.at)
        Meeting.objects.filter(pk=item.meeting_id).update(now_item=item.place, debate_closed=False)


def finish_item_at_hand(meeting: Meeting, scene: Scene) -> None:
    end_speeches(meeting, scene.at)
    Motion.objects.filter(meeting=meeting, item__state="taken up", state="moved").update(
        state="fallen", ended=scene.at, why_ended="nobody seconded it"
    )
    Item.objects.filter(meeting=meeting, state="taken up").update(state="done", done=scene.at)


def check_nobody_is_passed_over(meeting: Meeting) -> None:
    """A debate ends when all who asked have spoken, or by a vote of the meeting with its count; not because the chair moves on."""
    waiting = 0 if meeting.debate_closed else members_waiting(meeting)
    if waiting:
        raise Refusal(meeting.article, f"Still waiting to speak: {waiting}. Call them, or let the meeting vote to close the debate.", "R6")  # fmt: skip


def motions_waiting(meeting: Meeting) -> list[int]:
    """Motions of the item at hand that nobody has dealt with: none may be passed over in silence."""
    at_hand = meeting.motions.filter(item__place=meeting.now_item, state__in=("open", "put"))
    return list(at_hand.order_by("pk").values_list("pk", flat=True))


def item_called(number: int) -> Item:
    item = Item.objects.select_related("meeting__unit").filter(pk=number).first()
    if item is None:
        raise Refusal("the agenda", f"There is no item {number}.")
    return item
