import pytest

from tests.vault.log.proof_checking import consistent, included, plain_root
from tests.vault.log.vectors import CONSISTENCY, INCLUSION, LEAVES, ROOTS
from vigtool.vault.log import Tree

MANY = [f"leaf {n}".encode() for n in range(70)]


def tree(leaves: list[bytes]) -> Tree:
    grown = Tree()
    for leaf in leaves:
        grown.append(leaf)
    return grown


def in_hex(proof: list[bytes]) -> list[str]:
    return [one.hex() for one in proof]


def test_the_roots_of_the_published_leaves() -> None:
    assert [tree(LEAVES[:n]).root().hex() for n in range(9)] == ROOTS
    assert [tree(LEAVES).root(n).hex() for n in range(9)] == ROOTS


@pytest.mark.parametrize("place", INCLUSION, ids=str)
def test_the_published_inclusion_proofs(place: tuple[int, int]) -> None:
    assert in_hex(tree(LEAVES).inclusion(*place)) == INCLUSION[place]


@pytest.mark.parametrize("sizes", CONSISTENCY, ids=str)
def test_the_published_consistency_proofs(sizes: tuple[int, int]) -> None:
    assert in_hex(tree(LEAVES).consistency(*sizes)) == CONSISTENCY[sizes]


def test_every_root_of_a_grown_tree_is_that_of_its_first_leaves() -> None:
    grown = tree(MANY)
    assert len(grown) == 70
    assert [grown.root(n) for n in range(71)] == [plain_root(MANY[:n]) for n in range(71)]


@pytest.mark.parametrize("step", [2, 3, 7, 64, 70])
def test_a_tree_that_grows_by_many_is_the_same(step: int) -> None:
    grown = Tree()
    for begin in range(0, 70, step):
        grown.extend(MANY[begin : begin + step])
        grown.extend([])
    assert [grown.root(n) for n in range(71)] == [tree(MANY).root(n) for n in range(71)]


def test_every_inclusion_proof_holds_for_its_leaf_alone() -> None:
    grown = tree(MANY)
    for size in range(1, 71):
        for index in range(size):
            proof, root = grown.inclusion(index, size), grown.root(size)
            assert included(MANY[index], index, size, proof, root)
            assert not included(MANY[(index + 1) % 70], index, size, proof, root)


def test_every_consistency_proof_holds_for_its_two_sizes_alone() -> None:
    grown, other = tree(MANY), tree([b"another", *MANY[1:]])
    for size in range(2, 71):
        for old in range(1, size + 1):
            proof = grown.consistency(old, size)
            assert consistent(old, size, proof, grown.root(old), grown.root(size))
            assert not consistent(old, size, proof, other.root(old), grown.root(size))


def test_what_the_tree_does_not_have_is_not_made_up() -> None:
    small = tree(MANY[:2])
    with pytest.raises(IndexError):
        small.root(3)
    with pytest.raises(IndexError):
        small.inclusion(2)
    with pytest.raises(IndexError):
        small.consistency(3)
    assert tree([]).root() == plain_root([])
