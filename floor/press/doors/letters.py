"""The box for unsigned letters. A slip has a day and no hour; no number of a member is laid beside it (R17).

The clock empties a box on a later day: all slips of it together, in an order drawn by lot. A single one waits a day longer for
company, because a letter that comes alone is easier to guess.
"""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import Count, Min

from floor.book.act import NotWritten, Refusal, Scene, by_member
from floor.book.doing import attach_text, in_plain_words, now, statutes_in_force
from floor.book.routing import current
from floor.house.standing import open_unit
from floor.press.acts.writing import SPACE, EnterLetters, LetterIn
from floor.press.authority import article_of_the_press, of_the_unit
from floor.press.models import Letter, LetterSlip
from floor.press.naming import refuse_names

#: A box holds so many slips; whoever stuffs it can't bring the board down.
MOST_IN_A_BOX = 60
_dice = random.SystemRandom()


def put_in_the_box(
    unit: int, member: int, title: str, text: str, about_body: str = "", at: datetime | None = None
) -> None:
    """Put an unsigned letter into the box of one's unit. Nobody is told when; it is on the board in a day or two."""
    moment = at or now()
    scene = Scene(0, moment, by_member(member), statutes_in_force(moment))
    here, title, text = open_unit(unit, moment), title.strip(), text.strip()
    of_the_unit(scene, here, "put letters into its box")
    article = article_of_the_press(scene)
    if not 3 <= len(title) <= 120 or len(text.split()) < 2:
        raise Refusal(article, "A letter has a title and a text.")
    if len(text) > SPACE:
        raise Refusal(
            article, f"A letter has {SPACE} characters at most, for everyone alike; this has {len(text)}.", "R8"
        )
    refuse_names(f"{title}\n{text}", here, moment, article)
    if about_body and about_body not in scene.law.body:
        raise Refusal(article, f"The statutes know no body called “{about_body}”.")
    sha = hashlib.sha256(text.encode()).hexdigest()
    if Letter.objects.filter(unit=here, text=sha).exists():
        raise Refusal(article, "This very letter was written to this board already.")
    if LetterSlip.objects.filter(unit=unit).count() >= MOST_IN_A_BOX:
        raise Refusal(article, "The box is full today. It is emptied every day; try again tomorrow.")
    try:
        with transaction.atomic(using=current()):
            LetterSlip.objects.create(
                id=uuid.uuid4(), unit=unit, day=moment.date(), title=title, text=text, sha=sha, about_body=about_body
            )
    except IntegrityError:
        # Sent twice: it lies there once.
        return
    except (OperationalError, InterfaceError) as fault:
        raise NotWritten(in_plain_words(fault)) from None


def boxes_to_empty(moment: datetime) -> Iterator[EnterLetters]:
    """The boxes whose letters are due, as acts: those with several of an earlier day, and those in which one waited a day longer."""
    today = moment.date()
    earlier = LetterSlip.objects.filter(day__lt=today)
    for box in earlier.values("unit").annotate(n=Count("pk"), first=Min("day")).order_by("unit"):
        if box["n"] < 2 and box["first"] >= today - timedelta(days=1):
            continue
        slips = _not_printed_yet(box["unit"], list(earlier.filter(unit=box["unit"]).order_by("pk")[:100]))
        if not slips:
            continue
        _dice.shuffle(slips)
        for slip in slips:
            attach_text(slip.text)
        yield EnterLetters(
            unit=box["unit"],
            letters=[LetterIn(title=slip.title, text=slip.sha, about_body=slip.about_body) for slip in slips],
        )


def _not_printed_yet(unit: int, slips: list[LetterSlip]) -> list[LetterSlip]:
    """Slips without those whose very text was signed by somebody meanwhile: these are taken out."""
    printed = set(
        Letter.objects.filter(unit=unit, text__in=[slip.sha for slip in slips]).values_list("text", flat=True)
    )
    LetterSlip.objects.filter(unit=unit, sha__in=printed).delete()
    return [slip for slip in slips if slip.sha not in printed]
