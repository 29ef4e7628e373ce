"""Answers that are refused, each for its reason, and that nothing else of a vault is ever changed by one."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.services.answer_loop import WAV, Alter, Loop, copied, handed_over, say_all
from tests.services.casework import PASSPHRASE, Family, SetClock, Stopping, on_disk
from tests.services.supervising import another_vault, known_to, unpacked
from vigtool.domain.accountability import Erasing
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.domain.purposes import Purposes
from vigtool.exchange.packages.errors import ManifestNewer, ManifestWrong
from vigtool.exchange.packages.manifest import to_bytes
from vigtool.services import merging
from vigtool.services.answer_errors import NotHandedTo, NotOurPackage, SoundTooLarge
from vigtool.services.checkpoints import checkpoint, verifier_key
from vigtool.services.comments import CommentDesk, comments_of
from vigtool.services.contacts import remove_contact
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import NotContinued, UnknownId
from vigtool.services.jobs import NotRun
from vigtool.services.merging import AnswerMerging, merge_answer
from vigtool.services.opening import open_workspace
from vigtool.services.projection import EVIDENCE
from vigtool.services.suggestions import suggestions
from vigtool.services.supervision_errors import (
    ClockDiffers,
    NotAddressed,
    OtherPackage,
    PackageExpired,
    PackageKnown,
    PackageUntrue,
    SenderDiffers,
    UnknownSender,
)
from vigtool.services.supervision_projection import ANSWER, COMMENT, COUNTERSIGNED
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace
from vigtool.vault import Vault
from vigtool.vault.errors import NoSpace
from vigtool.vault.log import countersign, make_checkpoint, origin_of
from vigtool.vault.package import NotAPackage, NotForThisVault, PackageDamaged, SenderUnproved


@pytest.fixture
def loop(clock: SetClock, tmp_path: Path) -> Iterator[Loop]:
    with copied(clock, tmp_path) as made:
        say_all(made)
        yield made


@pytest.fixture
def erasable(family: Family, clock: SetClock, tmp_path: Path) -> Iterator[Loop]:
    with handed_over(family, clock, tmp_path) as made:
        say_all(made)
        yield made


def _documents(ws: Workspace) -> dict[tuple[str, str], bytes]:
    """All that the index knows, whatever the kind."""
    rows = ws.index._database.execute("SELECT kind, id, body FROM document")  # noqa: SLF001 - nothing may be passed over
    return {(kind, id_): body for kind, id_, body in rows}


def test_an_answer_changes_nothing_but_adds(loop: Loop) -> None:
    ws, film = loop.trainee, loop.film.id
    CommentDesk(ws, film).add("Oma kommentti")
    loop.family.answer(Purposes.TRAINING, Answer.REFUSED)
    file, before = loop.answer(), _after_flush(ws)
    merge_answer(ws, file)
    after = _after_flush(ws)
    assert {key: after[key] for key in before} == before
    assert {kind for kind, _id in after.keys() - before.keys()} == {ANSWER, COMMENT, COUNTERSIGNED, EVIDENCE}
    assert len(comments_of(ws, film)) == 3


def _after_flush(ws: Workspace) -> dict[tuple[str, str], bytes]:
    ws.index.get("", "")
    return _documents(ws)


def _refused(loop: Loop, file: Path, error: type[VigtoolError]) -> VigtoolError:
    """Merging raises, and the vault is as it was, on the disk too."""
    ws = loop.trainee
    documents, files, entries = _after_flush(ws), _sealed(ws), ws.vault.journal.count
    with pytest.raises(error) as refused:
        merge_answer(ws, file)
    assert (_after_flush(ws), _sealed(ws), ws.vault.journal.count) == (documents, files, entries)
    assert type(refused.value) is error
    return refused.value


def _sealed(ws: Workspace) -> Mapping[str, str]:
    return {name: of for name, of in on_disk(ws.folder).items() if name.startswith(("keys", "recordings", "evidence"))}


def test_a_replayed_answer_is_refused(loop: Loop) -> None:
    file = loop.answer()
    merge_answer(loop.trainee, file)
    again = loop.file()
    again.write_bytes(file.read_bytes())
    _refused(loop, again, PackageKnown)
    manifest, blobs = unpacked(loop.trainee, file)
    _refused(loop, loop.packed(to_bytes(manifest), blobs), PackageKnown)


def test_one_that_was_merged_is_known_after_the_vault_was_opened_again(loop: Loop) -> None:
    file = loop.answer()
    merge_answer(loop.trainee, file)
    loop.trainee.close()
    again = open_workspace(loop.trainee.folder, PASSPHRASE, clock=loop.clock)
    try:
        with pytest.raises(PackageKnown):
            merge_answer(again, file)
    finally:
        again.close()


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 0.999])
def test_a_flipped_bit_is_refused(loop: Loop, at: float) -> None:
    file = loop.answer()
    data = bytearray(file.read_bytes())
    data[int(len(data) * at)] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises((PackageDamaged, NotForThisVault, NotAPackage, SenderUnproved)):
        merge_answer(loop.trainee, file)
    assert comments_of(loop.trainee, loop.film.id) == []


@pytest.mark.parametrize(
    "change", [lambda data: data[:-7], lambda data: data[:100], lambda data: data + b"x"], ids=["cut", "begun", "more"]
)
def test_one_that_was_cut_or_added_to_is_refused(loop: Loop, change: Callable[[bytes], bytes]) -> None:
    file = loop.answer()
    file.write_bytes(change(file.read_bytes()))
    _refused(loop, file, PackageDamaged)


def test_what_is_no_package_is_refused(loop: Loop) -> None:
    file = loop.file()
    file.write_bytes(b"hello")
    _refused(loop, file, NotAPackage)


def test_one_for_somebody_else_is_refused(loop: Loop) -> None:
    _refused(loop, loop.altered(lambda _: None, box=loop.supervisor), NotForThisVault)
    other = [str(verifier_key(loop.supervisor))]
    _refused(loop, loop.altered(lambda plain: plain.update(to=other)), NotAddressed)


def test_one_that_somebody_else_signed_is_refused(loop: Loop) -> None:
    _refused(loop, loop.altered(lambda _: None, signer=loop.trainee), SenderDiffers)


def test_one_of_a_stranger_is_refused(loop: Loop) -> None:
    file = loop.answer()
    remove_contact(loop.trainee, loop.to.id)
    _refused(loop, file, UnknownSender)


def test_another_contact_cannot_answer_a_package_that_it_never_got(loop: Loop) -> None:
    with another_vault(loop.folder / "third", loop.clock) as third:
        known_to(loop.trainee, third, "Kolmas")
        card = {"verifier": str(verifier_key(third)), "recipient": third.vault.mailbox.recipient}

        def as_theirs(plain: dict[str, Any]) -> None:
            plain["sender"].update(card, hybrid=third.vault.mailbox.hybrid)
            plain["body"]["countersigned"] = ""

        _refused(loop, loop.altered(as_theirs, signer=third), NotHandedTo)


def test_an_answer_to_an_unknown_package_is_refused(loop: Loop) -> None:
    _refused(loop, loop.altered(lambda plain: plain.update(about="p0p0p0p0p0p0")), NotOurPackage)


def test_an_answer_to_an_erased_case_is_refused(erasable: Loop) -> None:
    file = erasable.answer()
    erase(erasable.trainee, Target(Erasing.CASE, erasable.family.case.id), "pyyntö")
    _refused(erasable, file, NotOurPackage)


def test_one_that_was_made_after_the_last_day_is_refused(loop: Loop) -> None:
    late = loop.guest.expires.replace(year=loop.guest.expires.year + 1).isoformat()
    file = loop.altered(lambda plain: plain.update(made_at=f"{late}T12:00:00Z"))
    _refused(loop, file, ClockDiffers)
    loop.clock.pass_days(800)
    refused = _refused(loop, file, PackageExpired)
    assert isinstance(refused, PackageExpired)
    assert refused.expires == loop.guest.expires


def test_one_that_was_made_in_time_may_come_late(loop: Loop) -> None:
    file = loop.answer()
    loop.clock.pass_days(60)
    assert merge_answer(loop.trainee, file).comments == 2


def test_a_handover_is_no_answer(loop: Loop) -> None:
    def as_notice(plain: dict[str, Any]) -> None:
        plain["body"] = {"kind": "notice", "people": [], "films": [], "withdrawn_at": plain["made_at"]}
        plain["blobs"] = []

    manifest, _blobs = unpacked(loop.trainee, loop.answer())
    plain = msgspec.json.decode(msgspec.json.encode(manifest))
    as_notice(plain)
    _refused(loop, loop.packed(msgspec.json.encode(plain), []), OtherPackage)


def test_another_version_is_refused(loop: Loop) -> None:
    _refused(loop, loop.altered(lambda plain: plain.update(version=2)), ManifestNewer)
    _refused(loop, loop.altered(lambda plain: plain.update(version=0)), ManifestWrong)


def _comment(number: int, **other: object) -> Alter:
    return lambda plain: plain["body"]["comments"][number].update(other)


def _moment(**other: object) -> Alter:
    return lambda plain: plain["body"]["moments"][0].update(other)


def _turn(**other: object) -> Alter:
    turn = {"person": "", "kind": "initiative", "first": 1, "stop": 2, "words": ""}
    return lambda plain: plain["body"]["moments"][0].update(turns=[turn | other])


LIES: dict[str, Alter] = {
    "a frame behind the film's end": _comment(0, frame=8),
    "a film that was not in it": _comment(0, film=2),
    "a moment that was not in it": _comment(0, frame=None, moment="m0m0m0m0m0m0"),
    "an end behind the film's": _moment(stop=9),
    "a moment in another film": _moment(film=2),
    "a person that nobody knows": _turn(person="p0p0p0p0p0p0"),
    "people that nobody knows": _moment(people=["p0p0p0p0p0p0"]),
    "a checkpoint of nobody's": lambda plain: plain["body"].update(countersigned="Hei\n\n\u2014 x AAAAAAAA\n"),
    "a sound of another kind": lambda plain: plain["blobs"][0].update(media_type="audio/flac"),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_was_not_handed_over_is_not_spoken_of(loop: Loop, lie: str) -> None:
    refused = _refused(loop, loop.altered(LIES[lie]), PackageUntrue)
    assert isinstance(refused, PackageUntrue)
    assert refused.place.startswith("$.")


def test_a_turn_outside_the_film_is_refused(loop: Loop) -> None:
    child = loop.family.child.id
    _refused(loop, loop.altered(_turn(person=child, stop=9)), PackageUntrue)
    merge_answer(loop.trainee, loop.altered(_turn(person=child, stop=8)))


def test_a_moment_of_the_other_film_of_the_package_is_not_in_this_one(loop: Loop) -> None:
    other = loop.marked[1].id
    _refused(loop, loop.altered(_comment(0, frame=None, moment=other)), PackageUntrue)
    merge_answer(loop.trainee, loop.altered(_comment(0, frame=None, moment=other, film=1)))


def test_a_proposal_cannot_pass_for_an_own_moment(loop: Loop) -> None:
    _refused(loop, loop.altered(_moment(id=loop.marked[0].id)), PackageUntrue)


def test_a_comment_cannot_pass_for_another(loop: Loop) -> None:
    own = CommentDesk(loop.trainee, loop.film.id).add("Oma")
    _refused(loop, loop.altered(_comment(0, id=own.id)), PackageUntrue)


def test_what_is_no_sound_is_refused(loop: Loop) -> None:
    manifest, _blobs = unpacked(loop.trainee, loop.answer())
    plain, data = msgspec.json.decode(msgspec.json.encode(manifest)), b"MZ" + bytes(50)
    plain["blobs"][0].update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
    _refused(loop, loop.packed(msgspec.json.encode(plain), [data]), PackageUntrue)


def test_more_sound_than_fits_in_memory_is_refused(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_SOUND", len(WAV) - 1)
    _refused(loop, loop.answer(), SoundTooLarge)


def test_a_blob_that_is_not_there_is_refused(loop: Loop) -> None:
    _refused(loop, loop.altered(lambda plain: plain["blobs"][0].update(sha256="ab" * 32)), PackageDamaged)


def test_a_checkpoint_that_the_log_does_not_continue_is_told(loop: Loop) -> None:
    """Both signatures hold, and the entries are others: this vault was set back to an older copy."""
    forged = make_checkpoint(loop.trainee.id, 3, bytes(32), loop.trainee.vault.sign).text
    _told(loop, forged, NotContinued)
    now = checkpoint(loop.trainee)
    _told(loop, make_checkpoint(loop.trainee.id, now.size + 9, now.root, loop.trainee.vault.sign).text, NotContinued)


def test_a_checkpoint_of_another_log_is_no_anchor(loop: Loop) -> None:
    _told(loop, checkpoint(loop.supervisor).text, PackageUntrue, of=loop.supervisor)


def _told(loop: Loop, note: str, error: type[VigtoolError], *, of: Workspace | None = None) -> None:
    log = verifier_key(of or loop.trainee)
    name = origin_of(loop.supervisor.id) if of is None else "vigtool/other"
    signed = countersign(note, log, name, loop.supervisor.vault.sign)
    _refused(loop, loop.altered(lambda plain: plain["body"].update(countersigned=signed)), error)


def test_one_signature_alone_is_no_anchor(loop: Loop) -> None:
    _refused(loop, loop.altered(lambda plain: plain["body"].update(countersigned=loop.guest.checkpoint)), PackageUntrue)


def test_a_full_disk_leaves_nothing_and_it_can_be_merged_later(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    file = loop.answer()

    def full(*_: object) -> None:
        raise NoSpace

    with monkeypatch.context() as patched:
        patched.setattr(Vault, "put_evidence", full)
        _refused(loop, file, NoSpace)
    merge_answer(loop.trainee, file)
    found = verify_vault(loop.trainee)
    assert (found.damage, found.unclaimed) == ((), ())


def test_cancelled_it_leaves_nothing(loop: Loop) -> None:
    file = loop.answer()
    with pytest.raises(Cancelled):
        merge_answer(loop.trainee, file, Stopping(0))
    job = AnswerMerging(loop.trainee, file)
    with pytest.raises(NotRun):
        job.finish()
    job.run(Stopping())
    job.abandon()
    assert comments_of(loop.trainee, loop.film.id) == []


def test_a_contact_that_was_removed_meanwhile_is_not_believed(loop: Loop) -> None:
    job = AnswerMerging(loop.trainee, loop.answer())
    job.run(Stopping())
    remove_contact(loop.trainee, loop.to.id)
    with pytest.raises(UnknownId):
        job.finish()


def test_who_was_erased_is_not_spoken_of_anew(erasable: Loop) -> None:
    child, parent = erasable.family.child.id, erasable.family.parent.id
    file = erasable.altered(_turn(person=child))
    alone = erasable.altered(_moment(people=[child]))
    erase(erasable.trainee, Target(Erasing.PERSON, child), "pyyntö", {erasable.film.id: "muutkin ovat siinä"})
    assert merge_answer(erasable.trainee, file).moments == 1
    assert [one.moment.turns for one in suggestions(erasable.trainee, erasable.family.case.id)] == [()]
    assert merge_answer(erasable.trainee, alone).moments == 0
    both = erasable.altered(_moment(people=[child, parent]))
    merge_answer(erasable.trainee, both)
    assert {one.moment.people for one in suggestions(erasable.trainee, erasable.family.case.id)} == {(parent,)}


def test_of_an_erased_film_words_come_back_and_no_moment(erasable: Loop) -> None:
    file, lie = erasable.answer(), erasable.altered(_turn(person=erasable.family.child.id, stop=9))
    erase(erasable.trainee, Target(Erasing.FILM, erasable.film.id), "pyyntö")
    _refused(erasable, lie, PackageUntrue)
    report = merge_answer(erasable.trainee, file)
    assert (report.comments, report.moments) == (2, 0)
    assert {one.tick for one in comments_of(erasable.trainee, erasable.film.id)} == {None}
