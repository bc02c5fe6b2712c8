"""The page of the guarantees: where each is kept three times, in the checker, by refusal, and by verification."""

from __future__ import annotations

from collections.abc import Callable

from floor.book.act import ACTS
from floor.book.verifying import TABLE_CHECKS
from floor.law.findings import CHECKS
from floor.law.guarantees import GUARANTEES

#: Claims over the published files themselves, by the guarantee they verify.
OF_THE_LOG = {
    "R17": ["private values"],
    "R25": ["root", "entries", "hash tiles", "entry times", "older checkpoints", "kept checkpoint"],
}


def matrix(page: Callable[[str, str, list[str]], str]) -> str:
    """Each guarantee with the findings, the acts and the claims that keep it; what is still missing is said."""
    parts = []
    for number, guarantee in GUARANTEES.items():
        findings = sorted(code for code, check in CHECKS.items() if check.guarantee == number)
        acts = sorted(name for name, kind in ACTS.items() if number in kind.serves)
        claims = [check.check.__name__.replace("_", " ") for check in TABLE_CHECKS if number in check.guarantees]
        claims += OF_THE_LOG.get(number, [])
        replayed = "every act was allowed" if acts else ""
        parts += [
            f"## {number} {guarantee.title}",
            "\n".join(
                [
                    f"* **Static check:** {_listed(findings) or 'nothing of it can be read off a file of statutes.'}",
                    f"* **Refusal:** {guarantee.kept} {_listed(acts) or 'Its acts belong to a room that is not built yet.'}",
                    f"* **Verification:** {_listed([*claims, replayed]) or 'comes with its acts.'}",
                ]
            ),
        ]
    return page(
        "Guarantees",
        "Each guarantee is kept three times: the checker finds statutes that take it away, acts against it are refused, and "
        "`floor verify` shows from the published book that it held. Where a room is not built yet, this page says so.",
        parts,
    )


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names if name)
