"""Handing one person the log that she can check herself, with the program that checks it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigtool.domain.accountability import CaseRekeyed, Erased, ErasureBegun, LogBundleMade
from vigtool.domain.concerning import NEVER_READABLE, Concerning
from vigtool.domain.events import ACT_NAMES, ConsentRecorded
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.exchange.log_bundle import VERIFIER, DisclosedBody, LogBundle, to_json, verifier
from vigtool.services.answers import papers_named
from vigtool.services.checkpoints import checkpoint, verifier_key
from vigtool.services.event_codec import decode
from vigtool.services.guest_standing import demand_own_person
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import make_folder, small_files
from vigtool.services.people import person
from vigtool.services.recordings import every_recording
from vigtool.services.workspace import Workspace

_OF_THE_VAULT: Final = frozenset(ACT_NAMES[kind] for kind in (ErasureBegun, Erased))
_ANSWERED: Final = ACT_NAMES[ConsentRecorded]
_REKEYED: Final = ACT_NAMES[CaseRekeyed]


@dataclass(frozen=True, slots=True)
class BundleReport:
    """Where the three files lie, and what is in the bundle.

    ``key`` is the vault's public key as a word (a vkey): to be handed over by another way than the files. ``entries``
    is how many entries the log has, ``readable`` how many of them the person can read; ``sha256`` is the bundle's.
    """

    bundle: Path
    checkpoint: Path
    verifier: Path
    key: str
    entries: int
    readable: int
    sha256: str


class LogBundleMaking:
    """The job of handing out one person's log; its result is the ``BundleReport``."""

    def __init__(self, ws: Workspace, person_id: PersonId, folder: Path) -> None:
        """Gather what the journal holds. Raises ``UnknownId``, ``Damaged``, ``OfGuest``."""
        demand_own_person(ws, person_id)
        self._ws, self._folder = ws, folder
        self._someone = person(ws, person_id)
        self._made_at = ws.clock()
        self._checkpoint = checkpoint(ws)
        self._envelopes = ws.index.entries()
        self._bodies = tuple(_bodies(ws, self._someone))
        self._program = verifier().read_bytes()
        self._written: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Write the bundle, in memory."""
        progress(0, 1)
        self._written = to_json(
            LogBundle(
                vault=self._ws.id,
                case=self._someone.case,
                person=self._someone.id,
                made_at=self._made_at,
                checkpoint=self._checkpoint.text,
                leaves=tuple(envelope.leaf().decode() for envelope in self._envelopes),
                bodies=self._bodies,
            )
        )
        progress(1, 1)

    def finish(self) -> BundleReport:
        """Put it on record, then give the files their names.

        Raises ``CannotWrite``, ``NoSpace``, ``TargetInVault``.
        """
        if self._written is None:
            raise NotRun
        report = self._report(self._written)
        contents = {
            report.bundle: self._written,
            report.checkpoint: self._checkpoint.text.encode(),
            report.verifier: self._program,
        }
        someone, root = self._someone, self._checkpoint.root.hex()
        make_folder(self._folder, self._ws.folder)
        with small_files(contents, self._ws.folder):
            self._ws.record(LogBundleMade(someone.case, someone.id, report.entries, root, report.sha256))
        return report

    def abandon(self) -> None:
        """Forget the bundle; nothing was written yet."""
        self._written = None

    def _report(self, written: bytes) -> BundleReport:
        return BundleReport(
            bundle=self._folder / f"log-{self._someone.id}.json",
            checkpoint=self._folder / f"checkpoint-{self._checkpoint.size}.txt",
            verifier=self._folder / VERIFIER,
            key=str(verifier_key(self._ws)),
            entries=self._checkpoint.size,
            readable=len(self._bodies),
            sha256=hashlib.sha256(written).hexdigest(),
        )


def make_bundle(ws: Workspace, person_id: PersonId, folder: Path, progress: Progress = ignore_progress) -> BundleReport:
    """Hand out one person's log on this thread; see ``LogBundleMaking``."""
    return complete(LogBundleMaking(ws, person_id, folder), progress)


def _bodies(ws: Workspace, someone: Person) -> list[DisclosedBody]:
    """The words of the entries that concern somebody, as far as they were not erased."""
    concerning, found, answers = Concerning(someone), [], set[int]()
    for envelope in ws.index.entries():
        if (envelope.act, envelope.object) == (_ANSWERED, someone.id):
            answers.add(envelope.seq)
        if envelope.case == someone.case and envelope.act == _REKEYED:
            films = every_recording(ws, someone.case)
            shown = (film.id for film in films if someone.id in film.people)
            concerning.begin_anew(shown, papers_named(ws, someone.id))
        elif envelope.act in _OF_THE_VAULT or (envelope.case == someone.case and envelope.act not in NEVER_READABLE):
            disclosed = ws.vault.journal.disclose(envelope.seq)
            if disclosed is None:
                continue
            rests_on_her = any(leaf.seq in answers for leaf in envelope.consents)
            if concerning.takes(decode(envelope.act, disclosed[1])) or rests_on_her:
                found.append(DisclosedBody(envelope.seq, b"".join(disclosed)))
    return found
