"""What pages ask of the tunnel: figures of the statutes in force, the report, and what a proposed text changes."""

from __future__ import annotations

import hashlib

from floor.house.reading import House
from floor.law.language import Law
from floor.law.statutes import Statutes
from floor.tunnel.findings import run
from floor.tunnel.report.making import as_html

from .body_figures import Shown, shown
from .computing import Computed, computed
from .differences import Differences, differences
from .unit_sizes import Sized, register_with

#: So many units a page waits for; it was measured to take less than a second.
FIGURES_AT_ONCE, DIFFERENCES_AT_ONCE, REPORT_AT_ONCE = 20_000, 5_000, 500
#: As `floor tunnel` has them when it is not told otherwise, so that both print the same.
TRIALS, SEED = 200, 1


def figures_of_the_statutes(house: House) -> Computed | None:
    """The bodies at the top, with the members there are."""
    statutes, law = house.statutes, house.law
    assert statutes and law

    def make(units: list[Sized]) -> Shown:
        return _shown(law, units, tops_only=True)

    return computed(f"tunnel-figures-{_day(house)}-{statutes.sha256}", house, make, at_once=FIGURES_AT_ONCE)


def report_of_the_statutes(house: House) -> Computed | None:
    """The whole report, as `floor tunnel --report` writes it: a page in bytes."""
    statutes, law = house.statutes, house.law
    assert statutes and law

    def make(units: list[Sized]) -> bytes:
        return as_html(run(law, register_with(law, units), trials=TRIALS, seed=SEED))

    return computed(f"tunnel-report-{_day(house)}-{statutes.sha256}", house, make, at_once=REPORT_AT_ONCE)


def differences_to(house: House, proposed: Statutes) -> Computed | None:
    """What a proposed text changes, on the same members on the same day."""
    statutes, law = house.statutes, house.law
    assert statutes and law
    new = proposed.on(house.at.date())

    def make(units: list[Sized]) -> Differences:
        return differences(_shown(law, units, tops_only=False), _shown(new, units, tops_only=False))

    both = hashlib.sha256(f"{statutes.sha256} {proposed.sha256}".encode()).hexdigest()
    return computed(f"tunnel-differences-{_day(house)}-{both}", house, make, at_once=DIFFERENCES_AT_ONCE)


def _shown(law: Law, units: list[Sized], *, tops_only: bool) -> Shown:
    return shown(law, register_with(law, units), {unit.level for unit in units}, tops_only=tops_only)


def _day(house: House) -> str:
    # Statutes may name the day from which a value holds.
    return house.at.date().isoformat()
