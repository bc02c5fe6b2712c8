from __future__ import annotations

import pytest

from floor.site.tests.fixtures import anonymous, ordinary, secretary, today  # noqa: F401
from tests.world import World

from .pressing import elect_editor, with_editor


@pytest.fixture
def edited(db, empty_replay) -> World:
    """A works whose committee has an office of editor, and member 3 elected to it."""
    from tests.world import assert_the_book_rebuilds, found_works

    world = found_works(text=with_editor())
    elect_editor(world)
    yield world
    assert_the_book_rebuilds()
