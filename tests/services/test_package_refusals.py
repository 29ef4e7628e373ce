"""What is otherwise than it was when a package was begun, or no room for it: nothing is handed over."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.sample_pack import PACK
from tests.full_disks import needs_limits, no_file_longer_than
from tests.services.casework import Family, SetClock, Stopping, bare_film, film_file, happened
from tests.services.supervising import LAST_DAY, Trainee, another_vault, known_to, trainee_of, unpacked
from vigtool.domain.accountability import Erasing
from vigtool.domain.consent import Answer
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import VoiceMask, VoiceWay
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import PackageMade, PackageSent
from vigtool.exchange.packages.handover import Handover
from vigtool.exchange.principle_packs import from_json, to_json
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.contact_cards import my_card, short_card
from vigtool.services.contacts import add_contact, remove_contact
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.importing import import_film
from vigtool.services.job_queue import Renewed
from vigtool.services.jobs import NotRun
from vigtool.services.marking import mark_frames
from vigtool.services.masking import MaskingDesk
from vigtool.services.package_errors import ContactChanged, ExpiryPassed, NotOneCase, WordsTooLong
from vigtool.services.package_making import PackageMaking, make_package
from vigtool.services.people import add_person
from vigtool.services.principles import add_pack
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import KeyDestroyed, NoSpace


@pytest.fixture
def trainee(family: Family, clock: SetClock, tmp_path: Path) -> Iterator[Trainee]:
    with trainee_of(family, clock, tmp_path) as made:
        yield made


def job_of(trainee: Trainee, *, whole: bool = False) -> PackageMaking:
    chosen = [one.id for one in trainee.moments]
    return PackageMaking(trainee.ws, chosen, [trainee.contact.id], trainee.out, expires=trainee.last_day, whole=whole)


def handed_over(ws: Workspace) -> int:
    return sum(isinstance(event, PackageMade | PackageSent) for _envelope, event in happened(ws))


def _reword(trainee: Trainee) -> None:
    trainee.edit(replace(trainee.moments[0], note="Pikemminkin näin."))


def _widen(trainee: Trainee) -> None:
    moment = trainee.moments[1]
    trainee.edit(moment.with_span(frame_times(trainee.ws, moment.recording).span(16, 21)))


def _withdraw(trainee: Trainee) -> None:
    record_consent(trainee.ws, trainee.family.parent.id, Purposes.SUPERVISION, Answer.WITHDRAWN)


def _answer_anew(trainee: Trainee) -> None:
    """The consent that stands in the manifest would be another one."""
    record_consent(trainee.ws, trainee.family.parent.id, Purposes.SUPERVISION, Answer.GIVEN)


def _remove_contact(trainee: Trainee) -> None:
    remove_contact(trainee.ws, trainee.contact.id)


def _mute(trainee: Trainee) -> None:
    desk = MaskingDesk(trainee.ws, trainee.film.id)
    desk.edit("mute", desk.masking.with_voices([VoiceMask(trainee.moments[1].span, VoiceWay.MUTED)]))


def _erase_film(trainee: Trainee) -> None:
    erase(trainee.ws, Target(Erasing.FILM, trainee.other.id), "the family asked for it")


def _wait(trainee: Trainee) -> None:
    clock = trainee.ws.clock
    assert isinstance(clock, SetClock)
    clock.now += LAST_DAY * 2


MEANWHILE = [
    (_reword, ChangedMeanwhile),
    (_widen, ChangedMeanwhile),
    (_answer_anew, ChangedMeanwhile),
    (_mute, ChangedMeanwhile),
    (_withdraw, ConsentRefused),
    (_remove_contact, ContactChanged),
    (_erase_film, KeyDestroyed),
    (_wait, ExpiryPassed),
]


@pytest.mark.parametrize(("happens", "error"), MEANWHILE)
@pytest.mark.parametrize("whole", [False, True])
def test_what_is_another_by_then_ends_it(
    trainee: Trainee,
    happens: Callable[[Trainee], None],
    error: type[VigtoolError],
    whole: bool,  # noqa: FBT001 - a case
) -> None:
    job = job_of(trainee, whole=whole)
    job.run(Stopping())
    happens(trainee)
    with pytest.raises(error):
        job.finish()
    assert list(trainee.out.parent.iterdir()) == []
    assert handed_over(trainee.ws) == 0


@pytest.mark.parametrize(("happens", "error"), MEANWHILE)
def test_it_is_asked_again_when_its_turn_comes(
    trainee: Trainee, happens: Callable[[Trainee], None], error: type[VigtoolError]
) -> None:
    job = job_of(trainee)
    assert isinstance(job, Renewed)
    job.renew()
    happens(trainee)
    with pytest.raises(error):
        job.renew()
    with pytest.raises(NotRun):
        job.finish()


def test_moments_of_two_cases_make_no_package(trainee: Trainee, tmp_path: Path) -> None:
    ws = trainee.ws
    other = add_case(ws, "Toinen perhe")
    child = add_person(ws, other.id, "Sisu", Role.CHILD)
    for purpose in (Purposes.GUIDANCE, Purposes.SUPERVISION):
        record_consent(ws, child.id, purpose, Answer.GIVEN)
    film = import_film(ws, film_file(tmp_path / "kolmas.mp4"), other.id)
    moment = mark_frames(ws, film.id, first=1, end=3, key=1)
    with pytest.raises(NotOneCase):
        make_package(
            ws, [trainee.moments[0].id, moment.id], [trainee.contact.id], trainee.out, expires=trainee.last_day
        )


def test_a_day_that_passed_or_words_without_end_are_told_before_the_work(trainee: Trainee) -> None:
    ws, chosen, to = trainee.ws, [trainee.moments[0].id], [trainee.contact.id]
    with pytest.raises(ExpiryPassed):
        PackageMaking(ws, chosen, to, trainee.out, expires=(ws.clock() - LAST_DAY).date())
    PackageMaking(ws, chosen, to, trainee.out, expires=ws.clock().date())
    with pytest.raises(WordsTooLong) as caught:
        PackageMaking(ws, chosen, to, trainee.out, expires=trainee.last_day, questions="a" * 50_001)
    assert caught.value.place == "$.body.questions"
    assert list(trainee.out.parent.iterdir()) == []


def test_a_muted_voice_is_muted_in_a_whole_film(trainee: Trainee) -> None:
    _mute(trainee)
    job = job_of(trainee, whole=True)
    job.run(Stopping())
    job.finish()
    manifest, films = unpacked(trainee.supervisor, trainee.out)
    assert [one.media_type for one in manifest.blobs] == ["video/mp4", "application/octet-stream"]
    for film, held, same in zip((trainee.film, trainee.other), films, (False, True), strict=True):
        with bare_film(trainee.ws, film.id) as original:
            assert (held == original.read()) is same


def test_the_packs_that_are_named_go_along(trainee: Trainee) -> None:
    add_pack(trainee.ws, to_json(PACK))
    coded = trainee.moments[2].with_principle(PACK.seen(PACK.categories[0].id), present=True)
    trainee.edit(coded)
    make_package(trainee.ws, [coded.id], [trainee.contact.id], trainee.out, expires=trainee.last_day, notes=False)
    body = unpacked(trainee.supervisor, trainee.out)[0].body
    assert isinstance(body, Handover)
    assert [from_json(one.encode()) for one in body.packs] == [PACK]
    assert [(one.pack, one.version, one.item) for one in body.moments[0].principles] == [
        (PACK.id, PACK.version, PACK.categories[0].id)
    ]


def test_everyone_named_can_open_it_and_nobody_else(trainee: Trainee, clock: SetClock, tmp_path: Path) -> None:
    ws, chosen = trainee.ws, [trainee.moments[2].id]
    with another_vault(tmp_path / "second", clock) as second, another_vault(tmp_path / "third", clock) as third:
        known = add_contact(ws, short_card(second, "Second").encode())
        known_to(ws, third, "Third")
        make_package(ws, chosen, [trainee.contact.id, known.id], trainee.out, expires=trainee.last_day)
        manifest = unpacked(second, trainee.out)[0]
        assert unpacked(trainee.supervisor, trainee.out)[0] == manifest
        assert manifest.to == (trainee.contact.verifier, known.verifier)
        assert b"mlkem768x25519" not in trainee.out.read_bytes()[:2000]  # the short card has no such key
        add_contact(ws, my_card(second, "Second"))
        make_package(ws, chosen, [trainee.contact.id, known.id], trainee.out, expires=trainee.last_day)
        assert b"mlkem768x25519" in trainee.out.read_bytes()[:4000]
        with pytest.raises(VigtoolError):
            unpacked(third, trainee.out)


def test_an_unknown_person_to_cover(trainee: Trainee) -> None:
    with pytest.raises(UnknownId):
        make_package(
            trainee.ws,
            [trainee.moments[0].id],
            [trainee.contact.id],
            trainee.out,
            expires=trainee.last_day,
            masked=[PersonId("stranger0000")],
        )


@needs_limits
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("size", [0, 300, 5000, 20_000])
def test_a_full_disk_leaves_nothing(trainee: Trainee, size: int, whole: bool) -> None:  # noqa: FBT001 - a case
    job = job_of(trainee, whole=whole)
    with no_file_longer_than(size), pytest.raises(NoSpace):
        job.run(Stopping())
    assert list(trainee.out.parent.iterdir()) == []
    assert handed_over(trainee.ws) == 0
    job.run(Stopping())
    assert job.finish().file.is_file()


@needs_limits
def test_no_room_for_the_entries_leaves_no_file(trainee: Trainee) -> None:
    job = job_of(trainee)
    job.run(Stopping())
    with no_file_longer_than(1), pytest.raises(NoSpace):
        job.finish()
    assert list(trainee.out.parent.iterdir()) == []
