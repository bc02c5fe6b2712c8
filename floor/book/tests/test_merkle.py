"""The tree and its proofs, against the definition in RFC 6962 written out as it stands there."""

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from floor.book.merkle import EMPTY_ROOT, Frontier, leaf_hash, leaf_hashes, node_hash, perfect_root, root_of
from floor.book.proofs import (
    consistency_proof,
    inclusion_proof,
    reader_of,
    root_at,
    verify_consistency,
    verify_inclusion,
)

# The reference entries and roots of the Certificate Transparency project for trees of 1 to 8 entries.
CT_ENTRIES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tree_head(leaves):
    """MTH of RFC 6962, over hashes of entries."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = largest_power_of_two_below(len(leaves))
    return sha256(b"\x01" + tree_head(leaves[:k]) + tree_head(leaves[k:])).digest()


def path(m, leaves):
    """PATH of RFC 6962."""
    if len(leaves) == 1:
        return []
    k = largest_power_of_two_below(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), tree_head(leaves[k:])]
    return [*path(m - k, leaves[k:]), tree_head(leaves[:k])]


def subproof(m, leaves, whole):
    """SUBPROOF of RFC 6962."""
    if m == len(leaves):
        return [] if whole else [tree_head(leaves)]
    k = largest_power_of_two_below(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole), tree_head(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), tree_head(leaves[:k])]


def largest_power_of_two_below(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def some_leaves(n):
    return [leaf_hash(n.to_bytes(2, "big")) for n in range(n)]


sizes = st.integers(0, 300)
books = sizes.map(some_leaves)


def test_the_reference_trees_have_their_known_roots():
    leaves = [leaf_hash(entry) for entry in CT_ENTRIES]
    assert leaves == leaf_hashes(CT_ENTRIES)
    assert [root_of(leaves[:n]).hex() for n in range(1, 9)] == CT_ROOTS
    assert root_of([]) == EMPTY_ROOT == sha256(b"").digest()


def test_the_reference_proofs_come_out():
    leaves = [leaf_hash(entry) for entry in CT_ENTRIES]
    assert [step.hex()[:8] for step in inclusion_proof(leaves, 5, 8)] == ["bc1a0643", "ca854ea1", "d37ee418"]
    assert [step.hex()[:8] for step in consistency_proof(leaves, 6, 8)] == ["0ebc5d34", "ca854ea1", "d37ee418"]


def test_an_entry_cannot_pass_for_a_node():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)
    assert leaf_hash(b"\x01" + left + right) != node_hash(left, right)


@given(books, st.lists(st.integers(0, 300)))
def test_however_the_entries_arrive_the_root_is_that_of_the_definition(leaves, cuts):
    frontier = Frontier()
    edges = [0, *sorted(min(cut, len(leaves)) for cut in cuts), len(leaves)]
    for start, end in pairwise(edges):
        frontier.extend(leaves[start:end])
    one_by_one = Frontier()
    for leaf in leaves:
        one_by_one.append(leaf)
    assert frontier == one_by_one
    assert frontier.root() == tree_head(leaves)
    assert frontier.size == len(leaves)


@given(books, books)
def test_a_stored_edge_goes_on_where_it_was_left(leaves, more):
    frontier = Frontier()
    frontier.extend(leaves)
    again = Frontier.from_bytes(frontier.to_bytes())
    again.extend(more)
    assert again.root() == tree_head(leaves + more)
    assert frontier.root() == tree_head(leaves)


@given(books.filter(bool), st.integers(-40, 40).filter(bool))
def test_a_damaged_stored_edge_is_noticed(leaves, change):
    frontier = Frontier()
    frontier.extend(leaves)
    raw = frontier.to_bytes()
    with pytest.raises(ValueError, match="damaged"):
        Frontier.from_bytes(raw[:change] if change < 0 else raw + bytes(change))


def test_a_copy_of_the_edge_lives_its_own_life():
    frontier = Frontier()
    frontier.append(leaf_hash(b"a"))
    copy = frontier.copy()
    copy.append(leaf_hash(b"b"))
    assert (frontier.size, copy.size) == (1, 2) and frontier != copy


@given(st.integers(0, 5), st.integers(0, 8))
def test_a_whole_subtree_is_added_like_its_entries(before, height):
    leaves = some_leaves((before + 1) << height)
    frontier = Frontier()
    frontier.extend(leaves[: before << height])
    frontier.append_perfect(perfect_root(leaves[before << height :]), height)
    assert frontier.root() == tree_head(leaves)


def test_a_subtree_that_does_not_fit_is_refused():
    frontier = Frontier()
    frontier.append(leaf_hash(b"a"))
    with pytest.raises(ValueError):
        frontier.append_perfect(leaf_hash(b"b"), 1)
    with pytest.raises(ValueError):
        perfect_root(some_leaves(3))
    with pytest.raises(ValueError):
        perfect_root([])


@given(books.filter(bool), st.data())
def test_the_proof_of_an_entry_is_that_of_the_definition_and_convinces(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, index, len(leaves))
    assert proof == path(index, leaves)
    assert verify_inclusion(leaves[index], index, len(leaves), proof, tree_head(leaves))


@given(books.filter(bool), st.data())
def test_the_proof_of_growth_is_that_of_the_definition_and_convinces(leaves, data):
    old = data.draw(st.integers(0, len(leaves)))
    proof = consistency_proof(leaves, old, len(leaves))
    assert proof == (subproof(old, leaves, True) if old else [])
    assert verify_consistency(old, tree_head(leaves[:old]), len(leaves), tree_head(leaves), proof)


def mutations(proof):
    """Every way to spoil a proof a little."""
    for i, step in enumerate(proof):
        yield [*proof[:i], bytes([step[0] ^ 1]) + step[1:], *proof[i + 1 :]]
        yield [*proof[:i], *proof[i + 1 :]]
        yield [*proof[:i], step, *proof[i:]]
        yield [*proof[:i], step[:31], *proof[i + 1 :]]
    yield [*proof, bytes(32)]
    if len(proof) > 1:
        yield proof[::-1]


@given(st.integers(1, 40), st.data())
def test_a_spoilt_proof_of_an_entry_convinces_nobody(size, data):
    leaves = some_leaves(size)
    index = data.draw(st.integers(0, size - 1))
    root, proof = tree_head(leaves), inclusion_proof(leaves, index, size)
    for spoilt in mutations(proof):
        assert not verify_inclusion(leaves[index], index, size, spoilt, root)
    assert not verify_inclusion(leaf_hash(b"forged"), index, size, proof, root)
    assert not verify_inclusion(leaves[index], index, size, proof, bytes(32))
    assert not verify_inclusion(leaves[index], size, size, proof, root)
    assert not verify_inclusion(leaves[index], -1, size, proof, root)
    other = data.draw(st.integers(0, size - 1))
    assume(other != index)
    assert not verify_inclusion(leaves[index], other, size, proof, root)


def test_a_proof_that_is_too_long_for_the_size_convinces_nobody():
    one, other = some_leaves(2)
    assert verify_inclusion(other, 1, 2, [one], node_hash(one, other))
    assert not verify_inclusion(other, 0, 1, [one], node_hash(one, other))


@given(st.integers(1, 40), st.data())
def test_a_spoilt_proof_of_growth_convinces_nobody(size, data):
    leaves = some_leaves(size)
    old = data.draw(st.integers(0, size))
    old_root, root = tree_head(leaves[:old]), tree_head(leaves)
    proof = consistency_proof(leaves, old, size)
    for spoilt in mutations(proof):
        assert not verify_consistency(old, old_root, size, root, spoilt)
    assert not verify_consistency(old, bytes(32), size, root, proof)
    assert not verify_consistency(size + 1, old_root, size, root, proof)
    assert not verify_consistency(-1, old_root, size, root, proof)
    if old > 0:
        assert not verify_consistency(old, old_root, size, bytes(32), proof)
    if 0 < old < size:
        assert not verify_consistency(old, old_root, size, root, [])


@given(st.integers(2, 60), st.data())
def test_a_book_whose_past_was_rewritten_has_no_proof_of_growth(size, data):
    leaves = some_leaves(size)
    old = data.draw(st.integers(1, size))
    changed = data.draw(st.integers(0, old - 1))
    rewritten = [*leaves[:changed], leaf_hash(b"rewritten"), *leaves[changed + 1 :]]
    proof = consistency_proof(rewritten, old, size)
    assert not verify_consistency(old, tree_head(leaves[:old]), size, tree_head(rewritten), proof)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5)])
def test_no_proof_is_made_of_an_entry_that_is_not_there(index, size):
    with pytest.raises(ValueError):
        inclusion_proof(some_leaves(5), index, size)


def test_no_proof_is_made_of_growth_backwards():
    with pytest.raises(ValueError):
        consistency_proof(some_leaves(5), 5, 4)


@given(books.filter(bool))
def test_a_proof_reads_few_hashes(leaves):
    asked = []

    def counting(height, index):
        asked.append((height, index))
        return reader_of(leaves)(height, index)

    inclusion_proof(counting, len(leaves) // 3, len(leaves))
    bits = len(leaves).bit_length()
    assert len(asked) <= 2 * bits
    assert root_at(counting, len(leaves)) == tree_head(leaves)
