"""Taking in an answer: what a supervisor says lies beside the trainee's own from then on, and changes nothing of it.

An answer is believed when the contact made it to whom this vault handed that very package. All of it is checked before
anything is put on record, and its one entry brings comments, proposals and a feedback: no mark, no person, no consent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.comments import Feedback
from vigtool.domain.consent import Evidence
from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import CaseId, PackageId
from vigtool.domain.moments import PrincipleSeen
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.supervision import AnswerMerged, LogCountersigned, PackageMade
from vigtool.exchange.packages.answer import SupervisorsAnswer
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.answer_errors import NotHandedTo, NotOurPackage, NotSound, SoundTooLarge
from vigtool.services.answering import MOST_SOUND
from vigtool.services.answers_said import AnswerReading
from vigtool.services.contacts import contact
from vigtool.services.handed_packs import keep_packs, read_named_packs
from vigtool.services.jobs import NotRun, complete
from vigtool.services.lookups import select
from vigtool.services.outside_anchor import demand_anchor, keep_anchor
from vigtool.services.package_reading import CLOCKS_APART, Arrived, Mailroom
from vigtool.services.spoken_comments import keep_sounds, sound_for, sound_type
from vigtool.services.supervision_errors import OtherPackage, PackageExpired, PackageKnown, PackageUntrue
from vigtool.services.supervision_projection import ANSWER, PACKAGE
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What an answer brought: how many comments are new or other than before, how many moments are proposed.

    ``countersigned`` tells whether the sender's signature on the log came with it.
    """

    case: CaseId
    answer: PackageId
    comments: int
    moments: int
    countersigned: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """An answer whose file is whole and whose maker is known."""

    arrived: Arrived
    body: SupervisorsAnswer
    sounds: tuple[bytes, ...]


class AnswerMerging:
    """The job of taking in an answer; its result is the ``MergeReport``.

    ``run`` raises what ``Mailroom.opened`` raises, ``SoundTooLarge``, ``PackageUntrue`` for what is no sound, and what
    the package's reader raises.
    """

    def __init__(self, ws: Workspace, file: Path) -> None:
        self._ws, self._file, self._mailroom = ws, file, Mailroom(ws)
        self._read: _Read | None = None

    def run(self, progress: Progress) -> None:
        """Read all of it into memory; nothing is kept yet."""
        with self._mailroom.opened(self._file, Kind.ANSWER, progress=progress) as arrived:
            body = arrived.manifest.body
            if not isinstance(body, SupervisorsAnswer):
                raise OtherPackage(arrived.manifest.kind)
            self._read = _Read(arrived, body, _sounds(arrived))

    def finish(self) -> MergeReport:
        """Check what it says against what was handed over, and put it on record.

        Raises ``PackageKnown``, ``NotOurPackage``, ``NotHandedTo``, ``PackageExpired``, ``PackageUntrue`` where it
        speaks of what was not handed over, ``NotContinued`` where this vault was set back since, ``UnknownId`` when the
        contact was removed meanwhile, ``PackVersionTaken``, ``PackIdReserved``, ``NoSpace``, ``VaultReadOnly``; then
        nothing of it is on record, but for the words of principles where the disk was full after these.
        """
        if self._read is None:
            raise NotRun
        read, ws = self._read, self._ws
        sender = contact(ws, read.arrived.sender.id)
        pieces = _answered(ws, read.arrived, sender)
        if read.body.countersigned:
            demand_anchor(ws, read.body.countersigned, read.arrived.key)
        packs = read_named_packs(read.body.packs, _principles(read.body))
        sounds = {sound_for(ws, pieces[0].case, one): one for one in dict.fromkeys(read.sounds)}
        merged = _merged(read, AnswerReading(ws, pieces, sender, read.arrived.manifest.made_at), pieces[0], sounds)
        keep_packs(ws, packs)
        keep_sounds(ws, merged.case, sounds)
        if read.body.countersigned:
            keep_anchor(ws, _countersigned(read))
        ws.record(merged)
        return MergeReport(
            merged.case, merged.answer, len(merged.comments), len(merged.moments), bool(merged.countersigned)
        )

    def abandon(self) -> None:
        """Nothing was kept."""


def _merged(read: _Read, reading: AnswerReading, piece: PackageMade, sounds: Mapping[Evidence, bytes]) -> AnswerMerged:
    manifest, said = read.arrived.manifest, read.body.feedback
    kept = {one.sha256: one.id for one in sounds}
    return AnswerMerged(
        case=piece.case,
        package=piece.package,
        answer=manifest.id,
        by=read.arrived.sender.id,
        made_at=manifest.made_at,
        comments=reading.comments(read.body, [kept[one.sha256] for one in manifest.blobs]),
        moments=reading.moments(read.body),
        feedback=Feedback(said.strengths.strip(), said.wondering.strip(), said.agreed.strip()),
        countersigned=read.body.countersigned,
        sha256=read.arrived.sha256,
    )


def _countersigned(read: _Read) -> LogCountersigned:
    arrived = read.arrived
    return LogCountersigned(read.body.countersigned, arrived.sender.id, str(arrived.key), arrived.manifest.made_at)


def merge_answer(ws: Workspace, file: Path, progress: Progress = ignore_progress) -> MergeReport:
    """Take in an answer on this thread; see ``AnswerMerging``."""
    return complete(AnswerMerging(ws, file), progress)


def _sounds(arrived: Arrived) -> tuple[bytes, ...]:
    """The spoken comments, each what it is said to be. Raises ``SoundTooLarge``, ``PackageUntrue``."""
    blobs, sounds = arrived.manifest.blobs, list[bytes]()
    if sum(one.size for one in blobs) > MOST_SOUND:
        raise SoundTooLarge(MOST_SOUND)
    for number, blob in enumerate(blobs):
        sound = bytearray()
        arrived.reader.copy_blob(blob.size, blob.sha256, sound.extend)
        sounds.append(bytes(sound))
        try:
            is_so = sound_type(sounds[-1]) == blob.media_type
        except NotSound:
            is_so = False
        if not is_so:
            raise PackageUntrue(f"$.blobs[{number}]")
    arrived.reader.end()
    return tuple(sounds)


def _principles(body: SupervisorsAnswer) -> Iterator[PrincipleSeen]:
    return (PrincipleSeen(seen.pack, seen.version, seen.item) for one in body.moments for seen in one.principles)


def _answered(ws: Workspace, arrived: Arrived, sender: Contact) -> list[PackageMade]:
    """The films of the package that it answers, if it may be taken in. Raises as ``AnswerMerging.finish``."""
    manifest = arrived.manifest
    if ws.index.get(ANSWER, manifest.id) is not None:
        raise PackageKnown(manifest.id)
    about = manifest.about or PackageId("")
    pieces = select(ws.index, PACKAGE, PackageMade, parent=about)
    if not pieces:
        raise NotOurPackage(about)
    if sender.id not in pieces[0].to:
        raise NotHandedTo(about)
    made_on = (manifest.made_at.astimezone(ws.clock().tzinfo) - CLOCKS_APART).date()
    if made_on > pieces[0].expires:
        raise PackageExpired(pieces[0].expires)
    return pieces
