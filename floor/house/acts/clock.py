"""What falls due: terms end, handovers become overdue. Done by `floor tick`, as often and as late as one likes."""

from __future__ import annotations

from datetime import datetime

from floor.book.act import CLOCK, Act, Authority, Refusal, Scene
from floor.book.ticking import falls_due
from floor.house.mandating import end_mandates
from floor.house.models import Handover, Mandate


def _by_the_clock(scene: Scene, article: str) -> Authority:
    if scene.by != CLOCK:
        raise Refusal(article, "The clock does this by itself; nobody can do it sooner or later.", "R21")
    return Authority(article)


class EndTerms(Act):
    """Note that mandates have run out. They ended by themselves at the end of their term, whether or not this was noted."""

    serves = ("R21", "R23")
    open_to = "nobody"
    mandates: list[int]

    def guard(self, scene: Scene) -> Authority:
        authority = _by_the_clock(scene, scene.cite("body"))
        due = Mandate.objects.filter(pk__in=self.mandates, ended=None, ends__lte=scene.at).count()
        if not self.mandates or due != len(set(self.mandates)):
            raise Refusal(authority.article, "A mandate named here has not run out.", "R2")
        return authority

    def apply(self, scene: Scene) -> None:
        end_mandates(
            Mandate.objects.filter(pk__in=self.mandates).select_related("seat").order_by("pk"), scene, "expired"
        )


class NoteOverdueHandovers(Act):
    """Note that handovers were not completed in time; they stay on view as overdue until they are."""

    serves = ("R21", "R13")
    open_to = "nobody"
    handovers: list[int]

    def guard(self, scene: Scene) -> Authority:
        authority = _by_the_clock(scene, scene.cite("body"))
        late = Handover.objects.filter(
            pk__in=self.handovers, handed_over=None, overdue_since=None, due__lte=scene.at
        ).count()
        if not self.handovers or late != len(set(self.handovers)):
            raise Refusal(authority.article, "A handover named here is not overdue.")
        return authority

    def apply(self, scene: Scene) -> None:
        Handover.objects.filter(pk__in=self.handovers).update(overdue_since=scene.at)


@falls_due
def fall_due(moment: datetime) -> list[Act]:
    """The acts of the clock that are due at a moment, in portions that fit into an entry."""
    ended = list(
        Mandate.objects.filter(ended=None, ends__lte=moment).order_by("ends", "pk").values_list("pk", flat=True)
    )
    late = list(
        Handover.objects.filter(handed_over=None, overdue_since=None, due__lte=moment)
        .order_by("due", "pk")
        .values_list("pk", flat=True)
    )
    portions = [EndTerms(mandates=ended[at : at + 200]) for at in range(0, len(ended), 200)]
    return [*portions, *(NoteOverdueHandovers(handovers=late[at : at + 200]) for at in range(0, len(late), 200))]
