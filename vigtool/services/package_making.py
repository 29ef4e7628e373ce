"""Handing moments over for supervision: one sealed and signed file, which the supervisor's own vault takes in.

Nothing is in it that is not on record, and nothing is on record before all of it was written and checked.
"""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, TypedDict, Unpack

from vigtool.domain.contacts import Contact
from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import ContactId, MomentId, PackageId, PersonId
from vigtool.domain.progress import Progress, ignore_progress, part_of
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.renditions import ClipWish
from vigtool.domain.supervision import PackageMade
from vigtool.exchange.packages.errors import ManifestWrong
from vigtool.exchange.packages.handover import Handover
from vigtool.exchange.packages.manifest import BlobFacts, Manifest, to_bytes
from vigtool.services.checkpoints import checkpoint
from vigtool.services.consents import grounds
from vigtool.services.contact_cards import own_card
from vigtool.services.contacts import contact
from vigtool.services.errors import UnknownId
from vigtool.services.film_access import open_film
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.handovers import Terms, demand_found
from vigtool.services.identifying import new_identifier
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import OutgoingFile, writing_to
from vigtool.services.package_contents import Shared, contents
from vigtool.services.package_errors import (
    ContactChanged,
    ExpiryPassed,
    NobodyToHandTo,
    NothingToHandOver,
    NotOneCase,
    WordsTooLong,
)
from vigtool.services.package_pieces import PackagePiece, pieces_of
from vigtool.services.render_plans import Size
from vigtool.services.renderings import render_into
from vigtool.services.sealed_drafts import SealedDraft
from vigtool.services.sent_packages import sent
from vigtool.services.workspace import Workspace
from vigtool.vault.package import Address, Blob, write_package

MOST_MOMENTS: Final = 100
EXTENSION: Final = ".vigpackage"
USUAL_DAYS: Final = 30
"""For which a package may be kept where nobody says otherwise."""

_MADE, _AS_IT_IS = "video/mp4", "application/octet-stream"


class PackageOptions(TypedDict, total=False):
    """What else may be said of a package.

    ``questions`` is what the trainee asks; without ``notes`` titles, notes and the words of turns stay here. ``whole``
    hands over whole films instead of clips; ``lead_in`` and ``lead_out`` are how many seconds of film a clip has before
    and after its moment. ``masked`` are covered wherever they are seen, ``size`` is the largest size in pixels.
    ``language`` is that of the pseudonyms that stand for names.
    """

    questions: str
    notes: bool
    whole: bool
    masked: Sequence[PersonId]
    size: Size | None
    lead_in: Fraction
    lead_out: Fraction
    language: str


@dataclass(frozen=True, slots=True)
class PackageReport:
    """A package that was made: its id, its hash (hex) and size in bytes, its entries in the journal, its last day."""

    id: PackageId
    file: Path
    sha256: str
    size: int
    seqs: tuple[int, ...]
    expires: date


@dataclass(frozen=True, slots=True)
class _Written:
    """The sealed file that waits for its name, and the hash of each film in it."""

    outgoing: OutgoingFile
    sha256: str
    films: tuple[str, ...]


