"""A count told as a story: every step and tie of an account as a sentence, ready to be translated.

A sentence is a message in English with named places, and the values for them. A page translates the message and fills the
places; the command line fills them as they are. A rule gives the key of its sentence in `Step.why`.

Every message may use: `names` (the step's candidates), `name` (the first of them), `votes` (what the first of them has in
the round), `amount`, `quota`, `round`, and the step's own facts by their names. Facts that are candidates' numbers have
one of the names in `CANDIDATES` and are told by name; facts in units of the account's scale have one in `VOTES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .account import Account, Round, Step
from .ties import Tie


def _(message: str) -> str:
    """Marks a sentence for translation; the translating is done by whoever tells it."""
    return message


#: Facts with these names are candidates' numbers.
CANDIDATES = frozenset({"to", "from", "over", "against"})
#: Facts with these names are votes, in units of the account's scale.
VOTES = frozenset({"votes", "value", "quota", "price", "each", "keep", "surplus", "for", "opposed"})

#: The key in `Step.why` -> the sentence. In groups, by the rules that use them.
SENTENCES: dict[str, str] = {
    # What a step without a key says.
    "elected": _("%(name)s is elected."),
    "excluded": _("%(name)s is excluded with %(votes)s votes."),
    "surplus": _("%(name)s has %(amount)s votes more than needed."),
    "transfer": _("%(amount)s go to %(names)s."),
    "compared": _("Compared: %(names)s."),
    "bought": _("%(name)s is elected."),
    "locked": _("%(names)s: locked."),
    "skipped": _("%(names)s: skipped."),
    "left": _("%(amount)s votes count for nobody any more."),
    "note": _("%(names)s"),
    # For every rule.
    "no contest": _("%(name)s is elected: there are no more candidates than seats."),
    "most votes": _("%(name)s is elected with %(votes)s votes."),
    "majority": _("%(name)s is elected with %(votes)s votes, more than half of those that still count."),
    "reserved seat": _("%(name)s is elected with %(votes)s votes, to a seat reserved for the minority."),
    # Transferable votes.
    "quota": _("%(name)s is elected: %(votes)s votes reach the quota of %(quota)s."),
    "last seats": _("%(name)s is elected with %(votes)s votes: no more candidates are left than seats."),
    "lowest": _("%(name)s is excluded: nobody has fewer votes than %(votes)s."),
    "nobody's choice": _(
        "Excluded together: %(names)s. Nobody's vote stands with them, so the order makes no difference."
    ),
    "hopeless together": _(
        "Excluded together: %(names)s. All their votes on one of them would not reach the next candidate, so the order makes no difference."
    ),
    "surplus passed on": _("%(name)s has %(amount)s votes over the quota; they are passed on."),
    "passed on": _("%(amount)s votes go to %(name)s."),
    "ended": _("%(amount)s votes go to nobody: their papers name no one who is left."),
    "rounded off": _("%(amount)s votes are lost in rounding."),
    "kept": _("%(name)s keeps %(keep)s of each vote."),
    # Two rounds.
    "go on": _("Nobody has more than half. Into the second round go %(names)s."),
    "do not go on": _("Not in the second round: %(names)s."),
    # Every two compared.
    "stronger path": _(
        "%(name)s against %(against)s: directly %(for)s to %(opposed)s, by the strongest chain of wins %(amount)s to %(back)s."
    ),
    "nobody above": _("%(name)s is elected: nobody who is left stands above."),
    "kept pair": _("%(name)s leads %(over)s by %(amount)s. This is kept."),
    "circle": _("%(name)s leads %(over)s by %(amount)s. This is left out: it would contradict what was kept before."),
    "no seat hangs on it": _("%(name)s leads %(over)s by %(amount)s. This is passed over: no seat hangs on it."),
    # Approvals, seat after seat.
    "weighs most": _("%(name)s is elected: the papers that approve weigh %(votes)s votes, and nobody left has more."),
    "least load": _(
        "%(name)s is elected: the %(papers)s papers that approve, divided by one and what they carry already, make %(votes)s, and nobody left has more."
    ),
    "nobody approves": _("%(name)s is elected, although nobody approves: no one else is left."),
    "paid for": _(
        "%(name)s is elected: the papers that approve have %(votes)s votes left, a seat costs %(price)s, and no paper pays more than %(each)s, which is the least."
    ),
}

#: The same sentences where the amount they tell of is one single vote.
OF_ONE_VOTE: dict[str, str] = {
    "left": _("%(amount)s vote counts for nobody any more."),
    "surplus passed on": _("%(name)s has %(amount)s vote over the quota; it is passed on."),
    "passed on": _("%(amount)s vote goes to %(name)s."),
    "ended": _("%(amount)s vote goes to nobody: its paper names no one who is left."),
    "rounded off": _("%(amount)s vote is lost in rounding."),
    "most votes": _("%(name)s is elected with %(votes)s vote."),
    "last seats": _("%(name)s is elected with %(votes)s vote: no more candidates are left than seats."),
}

#: How a tie was settled -> the sentence. `favoured` are those who got the places, `others` those who did not.
TIES: dict[str, str] = {
    "lot": _("%(names)s stand level. By the lot, drawn from the published seed, %(favoured)s before %(others)s."),
    "incumbent": _("%(names)s stand level. %(favoured)s before %(others)s, as one who holds the office."),
    "chair": _("%(names)s stand level. The chair's vote puts %(favoured)s before %(others)s."),
    "earlier stage": _("%(names)s stand level. %(favoured)s stood higher earlier in the count than %(others)s."),
    "open": _("%(names)s stand level, and nothing settles it: the count stops here."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the story: a message to translate, and what to put in its places."""

    round: int
    message: str
    values: dict[str, str | int]

    def __str__(self) -> str:
        """In English."""
        return self.message % self.values


