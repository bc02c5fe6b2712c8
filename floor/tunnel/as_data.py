"""What a run found as plain values for JSON. The names of keys stay as they are; new ones may be added."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .captured import Captured
from .comparing import Change, Compared
from .figures import BodyFigures
from .findings import Findings
from .power import Blocs
from .registers import Register
from .translation import Translated
from .ways_up import Way
from .weight import Weighed


def as_data(found: Findings) -> dict[str, Any]:
    """Everything of a run."""
    figures = found.figures
    return {
        "title": figures.law.title,
        "members": figures.register.total,
        "units": units_of(figures.register),
        "top": figures.top,
        "seed": found.seed,
        "trials": found.trials,
        "bodies": [_body(name, one) for name, one in figures.bodies.items()],
        "power": _power(found.power),
        "ways": [_way(one) for one in figures.ways],
        "deadlocks": list(figures.deadlocks),
        "paradoxes": [{"body": body, "name": one.name, "sentence": one.sentence} for body, one in found.paradoxes],
        "translation": [_translated(one) for one in found.translated],
        "worth_changing": [
            {"body": one.body, "key": one.key, "what": one.what, "effect": one.effect, "times": round(one.times, 3)}
            for one in found.proposals
        ],
        "versus": _compared(found.versus),
    }


def units_of(register: Register) -> list[dict[str, Any]]:
    return [
        {"level": one.level, "line": one.line, "units": register.units_at(one.level, one.line)}
        for one in (*register.union, *register.territory)
    ]


def _body(name: str, one: BodyFigures) -> dict[str, Any]:
    return {
        "body": name,
        "level": one.body.level,
        "line": one.body.line,
        "sittings": len(one.captures),
        "elected_by": sorted({groups.by or "members" for groups in one.body.groups}),
        "methods": sorted({groups.method for groups in one.body.groups}),
        "largest": _captured(one.largest),
        "easiest": _captured(one.easiest),
        "weight": _weighed(one.weighed),
    }


def _captured(one: Captured) -> dict[str, Any]:
    return {
        "members": one.members,
        "seats": one.seats,
        "majority": one.majority,
        "possible": one.possible,
        "at_least": one.at_least,
        "at_most": one.at_most,
        "exact": one.exact,
        "share": round(float(one.share), 6) if one.possible else None,
    }


def _weighed(one: Weighed | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "units": one.units,
        "seats": one.seats,
        "ratio": round(float(one.ratio), 4),
        "ratio_of_large": round(float(one.ratio_of_large), 4),
        "heaviest": {"members": one.heaviest.members, "seats": one.heaviest.seats},
        "lightest": {"members": one.lightest.members, "seats": one.lightest.seats},
        "units_below_one_seat": one.below_one_seat,
        "seats_lost_to_rounding": one.lost,
        "members_without": one.without,
    }


def _power(one: Blocs | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "seats": one.seats,
        "majority": one.majority,
        "delegations": [
            {
                "seats": each.seats,
                "many": each.many,
                "share_of_seats": round(each.share_of_seats, 6),
                "share_of_power": round(each.share_of_power, 6),
            }
            for each in one.delegations
        ],
    }


def _way(way: Way) -> dict[str, Any]:
    return {
        "body": way.body,
        "how": way.how,
        "fewest_days": way.fewest,
        "most_days": way.most,
        "legs": [
            {"body": leg.body, "what": leg.what, "fewest": leg.fewest, "most": leg.most, "article": leg.article}
            for leg in way.legs
        ],
    }


def _translated(one: Translated) -> dict[str, Any]:
    factions = range(len(one.opinion.strengths))
    return {
        "factions": list(one.opinion.strengths),
        "likeness": one.opinion.likeness,
        "turnout": one.opinion.turnout,
        "trials": one.trials,
        "majority_at_the_top": [round(chance, 4) for chance in one.chances],
        "levels": [
            {
                "body": body,
                "level": level,
                "shares": [
                    {
                        key: round(one.middle(body, at, part), 4)
                        for key, part in (("low", 0.05), ("middle", 0.5), ("high", 0.95))
                    }
                    for at in factions
                ],
            }
            for body, level in zip(one.bodies, one.levels, strict=True)
        ],
    }


def _compared(one: Compared | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "bodies": [_change(change) for change in one.changes],
        "top": _change(one.top),
        "days_before": one.days_before,
        "days_after": one.days_after,
        "new_deadlocks": list(one.new_deadlocks),
        "gone_deadlocks": list(one.gone_deadlocks),
    }


def _change(one: Change) -> dict[str, Any]:
    def share(value: Fraction | None) -> float | None:
        return None if value is None else round(float(value), 6)

    return {"body": one.body, "before": share(one.before), "after": share(one.after)}
