"""Every bench, one after the other, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BENCHES = (
    "counting",
    "apportioning",
    "acts",
    "book_log",
    "rebuild",
    "importing",
    "checker",
    "polls",
    "meetings",
    "congress",
    "tunnel",
)

for name in BENCHES:
    print(f"\n{name.replace('_', ' ')}", flush=True)
    subprocess.run([sys.executable, "-W", "ignore", str(HERE / f"{name}.py")], cwd=HERE.parent, check=True)
