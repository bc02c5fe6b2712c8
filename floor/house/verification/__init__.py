"""What a replayed book must show of the house, claim by claim: where power comes from, and what became of units that merged."""

from .mergers import nobody_sits_for_a_unit_that_merged, units_merged_by_their_own_members
from .power import (
    LAWFUL_ENDS,
    every_mandate_traces_to_members,
    no_mandate_outlives_its_term,
    nobody_was_removed_from_above,
    nothing_outlives_what_it_rests_on,
    one_holder_to_a_seat,
    register_adds_up,
    statutes_changed_by_their_own_rule,
)

__all__ = [
    "LAWFUL_ENDS", "every_mandate_traces_to_members", "no_mandate_outlives_its_term", "nobody_sits_for_a_unit_that_merged",
    "nobody_was_removed_from_above", "nothing_outlives_what_it_rests_on", "one_holder_to_a_seat", "register_adds_up",
    "statutes_changed_by_their_own_rule", "units_merged_by_their_own_members",
]  # fmt: skip
