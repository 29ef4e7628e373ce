"""How long an unlocked vault takes until it can be asked: replay and index of many events, apart from scrypt.

Each event is an edit of one of ``--moments`` moments with a JSON body of about 200 bytes, as marking a film makes them.
Times are seconds of wall clock, the best and the median of ``--rounds``.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from vigtool.vault import Vault, create_vault, open_vault
from vigtool.vault.index import Document, Index
from vigtool.vault.journal import EntryDraft

_PASSPHRASE = "bench"  # noqa: S105 - of a vault that lives as long as the bench
_CASE = "case00000000"
_WORDS = ["katse", "vuorovaikutus", "aloite", "vastaanotto", "lapsi", "äiti", "jaettu", "ilo", "nimeäminen", "vuoro"]
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


class _Moment(msgspec.Struct):
    title: str


def main() -> None:
    """Make a vault, fill its journal, and measure opening it again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--moments", type=int, default=10_000, help="how many moments the events are spread over")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault, _ = create_vault(Path(folder) / "vault", _PASSPHRASE, work_factor=1)
        appended = _timed(lambda: _fill(vault, asked.events, asked.moments))
        vault.close()
        log_size = (vault.folder / "journal" / "log").stat().st_size
        rounds = [_unlock(vault.folder) for _ in range(asked.rounds)]
    figures = {
        "events": asked.events,
        "moments": asked.moments,
        "log_bytes": log_size,
        "append_all_s": round(appended, 3),
        **_summary("open_s", [one[0] for one in rounds]),
        **_summary("replay_s", [one[1] for one in rounds]),
        **_summary("replay_and_index_s", [one[2] for one in rounds]),
        **_summary("first_search_s", [one[3] for one in rounds]),
    }
    if asked.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:28} {value}" for name, value in figures.items()))


def _fill(vault: Vault, events: int, moments: int) -> None:
    vault.make_key(_CASE)
    vault.journal.append_all(
        (
            EntryDraft(_BEGIN + timedelta(seconds=n), "marks.changed", vault.id, _CASE, f"moment-{n % moments}"),
            _body(n),
        )
        for n in range(events)
    )


def _body(number: int) -> bytes:
    words = " ".join(_WORDS[(number + step) % len(_WORDS)] for step in range(6))
    moment = {
        "first": number * 3003,
        "last": number * 3003 + 90_000,
        "base": [1, 90_000],
        "key": number,
        "title": words,
    }
    return json.dumps({**moment, "principles": ["reception"], "turns": [{"who": "child", "at": number}]}).encode()


def _unlock(folder: Path) -> tuple[float, float, float, float]:
    begin = time.perf_counter()
    vault = open_vault(folder, _PASSPHRASE, read_only=True)
    opened = time.perf_counter() - begin
    replayed = _timed(lambda: sum(1 for _ in vault.journal.replay()))
    index = Index()
    indexed = _timed(lambda: _index(vault, index))
    searched = _timed(lambda: index.search("vaikutus"))
    index.close()
    vault.close()
    return opened, replayed, indexed, searched


def _index(vault: Vault, index: Index) -> None:
    decoder = msgspec.json.Decoder(_Moment)
    with index.bulk():
        for envelope, body in vault.journal.replay():
            index.log(envelope)
            if body is not None:
                moment = decoder.decode(body)
                index.put(Document("moment", envelope.object, envelope.case, None, body, moment.title))


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _summary(name: str, seconds: list[float]) -> dict[str, float]:
    return {f"{name}_best": round(min(seconds), 3), f"{name}_median": round(statistics.median(seconds), 3)}


if __name__ == "__main__":
    main()
