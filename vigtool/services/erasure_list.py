"""What was erased and when, as the journal has it: for whoever must account for it later."""

from dataclasses import dataclass
from datetime import datetime

from vigtool.domain.accountability import Erased, ErasureBegun
from vigtool.domain.events import ACT_NAMES
from vigtool.services.event_codec import decode
from vigtool.services.tombstones import begun_erasures
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ErasureOnRecord:
    """One erasure: its beginning and its end with their times and the journal's entries; no end while it is unfinished.

    Times are in the clock's zone.
    """

    begun: ErasureBegun
    begun_at: datetime
    done: Erased | None
    done_at: datetime | None
    entries: tuple[int, ...]


def erasures(ws: Workspace) -> list[ErasureOnRecord]:
    """All erasures on record in the order of their beginning."""
    return [_with_end(ws, seq, begun) for seq, begun in begun_erasures(ws)]


def _with_end(ws: Workspace, seq: int, begun: ErasureBegun) -> ErasureOnRecord:
    zone = ws.clock().tzinfo
    begun_at = ws.vault.journal.read(seq)[0].time.astimezone(zone)
    for entry in ws.index.entries(object=begun.erasure, acts={ACT_NAMES[Erased]}):
        envelope, body = ws.vault.journal.read(entry.seq)
        done = None if body is None else decode(envelope.act, body)
        if isinstance(done, Erased):
            return ErasureOnRecord(begun, begun_at, done, envelope.time.astimezone(zone), (seq, entry.seq))
    return ErasureOnRecord(begun, begun_at, None, None, (seq,))
