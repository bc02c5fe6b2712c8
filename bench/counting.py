"""How long a count takes: a million ranked papers, from the file to the result, beside other programs for the same.

    .venv/bin/python bench/counting.py [PAPERS]

Each count runs in a process of its own, so that its memory can be told. The other programs take part if `make oracles` has made
their environment; they read the same file by the plainest loop there is, and count by their own fractional transfer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.figures import figure  # noqa: E402

CANDIDATES, SEATS, PAPERS = 20, 5, 1_000_000
FEWER = 100_000
#: Written so many at a time: a child process is told the memory of its parent, if that had more.
PIECE = 10_000
ORACLES = ROOT / ".venv-oracles" / "bin" / "python"
PEER = Path(__file__).with_name("counting_peers.py")
TURNS = 3

OURS = """
import json, resource, sys, time
from pathlib import Path
from floor.count.methods import method_called
from floor.count.reading import read_file
from floor.count.ties import by_lot
begin = time.perf_counter()
urn = read_file(Path(sys.argv[2]))
read = time.perf_counter()
account = method_called(sys.argv[1]).count(urn.papers, urn.seats, by_lot("bench", len(urn.names)))
done = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"load": read - begin, "count": done - read, "megabytes": peak / 1024, "elected": len(account.elected)}))
"""


def write_papers(file: Path, papers: int) -> None:
    """Ranked papers, nearly all distinct: some candidates liked better, from three names on a paper to all."""
    chance = np.random.default_rng(1921)
    liked = 1 / np.arange(1, CANDIDATES + 1) ** 0.5
    with file.open("w") as stream:
        stream.write(f"{CANDIDATES} {SEATS}\n")
        for begin in range(0, papers, PIECE):
            some = min(PIECE, papers - begin)
            orders = np.argsort(chance.exponential(size=(some, CANDIDATES)) / liked, axis=1) + 1
            depths = chance.integers(3, CANDIDATES + 1, size=some)
            for order, depth in zip(orders.tolist(), depths.tolist(), strict=True):
                stream.write(f"1 {' '.join(map(str, order[:depth]))} 0\n")
        stream.write("0\n" + "".join(f'"Candidate {number}"\n' for number in range(1, CANDIDATES + 1)))


def ours(method: str, file: Path) -> dict[str, float]:
    """The fastest of some turns."""
    turns = [_run([sys.executable, "-c", OURS, method, str(file)]) for _ in range(TURNS)]
    return min(turns, key=lambda turn: turn["load"] + turn["count"])


def _run(command: list[str]) -> dict[str, float]:
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return json.loads(out.splitlines()[-1])


def show(name: str, got: dict[str, float], ratio: float | None = None, of: str = "", aim: str = "") -> None:
    figure(f"{name}: load", got["load"], "s")
    figure(f"{name}: count", got["count"], "s")
    figure(f"{name}: load and count", got["load"] + got["count"], "s", ratio, of, aim)
    figure(f"{name}: memory at its peak", got["megabytes"], "MB")


def main(papers: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file, smaller = Path(folder) / "papers.blt", Path(folder) / "fewer.blt"
        write_papers(file, papers)
        write_papers(smaller, min(FEWER, papers))
        print(f"{papers:,} papers, {CANDIDATES} candidates, {SEATS} seats", flush=True)
        stv = ours("stv", file)
        if ORACLES.exists():
            peer = _run([str(ORACLES), str(PEER), "pyrankvote", str(file)])
            show("PyRankVote, stv", peer)
            ratio = (peer["load"] + peer["count"]) / (stv["load"] + stv["count"])
            show("floor, stv", stv, ratio, "times as fast", "30")
            # votekit takes many minutes to take in a million papers: compared on a hundredth of them.
            hundredth = Path(folder) / "hundredth.blt"
            write_papers(hundredth, max(papers // 100, 1))
            small, peer = ours("stv", hundredth), _run([str(ORACLES), str(PEER), "votekit", str(hundredth)])
            show(f"votekit, stv, {papers // 100:,} papers", peer)
            ratio = (peer["load"] + peer["count"]) / (small["load"] + small["count"])
            show(f"floor, stv, {papers // 100:,} papers", small, ratio, "times as fast")
        else:
            print("(`make oracles` lets other programs count beside ours)")
            show("floor, stv", stv)
        for method in ("stv-wig", "instant run-off", "meek"):
            show(f"floor, {method}", ours(method, file))
        show(f"floor, meek, {min(FEWER, papers):,} papers", ours("meek", smaller), aim="2 s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS)