class PackageMaking:
    """The job of handing over for supervision; its result is the ``PackageReport``.

    ``run`` raises as ``render`` does, and ``BlobDiffers`` or ``PackageTooLarge``; then nothing is left.
    """

    def __init__(
        self,
        ws: Workspace,
        moment_ids: Sequence[MomentId],
        to: Sequence[ContactId],
        out: Path,
        *,
        expires: date,
        **options: Unpack[PackageOptions],
    ) -> None:
        """Ask for a permit for each film or moment. ``expires`` is the last day on which the package may be kept.

        Where a consent ends earlier, so does the package. Raises ``ConsentRefused``, ``NotCovered``, ``UnknownId``,
        ``NobodyToHandTo``, ``NothingToHandOver``, ``NotOneCase``, ``ExpiryPassed``, ``WordsTooLong``.
        """
        self._ws, self._out, self._size = ws, out, options.get("size")
        self._to = _addressed(ws, to)
        masked = tuple(dict.fromkeys(options.get("masked", ())))
        terms = Terms(Purposes.SUPERVISION, masked=masked, contacts=tuple(one.id for one in self._to))
        self._shared = Shared(
            expires, options.get("questions", ""), options.get("notes", True), options.get("language", "en")
        )
        self._demand_time(expires)
        self._pieces = _demanded(ws, moment_ids, terms, _wish(options))
        demand_found(self._pieces, masked)
        self._id, self._made_at = PackageId(new_identifier()), ws.clock().astimezone(UTC)
        self._sender = own_card(ws)
        self._body = self._contents([one.permit for one in self._pieces], checkpoint(ws).text)
        self._demand_time(self._body.expires)
        self._demand_fit()
        self._written: _Written | None = None

    def renew(self) -> None:
        """Ask again before the work begins, since time went by. Raises as ``finish`` does."""
        self._renewed()

    def run(self, progress: Progress) -> None:
        """Write and verify every film, and seal all of it."""
        outgoing = OutgoingFile(self._out, self._ws.folder)
        try:
            with ExitStack() as stack:
                films, made = len(self._pieces), list[tuple[Blob, BlobFacts]]()
                for number, piece in enumerate(self._pieces):
                    made.append(self._blob(stack, piece, part_of(progress, number, films + 1)))
                self._seal(outgoing, made, part_of(progress, films, films + 1))
            self._written = _Written(outgoing, outgoing.sha256(), tuple(facts.sha256 for _blob, facts in made))
        except BaseException:
            outgoing.close()
            raise

    def finish(self) -> PackageReport:
        """Put each film on record, and give the file its name.

        Raises ``ConsentRefused`` when a consent was withdrawn meanwhile, ``NotCovered`` when a mask was taken back,
        ``KeyDestroyed`` when a film was erased, ``ChangedMeanwhile`` and ``ContactChanged``, ``ExpiryPassed``; then
        nothing is left.
        """
        if self._written is None:
            raise NotRun
        written = self._written
        with closing(written.outgoing):
            given = self._renewed()
            size = written.outgoing.size()
            events = [self._event(*each, written) for each in zip(self._pieces, given, written.films, strict=True)]
            seqs = tuple(self._ws.record(event).seq for event in events)
            self._ws.record(sent(self._ws, events))
            written.outgoing.publish()
        return PackageReport(self._id, self._out, written.sha256, size, seqs, self._body.expires)

    def abandon(self) -> None:
        """Leave nothing of it."""
        if self._written is not None:
            self._written.outgoing.close()

    def _contents(self, given: Sequence[Permit], note: str) -> Handover:
        return contents(self._ws, list(zip(self._pieces, given, strict=True)), self._shared, note)

    def _renewed(self) -> list[Permit]:
        """Everything as it was, or nothing leaves: what stands in the manifest is as true as what is on record."""
        self._demand_time(self._body.expires)
        self._demand_same_contacts()
        given = [one.renewed() for one in self._pieces]
        if self._contents(given, self._body.checkpoint) != self._body:
            raise ChangedMeanwhile(self._pieces[0].film.id)
        return given

    def _demand_time(self, expires: date) -> None:
        if expires < self._ws.clock().date():
            raise ExpiryPassed(expires)

    def _demand_same_contacts(self) -> None:
        for one in self._to:
            if _known(self._ws, one.id) != one:
                raise ContactChanged(one.id)

    def _demand_fit(self) -> None:
        """Find out before the long work whether the words fit in."""
        facts = BlobFacts("0" * 64, 0, _MADE)
        try:
            to_bytes(self._manifest([facts] * len(self._pieces)))
        except ManifestWrong as error:
            raise WordsTooLong(error.place) from error

    def _manifest(self, blobs: Sequence[BlobFacts]) -> Manifest:
        return Manifest(
            id=self._id,
            made_at=self._made_at,
            sender=self._sender,
            to=tuple(one.verifier for one in self._to),
            about=None,
            body=self._body,
            blobs=tuple(blobs),
        )

    def _blob(self, stack: ExitStack, piece: PackagePiece, progress: Progress) -> tuple[Blob, BlobFacts]:
        """A film as it leaves: its original bytes where nothing is to be made anew."""
        if piece.is_whole and not piece.is_altered and self._size is None:
            film = piece.film
            facts = BlobFacts(film.sha256, film.size, _AS_IT_IS)
            return Blob(film.size, film.sha256, partial(self._original, piece)), facts
        draft = stack.enter_context(closing(SealedDraft(self._out, self._ws.folder)))
        render_into(self._ws, [piece], draft, self._size, progress)
        return Blob(draft.size, draft.sha256, draft.open), BlobFacts(draft.sha256, draft.size, _MADE)

    def _original(self, piece: PackagePiece) -> BinaryIO:
        return open_film(self._ws.vault, piece.permit, Act.PACKAGE, piece.film.id)

    def _seal(self, outgoing: OutgoingFile, made: Sequence[tuple[Blob, BlobFacts]], progress: Progress) -> None:
        manifest = to_bytes(self._manifest([facts for _blob, facts in made]))
        addresses = [Address(one.recipient, one.hybrid) for one in self._to]
        with writing_to(self._out):
            blobs = [blob for blob, _facts in made]
            write_package(outgoing.file, manifest, blobs, addresses, self._ws.vault.sign, progress)

    def _event(self, piece: PackagePiece, given: Permit, film_sha256: str, written: _Written) -> PackageMade:
        return PackageMade(
            case=piece.film.case,
            recording=piece.film.id,
            package=self._id,
            to=tuple(one.id for one in self._to),
            purpose=given.intent.purpose,
            moments=tuple(one.id for one in piece.moments),
            first=piece.frames.start,
            stop=piece.frames.stop,
            film_sha256=film_sha256,
            sha256=written.sha256,
            expires=self._body.expires,
            consents=grounds(given),
            in_picture=piece.in_picture(),
            masked=piece.covered,
        )


