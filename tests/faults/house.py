"""A house of its own for a test of faults: a real database that really commits, in a process that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class House:
    """Where it lives, and how to run something in it."""

    home: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "FLOOR_HOME": str(self.home), "FLOOR_DATABASE": self.database, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "floor.site.settings",
        }  # fmt: skip

    def run(self, script: str, *arguments: str, expect: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run one of the modules of tests.faults in this house."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", f"tests.faults.{script}", *arguments],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        if expect is not None:
            assert done.returncode == expect, done.stdout[-2000:] + done.stderr[-4000:]
        return done

    def floor(self, *arguments: str, expect: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run the command `floor`."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "floor.cli", *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=300
        )  # fmt: skip
        if expect is not None:
            assert done.returncode == expect, done.stdout[-4000:] + done.stderr[-2000:]
        return done

    def report(self, script: str, *arguments: str) -> dict[str, Any]:
        """What a script prints as its last line, in JSON."""
        return json.loads(self.run(script, *arguments).stdout.strip().splitlines()[-1])
