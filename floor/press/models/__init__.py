"""What stands of the press: letters with replies and corrections, notices, platforms with their mailings, who gets the digest."""

from .digests import DigestSent, DigestSubscription
from .letters import Letter, LetterSlip, Reply
from .notices import Correction, PostedNotice
from .platforms import Mailing, Platform, PlatformKey, PlatformSupport

__all__ = [
    "Correction", "DigestSent", "DigestSubscription", "Letter", "LetterSlip", "Mailing", "Platform", "PlatformKey", "PlatformSupport",
    "PostedNotice", "Reply",
]  # fmt: skip
