"""Signatures that are counted and never shown: nothing tells who came first, nothing of them reaches a log, no institution's table is one."""

from __future__ import annotations

import traceback

import pytest
from django.db import OperationalError, connection

from floor.book.act import NotWritten
from floor.book.locks import Held, alone_with
from floor.house.hidden_signatures import _FEW, HiddenSignatures
from floor.house.models import Mandate
from floor.polls.models import Signature
from floor.polls.recalling.petitions import SIGNATURES


def test_an_institutions_table_is_no_table_for_signatures():
    with pytest.raises(TypeError, match="only acts write it"):
        HiddenSignatures(Mandate, "seat", Held.RECALL)


def test_no_two_families_of_locks_share_a_number():
    assert len({int(each) for each in Held}) == len(Held.__members__)


@pytest.mark.django_db
def test_while_few_have_signed_all_are_laid_down_anew_and_later_only_the_last():
    written = []

    def watch(execute, sql, params, many, context):
        if "polls_signature" in sql and sql.startswith(("INSERT", "DELETE")):
            written.append(sql.split()[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        for member in range(1, _FEW + 3):
            with SIGNATURES.alone_with(7):
                SIGNATURES.add(7, member)
    assert written.count("DELETE") == _FEW
    assert written[-1] == "INSERT" and written[-2] == "INSERT", "the fifty-second is laid beside the others"
    assert SIGNATURES.under_it(7).count() == _FEW + 2
    assert SIGNATURES.take_back(7, 3) and not SIGNATURES.take_back(7, 3)
    assert not SIGNATURES.signed_by(7, 3) and SIGNATURES.signed_by(7, 4)


@pytest.mark.django_db
@pytest.mark.parametrize("held", Held)
def test_what_a_broken_database_says_of_a_signer_reaches_no_log(held):
    with pytest.raises(NotWritten) as broken, alone_with(held, 7):
        Signature.objects.create(petition=7, member=4711)
        raise OperationalError("DETAIL: Key (petition, member)=(7, 4711) already exists.")
    assert "4711" not in "".join(traceback.format_exception(broken.value))
    assert not Signature.objects.exists()