def _addressed(ws: Workspace, to: Sequence[ContactId]) -> tuple[Contact, ...]:
    found = tuple(contact(ws, one) for one in dict.fromkeys(to))
    if not found:
        raise NobodyToHandTo
    return found


def _wish(options: PackageOptions) -> ClipWish | None:
    """How clips are cut, None for whole films."""
    if options.get("whole", False):
        return None
    nothing = Fraction(0)
    return ClipWish(lead_in=options.get("lead_in", nothing), lead_out=options.get("lead_out", nothing))


def _known(ws: Workspace, contact_id: ContactId) -> Contact | None:
    try:
        return contact(ws, contact_id)
    except UnknownId:
        return None


def _demanded(
    ws: Workspace, moment_ids: Sequence[MomentId], terms: Terms, wish: ClipWish | None
) -> tuple[PackagePiece, ...]:
    if not 0 < len(moment_ids) <= MOST_MOMENTS:
        raise NothingToHandOver(len(moment_ids), MOST_MOMENTS)
    pieces = pieces_of(ws, moment_ids, terms, wish)
    if len({one.film.case for one in pieces}) > 1:
        raise NotOneCase
    return pieces


def make_package(
    ws: Workspace,
    moment_ids: Sequence[MomentId],
    to: Sequence[ContactId],
    out: Path,
    progress: Progress = ignore_progress,
    *,
    expires: date,
    **options: Unpack[PackageOptions],
) -> PackageReport:
    """Hand over on this thread; see ``PackageMaking``."""
    return complete(PackageMaking(ws, moment_ids, to, out, expires=expires, **options), progress)
