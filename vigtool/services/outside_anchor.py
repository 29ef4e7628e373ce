"""The log's anchor outside: a state of this vault's log that somebody else signed, who holds a copy of it.

Whoever writes the log anew from before that state needs that other key, too. The newest one counts. It is kept as an
entry of the vault's own, since the answer that brought it goes with its case.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from vigtool.domain.identifiers import ContactId
from vigtool.domain.supervision import AnswerMerged, LogCountersigned
from vigtool.services.checkpoints import log_tree, verifier_key
from vigtool.services.errors import NotContinued
from vigtool.services.lookups import select
from vigtool.services.sent_packages import holder
from vigtool.services.supervision_errors import PackageUntrue
from vigtool.services.supervision_projection import ANSWER, COUNTERSIGNED
from vigtool.services.workspace import Workspace
from vigtool.vault.log import (
    Checkpoint,
    MalformedNote,
    NoteNotSigned,
    VerifierKey,
    read_checkpoint,
    read_countersigned,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint of this log with the signature of the contact ``by`` as well, which came back ``at`` that time.

    ``holds`` is False when the log is not a continuation of it: then entries from before it are others now.
    """

    checkpoint: Checkpoint
    by: ContactId
    at: datetime
    holds: bool


def anchor(ws: Workspace) -> Anchor | None:
    """The anchor of the most entries, None while nobody signed the log."""
    newest = max(_signed(ws), key=lambda one: (one[0].size, one[2]), default=None)
    if newest is None:
        return None
    found, by, at = newest
    return Anchor(found, by, at, _continues(ws, found))


def signer_name(ws: Workspace, found: Anchor) -> str:
    """What the contact is called that signed, also when it was removed since. Raises ``UnknownId``."""
    return holder(ws, found.by).name


def demand_anchor(ws: Workspace, note: str, other: VerifierKey) -> None:
    """Demand that a note is a checkpoint of this log that ``other`` signed too.

    Raises ``PackageUntrue`` when it is not; ``NotContinued`` when it is, and the log does not continue it: the vault
    was set back to an older copy.
    """
    try:
        found = read_countersigned(note, verifier_key(ws), other)
    except (MalformedNote, NoteNotSigned):
        raise PackageUntrue("$.body.countersigned") from None
    if not _continues(ws, found):
        raise NotContinued(found.size)


def keep_anchor(ws: Workspace, signed: LogCountersigned) -> None:
    """Keep what ``demand_anchor`` has looked at, once."""
    if not any(one.note == signed.note for one in select(ws.index, COUNTERSIGNED, LogCountersigned)):
        ws.record(signed)


def _signed(ws: Workspace) -> Iterator[tuple[Checkpoint, ContactId, datetime]]:
    """All that was signed, by whom and when it came back."""
    own = verifier_key(ws)
    for one in select(ws.index, COUNTERSIGNED, LogCountersigned):
        yield read_checkpoint(one.note, own), one.by, one.at
    for answer in select(ws.index, ANSWER, AnswerMerged):  # in old logs it stands nowhere else
        if answer.countersigned:
            yield read_checkpoint(answer.countersigned, own), answer.by, answer.made_at


def _continues(ws: Workspace, found: Checkpoint) -> bool:
    tree = log_tree(ws)
    return found.size <= len(tree) and tree.root(found.size) == found.root
