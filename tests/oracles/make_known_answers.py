"""Write the known answers that daily tests use: what pref_voting elects in small random polls, and abcvoting's instances.

    python -m tests.oracles.make_known_answers [UNPACKED-ABCVOTING-SOURCE]

Run where pref_voting is installed, and ruamel.yaml for the instances. The files hold facts only: papers and who was elected.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable
from math import factorial, prod
from pathlib import Path

VECTORS = Path(__file__).parents[2] / "floor" / "count" / "tests" / "vectors"
PROFILES = 200
INSTANCES = 60
RULES = ("av", "seqpav", "seqphragmen", "equal-shares")


def condorcet() -> dict:
    """Complete and short papers, levels on them too, and the winners of Schulze (winning votes) and ranked pairs (margins)."""
    from pref_voting.margin_based_methods import beat_path, ranked_pairs
    from pref_voting.profiles_with_ties import ProfileWithTies

    chance = random.Random("known answers")
    known: list[dict] = []
    while len(known) < PROFILES:
        candidates = chance.randint(2, 6)
        papers: dict[tuple[tuple[int, ...], ...], int] = {}
        for _ in range(chance.randint(2, 8)):
            groups: list[tuple[int, ...]] = []
            for one in chance.sample(range(1, candidates + 1), chance.randint(1, candidates)):
                if groups and chance.random() < 0.15:
                    groups[-1] = tuple(sorted((*groups[-1], one)))
                else:
                    groups.append((one,))
            papers[tuple(groups)] = chance.randint(1, 12)
        rankings = [{one: place for place, group in enumerate(groups) for one in group} for groups in papers]
        profile = ProfileWithTies(rankings, rcounts=list(papers.values()), candidates=list(range(1, candidates + 1)))
        profile.use_extended_strict_preference()
        strengths = [
            profile.margin(one, other) for one in range(1, candidates + 1) for other in range(1, candidates + 1)
        ]
        # Ranked pairs are found by trying all orders of equal pairs; where those are many, the poll is passed over.
        alike = {
            margin: strengths.count(margin) - (candidates if margin == 0 else 0) for margin in strengths if margin >= 0
        }
        if prod(map(factorial, alike.values())) > 200:
            continue
        if profile.condorcet_winner() is not None and len(known) % 2:  # half of them without an undisputed winner
            continue
        known.append(
            {
                "candidates": candidates,
                "papers": [[number, groups] for groups, number in papers.items()],
                "schulze": sorted(map(int, beat_path(profile, strength_function=profile.support))),
                "ranked pairs": sorted(map(int, ranked_pairs(profile))),
            }
        )
    return {
        "source": "Random polls; winners by pref_voting 1.18.2 (MIT licence): beat_path with winning votes, ranked_pairs with margins.",
        "polls": known,
    }


def approval(folder: Path) -> dict:
    """Every eighth of abcvoting's instances with known results, from each of its four sizes."""
    from ruamel.yaml import YAML

    known: list[dict] = []
    paths = sorted(folder.glob("**/test_instances/instance*.abc.yaml"))
    for path in paths[:: max(len(paths) // INSTANCES, 1)]:
        instance = YAML(typ="safe", pure=True).load(path.read_text())
        results = {
            computed["rule_id"]: sorted(sorted(one + 1 for one in committee) for committee in computed["result"])
            for computed in instance["compute"]
            if computed["rule_id"] in RULES and not computed["resolute"]
        }
        papers = [sorted(one + 1 for one in paper) for paper in instance["profile"]]
        known.append(
            {"instance": path.name.split(".")[0], "candidates": instance["num_cand"], "seats": instance["committeesize"], "papers": papers}
            | results
        )  # fmt: skip
    return {
        "source": "Instances and results from the tests of abcvoting 2.19.2, (c) 2019 Martin Lackner, MIT licence. All committees that ties allow.",
        "polls": known,
    }


def written(data: dict) -> Iterable[str]:
    """JSON with one poll a line, so that a change can be read."""
    yield f'{{"source": {json.dumps(data["source"])},\n"polls": [\n'
    yield ",\n".join(json.dumps(poll, separators=(",", ":")) for poll in data["polls"])
    yield "\n]}\n"


if __name__ == "__main__":
    VECTORS.mkdir(exist_ok=True)
    (VECTORS / "condorcet.json").write_text("".join(written(condorcet())))
    if sys.argv[1:]:
        (VECTORS / "approval.json").write_text("".join(written(approval(Path(sys.argv[1])))))
