"""A meeting in which four people asked without a name, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from tests.attacks.polls.conftest import KINDS, building  # noqa: F401
from tests.attacks.polls.poll_house import Building
from tests.faults.conftest import postgres  # noqa: F401

from .asked import Asked


@pytest.fixture(
    scope="module",
    # Served over HTTP to four people at once: in the soak. What the tables keep of them is looked at every day, in the room itself.
    params=[pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS],
)
def asked(request, building: Building, tmp_path_factory) -> Asked:  # noqa: F811
    folder = tmp_path_factory.mktemp("asked")
    return Asked(building.house(request.param, folder), folder)
