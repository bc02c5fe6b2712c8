"""Questions that every act asks: put into SQL once, then sent again with other values.

Django builds a query anew each time, which takes longer than a database takes to answer it. `Asked` lets it build the
query once, with stand-ins for the values, and keeps the SQL. The query stays written in Django's words, where it is used:

    unit_with = Asked(lambda pk: Unit.objects.filter(pk=pk))
    unit_with(pk=12)                                  -> [<Unit>]
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query import FlatValuesListIterable, ModelIterable, get_related_populators

from .routing import current

Row = TypeVar("Row")
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda at: 2_000_000_000 + at,
    str: lambda at: f"stand-in {at}",
    datetime: lambda at: datetime(4000 + at, 1, 1, tzinfo=UTC),
}


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The query as SQL, with what belongs where."""

    sql: str
    values: list[tuple[str | None, Any]]
    """The name of the value that belongs in each place; or none, and the value that always stands there."""
    read: Callable[[tuple[Any, ...]], Any]


class Asked(Generic[Row]):
    """A query with named values: whole numbers, texts or moments, and tuples of numbers or texts, for `pk__in=numbers`.

    Of an empty tuple nothing is asked: nothing is in it.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Row]]) -> None:
        self._build = build
        self._prepared: dict[tuple[object, ...], _Prepared] = {}

    def __call__(self, **values: Any) -> list[Row]:
        """The rows that answer it now."""
        connection = connections[current()]
        key: tuple[object, ...] = connection.vendor, connection.alias
        if several := [name for name, value in values.items() if type(value) is tuple]:
            if not all(values[name] for name in several):
                return []
            for name in several:
                values[name] = _filled_up(values[name])
            key += tuple(len(values[name]) for name in several)
            values |= {f"{name} {at}": one for name in several for at, one in enumerate(values[name])}
        prepared = self._prepared.get(key)
        if prepared is None:
            prepared = self._prepared[key] = self._prepare(connection, values, several)
        given = [constant if name is None else _stored(values[name], connection) for name, constant in prepared.values]
        with connection.cursor() as cursor:
            cursor.execute(prepared.sql, given)
            return [prepared.read(row) for row in cursor.fetchall()]

    def first(self, **values: Any) -> Row | None:
        """The first of the rows, if there is one."""
        return next(iter(self(**values)), None)

    def _prepare(self, connection: BaseDatabaseWrapper, values: dict[str, Any], several: list[str]) -> _Prepared:
        single = [(name, value) for name, value in values.items() if name not in several]
        stand_ins = {name: _STAND_INS[type(value)](at) for at, (name, value) in enumerate(single)}
        names = {_stored(stand_in, connection): name for name, stand_in in stand_ins.items()}
        tuples = {name: tuple(stand_ins.pop(f"{name} {at}") for at in range(len(values[name]))) for name in several}
        query = self._build(**stand_ins, **tuples)
        compiler = query.query.get_compiler(connection.alias)
        sql, found = compiler.as_sql()
        places = [(names.get(value) if isinstance(value, int | str | datetime) else None, value) for value in found]
        if missing := {name for name, _ in single} - {name for name, _ in places}:
            raise ValueError(f"The query does not ask for {', '.join(sorted(missing))} as it is given.")
        return _Prepared(sql, places, _reader(query, compiler, connection))


def _filled_up(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """As many as the next power of two, the last one several times: so that there are few lengths to prepare for."""
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values))


def _stored(value: Any, connection: BaseDatabaseWrapper) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if type(value) is datetime else value


def _reader(
    query: models.QuerySet[Any, Any], compiler: Any, connection: BaseDatabaseWrapper
) -> Callable[[tuple[Any, ...]], Any]:
    """How a row of the answer becomes what the query promises: an object of its model, or a tuple, or one value."""
    columns = [column for column, _, _ in compiler.select]
    converters = compiler.get_converters(columns)
    steps = [(at, tuple(steps), expression) for at, (steps, expression) in converters.items()]

    def plain(row: tuple[Any, ...]) -> list[Any]:
        answer = list(row)
        for at, convert, expression in steps:
            for step in convert:
                answer[at] = step(answer[at], expression, connection)
        return answer

    shape = query._iterable_class
    if shape is ModelIterable:
        alias, info = connection.alias, compiler.klass_info
        own = [columns[at].target.attname for at in info["select_fields"]]
        end = len(own)
        related = get_related_populators(info, compiler.select, alias)  # type: ignore[call-arg]

        def whole(row: tuple[Any, ...]) -> Any:
            values = plain(row)
            found = query.model.from_db(alias, own, values[:end])
            for populator in related:
                populator.populate(values, found)
            return found

        return whole
    return (lambda row: plain(row)[0]) if shape is FlatValuesListIterable else (lambda row: tuple(plain(row)))
