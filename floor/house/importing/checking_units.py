"""Holds a list of units against the statutes and against the tree as it stands."""

from __future__ import annotations

from floor.book.act import Refusal, Scene
from floor.house.acts.units import check_place

from .cells import folded
from .faults import shown
from .finding_units import Known, Tree
from .reading_units import Draft, UnitList


def check_units(units: UnitList, scene: Scene, tree: Tree, ours: frozenset[int]) -> None:
    """Note what is wrong with each row; a row whose unit an earlier import of this file has opened gets its number.

    `ours` are the units that it opened.
    """
    standing = {(unit.parent, folded(unit.name)): unit for unit in tree.units.values() if not unit.closed}
    rows: dict[tuple[Draft | int, str], Draft] = {}
    for draft in units.drafts:
        if draft.bad or _cannot_stand_there(units, draft) or draft.above is None:
            continue
        number = draft.above.pk if isinstance(draft.above, Known) else draft.above.number
        there = standing.get((number, folded(draft.name))) if number is not None else None
        if there is not None and there.pk in ours:
            draft.number, draft.around = there.pk, frozenset(there.around)
            continue
        above: Draft | int = draft.above.pk if isinstance(draft.above, Known) else draft.above
        if (twin := rows.setdefault((above, folded(draft.name)), draft)) is not draft:
            units.fault(
                draft,
                "name",
                f"Row {twin.row:,} has the name {shown(draft.name)} below the same unit.",
                "Give them different names.",
            )
        elif there is not None:
            units.fault(
                draft,
                "name",
                f"Unit {there.pk} has the name {shown(draft.name)} below the same unit already.",
                "Leave the row out, or give it another name.",
            )
        else:
            _check_place(units, draft, scene)


def _cannot_stand_there(units: UnitList, draft: Draft) -> bool:
    for column, above in (("parent", draft.above), ("place", draft.place)):
        if isinstance(above, Draft) and above.bad:
            units.fault(draft, column, f"Row {above.row:,}, below which it stands, is not right.")
            return True
        if isinstance(above, Known) and above.closed:
            units.fault(draft, column, f"{above.name} ({above.pk}) is closed.")
            return True
    if isinstance(draft.place, Draft) and draft.place.line != "territory":
        units.fault(draft, "place", f"Row {draft.place.row:,} is not on the territory line, so nothing can lie in it.")
        return True
    return False


def _check_place(units: UnitList, draft: Draft, scene: Scene) -> None:
    parent, place = draft.above, draft.place
    assert parent is not None
    draft.around = frozenset(parent.around) | frozenset(place.around if place else ())
    try:
        check_place(scene, draft.level, draft.line, parent.as_unit(), place.as_unit() if place else None)
    except Refusal as refusal:
        units.fault(draft, "level", refusal.reason)
        return
    if units.under not in draft.around:
        units.fault(draft, "parent", f"It would not lie under unit {units.under}, for which you act.")
