"""Invented people for the demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from floor.house.acts.members import Person

_FIRST = (
    "Anna", "Boris", "Clara", "Dmitri", "Elena", "Fyodor", "Galina", "Hanna", "Ivan", "Julia", "Konrad", "Lidia",
    "Maria", "Nikolai", "Olga", "Pavel", "Rosa", "Stepan", "Tamara", "Viktor", "Wanda", "Yakov", "Zina", "Aisha",
    "Bogdan", "Carmen", "Djamila", "Emre", "Fatima", "Goran", "Ines", "Jamal", "Kofi", "Leila", "Mehmet", "Noor",
    "Omar", "Petra", "Quyen", "Rafael",
)  # fmt: skip
_LAST = (
    "Agapov", "Baranov", "Chernykh", "Dorokhov", "Ermakova", "Fomin", "Gusev", "Hartmann", "Ignatova", "Jansen",
    "Kolesnik", "Lebedeva", "Morozov", "Nazarova", "Orlov", "Pashkov", "Rybakova", "Sokolov", "Tikhonova", "Ulanov",
    "Volkova", "Weber", "Yudin", "Zaitseva", "Achebe", "Benali", "Costa", "Duarte", "Eriksen", "Fischer", "Garcia",
    "Haddad", "Ivanova", "Kaya", "Lopez", "Mensah", "Novak", "Okafor", "Popescu", "Rossi", "Santos", "Traore",
    "Umarov", "Vega", "Wójcik", "Yilmaz", "Zhang", "Kovács", "Lindqvist", "Mbeki",
)  # fmt: skip


def people(random: Random, categories: dict[str, list[str]]) -> Iterator[Person]:
    """One invented person after the other, with some value in each category of the statutes."""
    number = 0
    while True:
        number += 1
        name = f"{random.choice(_FIRST)} {random.choice(_LAST)}"
        contact = f"{name.split()[0].lower()}{number}@members.example" if number % 3 else ""
        yield Person(
            name=name, contact=contact, categories={key: random.choice(values) for key, values in categories.items()}
        )
