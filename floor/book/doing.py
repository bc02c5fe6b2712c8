"""The way of every act: guard, then in one transaction apply and append, then notices. Nothing else writes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial

from django.db import InterfaceError, OperationalError, connections, transaction

from floor.law.reading import read
from floor.law.statutes import Statutes

from .act import CLOCK, Act, By, Notice, NotWritten, Refusal, Scene
from .acts import RecordRefusal
from .asked import Asked
from .bulk import as_stored, insert_rows
from .entries import SLOTS, Sealed, seal
from .merkle import Frontier, leaf_hash
from .models import Attachment, Entry, Head, Private, RecordedRefusal, StatutesVersion
from .protected import acting
from .routing import current
from .tiles import EntryTooLarge, check_entry_size

#: Who delivers notices; rooms and the site register theirs. What they do with an address stays with them (R17).
DELIVERIES: list[Callable[[Notice], None]] = []


@dataclass(frozen=True, slots=True)
class Receipt:
    """What somebody gets for an act: its place in the book and the hash that anyone can look for there."""

    n: int
    leaf: bytes
    at: datetime
    repeated: bool = False


def now() -> datetime:
    return datetime.now(UTC)


def do(
    act: Act, by: By, *, once: str | None = None, at: datetime | None = None, attach: tuple[str, ...] = ()
) -> Receipt:
    """Do an act, or raise the Refusal that says why not.

    `once` is the request's own key: the same request sent again gets the first receipt back. `attach` are public
    texts that the act refers to by their SHA-256.
    """
    try:
        with transaction.atomic(using=current(), durable=True):
            return _in_line(act, by, once, at, attach)
    except (OperationalError, InterfaceError) as fault:
        raise NotWritten(in_plain_words(fault)) from fault
    except Refusal as refusal:
        if refusal.guarantee and by.kind == "member":
            _record(act, refusal, at)
        raise


def in_plain_words(fault: Exception) -> str:
    said = str(fault).lower()
    if "full" in said or "no space" in said:
        return "the disk is full"
    if "locked" in said or "timeout" in said:
        return "too many are writing at once"
    if "readonly" in said or "read-only" in said:
        return "the database can only be read"
    return "the database did not answer"


def _in_line(act: Act, by: By, once: str | None, at: datetime | None, attach: tuple[str, ...]) -> Receipt:
    head = _hold_the_end_of_the_book()
    if once is not None and (earlier := _sent_before.first(once=once)):
        if earlier.act != act.name:
            raise Refusal("the book", "This request's key was used for another act. Load the page again.")
        return Receipt(earlier.n, bytes(earlier.leaf), earlier.at, repeated=True)
    moment = at or now()
    if head.at and moment < head.at:
        moment = head.at
    for text in attach:
        attach_text(text)
    scene = Scene(head.size, moment, by, statutes_in_force(moment))
    authority = act.guard(scene)
    sealed = seal(act, scene, authority)
    try:
        check_entry_size(sealed.line)
    except EntryTooLarge as fault:
        raise Refusal("the book", f"This is too much for one act: {fault}") from None
    with acting(act.name):
        act.apply(scene)
        leaf = append(head, scene, act, sealed, once)
    for notice in act.notices(scene):
        # After commit, so that nobody is told of what did not happen.
        transaction.on_commit(partial(_tell, notice), using=current(), robust=True)
    return Receipt(scene.n, leaf, moment)


_the_end = Asked(lambda: Head.objects.select_for_update().filter(pk=1))
_sent_before = Asked(lambda once: Entry.objects.filter(once=once))
_MOVE_THE_END = 'UPDATE "book_head" SET "size" = %s, "frontier" = %s, "at" = %s WHERE "id" = 1'


def _hold_the_end_of_the_book() -> Head:
    head = _the_end.first()
    if head is None:
        with acting("the first line"):
            Head.objects.get_or_create(pk=1, defaults={"frontier": Frontier().to_bytes()})
        head = Head.objects.select_for_update().get(pk=1)
    return head


def append(head: Head, scene: Scene, act: Act, sealed: Sealed, once: str | None) -> bytes:
    """Write the entry at the end of the book; the head is held by the caller."""
    leaf = leaf_hash(sealed.line)
    frontier = Frontier.from_bytes(bytes(head.frontier))
    frontier.append(leaf)
    insert_rows(
        Entry,
        ("n", "at", "act", "line", "leaf", "once"),
        [(scene.n, as_stored(scene.at), act.name, sealed.line, leaf, once)],
    )
    if sealed.private:
        about = list(act.concerns())
        about += [None] * (len(sealed.private) - len(about))
        insert_rows(
            Private,
            ("id", "about", "salt", "content"),
            [(scene.n * SLOTS + slot, about[slot], salt, content) for slot, salt, content in sealed.private],
        )
    with connections[current()].cursor() as cursor:
        cursor.execute(_MOVE_THE_END, [scene.n + 1, frontier.to_bytes(), as_stored(scene.at)])
    return leaf


def attach_text(text: str) -> str:
    """Keep a public text under its SHA-256; entries refer to it by that."""
    name = hashlib.sha256(text.encode()).hexdigest()
    with acting("attach"):
        Attachment.objects.bulk_create([Attachment(sha256=name, content=text)], ignore_conflicts=True)
    return name


_statutes_at = Asked(
    lambda moment: (
        StatutesVersion.objects.filter(in_force_from__lte=moment)
        .order_by("-in_force_from", "-id")
        .values_list("sha256", flat=True)[:1]
    )
)


def statutes_in_force(moment: datetime) -> Statutes | None:
    """The statutes that hold at a moment; None before the founding."""
    version = _statutes_at.first(moment=moment)
    return statutes_by_hash(version) if version else None


@lru_cache(maxsize=64)
def statutes_by_hash(sha256: str) -> Statutes:
    """Statutes by what the book calls them; read once, since a text never changes under its hash."""
    return read(Attachment.objects.get(sha256=sha256).content)


def _tell(notice: Notice) -> None:
    """Hand a notice to whoever delivers: the noticeboard and e-mail register here."""
    for deliver in DELIVERIES:
        deliver(notice)


def _record(act: Act, refusal: Refusal, at: datetime | None) -> None:
    """One line for a refusal that touches a guarantee; the same one within an hour is not written twice."""
    moment = at or now()
    same = RecordedRefusal.objects.filter(act=act.name, article=refusal.article, reason=refusal.reason)
    if not same.filter(at__gt=moment - timedelta(hours=1)).exists():
        do(
            RecordRefusal(
                act=act.name, guarantee=refusal.guarantee or "", article=refusal.article, reason=refusal.reason
            ),
            CLOCK,
            at=at,
        )
