"""Taking a package for supervision into the vault: a guest, with films, people and moments under ids of this vault.

Nothing exists for the vault before the guest is on record as a whole. Until then its case says that it came in a
package and has no ``GuestOpened``: whatever stops the work takes it out again, at the latest the vault's next opening.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.cycles import Part
from vigtool.domain.deciding import Intent
from vigtool.domain.events import CaseAdded, ConsentRecorded, PersonAdded, RecordingImported
from vigtool.domain.people import Role
from vigtool.domain.principles import Pack
from vigtool.domain.progress import Progress, ignore_progress, part_of
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.supervision import GuestFilm, GuestOpened
from vigtool.exchange.packages.handover import Handover
from vigtool.exchange.packages.manifest import BlobFacts, Kind
from vigtool.services.consents import grounds, permit_for
from vigtool.services.contacts import contact
from vigtool.services.guest_book import GuestBook
from vigtool.services.guest_leftovers import take_out
from vigtool.services.handed_films import FilmStoring, StoredFilm
from vigtool.services.handed_forms import GuestDraft, draft_of, moment_of
from vigtool.services.handed_packs import keep_packs, read_packs
from vigtool.services.jobs import NotRun, complete
from vigtool.services.package_reading import Arrived, Mailroom
from vigtool.services.supervision_errors import OtherPackage, PackageUntrue
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import VaultError
from vigtool.vault.log import read_checkpoint


@dataclass(frozen=True, slots=True)
class _Taken:
    """A guest that waits to be put on record; closing ``unfinished`` removes the films that are not committed."""

    draft: GuestDraft
    packs: tuple[Pack, ...]
    films: tuple[StoredFilm, ...]
    opened: GuestOpened
    unfinished: ExitStack


class PackageOpening:
    """The job of taking in a package; its result is the ``GuestOpened``.

    ``run`` raises what ``Mailroom.opened`` raises, ``PackageKnown``, ``PackageExpired``, ``PackageUntrue`` where
    something in it is not as its manifest says, ``ConsentRefused`` where it tells of no consent to guidance from
    somebody, what ``FilmStoring.store`` raises, and the vault's ``NoSpace``; the vault is then as it was.
    """

    def __init__(self, ws: Workspace, file: Path, pseudonym: Callable[[Role, int], str]) -> None:
        """``pseudonym`` says how people are called who came without names."""
        self._ws, self._file, self._pseudonym = ws, file, pseudonym
        self._mailroom, self._book, self._now = Mailroom(ws), GuestBook(ws), ws.clock()
        self._taken: _Taken | None = None

    def run(self, progress: Progress) -> None:
        """Look at all of it, and copy its films into the vault, where each is read back and indexed."""
        with self._mailroom.opened(self._file, Kind.HANDOVER, progress=_beginning(progress)) as arrived:
            handover = self._looked_at(arrived)
            packs = read_packs(handover.packs)
            draft = self._draft(arrived, handover)
            with ExitStack() as unfinished:
                storing, parts = FilmStoring(self._ws, arrived, draft, unfinished), len(handover.films) + 1
                films = tuple(
                    storing.store(film, number, part_of(progress, number + 1, parts))
                    for number, film in enumerate(handover.films)
                )
                arrived.reader.end()
                opened = _opened(arrived, handover, draft, films)
                self._taken = _Taken(draft, packs, films, opened, unfinished.pop_all())

    def finish(self) -> GuestOpened:
        """Put the guest on record.

        Raises ``PackageKnown``, ``PackageExpired`` or ``UnknownId`` of the contact when that came about meanwhile,
        ``PackVersionTaken``, ``PackIdReserved``, ``NoSpace``, ``VaultReadOnly``; then nothing of the guest is left.
        """
        if self._taken is None:
            raise NotRun
        taken, ws = self._taken, self._ws
        with taken.unfinished:
            GuestBook(ws).demand_takeable(taken.opened.package, taken.opened.expires)
            contact(ws, taken.opened.by)
            keep_packs(ws, taken.packs)
            ws.vault.make_key(taken.draft.case.id)
            try:
                self._put_on_record(taken)
            except BaseException:
                take_out(ws, taken.draft.case.id, [one.card.id for one in taken.films])
                raise
        return taken.opened

    def abandon(self) -> None:
        """Take the films out of the vault again."""
        if self._taken is not None:
            self._taken.unfinished.close()

    def _looked_at(self, arrived: Arrived) -> Handover:
        """The handover, if it is new, in time and true as far as can be told before its films are copied."""
        handover = arrived.manifest.body
        if not isinstance(handover, Handover):
            raise OtherPackage(arrived.manifest.kind)
        _demand_in_order(handover, arrived.manifest.blobs)
        _demand_anchored(arrived, handover)
        self._book.demand_takeable(arrived.manifest.id, handover.expires)
        return handover

    def _draft(self, arrived: Arrived, handover: Handover) -> GuestDraft:
        day = arrived.manifest.made_at.astimezone(self._now.tzinfo).date()
        name = f"{arrived.sender.name} {day.isoformat()}"
        return draft_of(arrived.manifest, handover, name, self._now, self._pseudonym)

    def _put_on_record(self, taken: _Taken) -> None:
        ws, case, people = self._ws, taken.draft.case, taken.draft.people
        ws.record(CaseAdded(case))
        for someone in people:
            ws.record(PersonAdded(someone))
        for answer in taken.draft.answers:
            ws.record(ConsentRecorded(case.id, answer))
        for film in taken.films:
            given = permit_for(ws, Intent(Act.STORE, Purposes.GUIDANCE, film.card.id), case.id, people)
            film.sealed.commit()
            ws.record(RecordingImported(film.card, grounds(given)))
        ws.record(taken.opened)


def open_package(
    ws: Workspace, file: Path, pseudonym: Callable[[Role, int], str], progress: Progress = ignore_progress
) -> GuestOpened:
    """Take in a package on this thread; see ``PackageOpening``."""
    return complete(PackageOpening(ws, file, pseudonym), progress)


def _beginning(progress: Progress) -> Progress:
    """The hash of the file is taken before anybody knows how many parts there are: nothing of the whole is done."""
    return lambda _done, total: progress(0, total)


def _demand_in_order(handover: Handover, blobs: Sequence[BlobFacts]) -> None:
    """Each film has a blob of its own, in their order: they are read once, one after another."""
    if [film.blob for film in handover.films] != list(range(len(blobs))):
        raise PackageUntrue("$.body.films")


def _demand_anchored(arrived: Arrived, handover: Handover) -> None:
    """The checkpoint is the sender's own, and all answers are in the log that it signs."""
    try:
        anchor = read_checkpoint(handover.checkpoint, arrived.key)
    except VaultError:
        raise PackageUntrue("$.body.checkpoint") from None
    if any(one.seq >= anchor.size for one in handover.consents):
        raise PackageUntrue("$.body.consents")


def _opened(arrived: Arrived, handover: Handover, draft: GuestDraft, films: Sequence[StoredFilm]) -> GuestOpened:
    cards = [one.card for one in films]
    times, people = [one.times for one in films], {one.origin: one.person for one in draft.origins}
    return GuestOpened(
        case=draft.case.id,
        package=arrived.manifest.id,
        by=arrived.sender.id,
        origin=handover.case,
        made_at=arrived.manifest.made_at,
        expires=handover.expires,
        films=tuple(_film(one) for one in films),
        people=draft.origins,
        moments=tuple(
            moment_of(one, cards, times, people, f"$.body.moments[{number}]")
            for number, one in enumerate(handover.moments)
        ),
        questions=handover.questions,
        checkpoint=handover.checkpoint,
        sha256=arrived.sha256,
    )


def _film(stored: StoredFilm) -> GuestFilm:
    handed = stored.handed
    part = Part(handed.part) if handed.part else None
    return GuestFilm(stored.card.id, handed.recording, handed.first, part, handed.cycle)
