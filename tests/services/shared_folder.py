"""A shared folder as several laptops see it: a seeded stand-in for an engine that keeps their copies in step.

Each side has a copy of its own. What is new on one comes to the others later, in any order, in pieces that may come in
any order too (the room is taken first, as engines do), as a second copy under another name, or twice.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path

MOST_DELAY = 4
"""Rounds."""


@dataclass(slots=True)
class _OnItsWay:
    """A file that comes to ``target`` in pieces; the last piece may be anywhere in it."""

    target: Path
    data: bytes
    delay: int
    pieces: list[tuple[int, int]]
    prepared: bool
    hidden: bool


@dataclass(slots=True)
class SyncEngine:
    """Keeps folders in step, badly. The same seed does the same."""

    sides: tuple[Path, ...]
    chance: random.Random
    _seen: set[tuple[int, str]] = field(default_factory=set)
    _on_their_way: list[_OnItsWay] = field(default_factory=list)

    @property
    def idle(self) -> bool:
        return not self._on_their_way and not any(self._new())

    def step(self) -> None:
        """One round: notice what is new, bring some of what is on its way."""
        for side, name in self._new():
            self._seen.add((side, name))
            self._send(side, name)
        self.chance.shuffle(self._on_their_way)
        for one in self._on_their_way[:]:
            if one.delay:
                one.delay -= 1
            elif self._bring(one):
                self._on_their_way.remove(one)

    def _new(self) -> list[tuple[int, str]]:
        names = ((side, path.name) for side, folder in enumerate(self.sides) for path in folder.iterdir())
        return sorted(one for one in names if one not in self._seen and not one[1].startswith("."))

    def _send(self, side: int, name: str) -> None:
        for other in range(len(self.sides)):
            if other != side:
                self._send_to(other, name, (self.sides[side] / name).read_bytes())

    def _send_to(self, side: int, name: str, data: bytes) -> None:
        chance = self.chance
        stem, _, ending = name.rpartition(".")
        names = [name]
        if chance.random() < 0.4:
            names.append(f"{stem}.sync-conflict-{chance.randrange(10**6)}.{ending}")
        if chance.random() < 0.3:
            names.append(f"{stem} (2).{ending}")
        if chance.random() < 0.3:
            names.append(name)  # brought twice, over itself
        for one in names:
            self._seen.add((side, one))
            size = chance.randrange(len(data) // 6 + 1, len(data) + 1)
            pieces = [(at, min(at + size, len(data))) for at in range(0, len(data), size)]
            prepared = chance.random() < 0.5
            if prepared:
                chance.shuffle(pieces)
            target = self.sides[side] / one
            self._on_their_way.append(
                _OnItsWay(target, data, chance.randrange(MOST_DELAY), pieces, prepared, chance.random() < 0.3)
            )

    def _bring(self, one: _OnItsWay) -> bool:
        """Write the next piece; true when it was the last."""
        place = one.target.with_name(f".{id(one)}.tmp") if one.hidden else one.target
        first, stop = one.pieces.pop(0)
        if not place.exists():
            place.write_bytes(bytes(len(one.data)) if one.prepared else b"")
        with place.open("r+b") as file:
            file.seek(first)
            file.write(one.data[first:stop])
        if not one.pieces and one.hidden:
            place.replace(one.target)
        return not one.pieces
