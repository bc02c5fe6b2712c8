"""Methods and rules under every name that people write them by."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from floor.count.apportionment import APPORTIONMENTS, apportionment_called
from floor.count.methods import METHODS, method_called
from floor.count.naming import Named, spellings

USUAL = {
    "plurality": ["First past the post", "FPTP", "first-past-the-post", "SNTV", "simple majority"],
    "block": ["Block vote", "bloc voting", "plurality-at-large"],
    "limited": ["Limited vote"],
    "cumulative": ["cumulative voting"],
    "approval": ["Approval voting"],
    "two-round": ["Two rounds", "run-off", "runoff", "second ballot", "two_round"],
    "instant run-off": ["IRV", "AV", "Instant Runoff", "alternative_vote", "ranked-choice voting", "preferential vote"],
    "stv": ["Scottish STV", "STV (Scottish rules)", "stv_scottish", "ScottishSTV", "Single Transferable Vote"],
    "stv-wig": ["Weighted Inclusive Gregory Method", "WIGM", "STV (weighted inclusive Gregory)", "stv_wig"],
    "meek": ["Meek", "Meek’s method", "Meek STV", "STV (Meek)"],
    "schulze": ["Schulze", "Condorcet/Schulze", "Condorcet (Schulze)", "Condorcet by Schulze’s rule", "Condorcet"],
    "ranked pairs": ["Ranked-Pairs", "ranked_pairs", "rankedpairs", "Tideman", "Condorcet (ranked pairs)"],
    "sequential pav": ["Sequential PAV", "seqpav", "seq-PAV", "SPAV", "sequential proportional approval"],
    "phragmen": ["Phragmén", "Phragmen", "sequential Phragmén’s rule", "seqphragmen"],
    "equal shares": ["Method of Equal Shares", "MES", "Rule X", "equal_shares"],
    "dhondt": ["d'Hondt", "D’Hondt", "dHondt", "d´hondt", "d hondt", "Jefferson"],
    "sainte-lague": ["Sainte-Laguë", "SAINTE_LAGUE", "Saint-Laguë", "St. Laguë", "Sainte-Laguë/Schepers", "Webster"],
    "hare": ["Hare", "Hare quota", "Hare-Niemeyer", "Hamilton", "largest remainder (Hare)", "largest remainders"],
    "droop": ["Droop", "Droop quota", "largest remainders (Droop)"],
}


@pytest.mark.parametrize(("name", "written"), [(name, written) for name in USUAL for written in (name, *USUAL[name])])
def test_a_method_is_found_however_it_is_written(name: str, written: str):
    found: Named = apportionment_called(written) if name in APPORTIONMENTS else method_called(written)
    assert found.name == name


def test_all_there_are_are_tried_here():
    assert set(USUAL) == {*METHODS, *APPORTIONMENTS}


@pytest.mark.parametrize("known", [METHODS, APPORTIONMENTS], ids=["methods", "rules"])
def test_no_two_share_a_name(known: Mapping[str, Named]):
    owners: dict[str, str] = {}
    for each in known.values():
        for spelling in {one for name in (each.name, *each.aliases) for one in spellings(name)}:
            assert owners.setdefault(spelling, each.name) == each.name, spelling


@pytest.mark.parametrize("name", ["", "the vote", "PAV", "fair", "stv meek wig", "!"])
def test_what_is_no_name_is_refused_with_the_names_there_are(name: str):
    with pytest.raises(LookupError, match=r"no method called .*plurality, block, .*equal shares"):
        method_called(name)
    with pytest.raises(LookupError, match=r"no rule called .*dhondt, sainte-lague, hare, droop"):
        apportionment_called(name)
