"""``vault.json`` with any byte changed: read as it is, or damaged, and nothing else."""

from pathlib import Path

import pytest

from tests.vault.small_vaults import made
from vigtool.vault.errors import Damaged, NewerFormat
from vigtool.vault.folder import Layout, load_facts


def test_every_byte_of_the_facts_changed_in_every_bit(tmp_path: Path) -> None:
    made(tmp_path)[0].close()
    layout = Layout(tmp_path)
    good, refused = layout.facts.read_bytes(), 0
    for place, byte in enumerate(good):
        for bit in range(8):
            layout.facts.write_bytes(good[:place] + bytes([byte ^ 1 << bit]) + good[place + 1 :])
            try:
                load_facts(layout)
            except (Damaged, NewerFormat):
                refused += 1
    assert refused > len(good)


def test_lists_within_lists_without_end_are_damage(tmp_path: Path) -> None:
    made(tmp_path)[0].close()
    Layout(tmp_path).facts.write_text(f'{{"x": {"[" * 9000}{"]" * 9000}, "version": 1}}', "ascii")
    with pytest.raises(Damaged):
        load_facts(Layout(tmp_path))
