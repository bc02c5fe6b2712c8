"""The founding meeting: what it must hold, and what it may not do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from floor.book.act import FOUNDING, Refusal, by_member
from floor.book.doing import attach_text, do
from floor.book.models import Entry
from floor.house.acts.founding import Adoption, FirstUnit
from floor.house.models import Mandate, Member, Organisation, Unit
from tests.world import STATUTES, count_of, founding

NOW = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)


def test_a_founding_meeting_makes_an_organisation_with_mandates(works):
    assert Organisation.objects.get().title == "Works of the tests"
    assert Member.objects.count() == 12
    assert Unit.objects.get(pk=2).members_below == 12
    assert Mandate.objects.filter(ended=None).count() == 3 + 2 + 2


def test_an_organisation_is_founded_once(works):
    sha = attach_text(STATUTES)
    with pytest.raises(Refusal, match="founded once"):
        do(founding(works.now, sha), FOUNDING, at=works.now)


def refuse(**changes) -> Refusal:
    sha = attach_text(changes.pop("text", STATUTES))
    with pytest.raises(Refusal) as refused:
        do(founding(NOW, sha, **changes), changes.pop("by", FOUNDING), at=NOW)
    assert not Organisation.objects.exists() and not Entry.objects.exists() and not Member.objects.exists()
    return refused.value


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"adoption": Adoption(present=12, votes_for=6, against=6, abstaining=0, tellers=[11, 12])}, "do not adopt"),
        ({"adoption": Adoption(present=11, votes_for=10, against=1, abstaining=1, tellers=[11, 12])}, "by 11 people"),
        ({"adoption": Adoption(present=13, votes_for=13, against=0, abstaining=0, tellers=[11, 12])}, "only 12 are entitled"),
        ({"adoption": Adoption(present=12, votes_for=12, against=0, abstaining=0, tellers=[11])}, "counted by 2"),
        ({"adoption": Adoption(present=12, votes_for=12, against=0, abstaining=0, tellers=[11, 40])}, "counted by 2"),
        ({"units": [FirstUnit(level="district", title="D", parent=1)]}, "list has 1|whole organisation"),
        ({"elections": [count_of(NOW, unit=2, body="factory committee", votes={1: 9, 2: 8, 3: 7}, entitled=99)]}, "register says 12"),
        ({"elections": [count_of(NOW, unit=2, body="factory committee", office="chair", votes={1: 3})]}, "nobody"),
        ({"closed": NOW + timedelta(days=1)}, "future"),
        ({"text": STATUTES.replace('resignation = "at once"', "") + '\n[emergency.ban]\nwhat = "groups"\ndeclared-by = "factory committee"\n'}, "ban|emergency|end"),
    ],
)  # fmt: skip
def test_a_founding_that_is_not_sound_founds_nothing(changes, said):
    import re

    refused = refuse(**changes)
    assert re.search(said, str(refused)), str(refused)


@pytest.mark.django_db
def test_no_member_founds_it_alone():
    sha = attach_text(STATUTES)
    with pytest.raises(Refusal, match="founding meeting"):
        do(founding(NOW, sha), by_member(1), at=NOW)
