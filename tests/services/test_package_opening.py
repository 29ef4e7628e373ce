"""A package becomes a guest as a whole or not at all."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.full_disks import needs_limits, no_file_longer_than
from tests.in_process_tasks import run_in_process
from tests.services.casework import (
    PASSPHRASE,
    WORK_FACTOR,
    SetClock,
    Stopping,
    bare_film,
    found_family,
    on_disk,
)
from tests.services.package_maker import (
    CYCLE,
    QUESTIONS,
    SENDER,
    TITLE,
    Alter,
    Pair,
    make_package,
    pseudonym,
    two_vaults,
)
from vigtool.domain.cycles import Part
from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.domain.events import Event
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.supervision import GuestFilm, GuestOpened
from vigtool.exchange.packages.errors import ManifestNewer, ManifestWrong
from vigtool.services.cases import cases
from vigtool.services.consents import is_permitted
from vigtool.services.contacts import remove_contact
from vigtool.services.errors import ConsentRefused, DuplicateFilm, UnknownId
from vigtool.services.importing import import_film
from vigtool.services.jobs import NotRun
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.package_opening import PackageOpening, open_package
from vigtool.services.people import people
from vigtool.services.recordings import frame_times, recordings
from vigtool.services.supervision_errors import (
    ClockDiffers,
    NotAddressed,
    PackageExpired,
    PackageKnown,
    PackageUntrue,
    SenderDiffers,
    UnknownSender,
)
from vigtool.services.supervision_projection import GUEST
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import NoSpace
from vigtool.vault.package import NotForThisVault, PackageDamaged


@pytest.fixture
def pair(tmp_path: Path, clock: SetClock) -> Iterator[Pair]:
    with two_vaults(tmp_path, clock) as made:
        yield made


def _of_films_and_keys(ws: Workspace) -> dict[str, str]:
    return {name: of for name, of in on_disk(ws.folder).items() if name.startswith(("keys", "recordings", "derived"))}


def test_films_people_and_moments_are_here_under_new_ids(pair: Pair) -> None:
    ws = pair.supervisor
    opened = open_package(ws, make_package(pair), pseudonym)
    (case,) = cases(ws)
    assert (case.id, case.guest) == (opened.case, opened.package)
    assert case.name == f"{SENDER} 2026-03-09"
    assert (opened.by, opened.origin, opened.questions) == (pair.contact.id, pair.family.case.id, QUESTIONS)
    (film,) = recordings(ws, case.id)
    assert film.id != pair.film.id
    assert (film.sha256, film.size, film.frames) == (pair.film.sha256, pair.film.size, pair.film.frames)
    with bare_film(ws, film.id) as here, bare_film(pair.trainee, pair.film.id) as there:
        assert here.read() == there.read()
    assert [one.name for one in people(ws, case.id)] == ["child 1", "parent 1"]
    assert opened.films == (GuestFilm(film.id, pair.film.id, 0, Part.FAMILY, CYCLE),)
    assert is_permitted(ws, Act.VIEW, Purposes.GUIDANCE, film.id)
    assert not is_permitted(ws, Act.PACKAGE, Purposes.SUPERVISION, film.id)


def test_frames_become_ticks_of_the_film_as_it_is_here(pair: Pair) -> None:
    opened = open_package(pair.supervisor, make_package(pair), pseudonym)
    (moment,) = opened.moments
    times = frame_times(pair.supervisor, opened.films[0].recording)
    assert times.frames_of(moment.span) == range(3, 12)
    assert times.frame_at(moment.key) == 5
    (turn,) = moment.turns
    assert times.frames_of(turn.span) == range(4, 7)
    here = {one.origin: one.person for one in opened.people}
    assert (moment.title, moment.recording) == (TITLE, opened.films[0].recording)
    assert turn.person == here[pair.family.child.id]
    assert moment.people == (turn.person,)


def test_it_may_be_looked_at_until_its_last_day(pair: Pair) -> None:
    opened = open_package(pair.supervisor, make_package(pair), pseudonym)
    film = opened.films[0].recording
    pair.clock.now = pair.clock.now.replace(hour=23, minute=59) + timedelta(days=30)
    assert is_permitted(pair.supervisor, Act.VIEW, Purposes.GUIDANCE, film)
    pair.clock.pass_days(1)
    assert not is_permitted(pair.supervisor, Act.VIEW, Purposes.GUIDANCE, film)


def test_an_answer_that_ends_earlier_ends_it_earlier(pair: Pair) -> None:
    def until_next_day(plain: dict[str, Any]) -> None:
        plain["body"]["consents"][0]["until"] = "2026-03-10"

    opened = open_package(pair.supervisor, make_package(pair, until_next_day), pseudonym)
    pair.clock.pass_days(2)
    assert not is_permitted(pair.supervisor, Act.VIEW, Purposes.GUIDANCE, opened.films[0].recording)


def _set(*path: str | int, to: object) -> Alter:
    def alter(plain: dict[str, Any]) -> None:
        at: Any = plain
        for one in path[:-1]:
            at = at[one]
        at[path[-1]] = to

    return alter


def _twice(*path: str) -> Alter:
    def alter(plain: dict[str, Any]) -> None:
        at: Any = plain
        for one in path:
            at = at[one]
        at.append(at[0])

    return alter


def _grown(plain: dict[str, Any]) -> None:
    plain["blobs"][0]["size"] += 1


def _one_frame_more(plain: dict[str, Any]) -> None:
    plain["body"]["films"][0]["stop"] += 1


def _no_consents(plain: dict[str, Any]) -> None:
    plain["body"]["consents"] = []


STRANGER = "a0a0a0a0a0a0"
BAD: dict[str, tuple[Alter, type[VigtoolError]]] = {
    "newer manifest": (_set("version", to=2), ManifestNewer),
    "unknown field": (_set("more", to=1), ManifestWrong),
    "made in years": (_set("made_at", to="2031-03-09T18:00:00Z"), ClockDiffers),
    "made the day after tomorrow": (_set("made_at", to="2026-03-11T18:00:00Z"), ClockDiffers),
    "run out": (_set("body", "expires", to="2026-03-08"), PackageExpired),
    "for somebody else": (_set("to", to=["vigtool/other+00000000+AAAA"]), NotAddressed),
    "another size": (_grown, PackageUntrue),
    "another hash": (_set("blobs", 0, "sha256", to="0" * 64), PackageDamaged),
    "one frame more": (_one_frame_more, PackageUntrue),
    "ids of moments twice": (_twice("body", "moments"), ManifestWrong),
    "people twice": (_twice("body", "people"), ManifestWrong),
    "a blob for two films": (_twice("body", "films"), PackageUntrue),
    "a moment behind the end": (_set("body", "moments", 0, "stop", to=5_000), ManifestWrong),
    "a moment of no film": (_set("body", "moments", 0, "film", to=1), ManifestWrong),
    "key outside": (_set("body", "moments", 0, "key", to=2), ManifestWrong),
    "turn of a stranger": (_set("body", "moments", 0, "turns", 0, "person", to=STRANGER), ManifestWrong),
    "turn behind the end": (_set("body", "moments", 0, "turns", 0, "stop", to=5_000), ManifestWrong),
    "consent of a stranger": (_set("body", "consents", 0, "person", to=STRANGER), ManifestWrong),
    "consent that the log has not": (_set("body", "consents", 0, "seq", to=5_000), PackageUntrue),
    "checkpoint of nobody": (_set("body", "checkpoint", to="vigtool\n0\n\n"), PackageUntrue),
    "nobody agreed": (_no_consents, ConsentRefused),
    "no such pack": (_set("body", "packs", to=["{}"]), PackageUntrue),
    "a hostile name": (_set("sender", "name", to="Kaa\u202erina"), ManifestWrong),
    "another recipient key": (_set("sender", "recipient", to="age1" + "q" * 58), SenderDiffers),
}


@pytest.mark.parametrize("name", BAD)
def test_a_package_that_lies_leaves_nothing(pair: Pair, name: str) -> None:
    alter, error = BAD[name]
    file = make_package(pair, alter)
    before, position = _of_films_and_keys(pair.supervisor), pair.supervisor.vault.journal.position
    with pytest.raises(error):
        open_package(pair.supervisor, file, pseudonym)
    assert _of_films_and_keys(pair.supervisor) == before
    assert pair.supervisor.vault.journal.position == position


def test_a_clock_a_little_ahead_is_no_obstacle(pair: Pair) -> None:
    open_package(pair.supervisor, make_package(pair, _set("made_at", to="2026-03-10T15:00:00Z")), pseudonym)


def test_a_blob_that_is_no_film_is_told_by_its_place(pair: Pair) -> None:
    before = _of_films_and_keys(pair.supervisor)
    with pytest.raises(PackageUntrue) as refused:
        open_package(pair.supervisor, make_package(pair, film=b"no film at all" * 100), pseudonym)
    assert refused.value.place == "$.body.films[0].blob"
    assert _of_films_and_keys(pair.supervisor) == before


def test_a_sender_who_is_no_contact_any_more(pair: Pair) -> None:
    file = make_package(pair)
    remove_contact(pair.supervisor, pair.contact.id)
    with pytest.raises(UnknownSender) as refused:
        open_package(pair.supervisor, file, pseudonym)
    assert refused.value.name == SENDER


def test_a_contact_removed_while_it_was_read(pair: Pair) -> None:
    job = PackageOpening(pair.supervisor, make_package(pair), pseudonym)
    before = _of_films_and_keys(pair.supervisor)
    job.run(Stopping())
    remove_contact(pair.supervisor, pair.contact.id)
    with pytest.raises(UnknownId):
        job.finish()
    assert _of_films_and_keys(pair.supervisor) == before


def test_signed_by_somebody_else_than_it_says(pair: Pair) -> None:
    with pytest.raises(SenderDiffers):
        open_package(pair.supervisor, make_package(pair, signer=pair.supervisor), pseudonym)


def test_for_another_vault(pair: Pair, tmp_path: Path, clock: SetClock) -> None:
    other, _key = create_workspace(tmp_path / "other", PASSPHRASE, work_factor=WORK_FACTOR, clock=clock)
    file = make_package(pair)
    with pytest.raises(NotForThisVault):
        open_package(other, file, pseudonym)
    other.close()


def test_no_package_brings_a_guest_twice(pair: Pair) -> None:
    file = make_package(pair)
    open_package(pair.supervisor, file, pseudonym)
    with pytest.raises(PackageKnown):
        open_package(pair.supervisor, file, pseudonym)
    assert len(cases(pair.supervisor)) == 1


def test_two_readers_of_one_file_at_once(pair: Pair) -> None:
    file = make_package(pair)
    first, second = (PackageOpening(pair.supervisor, file, pseudonym) for _ in range(2))
    first.run(Stopping())
    second.run(Stopping())
    first.finish()
    with pytest.raises(PackageKnown):
        second.finish()
    assert len(recordings(pair.supervisor)) == 1
    assert len(_films(pair.supervisor)) == 1


def test_a_clock_set_back_opens_nothing_that_has_run_out(pair: Pair) -> None:
    file = make_package(pair)
    pair.clock.pass_days(31)
    film_clock = pair.clock.now
    open_package(pair.supervisor, make_package(pair, _set("body", "expires", to="2027-01-01")), pseudonym)
    pair.clock.now = film_clock - timedelta(days=5)
    with pytest.raises(PackageExpired):
        open_package(pair.supervisor, file, pseudonym)


def test_a_file_that_is_still_on_its_way(pair: Pair) -> None:
    file = make_package(pair)
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(PackageDamaged):
        open_package(pair.supervisor, file, pseudonym)


def test_stopped_at_any_point_it_leaves_nothing(pair: Pair) -> None:
    file, ws = make_package(pair), pair.supervisor
    before, at = _of_films_and_keys(ws), 0
    while True:
        try:
            job = PackageOpening(ws, file, pseudonym)
            job.run(Stopping(at=at))
        except Cancelled:
            assert _of_films_and_keys(ws) == before
            at += 1
        else:
            break
    assert at > 3
    job.abandon()
    assert _of_films_and_keys(ws) == before


def test_finish_comes_after_run(pair: Pair) -> None:
    with pytest.raises(NotRun):
        PackageOpening(pair.supervisor, make_package(pair), pseudonym).finish()


def _films(ws: Workspace) -> list[str]:
    return sorted(path.name for path in (ws.folder / "recordings").iterdir())


def _keys(ws: Workspace) -> list[str]:
    return sorted(path.name for path in (ws.folder / "keys").iterdir())


def test_killed_before_the_record_it_is_gone_at_the_next_opening(pair: Pair, clock: SetClock, tmp_path: Path) -> None:
    job = PackageOpening(pair.supervisor, make_package(pair), pseudonym)
    job.run(Stopping())
    left = shutil.copytree(pair.supervisor.folder, tmp_path / "killed")
    (left / "lock").unlink(missing_ok=True)
    job.abandon()
    again = open_workspace(left, PASSPHRASE, clock=clock)
    assert (cases(again), _films(again)) == ([], [])
    again.close()


def test_killed_at_any_entry_it_is_gone_at_the_next_opening_and_can_be_taken_in(
    pair: Pair, clock: SetClock, tmp_path: Path
) -> None:
    ws, copies = pair.supervisor, list[Path]()

    def copy(event: Event) -> None:
        if not isinstance(event, GuestOpened):
            copies.append(shutil.copytree(ws.folder, tmp_path / f"killed-{len(copies)}"))

    file = make_package(pair)
    ws.listeners.append(copy)
    open_package(ws, file, pseudonym)
    assert len(copies) == 8  # the case, two people, four answers, a film
    for folder in copies:
        again = open_workspace(folder, PASSPHRASE, clock=clock)
        again.run_task = run_in_process
        assert (cases(again), _films(again)) == ([], [])
        assert again.index.select(GUEST) == []
        open_package(again, file, pseudonym)
        assert len(cases(again)) == 1
        again.close()


def test_a_disk_that_fills_up_at_any_entry_leaves_nothing(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    ws, file, full_at = pair.supervisor, make_package(pair), 0
    record, before = type(ws).record, _keys(ws)
    while True:
        left = [full_at]

        def full(self: Workspace, event: Event, left: list[int] = left) -> object:
            left[0] -= 1
            if left[0] == -1:
                raise NoSpace
            return record(self, event)

        monkeypatch.setattr(type(ws), "record", full)
        try:
            open_package(ws, file, pseudonym)
        except NoSpace:
            monkeypatch.setattr(type(ws), "record", record)
            assert (cases(ws), ws.index.select(GUEST)) == ([], [])
            assert _keys(ws) == before  # without its key a film is noise; the next opening removes that
            full_at += 1
        else:
            break
    assert full_at == 9
    assert len(cases(ws)) == len(recordings(ws)) == 1


def test_an_own_film_may_be_the_same_as_a_guests(pair: Pair) -> None:
    open_package(pair.supervisor, make_package(pair), pseudonym)
    own = found_family(pair.supervisor)
    own.answer(Purposes.GUIDANCE)
    with bare_film(pair.trainee, pair.film.id) as file:
        (pair.folder / "sama.mp4").write_bytes(file.read())
    film = import_film(pair.supervisor, pair.folder / "sama.mp4", own.case.id)
    assert film.sha256 == pair.film.sha256
    with pytest.raises(DuplicateFilm):
        import_film(pair.supervisor, pair.folder / "sama.mp4", own.case.id)


@needs_limits
@pytest.mark.parametrize("size", [0, 100, 2_000, 12_000])
def test_a_disk_that_fills_up_while_films_are_copied_leaves_nothing(pair: Pair, size: int) -> None:
    file, before = make_package(pair), on_disk(pair.supervisor.folder)
    with no_file_longer_than(size), pytest.raises(NoSpace):
        open_package(pair.supervisor, file, pseudonym)
    assert on_disk(pair.supervisor.folder) == before
    assert open_package(pair.supervisor, file, pseudonym).films
