"""What is written at any place comes back as it was, lies on the disk sealed, and takes little memory."""

import io
import random

import pytest

from vigtool.vault import scratch
from vigtool.vault.age.errors import PayloadError
from vigtool.vault.scratch import BLOCK, SealedScratch


@pytest.mark.parametrize("seed", range(4))
def test_what_is_put_at_any_place_comes_back_in_order(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "BLOCK", 64)
    dice, expected = random.Random(seed), bytearray()
    made = SealedScratch(io.BytesIO())
    for _ in range(60):
        offset, data = dice.randint(0, len(expected)), dice.randbytes(dice.randint(0, 200))
        made.put(offset, memoryview(data))
        expected[offset : offset + len(data)] = data
    assert (made.size, b"".join(made.blocks())) == (len(expected), bytes(expected))
    assert b"".join(made.blocks()) == bytes(expected)


def test_nothing_is_written_beyond_the_end() -> None:
    with pytest.raises(ValueError, match="1"):
        SealedScratch(io.BytesIO()).put(1, memoryview(b"x"))
    assert list(SealedScratch(io.BytesIO()).blocks()) == []


def test_on_the_disk_it_is_sealed_and_each_sealing_is_another() -> None:
    file = io.BytesIO()
    made = SealedScratch(file)
    block = memoryview(b"the family" * (BLOCK // 10 + 1))[:BLOCK]
    made.put(0, block)
    made.put(BLOCK, block)
    before = file.getvalue()
    made.put(0, memoryview(b"t"))  # the same words in the same place once more
    made.put(BLOCK, block)
    assert len(before) == BLOCK + 16
    assert b"family" not in file.getvalue()
    assert file.getvalue()[: len(before)] != before


def test_what_was_changed_on_the_disk_is_not_handed_on() -> None:
    file = io.BytesIO()
    made = SealedScratch(file)
    made.put(0, memoryview(bytes(BLOCK + 1)))
    file.seek(5)
    file.write(b"x")
    with pytest.raises(PayloadError):
        list(made.blocks())
