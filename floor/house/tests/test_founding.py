"""The founding meeting: what it must hold, and what it may not do."""

from __future__ import annotations

from floor.house.models import Mandate, Member, Organisation, Unit


def test_a_founding_meeting_makes_an_organisation_with_mandates(works):
    assert Organisation.objects.get().title == "Works of the tests"
    assert Member.objects.count() == 12
    assert Unit.objects.get(pk=2).members_below == 12
    assert Mandate.objects.filter(ended=None).count() == 3 + 2 + 2
