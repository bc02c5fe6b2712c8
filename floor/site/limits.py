"""How often a door may be tried. Kept in the database, so that a restart is no way round it; never with a name or an address."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from .models import Tries


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within so long."""

    what: str
    tries: int
    within: timedelta


CARD = Limit("card", 8, timedelta(minutes=15))
ADDRESS = Limit("address", 30, timedelta(minutes=15))
MAIL = Limit("mail", 3, timedelta(minutes=15))
MAIL_FROM_ADDRESS = Limit("mail from address", 12, timedelta(minutes=15))


def wait_for(now: datetime, *doors: tuple[Limit, str]) -> timedelta | None:
    """How long to wait before trying again, or None if it is allowed now."""
    keys = {_key(limit, value): limit for limit, value in doors}
    waits = [
        tries.since + keys[tries.key].within - now
        for tries in Tries.objects.filter(pk__in=keys)
        if tries.count >= keys[tries.key].tries and tries.since + keys[tries.key].within > now
    ]
    return max(waits, default=None)


def note_try(now: datetime, *doors: tuple[Limit, str]) -> None:
    """Count one try at each door, and forget those whose time has run."""
    longest = max(limit.within for limit, _ in doors)
    with transaction.atomic():
        Tries.objects.filter(since__lte=now - longest).delete()
        for limit, value in doors:
            tries, new = Tries.objects.get_or_create(pk=_key(limit, value), defaults={"since": now, "count": 1})
            if not new and tries.since + limit.within <= now:
                Tries.objects.filter(pk=tries.pk).update(since=now, count=1)
            elif not new:
                Tries.objects.filter(pk=tries.pk).update(count=F("count") + 1)


def forget(limit: Limit, value: str) -> None:
    """A door that was opened aright starts anew."""
    Tries.objects.filter(pk=_key(limit, value)).delete()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Behind proxies of one's own, FLOOR_PROXIES says how many of them to look through."""
    proxies = int(os.environ.get("FLOOR_PROXIES", "0"))
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    address = hops[-proxies] if proxies and len(hops) >= proxies else request.META.get("REMOTE_ADDR", "")
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    # One household has a whole /64; counting its addresses one by one would count nothing.
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


def _key(limit: Limit, value: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{limit.what}\n{value}".encode(), hashlib.sha256).hexdigest()
