"""Manifests of all four kinds, as a trainee and a supervisor would send them."""

from datetime import UTC, date, datetime
from typing import Final

from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import (
    CaseId,
    CommentId,
    MomentId,
    PackageId,
    PackId,
    PersonId,
    RecordingId,
)
from vigtool.domain.moments import ReviewSpeed, TurnKind
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.exchange.contact_card import Card
from vigtool.exchange.packages.answer import Revealed, SaidComment, SaidFeedback, SupervisorsAnswer
from vigtool.exchange.packages.handover import ConsentReference, HandedFilm, HandedPerson, Handover
from vigtool.exchange.packages.manifest import BlobFacts, Body, Manifest
from vigtool.exchange.packages.marked import HandedMoment, HandedPrinciple, HandedTurn
from vigtool.exchange.packages.notices import ErasureReceipt, WithdrawalNotice

AT: Final = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
VERIFIER: Final = "vault+0011aabb+" + "A" * 44
SENDER: Final = Card("Trainee", "age1" + "q" * 58, "", VERIFIER)
CHILD, PARENT = PersonId("chxd00000000"), PersonId("parent000000")
FILM: Final = RecordingId("fxmm00000000")
ABOUT: Final = PackageId("package00000")


def moment(film: int = 0, id_: str = "mmmmmmmmmmm1") -> HandedMoment:
    """Frames 10 to 50 of a film, with a turn and a principle."""
    return HandedMoment(
        id=MomentId(id_),
        film=film,
        first=10,
        stop=50,
        key=20,
        title="A smile",
        note="He waits for her.",
        starred=True,
        turns=(HandedTurn(CHILD, TurnKind.INITIATIVE, 10, 20, "looks up"),),
        question="What do you see?",
        helps="",
        principles=(HandedPrinciple(PackId("attuned-interaction"), 1, "receiving"),),
        speed=ReviewSpeed.HALF,
        freeze=False,
        people=(CHILD,),
    )


def handover() -> Handover:
    """One film of 60 frames with one moment."""
    return Handover(
        case=CaseId("case00000000"),
        helping_question="How do we get to sleep?",
        people=(HandedPerson(CHILD, Role.CHILD, 1), HandedPerson(PARENT, Role.PARENT, 1)),
        films=(HandedFilm(FILM, 100, 160, 0, "family"),),
        moments=(moment(),),
        questions="Was I too quick?",
        packs=(),
        consents=(ConsentReference(CHILD, Purposes.SUPERVISION, Answer.GIVEN, AT, date(2027, 1, 1), 7, "ab" * 32),),
        checkpoint="vault\n8\nAAAA\n\n\u2014 vault AAAA\n",
        expires=date(2026, 12, 1),
    )


def answer() -> SupervisorsAnswer:
    """A written and a spoken comment, a moment and a feedback."""
    written = SaidComment(
        id=CommentId("cccccccccc01"),
        film=0,
        moment=MomentId("mmmmmmmmmmm1"),
        frame=None,
        text="Look how she waits.",
        made_at=AT,
        answers=None,
        blob=None,
    )
    spoken = SaidComment(
        id=CommentId("cccccccccc02"),
        film=0,
        moment=None,
        frame=12,
        text="",
        made_at=AT,
        answers=written.id,
        blob=0,
    )
    return SupervisorsAnswer(
        comments=(written, spoken),
        moments=(moment(id_="mmmmmmmmmmm2"),),
        feedback=SaidFeedback("You followed.", "", "The same again."),
        countersigned="",
        revealed=Revealed(2),
    )


NOTICE: Final = WithdrawalNotice(people=(CHILD,), films=(FILM,), withdrawn_at=AT)
RECEIPT: Final = ErasureReceipt(notice=None, erased_at=AT, checkpoint="vault\n")
BODIES: Final[tuple[Body, ...]] = (handover(), answer(), NOTICE, RECEIPT)


def manifest(body: Body) -> Manifest:
    """A manifest around a body, with the blobs that it needs."""
    media = {Handover: ("video/mp4",), SupervisorsAnswer: ("audio/ogg",)}.get(type(body), ())
    return Manifest(
        id=PackageId("package00001"),
        made_at=AT,
        sender=SENDER,
        to=(VERIFIER,),
        about=None if isinstance(body, Handover) else ABOUT,
        body=body,
        blobs=tuple(BlobFacts("cd" * 32, 1000, one) for one in media),
    )
