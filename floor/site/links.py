"""Sign-in links: signed, good for a quarter of an hour, once, and only while the address is still the member's."""

from __future__ import annotations

import hashlib
import logging
import threading
from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from floor.house.models import Member
from floor.site.models import SpentLink
from floor.site.standing import sign_of

log = logging.getLogger(__name__)

GOOD_FOR = timedelta(minutes=15)
_signer = TimestampSigner(salt="floor.site.links")


def token_for(member: Member) -> str:
    """A token that opens this member's standing; it says the number and a sign of the address, not the address."""
    return _signer.sign(f"{member.pk}.{sign_of(member.contact)}")


def member_of(token: str) -> Member | None:
    """The member a token is for, if it is ours, fresh, unspent, and the address is still theirs."""
    try:
        number, sign = _signer.unsign(token, max_age=GOOD_FOR).split(".")
    except (BadSignature, ValueError):
        return None
    member = Member.objects.select_related("unit").filter(pk=int(number), left=None).first()
    if member is None or not member.contact or sign_of(member.contact) != sign:
        return None
    return None if SpentLink.objects.filter(pk=_digest(token)).exists() else member


def spend(token: str, at: datetime) -> bool:
    """Use a token up; False if somebody was quicker."""
    SpentLink.objects.filter(until__lte=at).delete()
    try:
        with transaction.atomic():
            SpentLink.objects.create(digest=_digest(token), until=at + 2 * GOOD_FOR)
    except IntegrityError:
        return False
    return True


def send_to(address: str, door: str, organisation: str) -> None:
    """Send links to the members at an address, aside, so that the time of the answer does not tell whether there are any."""
    tokens = [(member.pk, token_for(member)) for member in members_at(address)]
    text = _("Somebody, probably you, asked to sign in to %(organisation)s.") % {"organisation": organisation} + "\n\n"
    for number, token in tokens:
        text += _("Member %(number)s: %(link)s") % {"number": number, "link": f"{door}link/{token}/"} + "\n"
    text += (
        "\n" + _("The link works once and for 15 minutes. If you did not ask for it, there is nothing to do.") + "\n"
    )
    subject = _("Sign in to %(organisation)s") % {"organisation": organisation}
    if tokens:
        aside(lambda: _send(subject.replace("\n", " "), text, address))


def _send(subject: str, text: str, address: str) -> None:
    try:
        send_mail(subject, text, None, [address])
    except OSError as fault:
        # Never the address: a log is read by the operator (R17).
        log.warning("a sign-in link could not be sent: %s", type(fault).__name__)


def aside(work) -> None:  # type: ignore[no-untyped-def]
    """Do something without making the visitor wait for it."""
    threading.Thread(target=work, daemon=True).start()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def members_at(address: str) -> list[Member]:
    """The members whose contact an address is; families share one."""
    found = Member.objects.filter(contact__in={address, address.lower()}, left=None).exclude(contact="")
    return list(found.order_by("pk")[:10])