def story(account: Account, names: Sequence[str]) -> list[Told]:
    """The sentences of a count in order, each with the number of its round; `names` are the candidates' names."""
    told = []
    for number, round in enumerate(account.rounds, start=1):
        told += [_of_tie(tie, names) for tie in account.ties if tie.round == number]
        told += [_of_step(account, number, round, step, names) for step in round.steps]
    beyond = [tie for tie in account.ties if not 1 <= tie.round <= len(account.rounds)]
    return told + [_of_tie(tie, names) for tie in beyond]


def in_english(account: Account, names: Sequence[str]) -> list[str]:
    """The story as lines: "Round 3: Mary is excluded: nobody has fewer votes than 112. 40 votes go to Ann."."""
    rounds: dict[int, list[str]] = {}
    for sentence in story(account, names):
        rounds.setdefault(sentence.round, []).append(str(sentence))
    return [f"Round {number}: {' '.join(sentences)}" for number, sentences in rounds.items()]


def _of_step(account: Account, number: int, round: Round, step: Step, names: Sequence[str]) -> Told:
    def votes(amount: int) -> str:
        return trimmed(account.decimal(amount))

    values: dict[str, str | int] = {
        "names": _named(step.candidates, names),
        "name": _named(step.candidates[:1], names),
        "votes": votes(round.votes[step.candidates[0] - 1]) if step.candidates else "",
        "amount": votes(step.amount) if step.amount is not None else "",
        "quota": votes(round.quota) if round.quota is not None else "",
        "round": number,
    }
    for fact, value in step.facts:
        if fact in CANDIDATES and isinstance(value, int):
            values[fact] = _named((value,), names)
        elif fact in VOTES and isinstance(value, int):
            values[fact] = votes(value)
        else:
            values[fact] = value
    about = step.why if step.why in SENTENCES else step.what
    single = (values["amount"] or values["votes"]) == "1"
    return Told(number, (single and OF_ONE_VOTE.get(about)) or SENTENCES[about], values)


def _of_tie(tie: Tie, names: Sequence[str]) -> Told:
    others = tuple(candidate for candidate in tie.among if candidate not in tie.favoured)
    values: dict[str, str | int] = {
        "names": _named(tie.among, names),
        "favoured": _named(tie.favoured, names),
        "others": _named(others, names),
        "places": tie.places,
    }
    return Told(tie.round, TIES.get(tie.how, TIES["chair"]), values)


def _named(candidates: Sequence[int], names: Sequence[str]) -> str:
    return ", ".join(names[candidate - 1] for candidate in candidates)


def trimmed(decimal: str) -> str:
    """A decimal without zeros that say nothing: "120.00000" is "120"."""
    return decimal.rstrip("0").rstrip(".") if "." in decimal else decimal
