"""Items that members propose, take back, or say are out of order; the meeting decides that before it takes them up."""

from __future__ import annotations

from typing import Literal

from floor.book.act import Act, Authority, Refusal, Scene
from floor.meetings.acts.moving_dates import still_to_come
from floor.meetings.acts.taking_up import item_called
from floor.meetings.authority import as_one_of_them, meeting_called, meeting_running
from floor.meetings.conveners import as_caller
from floor.meetings.counted_hands import Hands, counted_by_the_chair
from floor.meetings.items_wanted import MOST_ITEMS, ItemWanted, check_items, texts_of
from floor.meetings.models import Item, Meeting


class ProposeItem(Act):
    """Propose an item for the agenda of a meeting that has been called, until the time the call gives. It is on the agenda at once.

    By anyone who sits in the body, or by who called the meeting. Nobody can leave it out.
    """

    serves = ("R6", "R8", "R10")
    meeting: int
    item: ItemWanted

    def guard(self, scene: Scene) -> Authority:
        meeting = still_to_come(self.meeting)
        authority = as_one_of_them(scene, meeting, "propose an item")
        if scene.at > meeting.items_until:
            raise Refusal(meeting.article, f"Items were proposed until {meeting.items_until:%d %B %Y at %H:%M} UTC, so that everyone can read the agenda. Propose it for the next meeting.", "R10")  # fmt: skip
        check_items([self.item], meeting.article)
        standing = meeting.items.exclude(state="withdrawn")
        if standing.filter(title=self.item.title).exists():
            raise Refusal(meeting.article, "This item is on the agenda already.")
        if standing.count() >= MOST_ITEMS:
            raise Refusal(meeting.article, f"An agenda has {MOST_ITEMS} items at most.")
        return authority

    def apply(self, scene: Scene) -> None:
        meeting = meeting_called(self.meeting)
        own = meeting.called_by_member_id == scene.by.member
        Item.objects.create(
            id=Item.next_id(), meeting=meeting, place=last_place(meeting) + 1, origin="call" if own else "member",
            proposed_by_id=scene.by.member, **self.item.as_row(),
        )  # fmt: skip

    def attachments(self) -> tuple[str, ...]:
        return texts_of([self.item])


class WithdrawItem(Act):
    """Take an item off the agenda that one has proposed oneself, or that one called the meeting for, before it opens.

    What the law, a petition or an earlier meeting put on the agenda stays there.
    """

    serves = ("R10",)
    item: int

    def guard(self, scene: Scene) -> Authority:
        item = item_called(self.item)
        meeting = still_to_come(item.meeting_id)
        if item.state != "open":
            raise Refusal(meeting.article, "This item is not on the agenda any more.")
        if item.origin == "call":
            if scene.at > meeting.items_until:
                raise Refusal(meeting.article, "The agenda stands: what was announced is dealt with.", "R10")
            return as_caller(scene, meeting, "take an item off its agenda")
        if item.origin != "member" or scene.by.kind != "member" or scene.by.member != item.proposed_by_id:
            raise Refusal(meeting.article, "Only who proposed an item takes it off the agenda.", "R10")
        return Authority(meeting.article)

    def apply(self, scene: Scene) -> None:
        Item.objects.filter(pk=self.item).update(state="withdrawn", done=scene.at)


class ObjectToItem(Act):
    """Say that an item is out of order: it is about what somebody said in a meeting, or about several persons at once.

    By anyone who sits in the body. The meeting decides by hands before the item can be taken up; no reasons are weighed by anyone else.
    """

    serves = ("R8", "R22")
    item: int
    ground: Literal["what was said in a meeting", "several persons at once"]

    def guard(self, scene: Scene) -> Authority:
        item = item_called(self.item)
        meeting = meeting_called(item.meeting_id)
        if meeting.state not in ("called", "open", "paused") or item.state != "open":
            raise Refusal(meeting.article, "This is said before an item is taken up.")
        if item.objection:
            raise Refusal(meeting.article, "Somebody has said so already." if not item.votes else "The meeting has decided on this item.")  # fmt: skip
        return as_one_of_them(scene, meeting, "object to an item")

    def apply(self, scene: Scene) -> None:
        Item.objects.filter(pk=self.item).update(objection=self.ground)


class DecideObjection(Act):
    """Enter whether the meeting finds an item out of order, as somebody said. If it does, the item is struck from the agenda."""

    serves = ("R4", "R6", "R8", "R22")
    item: int
    out_of_order: Hands

    def guard(self, scene: Scene) -> Authority:
        item = item_called(self.item)
        meeting = meeting_running(item.meeting_id, "is decided")
        if not item.objection or item.votes:
            raise Refusal(meeting.article, "There is no objection to this item that waits for the meeting.")
        return counted_by_the_chair(scene, meeting, self.out_of_order)

    def apply(self, scene: Scene) -> None:
        struck = {"state": "struck", "done": scene.at} if self.out_of_order.carried else {}
        Item.objects.filter(pk=self.item).update(votes=self.out_of_order.as_figures(), **struck)


def last_place(meeting: Meeting) -> int:
    return meeting.items.order_by("-place").values_list("place", flat=True).first() or 0
