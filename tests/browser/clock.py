"""The time of the house, told by the test: pages, booth and acts all ask the world what time it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from floor.book import doing
from tests.world import World


@contextmanager
def clock_of(world: World) -> Iterator[None]:
    """As long as this lasts, it is `world.now` for everyone who asks; sessions and cookies keep the time of the machine."""
    real = doing.now
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            # Whoever has imported the function has a name of their own for it.
            if name.startswith("floor.") and getattr(module, "now", None) is real:
                patch.setattr(module, "now", lambda: world.now)
        yield
