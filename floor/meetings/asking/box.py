"""The box of a meeting: whoever has a ticket puts a slip in; slips come out together, in an order drawn by lot (R17).

Like handing in a paper, putting in a slip is not an act. The book learns what is asked when at least three slips lie there, when the
chair asks for them, or when the meeting is over; it says how many came out together. A slip has no time, and is sealed: once the
key of its box is destroyed, a copy of the database says nothing of who put in which.
"""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from django.db.models import Count

from floor.book.act import CLOCK, Refusal, Scene, by_member
from floor.book.doing import do, now, statutes_in_force
from floor.book.locks import Held, alone_with
from floor.meetings.acts.asking import TOGETHER, EnterQuestions, FromTheBox
from floor.meetings.authority import RUNNING, as_officer, meeting_running
from floor.meetings.models import Meeting, Slip

from . import box_keys
from .slips import LONGEST, LONGEST_NAME, Written, one_line, read_slip, sealed_slip
from .tickets import check_may_ask_without_a_name, use_ticket

#: So many slips fill a box: one entry of the book has room for them.
FULL = 20
Why = Literal["enough lay there", "the chair asked", "the meeting is over"]
_dice = random.SystemRandom()


def put_slip(number: int, code: str, text: str, to_whom: str = "", item: int | None = None, once: str = "") -> None:
    """Put a question into the box of a meeting with a ticket. Nobody is asked who they are.

    `once` is the key of the form, drawn by lot: what is sent again while the slip lies there is the same slip.
    """
    written = Written(one_line(text), one_line(to_whom), item)
    slip = uuid.UUID(bytes=hashlib.sha256(f"slip {once}".encode()).digest()[:16]) if once else uuid.uuid4()
    with alone_with(Held.BOX, number):
        if Slip.objects.filter(pk=slip).exists():
            return
        meeting = meeting_running(number, "is done")
        check_may_ask_without_a_name(meeting)
        _check(meeting, written)
        use_ticket(meeting, code)
        box = box_keys.open_box(number)
        if box is not None and Slip.objects.filter(meeting=number, box=box).count() >= FULL:
            box_keys.shut(number, box)
            box = None
        box = box or box_keys.new_box(number)
        Slip.objects.create(id=slip, meeting=number, box=box, sealed=sealed_slip(box, written))


def lies_ready(meeting: Meeting) -> Why | None:
    """Why slips can be taken out now by themselves, if they can."""
    lying = Slip.objects.filter(meeting=meeting.pk).values_list("box").annotate(Count("pk")).order_by()
    if lying and meeting.state not in RUNNING:
        return "the meeting is over"
    return "enough lay there" if any(slips >= TOGETHER for _, slips in lying) else None


def ask_for_slips(number: int, member: int, at: datetime | None = None) -> int:
    """The chair asks for the questions before an item ends: all that lie there come out, however few; how many."""
    moment = at or now()
    meeting = meeting_running(number, "is done")
    as_officer(Scene(0, moment, by_member(member), statutes_in_force(moment)), meeting, "chair")
    taken = 0
    for act in taken_out(number, "the chair asked"):
        do(act, CLOCK, at=at)
        taken += len(act.questions)
    return taken


def taken_out(number: int, why: Why) -> Iterator[EnterQuestions]:
    """The acts that enter what lies in the boxes of a meeting. Each is done before the next is asked for; then its key is destroyed."""
    with box_keys.alone_at_the_boxes() as alone:
        if not alone:
            return
        least = TOGETHER if why == "enough lay there" else 1
        with alone_with(Held.BOX, number):
            box = box_keys.open_box(number)
            if box is not None and Slip.objects.filter(meeting=number, box=box).count() >= least:
                box_keys.shut(number, box)
        unsealed = Slip.objects.filter(meeting=number).exclude(box=box_keys.open_box(number) or "")
        for shut in sorted({*box_keys.shut_boxes(number), *unsealed.values_list("box", flat=True)}):
            act = _what_lies_in(number, shut, why)
            if act is not None and len(act.questions) + act.unreadable >= least:
                yield act
            if not Slip.objects.filter(meeting=number, box=shut).exists():
                box_keys.destroy(number, shut)


def _what_lies_in(number: int, box: str, why: Why) -> EnterQuestions | None:
    sealed = [bytes(slip) for slip in Slip.objects.filter(meeting=number, box=box).values_list("sealed", flat=True)]
    if not sealed:
        return None
    secret = box_keys.opening_half(number, box)
    read = [read_slip(secret, one) if secret else None for one in sealed]
    questions = [FromTheBox(text=one.text, to_whom=one.to_whom, item=one.item) for one in read if one is not None]
    _dice.shuffle(questions)
    return EnterQuestions(meeting=number, box=box, questions=questions, unreadable=read.count(None), why=why)


def _check(meeting: Meeting, written: Written) -> None:
    if not 3 <= len(written.text) <= LONGEST:
        raise Refusal(meeting.article, f"A question has 3 to {LONGEST} characters; this one has {len(written.text)}.")
    if len(written.to_whom) > LONGEST_NAME:
        raise Refusal(meeting.article, f"Say in {LONGEST_NAME} characters whom you ask.")
    if written.item is not None and not meeting.items.filter(pk=written.item).exists():
        raise Refusal(meeting.article, f"Item {written.item} is not on the agenda of this meeting.")
