"""The statements of minorities, read wherever their decision appears: here, and on the page of its result (R8)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from floor.book.models import Attachment
from floor.meetings.models import MinoritySignature, MinorityStatement
from floor.polls.models import Poll
from floor.polls.showing.said_beside import SAID_BESIDE, SaidBeside


def minorities_of(poll: Poll) -> list[SaidBeside]:
    """The statements on what a poll decided. Three queries, and none where no motion hangs on it."""
    statements = list(MinorityStatement.objects.filter(motion__poll=poll.beside_id or poll.pk).order_by("pk"))
    return told(statements)


def told(statements: Sequence[MinorityStatement]) -> list[SaidBeside]:
    """Statements with how many stand behind each; never who."""
    if not statements:
        return []
    texts = dict(Attachment.objects.filter(pk__in={one.text for one in statements}).values_list("pk", "content"))
    still_signed = [one.pk for one in statements if one.counted is None]
    signed = dict(
        MinoritySignature.objects.filter(statement__in=still_signed).values_list("statement").annotate(Count("member")).order_by()
    )  # fmt: skip
    return [
        SaidBeside(
            _("Minority statement"),
            _note(one, one.signatures if one.counted else 1 + signed.get(one.pk, 0)),
            texts.get(one.text, ""),
        )
        for one in statements
    ]


def _note(statement: MinorityStatement, signatures: int) -> str:
    behind = ngettext("%(n)s person stands behind it", "%(n)s people stand behind it", signatures)
    filed = _("filed on %(day)s") % {"day": date_format(statement.filed)}
    return f"{behind % {'n': number_format(signatures)}}, {filed}"


SAID_BESIDE.append(minorities_of)
