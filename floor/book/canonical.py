"""Canonical JSON (RFC 8785): one value, one row of bytes.

The book hashes bytes, so everyone must write the same value in the same way. Entries carry text, whole numbers, true,
false, nothing, lists and objects; never a fraction, because two programs may round it differently. Money and shares
travel as text.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, NoReturn

import rfc8785

# JSON readers that keep numbers as IEEE doubles are exact only up to here (RFC 8785, section 3.2.2.3 and I-JSON).
LARGEST_INTEGER = 2**53 - 1
_LONGEST_SAFE_DIGITS = 15
_PLAIN = frozenset({str, bool, type(None)})
# Beyond these a value may contain itself.
_STOREYS, _WIDEST = 12, 100_000


def _encoder() -> Callable[[object], str]:
    """What turns a value into text. `JSONEncoder` sets itself up anew for every value; its engine is set up once here."""
    make: Any = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return json.JSONEncoder(
            ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, allow_nan=False
        ).encode
    engine = make(None, _no_form, json.encoder.encode_basestring, None, ":", ",", True, False, False)
    return lambda value: "".join(engine(value, 0))


def _no_form(value: object) -> NoReturn:
    raise TypeError(f"A {type(value).__name__} has no form in JSON.")


_encode = _encoder()


class NotCanonical(ValueError):
    """A value or a row of bytes that cannot stand in the book; the message says why."""


def canonical(value: object) -> bytes:
    """The canonical JSON of `value`, in UTF-8.

    >>> canonical({"n": 17, "act": "house.Join"})
    b'{"act":"house.Join","n":17}'
    """
    try:
        if _has_unusual_keys(value, ""):
            return bytes(rfc8785.dumps(value))  # type: ignore[arg-type]
        return _encode(value).encode()
    except RecursionError:
        raise NotCanonical("The value contains itself or is nested too deeply to be written in the book.") from None
    except UnicodeEncodeError:
        raise NotCanonical("The text contains half of a character (a lone surrogate), which is not Unicode.") from None


def canonical_each(values: list[Any]) -> list[bytes]:
    """The canonical JSON of each value; faster than one by one, for a private value to each of a thousand people."""
    try:
        if _has_unusual_keys(values, ""):
            return [canonical(value) for value in values]
        return [_encode(value).encode() for value in values]
    except (RecursionError, UnicodeEncodeError):
        return [canonical(value) for value in values]


def read_canonical(raw: bytes) -> Any:
    """The value that `raw` stands for, if `raw` is its canonical JSON; otherwise NotCanonical."""
    try:
        value = _decode(raw.decode())
        # In ASCII alone, code-point order and UTF-16 order of keys agree, and _decode has let no fraction through:
        # that is all canonical() would look for, so encoding again and comparing is the whole check.
        again = _encode(value).encode() if raw.isascii() else canonical(value)
    except NotCanonical:
        raise
    except UnicodeError:
        raise NotCanonical("These bytes are not Unicode text (UTF-8).") from None
    except RecursionError:
        raise NotCanonical("The JSON is nested too deeply.") from None
    except ValueError as fault:
        raise NotCanonical(f"This is not JSON: {fault}.") from None
    if again != raw:
        raise NotCanonical("This is JSON, but not in its canonical form (RFC 8785).")
    return value


def read_many(lines: Sequence[bytes]) -> list[Any] | None:
    """What `read_canonical` gives for each line, in one sweep; None if one of them would be refused.

    A third faster than one by one. Between the lines stands a random word that nobody could know beforehand, so two
    broken lines cannot be read as one whole.
    """
    word = secrets.token_hex(8)
    raw = b"[" + f',"{word}",'.encode().join(lines) + b"]"
    try:
        values = read_canonical(raw)
    except NotCanonical:
        return None
    whole = len(values) == 2 * len(lines) - 1 and all(between == word for between in values[1::2])
    return values[::2] if whole or not lines else None


def _has_unusual_keys(value: object, key: str) -> bool:
    """Refuse what the book never carries; say whether some key might sort differently in UTF-16 than in Python."""
    if _is_plain(value):
        return False
    unusual = False
    if isinstance(value, dict):
        for name, item in value.items():
            if not isinstance(name, str):
                raise NotCanonical(f"The name {name!r} {_at(key)} is not text; the names in an object must be text.")
            # Python sorts by code point, RFC 8785 by UTF-16 unit; they part only beyond the Basic Multilingual Plane.
            unusual |= not name.isascii() and max(name) > "\uffff"
            unusual |= _has_unusual_keys(item, name)
    elif isinstance(value, list | tuple):
        for item in value:
            unusual |= _has_unusual_keys(item, key)
    elif isinstance(value, int):
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            raise NotCanonical(f"The number {_at(key)} is too large to be exact in JSON; write it as text.")
    elif isinstance(value, float):
        raise NotCanonical(
            f"The number {value!r} {_at(key)} is a fraction; the book carries money and shares as text, such as “12.50”."
        )
    elif not isinstance(value, str):
        raise NotCanonical(
            f"A {type(value).__name__} {_at(key)} has no form in JSON; write it as text or a whole number."
        )
    return unusual


def _is_plain(value: object) -> bool:
    """Whether all of it is what entries are made of, with names in usual letters; False only says that one must look closer.

    Storey by storey instead of value by value, because every act passes here and some hold a thousand people.
    """
    storey = [value]
    for _ in range(_STOREYS):
        objects: list[dict[Any, Any]] = []
        lists: list[Sequence[Any]] = []
        for item in storey:
            kind = type(item)
            if kind is dict:
                objects.append(item)  # type: ignore[arg-type]
            elif kind is list or kind is tuple:
                lists.append(item)  # type: ignore[arg-type]
            elif kind not in _PLAIN and not (kind is int and -LARGEST_INTEGER <= item <= LARGEST_INTEGER):  # type: ignore[operator]
                return False
        if not objects and not lists:
            return True
        try:
            names = "".join(set().union(*objects))
            if not names.isascii() and max(names) > "\uffff":
                return False
        except TypeError:
            return False
        items = chain(chain.from_iterable(map(dict.values, objects)), chain.from_iterable(lists))
        storey = [item for item in items if type(item) not in _PLAIN]
        if len(storey) > _WIDEST:
            return False
    return False


def _at(key: str) -> str:
    return f"under “{key}”" if key else "given"


def _exact_integer(digits: str) -> int:
    if len(digits) > _LONGEST_SAFE_DIGITS and (
        len(digits) > _LONGEST_SAFE_DIGITS + 2 or abs(int(digits)) > LARGEST_INTEGER
    ):
        raise NotCanonical(f"The number {digits[:40]} is too large to be exact in JSON.")
    return int(digits)


def _no_fractions(digits: str) -> NoReturn:
    raise NotCanonical(f"The number {digits[:40]} is a fraction or not a number; the book carries neither.")


_decode = json.JSONDecoder(parse_int=_exact_integer, parse_float=_no_fractions, parse_constant=_no_fractions).decode
