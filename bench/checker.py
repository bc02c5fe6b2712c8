"""How long reading and checking statutes takes: the largest template, and 1,000 bodies in a file.

    .venv/bin/python bench/checker.py

Both must stay far below a second, so that a check can run on every key stroke and before every act of amendment.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.figures import figure  # noqa: E402
from floor.law.checker import check, proofs  # noqa: E402
from floor.law.reading import read  # noqa: E402
from floor.law.tests.generated import generated  # noqa: E402

TURNS = 5


def fastest(work: object, *given: object) -> tuple[float, object]:
    """The fastest of some turns, in seconds, and what came out."""
    best, result = float("inf"), None
    for _ in range(TURNS):
        begin = time.perf_counter()
        result = work(*given)  # type: ignore[operator]
        best = min(best, time.perf_counter() - begin)
    return best, result


def line(title: str, text: str) -> None:
    reading, statutes = fastest(read, text)
    checking, findings = fastest(check, statutes)
    proving, _ = fastest(proofs, statutes)
    law = statutes.on(statutes.periods[-1])  # type: ignore[attr-defined]
    about = f"{title}, {len(law.body):,} bodies"
    figure(f"read {about}", reading * 1000, "ms")
    figure(f"check {about}: {len(findings)} findings", checking * 1000, "ms")  # type: ignore[arg-type]
    figure(f"prove {about}", proving * 1000, "ms")


def main() -> None:
    templates = sorted((ROOT / "floor/law/templates").glob("*.toml"), key=lambda file: file.stat().st_size)
    if templates:
        line(templates[-1].stem, templates[-1].read_text())
    line("1,000 bodies side by side", generated(1000))
    line("1,000 bodies one above the other", generated(1000, chained=True))
    line("1,000 bodies in a circle", generated(1000, chained=True, last_elects_first=True))
    line("1,000 bodies, two periods", generated(1000, dated=100))


if __name__ == "__main__":
    main()
