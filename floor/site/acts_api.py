"""Every act that members may do, offered under its own name with its own typed payload and its own words."""

# Not with postponed annotations: the payload of each act is an annotation made here.

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ninja import Field, Header, Router, Schema
from ninja.errors import HttpError
from pydantic import BaseModel, create_model

from floor.book.act import Act, by_member
from floor.book.addresses import unfit
from floor.book.doing import do
from floor.house.pages.by_form import once_for

_KEY = re.compile(r"[\x21-\x7e]{8,200}")


class ReceiptOut(Schema):
    """The place of an act in the book. Keep it."""

    entry: int
    leaf: str = Field(description="RFC 6962 leaf hash, in hexadecimal.")
    at: datetime
    repeated: bool = Field(description="True if this request was sent before: nothing was done a second time.")


class RefusalOut(Schema):
    reason: str
    article: str | None = None
    guarantee: str | None = None


class MistakeOut(Schema):
    reason: str
    faults: list[str] = []


@dataclass(frozen=True)
class Described:
    """An act as the page for people shows it."""

    name: str
    summary: str
    more: str
    serves: tuple[str, ...]


def offered(acts: Mapping[str, type[Act]]) -> dict[str, type[Act]]:
    return {name: kind for name, kind in sorted(acts.items()) if kind.open_to == "member"}


def described(acts: Mapping[str, type[Act]]) -> list[Described]:
    """The acts members may do, in their own words."""
    rows = []
    for name, kind in offered(acts).items():
        first, _, rest = (kind.__doc__ or "").strip().partition("\n")
        rows.append(Described(name, first, " ".join(rest.split()), kind.serves))
    return rows


def acts_router(acts: Mapping[str, type[Act]]) -> Router:
    """A router with one operation for each act."""
    router = Router()
    for name, kind in offered(acts).items():
        first, _, rest = (kind.__doc__ or "").strip().partition("\n")
        router.post(
            f"/{name}", response={200: ReceiptOut, 401: MistakeOut, 403: MistakeOut, 409: RefusalOut, 422: MistakeOut, 429: MistakeOut}, summary=first,
            description=" ".join(rest.split()), operation_id=name.replace(".", "_"),
        )(_operation(kind))  # fmt: skip
    return router


def _operation(kind: type[Act]) -> Callable[..., Any]:
    refers = kind.attachments is not Act.attachments
    payload_type = _with_texts(kind) if refers else kind

    def act(
        request: Any,
        payload: payload_type,  # type: ignore[valid-type]
        idempotency_key: str | None = Header(
            None, alias="Idempotency-Key", description="The request's own key: sent twice, done once."
        ),
    ) -> Any:
        if fault := unfit(payload.model_dump()):
            raise HttpError(422, fault)
        texts = tuple(payload.attach) if refers else ()
        wanted = kind.model_validate(payload.model_dump(exclude={"attach"})) if refers else payload
        receipt = do(wanted, by_member(request.member.pk), once=_once(request, idempotency_key), attach=texts)
        return ReceiptOut(entry=receipt.n, leaf=receipt.leaf.hex(), at=receipt.at, repeated=receipt.repeated)

    act.__name__ = kind.__name__
    act.__doc__ = kind.__doc__
    return act


def _once(request: Any, key: str | None) -> str | None:
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise HttpError(422, "Idempotency-Key has 8 to 200 characters, none of them a space.")
    return once_for(request.member.pk, key)


def _with_texts(kind: type[Act]) -> type[BaseModel]:
    """The payload of an act that refers to public texts, with the texts themselves beside it."""
    about = Field(default=[], max_length=4, description="The public texts the act refers to by their SHA-256.")
    fields: dict[str, Any] = {name: (info.annotation, info) for name, info in kind.model_fields.items()}
    return create_model(f"{kind.__name__}WithTexts", __doc__=kind.__doc__, attach=(list[str], about), **fields)
