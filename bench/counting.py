"""How long a count takes: a million ranked papers, from the file to the result, beside other programs for the same.

    .venv/bin/python bench/counting.py [PAPERS]

Each count runs in a process of its own, so that its memory can be told. The other programs take part if `make oracles` has made
their environment; they read the same file by the plainest loop there is, and count by their own fractional transfer. Ratios are
of processor time in the same run, which other work on the machine blurs less than the time on the clock; both are shown.
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

from bench.counting_peers import Told  # noqa: E402

CANDIDATES, SEATS, PAPERS = 20, 5, 1_000_000
#: Written so many at a time: a child process is told the memory of its parent, if that had more.
PIECE = 10_000
ORACLES = ROOT / ".venv-oracles" / "bin" / "python"
PEER = Path(__file__).with_name("counting_peers.py")
TURNS = 3

OURS = """
import sys
from pathlib import Path
from bench.counting_peers import told
from floor.count.converting import as_read_by
from floor.count.methods import method_called
from floor.count.reading import read_file
from floor.count.ties import by_lot

def load(file):
    urn, method = read_file(file), method_called(sys.argv[1])
    ties = by_lot("bench", len(urn.names))
    # Where a method reads crosses, the papers are read as such: everyone named, or the first as many as there are seats.
    return lambda: len(method.count(as_read_by(method, urn.papers, urn.seats), urn.seats, ties).elected)

told(load, Path(sys.argv[2]))
"""
#: All that fill seats from papers, by the kind of paper they read. Aimed at: none over ten seconds or 200 MB.
OTHERS = (
    "stv-wig", "meek", "instant run-off", "two-round", "schulze", "ranked pairs",
    "plurality", "block", "approval", "sequential pav", "phragmen", "equal shares",
)  # fmt: skip


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


def ours(method: str, file: Path) -> Told:
    """The fastest of some turns."""
    turns = [_run([sys.executable, "-c", OURS, method, str(file)]) for _ in range(TURNS)]
    return min(turns, key=seconds)


def peer(name: str, file: Path) -> Told:
    return _run([str(ORACLES), str(PEER), name, str(file)])


def _run(command: list[str]) -> Told:
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    told: Told = json.loads(out.splitlines()[-1])
    return told


def seconds(told: Told) -> float:
    """Of the processor, to load and count."""
    return told["load"] + told["count"]


def show(name: str, told: Told, beside: Told | None = None, aim: str = "") -> None:
    ratio = "" if beside is None else f"  {seconds(beside) / seconds(told):.1f} times as fast"
    print(
        f"{name:44} {told['load']:8.2f} {told['count']:8.2f} {seconds(told):8.2f} {told['wall']:9.2f}"
        f" {told['megabytes']:6.0f}{ratio}{f'  (aim {aim})' if aim else ''}",
        flush=True,
    )


def main(papers: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file, tenth, hundredth = (Path(folder) / f"{name}.blt" for name in ("papers", "tenth", "hundredth"))
        for target, number in ((file, papers), (tenth, papers // 10), (hundredth, papers // 100)):
            write_papers(target, max(number, 1))
        print(f"{papers:,} papers, {CANDIDATES} candidates, {SEATS} seats; seconds of the processor, and on the clock")
        print(f"{'':44} {'load':>8} {'count':>8} {'both':>8} {'clock':>9} {'MB':>6}", flush=True)
        stv = ours("stv", file)
        if ORACLES.exists():
            other = peer("pyrankvote", file)
            show("PyRankVote, stv", other)
            show("floor, stv", stv, other, "30")
            # votekit takes many minutes to take in a million papers: compared on a hundredth of them.
            other = peer("votekit", hundredth)
            show(f"votekit, stv, {papers // 100:,} papers", other)
            show(f"floor, stv, {papers // 100:,} papers", ours("stv", hundredth), other)
        else:
            print("(`make oracles` lets other programs count beside ours)")
            show("floor, stv", stv)
        show(f"floor, meek, {papers // 10:,} papers", ours("meek", tenth), aim="2 s")
        for method in OTHERS:
            show(f"floor, {method}", ours(method, file), aim="10 s, 200 MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS)
