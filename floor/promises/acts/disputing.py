"""When a report of an undertaking carried out is not true: somebody says so without their name, and the body that decided it decides that too."""

from __future__ import annotations

from datetime import timedelta

from floor.book.act import Act, Authority, Refusal, Scene
from floor.house.counted_question import QuestionCount
from floor.promises.acts.undertaking import Text, undertaking_of
from floor.promises.decided import check_decided, decided
from floor.promises.making import becomes
from floor.promises.standing import article_of, by_the_clock, judges_of, must_say_something

#: How long after a report somebody can say that it is not true; then it stands.
DISPUTED_WITHIN = timedelta(days=90)


class DisputeReport(Act):
    """Say that what was reported done is not done. The undertaking is open or overdue again until the body that decided it decides.

    Done by the clock for somebody who sits in that body and whose name is kept from the book (R17): nobody answers for
    saying that a committee's report is not true.
    """

    serves = ("R13", "R17", "R8")
    open_to = "nobody"
    undertaking: int
    text: Text

    def guard(self, scene: Scene) -> Authority:
        undertaking = undertaking_of(self.undertaking)
        article = article_of(scene, undertaking.who)
        authority = by_the_clock(scene, article, "notes a dispute, for somebody whose name stays out of the book")
        if undertaking.state != "done" or undertaking.settled is None:
            raise Refusal(article, "Nothing was reported done here that could be disputed.")
        if undertaking.steps.order_by("-pk").values_list("what", flat=True).first() == "found done":
            raise Refusal(article, "Whether this was carried out is decided; what was decided stands.", "R7")
        if scene.at >= undertaking.settled + DISPUTED_WITHIN:
            raise Refusal(article, f"A report is disputed within {DISPUTED_WITHIN.days} days.", "R7")
        must_say_something(self.text, article, "What is not true in the report")
        return authority

    def apply(self, scene: Scene) -> None:
        undertaking = undertaking_of(self.undertaking)
        state = "overdue" if undertaking.due <= scene.at else "open"
        becomes(scene, [undertaking.pk], state, "disputed", text=self.text, disputed=scene.at, settled=None)

    def attachments(self) -> tuple[str, ...]:
        return (self.text,)


class DecideDispute(Act):
    """Enter what the body that made a decision decided on whether it was carried out: those for say that it was.

    With the tellers' figures, or the number of a result of that body. What is not carried makes it a broken one.
    """

    serves = ("R13", "R4")
    undertaking: int
    count: QuestionCount | None = None
    result: int | None = None

    def guard(self, scene: Scene) -> Authority:
        undertaking = undertaking_of(self.undertaking)
        article = article_of(scene, undertaking.who)
        if undertaking.disputed is None:
            raise Refusal(article, "No report on this is disputed, so there is nothing to decide.")
        return check_decided(
            scene, unit=undertaking.unit, body=judges_of(scene.law, undertaking), count=self.count, result=self.result, article=article,
            what="whether it was carried out", since=undertaking.disputed, carried=False,
        )  # fmt: skip

    def apply(self, scene: Scene) -> None:
        undertaking = undertaking_of(self.undertaking)
        result, carried = decided(
            scene, unit=undertaking.unit, body=judges_of(scene.law, undertaking), count=self.count, result=self.result,
            article=article_of(scene, undertaking.who), kind="carried out",
        )  # fmt: skip
        state, found = ("done", "found done") if carried else ("broken", "found not done")
        becomes(scene, [undertaking.pk], state, found, result=result, disputed=None, settled=scene.at)
