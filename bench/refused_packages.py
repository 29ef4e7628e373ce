"""The tables of bad packages: what is done to a package between two fresh vaults, and what comes of it.

``python -m bench.refused_packages [--json]`` prints what stands in ``docs/refused-packages.md``. The packages are real
ones of all four kinds; ``tests/packages`` has how each is spoilt. Both vaults are compared before and after, file by
file on the disk and all that the index knows. The bench ends with 1 when one of them was changed, or another error came
than was foreseen.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias

from tests.packages.every_refusal import BAD
from tests.packages.refusals import Bad, Outcome, outcome_of
from tests.packages.scene import acted_out
from vigtool.exchange.packages.manifest import Kind

Found: TypeAlias = Sequence[tuple[Bad, Outcome]]


def main() -> int:
    """Take all of them in and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, acted_out(Path(folder)) as scene:
        found = [(bad, outcome_of(scene, bad)) for bad in BAD]
    if asked.json:
        print(json.dumps([{"kind": bad.kind, "what": bad.what, **asdict(outcome)} for bad, outcome in found]))
    else:
        print("\n".join([*refusals(found), "", *sentences(found)]))
    return int(any(bad.error.__name__ != got.error or not got.unchanged for bad, got in found))


def refusals(found: Found) -> list[str]:
    """A table in Markdown: what is refused, and how; what is the same for several kinds stands in one line."""
    rows = dict[tuple[str, ...], list[Kind]]()
    for bad, got in found:
        place, vaults = f"`{got.place}`" if got.place else "", "as before" if got.unchanged else "CHANGED"
        rows.setdefault((bad.what, f"`{got.error}`", place, str(int(got.code)), vaults), []).append(bad.kind)
    titles = ("package", "what is done to it", "error", "where", "exit code", "both vaults")
    return _table(titles, [(_kinds(kinds), *cells) for cells, kinds in rows.items()])


def sentences(found: Found) -> list[str]:
    """A table in Markdown: what is said to each error."""
    rows = {f"`{got.error}`": got.sentence for _bad, got in found}
    return _table(("error", "what is said"), sorted(rows.items()))


def _kinds(kinds: list[Kind]) -> str:
    return "any" if len(kinds) == len(Kind) else ", ".join(kinds)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (titles, ["---"] * len(titles), *rows)]


if __name__ == "__main__":
    sys.exit(main())
