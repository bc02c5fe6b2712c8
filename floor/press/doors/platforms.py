"""Beginning and supporting a platform. Neither who began it nor who supports it enters the book (R8, R17).

Whoever begins a platform gets a code, once: with it any member of the unit whom the group trusts sends its mailings or withdraws it. Only what the code opens is
kept, never whose it is.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from django.db.models import Q

from floor.book.act import CLOCK, Refusal, Scene, by_member
from floor.book.doing import Receipt, attach_text, do, now, statutes_in_force
from floor.book.locks import Held
from floor.house.hidden_signatures import HiddenSignatures
from floor.house.models import Member, Unit
from floor.house.standing import open_unit
from floor.press.acts.mailing import SendMailing
from floor.press.acts.platforms import OpenPlatform, RegisterPlatform, WithdrawPlatform, platform_called
from floor.press.authority import article_of_the_press, of_the_unit
from floor.press.models import Platform, PlatformKey, PlatformSupport

SIGNATURES = HiddenSignatures(PlatformSupport, "platform", Held.PLATFORM)
#: Letters and digits that nobody mistakes for others when a code is copied by hand.
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def begin_platform(
    unit: int, member: int, title: str, statement: str, at: datetime | None = None, once: str | None = None
) -> tuple[Platform, str]:
    """Open a platform as a member of the unit, who is the first to support it; gives back its code, which is shown this once.

    Sent twice with one key, the code is empty the second time: it was shown already.
    """
    moment = at or now()
    _member_of(open_unit(unit, moment), member, moment)
    sha = attach_text(statement)
    receipt = do(OpenPlatform(unit=unit, title=title, statement=sha), CLOCK, once=once, at=at)
    platform = Platform.objects.get(entry=receipt.n)
    if receipt.repeated:
        return platform, ""
    code = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
    with SIGNATURES.alone_with(platform.pk):
        PlatformKey.objects.create(platform=platform.pk, lock=_lock_of(code))
    support(platform.pk, member, at)
    platform.refresh_from_db()
    return platform, code


def support(number: int, member: int, at: datetime | None = None) -> None:
    """Support a platform, once. With the last signature that was needed it is registered."""
    moment = at or now()
    with SIGNATURES.alone_with(number):
        platform = _gathering(number, moment)
        _member_of(platform.unit, member, moment)
        if SIGNATURES.signed_by(number, member):
            raise Refusal(_article(moment), "You support this platform already.")
        SIGNATURES.add(number, member)
    supporters = supporters_of(platform)
    if supporters >= platform.needed:
        try:
            do(RegisterPlatform(platform=number, supporters=supporters), CLOCK, at=at)
        except Refusal:
            # Somebody else's signature was faster.
            return


def take_support_back(number: int, member: int, at: datetime | None = None) -> None:
    """Take one's signature back while the platform gathers."""
    moment = at or now()
    with SIGNATURES.alone_with(number):
        _gathering(number, moment)
        if not SIGNATURES.take_back(number, member):
            raise Refusal(_article(moment), "You have not signed this platform.")


def supports(number: int, member: int) -> bool:
    """Whether somebody's signature stands under a platform. For the member's own page only."""
    return SIGNATURES.signed_by(number, member)


def supporters_of(platform: Platform) -> int:
    """Signatures of those who are still on the register there."""
    signed = PlatformSupport.objects.filter(platform=platform.pk).values("member")
    path = platform.unit.path
    here = Q(unit__path__startswith=path) | Q(unit__place_path__startswith=path)
    return Member.objects.filter(here, pk__in=signed, left=None).count()


def send_mailing(
    number: int, member: int, code: str, title: str, text: str, at: datetime | None = None, once: str | None = None
) -> Receipt:
    """Send a mailing of a platform, as a member of the unit who has its code."""
    _with_code(number, member, code, at or now())
    return do(SendMailing(platform=number, title=title, text=_sha(text)), CLOCK, once=once, at=at, attach=(text,))


def withdraw_platform(number: int, member: int, code: str, at: datetime | None = None) -> Receipt:
    """Withdraw a platform, as a member of the unit who has its code."""
    _with_code(number, member, code, at or now())
    return do(WithdrawPlatform(platform=number), CLOCK, at=at)


def _with_code(number: int, member: int, code: str, moment: datetime) -> None:
    platform = platform_called(number)
    _member_of(platform.unit, member, moment)
    lock = PlatformKey.objects.filter(platform=number).values_list("lock", flat=True).first() or ""
    if not hmac.compare_digest(lock, _lock_of(code)):
        raise Refusal(_article(moment), "This is not the code of this platform. Only the group that began it has it.")


def _gathering(number: int, moment: datetime) -> Platform:
    platform = platform_called(number)
    if platform.state != "gathering" or platform.lapses <= moment:
        state = "lapsed" if platform.state == "gathering" else platform.state
        raise Refusal(_article(moment), f"This platform is {state}; it takes no signatures.")
    return platform


def _member_of(unit: Unit, member: int, moment: datetime) -> None:
    of_the_unit(_scene(moment, member), unit, "support its platforms")


def _article(moment: datetime) -> str:
    return article_of_the_press(_scene(moment))


def _scene(moment: datetime, member: int = 0) -> Scene:
    return Scene(0, moment, by_member(member), statutes_in_force(moment))


def _lock_of(code: str) -> str:
    """What a code opens. Codes are drawn by the machine from a trillion trillions, so a plain hash can't be guessed back."""
    return _sha("".join(sign for sign in code.upper() if sign.isalnum()))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
