"""A trainee's vault and a supervisor's, and packages between them: good ones, and ones that break any one rule."""

import copy
import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, Family, SetClock, bare_film, found_family
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import CycleId, MomentId, PackageId
from vigtool.domain.moments import ReviewSpeed, TurnKind
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.exchange.packages.handover import ConsentReference, HandedFilm, HandedPerson, Handover
from vigtool.exchange.packages.manifest import BlobFacts, Manifest
from vigtool.exchange.packages.marked import HandedMoment, HandedPrinciple, HandedTurn
from vigtool.services.checkpoints import checkpoint, verifier_key
from vigtool.services.consents import consents
from vigtool.services.contact_cards import my_card, own_card
from vigtool.services.contacts import add_contact
from vigtool.services.identifying import new_identifier
from vigtool.services.opening import create_workspace
from vigtool.services.principles import built_in
from vigtool.services.projection import leaf_of
from vigtool.services.workspace import Workspace
from vigtool.vault.package import Address, Blob, write_package

SENDER = "Koulutettava Kaarina"
QUESTIONS = "Näkyykö tässä vuorottelu?"
CYCLE = CycleId("c7c7c7c7c7c7")
TITLE = "Katse kohtaa"
DAYS = 30

Alter = Callable[[dict[str, Any]], None]
"""Changes the manifest's plain JSON."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two vaults; the supervisor has the trainee among the contacts."""

    trainee: Workspace
    supervisor: Workspace
    family: Family
    film: Recording
    contact: Contact
    clock: SetClock
    folder: Path

    @property
    def expires(self) -> date:
        return (self.clock.now + timedelta(days=DAYS)).date()


@contextmanager
def two_vaults(folder: Path, clock: SetClock) -> Iterator[Pair]:
    with ExitStack() as stack:
        vaults = []
        for name in ("trainee", "supervisor"):
            ws, _key = create_workspace(folder / name, PASSPHRASE, work_factor=WORK_FACTOR, clock=clock)
            ws.run_task = run_in_process
            stack.callback(ws.close)
            vaults.append(ws)
        trainee, supervisor = vaults
        family = found_family(trainee)
        film = family.film(folder)
        family.answer(Purposes.SUPERVISION)
        contact = add_contact(supervisor, my_card(trainee, SENDER))
        yield Pair(trainee, supervisor, family, film, contact, clock, folder)


def references(pair: Pair) -> tuple[ConsentReference, ...]:
    found = []
    for one in consents(pair.trainee, pair.family.case.id):
        leaf = leaf_of(pair.trainee.index, one.id)
        found.append(
            ConsentReference(
                one.person, one.purpose, Answer.GIVEN, one.recorded_at, one.until, leaf.seq, leaf.hash.hex()
            )
        )
    return tuple(found)


def handed_moment(pair: Pair) -> HandedMoment:
    child, pack = pair.family.child.id, built_in()
    return HandedMoment(
        id=MomentId(new_identifier()),
        film=0,
        first=3,
        stop=12,
        key=5,
        title=TITLE,
        note="",
        starred=True,
        turns=(HandedTurn(child, TurnKind.INITIATIVE, 4, 7, "kurottaa"),),
        question="",
        helps="",
        principles=(HandedPrinciple(pack.id, pack.version, pack.categories[0].id),),
        speed=ReviewSpeed.FULL,
        freeze=False,
        people=(child,),
    )


def manifest_of(pair: Pair, film: bytes) -> Manifest:
    family = pair.family
    body = Handover(
        case=family.case.id,
        helping_question=family.case.question,
        people=(HandedPerson(family.child.id, Role.CHILD, 1), HandedPerson(family.parent.id, Role.PARENT, 1)),
        films=(HandedFilm(pair.film.id, 0, pair.film.frames, 0, "family", CYCLE),),
        moments=(handed_moment(pair),),
        questions=QUESTIONS,
        packs=(),
        consents=references(pair),
        checkpoint=checkpoint(pair.trainee).text,
        expires=pair.expires,
    )
    return Manifest(
        id=PackageId(new_identifier()),
        made_at=pair.clock(),
        sender=own_card(pair.trainee, SENDER),
        to=(str(verifier_key(pair.supervisor)),),
        about=None,
        body=body,
        blobs=(BlobFacts(hashlib.sha256(film).hexdigest(), len(film), "video/mp4"),),
    )


def make_package(
    pair: Pair, alter: Alter | None = None, *, film: bytes | None = None, signer: Workspace | None = None
) -> Path:
    """A package's file; ``alter`` changes its manifest, ``film`` is in it in the place of the real one."""
    if film is None:
        with bare_film(pair.trainee, pair.film.id) as file:
            film = file.read()
    manifest = msgspec.json.encode(manifest_of(pair, film))
    if alter is not None:
        plain = copy.deepcopy(msgspec.json.decode(manifest))
        alter(plain)
        manifest = msgspec.json.encode(plain)
    out = io.BytesIO()
    content, box = film, pair.supervisor.vault.mailbox
    blob = Blob(len(content), hashlib.sha256(content).hexdigest(), lambda: io.BytesIO(content))
    sign = (signer or pair.trainee).vault.sign
    write_package(out, manifest, [blob], [Address(box.recipient, box.hybrid)], sign)
    target = pair.folder / f"{new_identifier()}.vigpackage"
    target.write_bytes(out.getvalue())
    return target


def pseudonym(role: Role, number: int) -> str:
    return f"{role.value} {number}"
