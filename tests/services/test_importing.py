"""A film comes into the vault whole, checked and on record, or nothing of it does."""

import hashlib
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.media.drawn_films import draw_film
from tests.services.casework import Family, Stopping, film_file, found_family, happened, last_event, on_disk
from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.deciding import Reason
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ActRefused, RecordingImported
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Act, Purposes
from vigtool.media.errors import NotAFilm
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused, CopyDiffers, DuplicateFilm, SourceUnreadable, UnknownId
from vigtool.services.importing import Importing, import_film
from vigtool.services.jobs import NotRun
from vigtool.services.people import add_person
from vigtool.services.recordings import frame_times, recording, recordings
from vigtool.services.workspace import Workspace
from vigtool.vault import Vault
from vigtool.vault.recordings import RecordingWriter

LARGE = 9_000_000
"""Several blocks of copying, so that there are several calls of progress in each pass."""


def test_import_keeps_the_film_and_leaves_the_original_alone(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    source = film_file(tmp_path / "näme with spaces.mp4", LARGE)
    os.utime(source, ns=(1_000_000_000, 2_000_000_000))
    source.chmod(0o400)
    before = source.read_bytes(), source.stat().st_mtime_ns, sorted(tmp_path.iterdir())
    progress = Stopping()
    film = import_film(family.ws, source, family.case.id, progress=progress)
    assert (source.read_bytes(), source.stat().st_mtime_ns, sorted(tmp_path.iterdir())) == before
    assert film.sha256 == hashlib.sha256(before[0]).hexdigest()
    assert (film.size, film.label, film.frames) == (LARGE, "näme with spaces", 24)
    assert film.people == (family.child.id, family.parent.id)
    with family.ws.vault.open_recording(film.id) as kept:
        assert kept.read() == before[0]
    assert recording(family.ws, film.id) == film
    done = [one for one, _total in progress.calls]
    assert done == sorted(done)
    assert len(done) >= 6
    assert progress.calls[-1][0] == progress.calls[-1][1]


def test_the_copy_in_the_vault_is_encrypted(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    original = (tmp_path / "leikkihetki.mp4").read_bytes()
    sealed = (family.ws.folder / "recordings" / f"{film.id}.age").read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1\n")
    assert not any(original[at : at + 32] in sealed for at in range(0, len(original) - 32, 997))


def test_the_cameras_time_is_kept(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    draw_film(tmp_path / "bare.mp4", frames=3)
    assert import_film(family.ws, tmp_path / "bare.mp4", family.case.id).captured_at is None
    source = tmp_path / "dated.mp4"
    source.write_bytes(_dated((tmp_path / "bare.mp4").read_bytes(), datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)))
    film = import_film(family.ws, source, family.case.id)
    assert film.captured_at == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def _dated(film: bytes, when: datetime) -> bytes:
    """Put a time into the movie header (ISO 14496-12, mvhd version 0: seconds since 1904)."""
    at = film.index(b"mvhd") + 8
    seconds = int((when - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
    return film[:at] + seconds.to_bytes(4, "big") + film[at + 4 :]


def test_cancelling_leaves_nothing_wherever_it_comes(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    source = film_file(tmp_path / "film.mp4", LARGE)
    before, calls = on_disk(family.ws.folder), 0
    while True:
        progress = Stopping(calls)
        try:
            import_film(family.ws, source, family.case.id, progress=progress)
        except Cancelled:
            assert on_disk(family.ws.folder) == before
            calls += 1
        else:
            break
    assert calls >= 6
    assert len(recordings(family.ws)) == 1


def test_what_is_abandoned_leaves_nothing(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    before = on_disk(family.ws.folder)
    job = Importing(family.ws, film_file(tmp_path / "film.mp4"), family.case.id)
    with pytest.raises(NotRun):
        job.finish()
    job.run(Stopping())
    assert on_disk(family.ws.folder) != before
    job.abandon()
    assert on_disk(family.ws.folder) == before


def test_a_consent_withdrawn_while_copying_counts(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    job = Importing(family.ws, film_file(tmp_path / "film.mp4"), family.case.id)
    files = {name for name in on_disk(family.ws.folder) if not name.startswith("journal/")}
    job.run(Stopping())
    record_consent(family.ws, family.parent.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        job.finish()
    assert {name for name in on_disk(family.ws.folder) if not name.startswith("journal/")} == files
    assert recordings(family.ws) == []


class _BadMemory(RecordingWriter):
    """Flips one bit on the way into the encryption, as broken memory would."""

    def write(self, data: memoryview) -> int:  # type: ignore[override] # the services hand over memoryviews only
        changed = bytearray(data)
        changed[len(changed) // 2] ^= 1
        return super().write(changed)


class _VaultOnBadMemory(Vault):
    def __init__(self, sound: Vault) -> None:
        self.__dict__.update(sound.__dict__)

    def new_recording(self, id_: str) -> RecordingWriter:
        return _BadMemory(self._layout, self._keys, id_)


def test_a_copy_that_differs_is_not_kept(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    source, sound = film_file(tmp_path / "film.mp4"), family.ws.vault
    before = on_disk(family.ws.folder)
    family.ws.vault = _VaultOnBadMemory(sound)
    with pytest.raises(CopyDiffers):
        import_film(family.ws, source, family.case.id)
    assert on_disk(family.ws.folder) == before
    family.ws.vault = sound
    assert import_film(family.ws, source, family.case.id).frames == 24


def test_the_same_film_is_not_taken_twice(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    other = found_family(family.ws)
    other.answer(Purposes.GUIDANCE)
    copy = tmp_path / "renamed.mov"
    copy.write_bytes((tmp_path / "leikkihetki.mp4").read_bytes())
    before = on_disk(family.ws.folder)
    for case in (family.case, other.case):
        with pytest.raises(DuplicateFilm) as refused:
            import_film(family.ws, copy, case.id)
        assert refused.value.recording == film.id
    assert on_disk(family.ws.folder) == before
    copy.write_bytes(copy.read_bytes()[:-1] + b"!")
    assert import_film(family.ws, copy, other.case.id).sha256 != film.sha256


@pytest.mark.parametrize("change", ["shrinks", "grows", "vanishes"])
def test_a_source_that_changes_while_it_is_read_is_refused(family: Family, tmp_path: Path, change: str) -> None:
    family.answer(Purposes.GUIDANCE)
    source = film_file(tmp_path / "film.mp4", LARGE)
    before, calls = on_disk(family.ws.folder), Stopping()

    def meddle(done: int, total: int) -> None:
        if not calls.calls:
            if change == "vanishes":
                source.unlink()
            else:
                os.truncate(source, LARGE + (5000 if change == "grows" else -5000))
        calls(done, total)

    if change == "vanishes":  # an open file outlives its name: nothing is missing
        assert import_film(family.ws, source, family.case.id, progress=meddle).size == LARGE
        return
    with pytest.raises(SourceUnreadable):
        import_film(family.ws, source, family.case.id, progress=meddle)
    assert on_disk(family.ws.folder) == before


def test_what_is_no_film_or_not_there_is_not_taken(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    (tmp_path / "shopping.mp4").write_text("milk\nbread\n")
    before = on_disk(family.ws.folder)
    with pytest.raises(NotAFilm):
        import_film(family.ws, tmp_path / "shopping.mp4", family.case.id)
    for path in (tmp_path / "absent.mp4", tmp_path):
        with pytest.raises(SourceUnreadable):
            import_film(family.ws, path, family.case.id)
    assert on_disk(family.ws.folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_may_go_on_for_ever_is_no_film(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    before = on_disk(family.ws.folder / "recordings")
    os.mkfifo(tmp_path / "pipe.mp4")
    for source in (tmp_path / "pipe.mp4", Path("/dev/zero"), Path("/dev/null"), tmp_path):
        with pytest.raises(SourceUnreadable):
            import_film(family.ws, source, family.case.id)
    assert on_disk(family.ws.folder / "recordings") == before


def test_a_name_that_is_no_text_gets_a_label_all_the_same(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    source = film_file(tmp_path / os.fsdecode(b"k\xe4rry.mp4"))
    film = import_film(family.ws, source, family.case.id)
    assert film.label == "k?rry"


def test_storing_needs_everybodys_consent_and_the_refusal_is_on_record(family: Family, tmp_path: Path) -> None:
    source = film_file(tmp_path / "film.mp4")
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN)
    files = {name for name in on_disk(family.ws.folder) if not name.startswith("journal/")}
    with pytest.raises(ConsentRefused) as refused:
        import_film(family.ws, source, family.case.id)
    reasons = (Reason(family.parent.id, Purposes.GUIDANCE, ConsentState.UNKNOWN),)
    assert refused.value.refusal.reasons == reasons
    event = last_event(family.ws)
    assert isinstance(event, ActRefused)
    assert (event.case, event.act, event.purpose, event.reasons) == (
        family.case.id,
        Act.STORE,
        Purposes.GUIDANCE,
        reasons,
    )
    assert {name for name in on_disk(family.ws.folder) if not name.startswith("journal/")} == files
    only_child = import_film(family.ws, source, family.case.id, [family.child.id])
    assert only_child.people == (family.child.id,)


def test_a_case_without_people_stores_nothing(ws: Workspace, tmp_path: Path) -> None:
    case, source = add_case(ws, "Nobody yet"), film_file(tmp_path / "film.mp4")
    with pytest.raises(ConsentRefused):
        import_film(ws, source, case.id)
    add_person(ws, case.id, "Somebody passing", Role.BYSTANDER)
    with pytest.raises(ConsentRefused):
        import_film(ws, source, case.id)
    assert recordings(ws) == []


def test_a_bystander_needs_not_be_asked_to_store(family: Family, tmp_path: Path) -> None:
    visitor = add_person(family.ws, family.case.id, "Somebody passing", Role.BYSTANDER)
    film = family.film(tmp_path)
    assert film.people == (family.child.id, family.parent.id, visitor.id)
    imported = last_event(family.ws)
    assert isinstance(imported, RecordingImported)
    assert len(imported.consents) == 2


def test_a_person_of_another_case_is_not_in_the_film(family: Family, tmp_path: Path) -> None:
    other = found_family(family.ws)
    for stranger in (other.child.id, PersonId("abcdefghjkmn")):
        with pytest.raises(UnknownId):
            import_film(family.ws, film_file(tmp_path / "film.mp4"), family.case.id, [stranger])


def test_the_entry_names_its_consents(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    entries = {envelope.seq: (envelope, event) for envelope, event in happened(family.ws)}
    envelope, event = entries[max(entries)]
    assert event == RecordingImported(film, tuple(event.consents) if isinstance(event, RecordingImported) else ())
    assert [entries[leaf.seq][0].body_hash for leaf in envelope.consents] == [leaf.hash for leaf in envelope.consents]
    assert [entries[leaf.seq][0].object for leaf in envelope.consents] == [family.child.id, family.parent.id]


def test_a_lost_or_damaged_frame_index_is_made_anew(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    times = frame_times(family.ws, film.id)
    kept = family.ws.folder / "derived" / f"{film.id}.frames.age"
    for damage in (kept.unlink, lambda: kept.write_bytes(b"age-encryption.org/v1\n")):
        damage()
        assert frame_times(family.ws, film.id) == times
        assert kept.stat().st_size > 300
    family.ws.vault.put_derived(film.id, "frames", b"of a later version")
    assert frame_times(family.ws, film.id) == times


def test_recordings_are_found_by_case(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    assert recordings(family.ws, family.case.id) == recordings(family.ws) == [film]
    assert recordings(family.ws, add_case(family.ws, "Another").id) == []
