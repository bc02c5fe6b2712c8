"""One of everything that can be printed, plain and hostile, for the tests to print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from floor.polls.printing import (
    print_ballot,
    print_code_cards,
    print_notice,
    print_result,
    print_roll,
    print_tellers_sheets,
)
from floor.polls.printing.what import (
    BallotPaper,
    Candidate,
    CandidateList,
    CodeCard,
    CodeCards,
    Condition,
    CountItYourself,
    CountRound,
    Elected,
    Figures,
    Kind,
    Notice,
    Poll,
    ResultSheet,
    RollEntry,
    RollSheet,
    Sheet,
    Tally,
    TellersSheet,
    UnitLine,
)

OPENS = datetime(2026, 6, 5, 6, tzinfo=UTC)
CLOSES = datetime(2026, 6, 12, 18, tzinfo=UTC)
POLL = Poll(7, "Metalworkers", "Factory committee of Hammer and Sickle: 9 seats", "article 12")

PLAIN = ("Anna Morozova", "Иван Сидоров", "Ελένη Παπαδοπούλου", "Łukasz Żółć")
HOSTILE = (
    '#panic("read") $x^2$ *bold* _it_ `raw` <label> @ref',
    '"); #let poll = none // \\ \\u{41} \n= heading',
    "Robert'); DROP TABLE papers;-- {{ 7*7 }} %s %(name)s",
    "#sys.inputs.data",
    "e\u0301\u202egnorw\u202c \x00\x07 tab\there",
    "محمد بن عبد الله",
    "x" * 200,
    "7x" * 100,
    "Ana Maria de la " * 12 + "Cruz",
)


def candidates(names: tuple[str, ...], many: int) -> tuple[Candidate, ...]:
    return tuple(Candidate(at + 1, names[at % len(names)], names[at % len(names)][:40]) for at in range(many))


def lists(names: tuple[str, ...], many: int) -> tuple[CandidateList, ...]:
    return tuple(CandidateList(at + 1, names[at % len(names)], candidates(names, many), names[0]) for at in range(many))


def ballot(
    kind: Kind = "rankings", names: tuple[str, ...] = PLAIN, many: int = 9, most: int | None = None
) -> BallotPaper:
    on_lists = kind == "lists"
    return BallotPaper(
        _poll(names), kind, () if on_lists else candidates(names, many), lists(names, many) if on_lists else (),
        question=names[0], most=most, opening=names[0], closing=names[0], hand_in=names[0],
    )  # fmt: skip


def code_cards(names: tuple[str, ...] = PLAIN, many: int = 12, qr_with_code: bool = False) -> CodeCards:
    cards = tuple(CodeCard(names[at % len(names)], f"K7QM2WXP{at:04}", names[0]) for at in range(many))
    return CodeCards(_poll(names), "https://vote.example/polls/7/", CLOSES, cards, qr_with_code)


def tellers(kind: Kind, names: tuple[str, ...] = PLAIN, many: int = 9) -> TellersSheet:
    return TellersSheet(_poll(names), kind, candidates(names, many), papers=30)


def roll(names: tuple[str, ...] = PLAIN, many: int = 40) -> RollSheet:
    lines = (RollEntry(at + 1, names[at % len(names)], names[0] if at % 7 == 0 else "") for at in range(many))
    return RollSheet(_poll(names), lines, many, "Table 2")


def result(names: tuple[str, ...] = PLAIN, many: int = 9) -> ResultSheet:
    everyone = [names[at % len(names)] for at in range(many)]
    return ResultSheet(
        _poll(names), CLOSES, names[0], Figures(653, 541, 529, 7, 5), names[0],
        tuple(Tally(name, 100 - at, at < 3) for at, name in enumerate(everyone)), "First choices",
        tuple(Elected(name, names[0]) for name in everyone[:3]),
        tuple(CountRound(tuple(f"{100 - at}.25" for at in range(many)), "1.5", (names[0],)) for _ in range(min(many, 7))),
        tuple(UnitLine(name, 20, 15, tuple(range(many))) for name in everyone[:3]),
        (Condition(names[0], "265", "412", True), Condition("Half vote", "400", "300", False)),
        (names[0],), names[0], 5, CLOSES, names[0], "\n".join(names), CountItYourself("floor count --method stv papers.csv", names[0], names[0]),
    )  # fmt: skip


def notice(names: tuple[str, ...] = PLAIN, many: int = 9) -> Notice:
    return Notice(
        _poll(names), OPENS, CLOSES, names[0], names[0], names, candidates(names, many), lists(names, min(many, 3)), names, names,
        names[0], names[0],
    )  # fmt: skip


def _poll(names: tuple[str, ...]) -> Poll:
    return POLL if names is PLAIN else Poll(7, names[0], f"{names[0]} (title)", names[2 % len(names)], "ar-EG")


def _roll_in_one(names: tuple[str, ...], many: int, sheet: Sheet) -> bytes:
    (pdf,) = print_roll(roll(names, many), sheet)
    return pdf


#: Every document there is: from names and a number of them to a PDF.
Printing = Callable[[tuple[str, ...], int, Sheet], bytes]
DOCUMENTS: dict[str, Printing] = {
    "ballot of rankings": lambda names, many, sheet: print_ballot(ballot("rankings", names, many), sheet),
    "ballot of marks": lambda names, many, sheet: print_ballot(ballot("marks", names, many, 3), sheet),
    "ballot of points": lambda names, many, sheet: print_ballot(ballot("points", names, many, 5), sheet),
    "ballot of lists": lambda names, many, sheet: print_ballot(ballot("lists", names, min(many, 4), 2), sheet),
    "ballot of a question": lambda names, many, sheet: print_ballot(ballot("question", names, many), sheet),
    "code cards": lambda names, many, sheet: print_code_cards(code_cards(names, many), sheet),
    "tellers' sheet of rankings": lambda names, many, sheet: print_tellers_sheets(tellers("rankings", names, many), sheet),
    "tellers' sheet of marks": lambda names, many, sheet: print_tellers_sheets(tellers("marks", names, many), sheet),
    "tellers' sheet of a question": lambda names, many, sheet: print_tellers_sheets(tellers("question", names, many), sheet),
    "roll": _roll_in_one,
    "result": lambda names, many, sheet: print_result(result(names, many), sheet),
    "notice": lambda names, many, sheet: print_notice(notice(names, many), sheet),
}  # fmt: skip
