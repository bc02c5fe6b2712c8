"""Houses with a poll in them, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from tests.faults.conftest import house, postgres, postgres_house  # noqa: F401

from .poll_house import PollHouse


@pytest.fixture
def poll_house(house) -> PollHouse:  # noqa: F811
    """A works of twelve, on either database."""
    return PollHouse(house)
