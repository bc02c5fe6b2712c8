"""A house of its own with an open poll in it: a real database that commits, and processes that can be killed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.faults.house import ROOT, House


@dataclass(frozen=True)
class PollHouse:
    """What can be done to it."""

    house: House

    def run(self, script: str, *arguments: str, expect: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run one of the modules beside this one in the house."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", f"tests.attacks.polls.{script}", *arguments],
            env=self.house.environment, cwd=ROOT, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        if expect is not None:
            assert done.returncode == expect, done.stdout[-2000:] + done.stderr[-4000:]
        return done

    def report(self, script: str, *arguments: str) -> dict[str, Any]:
        """What a script prints as its last line, in JSON."""
        return json.loads(self.run(script, *arguments).stdout.strip().splitlines()[-1])
