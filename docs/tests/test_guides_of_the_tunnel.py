"""The guide to the tunnel does what it says."""

from __future__ import annotations

from pathlib import Path

from docs.tests.pages_that_run import run

GUIDE = Path(__file__).parents[1] / "guides" / "try-statutes-in-the-tunnel.md"


def test_the_guide_to_the_tunnel_runs(tmp_path):
    # The statutes that ship are read for today: figures of the guide change only if the template does.
    wrong = run(GUIDE, tmp_path, {})
    assert not wrong, "\n".join(wrong)
