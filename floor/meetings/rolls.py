"""How many are entitled in a meeting of everyone: those on the register who may vote on the day. Reads only."""

from __future__ import annotations

from django.db.models import Q

from floor.book.act import Scene
from floor.house.models import Member, Unit
from floor.polls.rolls import good_until


def entitled_members(unit: Unit, scene: Scene) -> int:
    on_register = Member.objects.filter(
        Q(unit__path__startswith=unit.path) | Q(unit__place_path__startswith=unit.path), left=None
    )
    day = good_until(scene.law, scene.at)
    return (on_register.filter(paid_until__gte=day) if day else on_register).count()
