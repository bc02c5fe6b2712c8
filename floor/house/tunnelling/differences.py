"""What proposed statutes make harder and easier, body by body: said before the vote, when it still helps."""

from __future__ import annotations

from dataclasses import dataclass

from .body_figures import BodyShown, Shown


@dataclass(frozen=True, slots=True)
class Difference:
    """One body before and after; None where one of the two texts does not have it."""

    name: str
    before: BodyShown | None
    after: BodyShown | None
    capture: str
    """ "harder", "easier" or "": for a few to win a majority."""
    time: str
    """ "sooner", "later", "" ; "possible" and "impossible" where a recall is new or gone."""
    weight: str
    """ "fewer", "more", "other" or "": members behind a seat, where the most stand behind one."""

    @property
    def changed(self) -> bool:
        return bool(self.capture or self.time or self.weight) or (self.before is None) != (self.after is None)


@dataclass(frozen=True, slots=True)
class Differences:
    """Every body that changes; and how many do not."""

    bodies: tuple[Difference, ...]
    same: int
    new_deadlocks: tuple[str, ...]
    gone_deadlocks: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        return not (self.bodies or self.new_deadlocks or self.gone_deadlocks)


def differences(before: Shown, after: Shown) -> Differences:
    """Body by body, in the order of the new text, then those that it does not have any more."""
    names = dict.fromkeys([*(one.name for one in after.bodies), *(one.name for one in before.bodies)])
    every = [_difference(name, before.body(name), after.body(name)) for name in names]
    changed = tuple(one for one in every if one.changed)
    return Differences(
        changed,
        len(every) - len(changed),
        tuple(one for one in after.deadlocks if one not in before.deadlocks),
        tuple(one for one in before.deadlocks if one not in after.deadlocks),
    )


def _difference(name: str, before: BodyShown | None, after: BodyShown | None) -> Difference:
    if before is None or after is None:
        return Difference(name, before, after, "", "", "")
    return Difference(name, before, after, _capture(before, after), _time(before, after), _weight(before, after))


def _capture(before: BodyShown, after: BodyShown) -> str:
    if before.share == after.share:
        return ""
    if before.share is None or after.share is None:
        # Out of everybody's reach is no protection: seats from outside decide.
        return "out of reach" if after.share is None else "in reach"
    return "harder" if after.share > before.share else "easier"


def _time(before: BodyShown, after: BodyShown) -> str:
    if before.days_fewest is None or after.days_fewest is None:
        return (
            ""
            if before.days_fewest == after.days_fewest
            else "possible"
            if before.days_fewest is None
            else "impossible"
        )
    old, new = (before.days_fewest, before.days_most or 0), (after.days_fewest, after.days_most or 0)
    return "" if old == new else "sooner" if new < old else "later"


def _weight(before: BodyShown, after: BodyShown) -> str:
    if before.behind == after.behind:
        return ""
    old, new = before.behind, after.behind
    if new[0] <= old[0] and new[1] <= old[1]:
        return "fewer"
    return "more" if new[0] >= old[0] and new[1] >= old[1] else "other"
