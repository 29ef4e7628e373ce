"""Answers, notices and receipts that lie, come again, or come from somebody who has no say in it."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.packages.packing import Plain, put, repeated
from tests.packages.refusals import Bad, at, full_at, of_manifest
from tests.packages.scene import Scene
from vigtool.exchange.packages.errors import ManifestWrong
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.answer_errors import NotHandedTo, NotOurPackage
from vigtool.services.checkpoints import checkpoint
from vigtool.services.notice_errors import NoSuchGuest, NotSentHere, ReceiptKnown
from vigtool.services.supervision_errors import PackageExpired, PackageKnown, PackageUntrue
from vigtool.vault.errors import NoSpace

STRANGER = "a0a0a0a0a0a0"
EARLY, FAR = "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"
LATER = datetime(2026, 5, 1, tzinfo=UTC)

answer, notice, receipt = (partial(of_manifest, kind) for kind in (Kind.ANSWER, Kind.NOTICE, Kind.RECEIPT))


def answers() -> list[Bad]:
    kind, moment = Kind.ANSWER, ("body", "moments", 0)
    return [
        Bad(kind, "merged before", lambda scene: scene.taken["answer"], PackageKnown),
        answer("about a package that was not made here", put("about", to=STRANGER), NotOurPackage),
        Bad(kind, "by a contact to whom that package was not handed", _of_third, NotHandedTo),
        Bad(kind, "made after the package's last day", _late, PackageExpired, "", at(LATER)),
        answer("a comment on a third film", put("body", "comments", 0, "film", to=2), PackageUntrue),
        answer("a comment behind the film's end", _comment_behind, PackageUntrue),
        answer("a comment at a moment that was not handed over", _comment_at_stranger, PackageUntrue),
        answer("a moment behind the film's end", put(*moment, "stop", to=25), PackageUntrue),
        answer("a moment that shows somebody unknown", put(*moment, "people", to=[STRANGER]), PackageUntrue),
        Bad(kind, "a moment under the id of the trainee's own", _own_moment, PackageUntrue),
        answer("two comments of one id", repeated("body", "comments"), ManifestWrong),
        answer("a comment of the year 9999", put("body", "comments", 0, "made_at", to=FAR), ManifestWrong),
        answer("a feedback of 10 MB", put("body", "feedback", "strengths", to="x" * 10_000_000), ManifestWrong),
        answer("sound that says it is a film", put("blobs", 0, "media_type", to="video/mp4"), PackageUntrue),
        answer("a checkpoint without signatures", put("body", "countersigned", to="vigtool\n0\n\n"), PackageUntrue),
        Bad(kind, "a checkpoint of the supervisor's own log", _own_checkpoint, PackageUntrue),
        Bad(kind, "the disk is full", lambda scene: scene.real[kind], NoSpace, "", full_at(0)),
    ]


def notices() -> list[Bad]:
    kind = Kind.NOTICE
    return [
        notice("about a package that was never here", put("about", to=STRANGER), NoSuchGuest),
        Bad(kind, "by a contact who did not hand the package over", _of_other, NoSuchGuest),
        notice("about no package", put("about", to=None), ManifestWrong),
        notice("withdrawn in the year 1", put("body", "withdrawn_at", to=EARLY), ManifestWrong),
        notice("people with a path for their id", put("body", "people", to=["../../etc/pa"]), ManifestWrong),
        Bad(kind, "the disk is full", lambda scene: scene.real[kind], NoSpace, "", full_at(0)),
    ]


def receipts() -> list[Bad]:
    kind = Kind.RECEIPT
    return [
        Bad(kind, "kept before", lambda scene: scene.taken["receipt"], ReceiptKnown),
        receipt("about a package that was not handed from here", put("about", to=STRANGER), NotSentHere),
        Bad(kind, "by a contact to whom that package was not handed", _receipt_of_third, NotSentHere),
        receipt("upon a notice that was not made", put("body", "notice", to=STRANGER), PackageUntrue, "$.body.notice"),
        receipt("erased in the year 1", put("body", "erased_at", to=EARLY), ManifestWrong),
        receipt("erased in a time to come", put("body", "erased_at", to="2031-01-01T00:00:00Z"), PackageUntrue),
        Bad(kind, "a checkpoint of another log", _other_log, PackageUntrue, "$.body.checkpoint"),
        Bad(kind, "the disk is full", lambda scene: scene.real[kind], NoSpace, "", full_at(0)),
    ]


def _late(scene: Scene) -> Path:
    return scene.packed(Kind.ANSWER, put("made_at", to="2026-04-20T12:00:00Z"))


def _comment_behind(plain: Plain) -> None:
    plain["body"]["comments"][0].update(frame=24, moment=None)


def _comment_at_stranger(plain: Plain) -> None:
    plain["body"]["comments"][0].update(frame=None, moment=STRANGER)


def _own_moment(scene: Scene) -> Path:
    return scene.packed(Kind.ANSWER, put("body", "moments", 0, "id", to=scene.moments[0]))


def _own_checkpoint(scene: Scene) -> Path:
    return scene.packed(Kind.ANSWER, put("body", "countersigned", to=checkpoint(scene.supervisor).text))


def _of_third(scene: Scene) -> Path:
    return scene.from_(Kind.ANSWER, scene.third, put("body", "countersigned", to=""))


def _of_other(scene: Scene) -> Path:
    return scene.from_(Kind.NOTICE, scene.third)


def _receipt_of_third(scene: Scene) -> Path:
    return scene.from_(Kind.RECEIPT, scene.third, put("body", "checkpoint", to=checkpoint(scene.third).text))


def _other_log(scene: Scene) -> Path:
    return scene.packed(Kind.RECEIPT, put("body", "checkpoint", to=checkpoint(scene.third).text))
