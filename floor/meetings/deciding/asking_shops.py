"""The same question in each shop, instead of the meeting's decision or beside it. Every count stands beside the others (M3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from floor.book.act import Refusal, Scene
from floor.house.models import Unit
from floor.house.rules import ids_of
from floor.house.standing import open_unit
from floor.meetings.models import Meeting, Motion
from floor.polls.asking.deciding import YES_OR_NO
from floor.polls.asking.putting import Question, fix, rule_for, write
from floor.polls.models import Poll

from .procedures import Asks, moment_in


def ask_them(motion: Motion, scene: Scene) -> None:
    """Carried: the shops decide it. Each of them gets the question now; the motion here is over."""
    about = motion.amends
    assert about is not None
    asks = motion.asks
    first = ask_each(scene, about, asks["units"], asks["body"], moment_in(motion), tuple(asks.get("options", ())))
    Motion.objects.filter(pk=about.pk).update(
        state="referred", referred_to=asks["body"], ended=scene.at, why_ended=motion.procedure, poll=first
    )
    Motion.objects.filter(amends=about, state__in=("moved", "open")).exclude(pk=motion.pk).update(
        state="fallen", ended=scene.at, why_ended="the shops decide"
    )


def check_shops(scene: Scene, meeting: Meeting, about: Motion | None, asks: Asks) -> None:
    assert about is not None and asks.units is not None and asks.body is not None and asks.until is not None
    shops_below(scene, meeting, asks.units)
    for question in questions_for(scene, about, asks.units, asks.body, asks.until, tuple(asks.options or ())):
        fix(scene, question, rule_for(scene, question))


def shops_below(scene: Scene, meeting: Meeting, numbers: Sequence[int]) -> list[Unit]:
    """The units that are asked: open, each once, and below the one whose meeting asks them."""
    if len(set(numbers)) != len(numbers):
        raise Refusal(meeting.article, "Name each unit once.")
    units = [open_unit(number, scene.at) for number in numbers]
    for unit in units:
        if unit.pk == meeting.unit_id or meeting.unit_id not in ids_of(unit.path) + ids_of(unit.place_path):
            raise Refusal(meeting.article, f"Unit {unit.pk} does not lie below unit {meeting.unit_id}; this meeting can't ask it.", "R1")  # fmt: skip
    return units


def questions_for(
    scene: Scene, motion: Motion, units: Sequence[int], body: str, until: datetime, options: tuple[str, ...]
) -> list[Question]:
    """The same words for each of the units: a motion for or against, or options of which one is chosen."""
    parts = options or tuple(motion.parts)
    return [
        Question(
            open_unit(unit, scene.at), motion.title, motion.text, electors=body, parts=parts, closes=until,
            method="plurality" if options else YES_OR_NO, divided=bool(parts) and not options,
            about_member=motion.about_member,
        )
        for unit in units
    ]  # fmt: skip


def ask_each(
    scene: Scene, motion: Motion, units: Sequence[int], body: str, until: datetime, options: tuple[str, ...] = (), root: Poll | None = None
) -> Poll | None:  # fmt: skip
    """Put the question in each unit, beside the first. A shop in which it can't be put now is not asked; the others are."""
    for question in questions_for(scene, motion, units, body, until, options):
        try:
            fixed = fix(scene, question, rule_for(scene, question))
        except Refusal:
            continue
        poll = write(scene, question, fixed)
        if root is not None:
            poll.beside = root
            poll.save(update_fields=["beside"])
        root = root or poll
    return root
