"""What we publish is read by programs that we did not write, and they notice when it is spoilt.

The Go part runs where Go and Debian's golang-golang-x-mod-dev are installed; the part that installs aics-tlog from
PyPI runs only with FLOOR_INDEPENDENT=1.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from floor.book.tests.published_books import ADA, EVE, publish_entries, some_entries

VKEY = ADA.verifier.to_text()
HERE = Path(__file__).parent / "independent"
GO_PACKAGES = Path("/usr/share/gocode")
SIZES = (1, 255, 256, 300, 66_000)  # tiles on three levels, partial and full

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder, entries = tmp_path_factory.mktemp("book"), some_entries(SIZES[-1])
    for size in SIZES:
        publish_entries(folder, entries[:size])
    return folder


@pytest.fixture(scope="module")
def go_reader(tmp_path_factory):
    if shutil.which("go") is None or not (GO_PACKAGES / "src/golang.org/x/mod/sumdb/tlog").exists():
        pytest.skip("needs go and its sumdb packages: apt-get install golang-go golang-golang-x-mod-dev")
    program = tmp_path_factory.mktemp("go") / "read_with_go"
    surroundings = {**os.environ, "GO111MODULE": "off", "GOPATH": str(GO_PACKAGES), "GOFLAGS": ""}
    subprocess.run(
        ["go", "build", "-o", program, HERE / "read_with_go.go"],
        env=surroundings,
        check=True,
        cwd=program.parent,
        timeout=300,
    )
    return [program]


@pytest.fixture(scope="module")
def aics_reader(tmp_path_factory):
    if os.environ.get("FLOOR_INDEPENDENT") != "1":
        pytest.skip("installs aics-tlog from PyPI: set FLOOR_INDEPENDENT=1")
    python = _python_312()
    if python is None:
        pytest.skip("aics-tlog needs Python 3.12 or later, and none is here")
    venv = tmp_path_factory.mktemp("aics") / "venv"
    subprocess.run([python, "-m", "venv", venv], check=True, timeout=120)
    installed = subprocess.run(
        [venv / "bin/python", "-m", "pip", "install", "-q", "aics-tlog>=0.2,<0.3"], capture_output=True, timeout=300
    )
    if installed.returncode:
        pytest.skip("aics-tlog could not be installed: " + installed.stderr.decode()[-200:])
    return [venv / "bin/python", HERE / "read_with_aics.py"]


def _python_312():
    candidates = [sys.executable] if sys.version_info >= (3, 12) else []
    candidates += [shutil.which(f"python3.{minor}") for minor in (12, 13, 14)]
    candidates += sorted(Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python"))
    for python in filter(None, candidates):  # pyenv leaves signposts to versions that are not there
        if subprocess.run([python, "-c", "import venv"], capture_output=True).returncode == 0:
            return python
    return None


@pytest.fixture(params=["go_reader", "aics_reader"])
def reader(request):
    command = request.getfixturevalue(request.param)

    def read(folder, vkey=VKEY, older=()):
        return subprocess.run([*command, folder, vkey, *older], capture_output=True, text=True, timeout=300)

    return read


def test_somebody_elses_program_reads_the_book_and_proves_that_it_only_grew(reader, book):
    older = [book / f"checkpoints/{size}" for size in SIZES[:-1]]
    answer = reader(book, older=older)
    assert answer.returncode == 0, answer.stderr
    assert "checkpoint of 66000" in answer.stdout
    assert [line for line in answer.stdout.splitlines() if "grew" in line] == [f"grew from {n}" for n in SIZES[:-1]]


def test_it_does_not_take_the_book_under_another_key(reader, book):
    assert reader(book, vkey=EVE.verifier.to_text()).returncode != 0


@pytest.mark.parametrize("path", ["tile/entries/100", "tile/0/100", "tile/1/000", "checkpoint"])
def test_it_notices_one_flipped_bit(reader, book, tmp_path, path):
    spoilt = shutil.copytree(book, tmp_path / "spoilt")
    raw = bytearray((spoilt / path).read_bytes())
    raw[len(raw) // 3] ^= 1
    (spoilt / path).write_bytes(raw)
    assert reader(spoilt).returncode != 0


def test_it_notices_a_book_that_was_rewritten_with_the_true_key(reader, book, tmp_path):
    publish_entries(tmp_path, list(reversed(some_entries(66_000))))
    assert reader(tmp_path).returncode == 0
    assert reader(tmp_path, older=[book / "checkpoints/300"]).returncode != 0
