"""Each claim about power fails when it should: a test for each that breaks what it claims."""

from __future__ import annotations

from datetime import timedelta

import pytest

from floor.book.protected import acting
from floor.house import verification
from floor.house.models import Mandate, Result, Seat, Unit
from tests.world import DISTRICT, FACTORY, found_works

pytestmark = pytest.mark.django_db


@pytest.fixture
def tampered(empty_replay):
    """A works that somebody changes behind the book's back; it is not asked to rebuild afterwards."""
    world = found_works()
    world.elect(
        unit=FACTORY, for_unit=DISTRICT, body="district congress", votes={6: 9, 7: 8, 8: 7, 9: 2}, elected=[6, 7, 8]
    )
    world.elect(
        unit=DISTRICT, body="district committee", votes={10: 2, 9: 1}, elected=[10], entitled=3, present=3, cast=3
    )
    return world


def verdicts(check) -> set[str]:
    return {claim.verdict for claim in check()}


CHECKS = (
    verification.every_mandate_traces_to_members,
    verification.no_mandate_outlives_its_term,
    verification.one_holder_to_a_seat,
    verification.register_adds_up,
    verification.nobody_was_removed_from_above,
    verification.statutes_changed_by_their_own_rule,
)


def test_an_honest_house_holds_in_everything(tampered):
    assert all(verdicts(check) == {"holds"} for check in CHECKS)


def test_a_congress_that_nobody_elected_cannot_pass_power_on(tampered):
    with acting("tamper"):
        Mandate.objects.filter(seat__body="district congress").delete()
    assert "broken" in verdicts(verification.every_mandate_traces_to_members)


def test_a_mandate_from_no_election_shows(tampered):
    with acting("tamper"):
        Result.objects.filter(for_body="control commission").update(kind="appointment")
    assert "broken" in verdicts(verification.every_mandate_traces_to_members)


def test_a_term_that_was_stretched_shows(tampered):
    with acting("tamper"):
        mandate = Mandate.objects.get(seat__body="district committee")
        Mandate.objects.filter(pk=mandate.pk).update(ended=mandate.ends + timedelta(days=1))
    assert verdicts(verification.no_mandate_outlives_its_term) == {"broken"}


def test_two_holders_of_one_seat_show(tampered, monkeypatch):
    # The database itself refuses it, so the check is shown a house in which that constraint was dropped.
    from django.db import connection

    constraint = next(each for each in Mandate._meta.constraints if each.name == "one_holder_to_a_seat")
    with acting("tamper"):
        with connection.schema_editor() if connection.vendor == "postgresql" else _plain() as editor:
            if editor:
                editor.remove_constraint(Mandate, constraint)
            else:
                with connection.cursor() as cursor:
                    cursor.execute('DROP INDEX "one_holder_to_a_seat"')
        first = Mandate.objects.order_by("pk").first()
        Mandate.objects.create(
            id=Mandate.next_id(),
            seat=first.seat,
            holder_id=9,
            result=first.result,
            starts=first.starts,
            ends=first.ends,
        )
    assert verdicts(verification.one_holder_to_a_seat) == {"broken"}


class _plain:
    def __enter__(self):
        return None

    def __exit__(self, *_):
        return None


def test_a_register_that_was_padded_shows(tampered):
    with acting("tamper"):
        Unit.objects.filter(pk=3).update(members_here=400)
    assert verdicts(verification.register_adds_up) == {"broken"}


def test_seats_are_counted_even_when_empty(tampered):
    assert Seat.objects.filter(body="district congress").count() == 3


def test_a_removal_from_above_shows(tampered):
    with acting("tamper"):
        Mandate.objects.filter(pk=1).update(ended=tampered.now, how_ended="removed")
    assert verdicts(verification.nobody_was_removed_from_above) == {"broken"}


def test_statutes_that_nobody_adopted_show(tampered):
    from floor.book.models import StatutesVersion

    with acting("tamper"):
        StatutesVersion.objects.create(id=2, sha256="f" * 64, in_force_from=tampered.now, entry=1)
    assert verdicts(verification.statutes_changed_by_their_own_rule) == {"broken"}
