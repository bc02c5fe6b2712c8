"""When two units merge, the seats shared out to them above are those of the one that goes on; nobody else's number changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from floor.book.act import Scene
from floor.congress.models import ApportionedSeats, Apportionment
from floor.house.merging import MERGED
from floor.house.models import Merger, Unit
from floor.house.standing import around


def seats_go_over(merger: Merger, scene: Scene) -> None:
    """Each apportionment that names the unit that ended goes on with its members and seats added to those of the other."""
    named = Apportionment.objects.filter(replaced=None, rows__unit=merger.unit_id).order_by("pk")
    for made in list(named):
        rows = {row.unit_id: row for row in made.rows.order_by("pk")}
        Apportionment.objects.filter(pk=made.pk).update(replaced=scene.at)
        gone = rows.pop(merger.unit_id)
        made.account |= {
            "went over": {"of": made.pk, "from": merger.unit_id, "to": merger.into_id, "seats": gone.seats}
        }
        made.pk, made.entry, made.set_on = Apportionment.next_id(), scene.n, scene.at
        made.save(force_insert=True)
        if kept := rows.get(merger.into_id):
            kept.members, kept.seats = kept.members + gone.members, kept.seats + gone.seats
        else:
            gone.unit_id, rows[merger.into_id] = merger.into_id, gone
        for number, unit in enumerate(sorted(rows), start=ApportionedSeats.next_id()):
            rows[unit].pk, rows[unit].apportionment = number, made
        ApportionedSeats.objects.bulk_create((rows[unit] for unit in sorted(rows)), batch_size=1000)


MERGED.append(seats_go_over)


def went_over_differently(made: Apportionment, rows: Sequence[ApportionedSeats]) -> str:
    """How the seats of an apportionment that went on after a merger differ from those before it; nothing if they do not."""
    told = made.account.get("went over")
    if told is None:
        return ""
    before = dict(ApportionedSeats.objects.filter(apportionment=told["of"]).values_list("unit", "seats"))
    before[told["to"]] = before.get(told["to"], 0) + before.pop(told["from"], 0)
    wrong = next((row for row in rows if before.get(row.unit_id) != row.seats), None)
    if wrong is None:
        return ""
    return f"unit {wrong.unit_id} has {wrong.seats} seats; after the merger it had {before.get(wrong.unit_id, 0)}"


def without_those_that_came_since(units: Iterable[Unit], moment: datetime) -> list[Unit]:
    """These units without those that came to where they stand by a merger later than a moment."""
    units = list(units)
    if not units:
        return units
    came = {
        number for moved in Merger.objects.filter(merged__gt=moment).values_list("units", flat=True) for number in moved
    }
    return [unit for unit in units if not came & set(around(unit))]
