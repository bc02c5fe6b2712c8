"""Read a published book with aics-tlog, somebody else's program, and say what it found. Runs in a venv of its own.

python read_with_aics.py FOLDER VKEY [OLDER CHECKPOINT...]
"""

import sys
from pathlib import Path

import aics_tlog as aics


def main(folder: str, vkey: str, *older: str) -> None:
    key = aics.parse_vkey(vkey)
    newest = opened(Path(folder, "checkpoint"), key)
    reader = aics.FileSystemTileReader(folder)
    report = aics.audit_tiles(reader, newest.size, newest.root)
    say(f"checkpoint of {newest.size}, {report.tiles} tiles, {report.bundles} bundles")
    for index in {0, 255, 256, newest.size - 1} & set(range(newest.size)):
        entry = aics.read_entry(reader, index, newest.size)
        proof = aics.inclusion_proof_from_tiles(reader, index, newest.size)
        if not aics.verify_leaf_inclusion(entry, index, newest.size, proof, newest.root):
            sys.exit(f"entry {index} is not in the log")
    for path in older:
        before = opened(Path(path), key)
        proof = aics.consistency_proof_from_tiles(reader, before.size, newest.size)
        if not aics.verify_consistency(before.size, newest.size, before.root, newest.root, proof):
            sys.exit(f"the log does not begin with the one of {before.size}")
        say(f"grew from {before.size}")


def opened(path: Path, key: aics.VKey) -> aics.Checkpoint:
    note = aics.parse_note(path.read_text())
    result = aics.verify_checkpoint(note, key)
    if not result.ok:
        sys.exit(f"{path}: {result}")
    return aics.parse_checkpoint(note.text)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


main(*sys.argv[1:])
