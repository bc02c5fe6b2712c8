"""What an act is: a typed payload, a guard, a deterministic apply. Rooms write theirs in their `acts.py`.

class Move(Act):
    '''Move a member to another unit. ...'''          (the docstring is its page in the reference)
    member: int
    unit: int

    def guard(self, scene): ...        allow, by returning an Authority, or raise a Refusal
    def apply(self, scene): ...        write the tables; no clock, no randomness
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from floor.law.language import Law
from floor.law.statutes import Statutes


class _Private:
    """Marks a field that never enters an entry: the entry holds a salted commitment instead."""

    def __repr__(self) -> str:
        return "PRIVATE"


#: `name: Annotated[str | None, PRIVATE]`. None where there is nothing, or where it has been erased.
PRIVATE = _Private()


class Refusal(Exception):
    """An act the law does not allow: which article, and why, in a sentence for the person who asked.

    With a guarantee, the refusal is itself recorded in the book.
    """

    def __init__(self, article: str, reason: str, guarantee: str | None = None) -> None:
        super().__init__(f"{reason} [{article}]")
        self.article, self.reason, self.guarantee = article, reason, guarantee


class NotWritten(Refusal):
    """The act was lawful but could not be written: a full disk, a lost connection. Nothing was changed."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "the book",
            f"The book could not be written: {why}. Nothing was changed; send it again, with the same key it is done once.",
        )


@dataclass(frozen=True, slots=True)
class By:
    """Who does an act: a member, the founding meeting, or the clock. The operator is none of them."""

    kind: str
    member: int | None = None

    def as_entry(self) -> dict[str, Any]:
        return {"member": self.member} if self.kind == "member" else {self.kind: True}

    @classmethod
    def from_entry(cls, written: dict[str, Any]) -> By:
        if set(written) == {"member"} and isinstance(written["member"], int):
            return cls("member", written["member"])
        if set(written) <= {"clock", "founding"} and len(written) == 1:
            return cls(next(iter(written)))
        raise ValueError(f"nobody acts as {written!r}")


CLOCK = By("clock")
FOUNDING = By("founding")


def by_member(number: int) -> By:
    return By("member", number)


@dataclass(frozen=True, slots=True)
class Authority:
    """In virtue of what an act is done: the article that allows it and, where it takes one, the mandate."""

    article: str
    mandate: int | None = None

    def as_entry(self) -> dict[str, Any]:
        return {"article": self.article} | ({"mandate": self.mandate} if self.mandate is not None else {})


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a guard or an apply may look at besides the tables: the moment, the actor, the law in force."""

    n: int
    at: datetime
    by: By
    statutes: Statutes | None
    #: False when a published book is checked without the private store: what needs it can then not be known.
    knows_private: bool = True
    #: What the guard has found out already, so that apply need not ask again.
    found: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def law(self) -> Law:
        if self.statutes is None:
            raise Refusal("no statutes", "There is no organisation here yet: found it first.")
        return self.statutes.on(self.today)

    def cite(self, *path: str | int) -> str:
        return self.statutes.cite(*path) if self.statutes else "no statutes"


@dataclass(frozen=True, slots=True)
class Notice:
    """What an act tells somebody after it is done. Never names a person to anyone but themselves (R17)."""

    to: str
    text: str


Kind = TypeVar("Kind", bound="type[Act]")

#: Every act there is, by its name in the book: "house.Join".
ACTS: dict[str, type[Act]] = {}


class Act(BaseModel):
    """One thing done by someone in virtue of something."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: ClassVar[str] = ""
    #: The guarantees it serves, for the reference.
    serves: ClassVar[tuple[str, ...]] = ()
    #: Who may send it from outside: "member" acts are offered by the API; the others are done by the clock or at founding.
    open_to: ClassVar[str] = "member"

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if cls.__module__.endswith(".acts") or ".acts." in cls.__module__:
            room = cls.__module__.split(".")[1]
            cls.name = f"{room}.{cls.__name__}"
            ACTS[cls.name] = cls

    def guard(self, scene: Scene) -> Authority:
        """Whether the law allows it now: the authority it is done under, or a Refusal. Reads, never writes."""
        raise NotImplementedError

    def apply(self, scene: Scene) -> None:
        """Carry it out on the tables. The only place that writes."""
        raise NotImplementedError

    def concerns(self) -> Iterable[int | None]:
        """The member each private value is about, in the order of the values, so that it can be erased."""
        return ()

    def attachments(self) -> tuple[str, ...]:
        """The public texts it refers to, by their SHA-256."""
        return ()

    def notices(self, scene: Scene) -> list[Notice]:
        """Whom it tells what, after it is done."""
        return []
