"""What becomes of decisions, questions and reports (R7, R9, R12, R13)."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Seen, check
from ..graph import RHYTHMS, Graph, longer
from ..values import Duration


def _longest_term(graph: Graph) -> Duration | None:
    terms = [seats.rule.term for seats in graph.seats if seats.rule.term]
    return max(terms, key=lambda term: term.longest) if terms else None


@check("R7")
def no_reconsideration(graph: Graph) -> Iterator[Seen]:
    """Nothing says when a decided question may come back, so it can be put until it gives the wanted answer."""
    if graph.law.reconsideration is None:
        yield Seen(
            (),
            'Nothing says when a decided question may come back. Add [reconsideration] with after = "30 days", a majority, and moved-by.',
        )


@check("R7")
def reconsidered_at_once(graph: Graph) -> Iterator[Seen]:
    """A decided question may come back the same evening, when half have gone home."""
    rule = graph.law.reconsideration
    if rule and rule.after.longest == 0:
        yield Seen(
            ("reconsideration", "after"),
            'A decided question could come back the same evening, when half have gone home. Write after = "30 days", for example.',
        )


@check("R9")
def no_deadline_for_questions(graph: Graph) -> Iterator[Seen]:
    """Nothing says when a question from the floor must be answered."""
    if graph.law.questions is None:
        yield Seen(
            (),
            'Nothing says when a question must be answered. Add [questions] with answered-within = "14 days", for example.',
        )


@check("R9")
def answers_after_the_term(graph: Graph) -> Iterator[Seen]:
    """A question may stay open until whoever was asked has left."""
    term = _longest_term(graph)
    if graph.law.questions and term and longer(graph.law.questions.answered_within, term):
        yield Seen(
            ("questions", "answered-within"),
            f"A question may wait {graph.law.questions.answered_within}; no mandate lasts so long. Write a shorter time.",
        )


@check("R9")
def questions_only_by_name(graph: Graph) -> Iterator[Seen]:
    """A question cannot be asked without a name."""
    if graph.law.questions and not graph.law.questions.anonymous:
        yield Seen(
            ("questions", "anonymous"),
            "Whoever fears to give a name could not ask. Write anonymous = true, or leave it out.",
        )


@check("R12")
def no_time_for_publication(graph: Graph) -> Iterator[Seen]:
    """Nothing says when minutes and results appear."""
    if graph.law.publication is None:
        yield Seen(
            (),
            'Nothing says when minutes and results appear. Add [publication] with minutes-within = "7 days", for example.',
        )


@check("R12")
def minutes_after_the_term(graph: Graph) -> Iterator[Seen]:
    """Minutes or results may appear when those they are about have left."""
    term, rule = _longest_term(graph), graph.law.publication
    for key, span in (("minutes-within", rule.minutes_within), ("results-within", rule.results_within)) if rule else ():
        if term and longer(span, term):
            yield Seen(
                ("publication", key), f"These may appear after {span}; no mandate lasts so long. Write a shorter time."
            )


@check("R13")
def no_report_to_the_electors(graph: Graph) -> Iterator[Seen]:
    """A body reports to nobody, though a report is due to its electors."""
    for name, body in graph.bodies.items():
        if not body.sits and graph.seats_of[name] and body.accounts_to is None:
            yield Seen(
                ("body", name),
                f"The {name} accounts to nobody. Write accounts-to with the name of its electors, and reports.",
            )


@check("R13", "doubtful")
def report_to_others(graph: Graph) -> Iterator[Seen]:
    """A body reports to somebody other than its electors or the members."""
    for name, body in graph.bodies.items():
        to = body.accounts_to
        if to and to in graph.bodies and to not in graph.electors_of[name] and not graph.are_members(to):
            yield Seen(
                ("body", name, "accounts-to"),
                f"The {name} accounts to the {to}, which did not elect it. Its report is due to {' and '.join(sorted(graph.electors_of[name])) or 'its members'}.",
            )


@check("R13")
def report_to_itself(graph: Graph) -> Iterator[Seen]:
    """Bodies report to themselves, or to each other in a circle."""
    settled: set[str] = set()
    for name in graph.bodies:
        walked: dict[str, None] = {}
        at: str | None = name
        while at is not None and at in graph.bodies and at not in settled and at not in walked:
            walked[at] = None
            at = graph.bodies[at].accounts_to
        if at in walked:
            circle = list(walked)[list(walked).index(at) :]
            yield Seen(
                ("body", circle[0], "accounts-to"),
                f"The report of the {circle[0]} ends where it began. It is due to those who elected it.",
                " -> ".join([*circle[:8], circle[0]]),
            )
        settled.update(walked)


@check("R13", "doubtful")
def no_rhythm_of_reports(graph: Graph) -> Iterator[Seen]:
    """Nothing says how often a body reports."""
    for name, body in graph.bodies.items():
        if body.accounts_to and not body.reports and not body.sits:
            yield Seen(
                ("body", name, "accounts-to"),
                f'Nothing says how often the {name} reports to the {body.accounts_to}. Write reports = "half-yearly", for example.',
            )


@check("R13")
def report_after_the_term(graph: Graph) -> Iterator[Seen]:
    """A report falls due only after the term of those who owe it."""
    for seats in graph.seats:
        reports = graph.bodies[seats.body].reports
        if reports and seats.rule.term and longer(RHYTHMS[reports], seats.rule.term):
            yield Seen(
                ("body", seats.body, "reports"),
                f"The {seats} reports {reports}, but its term is {seats.rule.term}: it can leave without a report. Let it report at least once a term.",
            )
