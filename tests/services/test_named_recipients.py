"""A consent that is for named contacts alone: what leaves goes to them, sealed, once their keys were compared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from tests.services.casework import Family, SetClock, happened, last_event
from tests.services.consent_auditor import Auditor
from tests.services.supervising import another_vault, known_to
from vigtool.domain.consent import Answer, Consent
from vigtool.domain.contacts import Contact
from vigtool.domain.deciding import Ground
from vigtool.domain.events import ActRefused, ConsentRecorded
from vigtool.domain.identifiers import ContactId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.supervision import PackageMade
from vigtool.services.answers import record_answers
from vigtool.services.clips import export_clip
from vigtool.services.consents import Said, consents, is_permitted, permit, record_consent
from vigtool.services.contacts import remove_contact, verify_contact
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.event_codec import decode, encode
from vigtool.services.marking import mark_frames
from vigtool.services.package_making import make_package
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Named:
    """A film for supervision by Kaisa alone, as far as the child is concerned; Irja is a contact, too."""

    family: Family
    moment: Moment
    kaisa: Contact
    irja: Contact
    out: Path

    @property
    def ws(self) -> Workspace:
        return self.family.ws

    def may_get_it(self, *to: Contact) -> bool:
        film, names = self.moment.recording, [one.id for one in to]
        return is_permitted(self.ws, Act.PACKAGE, Purposes.SUPERVISION, film, recipients=names)

    def hand_over(self, *to: Contact) -> None:
        last_day = (self.ws.clock() + timedelta(days=10)).date()
        make_package(self.ws, [self.moment.id], [one.id for one in to], self.out, expires=last_day)


@pytest.fixture
def named(family: Family, clock: SetClock, tmp_path: Path) -> Iterator[Named]:
    ws, out = family.ws, tmp_path / "stick"
    out.mkdir()
    film = family.film(tmp_path)
    with another_vault(tmp_path / "kaisa", clock) as kaisa, another_vault(tmp_path / "irja", clock) as irja:
        known = known_to(ws, kaisa, "Kaisa")
        record_consent(ws, family.child.id, Purposes.SUPERVISION, Answer.GIVEN, recipients=(known.id,))
        record_consent(ws, family.parent.id, Purposes.SUPERVISION, Answer.GIVEN)
        moment = mark_frames(ws, film.id, first=3, end=9, key=4, title="Hymy")
        yield Named(family, moment, known, known_to(ws, irja, "Irja"), out / "a.vigpackage")
    auditor = Auditor(clock.now.tzinfo)
    auditor.catch_up(ws.vault.journal)


def test_who_is_named_gets_it_once_the_words_were_compared(named: Named) -> None:
    with pytest.raises(ConsentRefused) as refused:
        named.hand_over(named.kaisa)
    [reason] = refused.value.refusal.reasons
    assert (reason.person, reason.purpose, reason.ground) == (
        named.family.child.id,
        Purposes.SUPERVISION,
        Ground.RECIPIENT,
    )
    assert not named.out.exists()
    event = last_event(named.ws)
    assert isinstance(event, ActRefused)
    assert event.reasons == (reason,)
    verify_contact(named.ws, named.kaisa.id)
    named.hand_over(named.kaisa)
    [made] = [event for _envelope, event in happened(named.ws) if isinstance(event, PackageMade)]
    assert made.to == (named.kaisa.id,)
    assert named.out.exists()


def test_nobody_else_gets_it_verified_or_not(named: Named) -> None:
    verify_contact(named.ws, named.kaisa.id)
    for verified in (False, True):
        if verified:
            verify_contact(named.ws, named.irja.id)
        for to in ([named.irja], [named.kaisa, named.irja]):
            assert not named.may_get_it(*to)
            with pytest.raises(ConsentRefused):
                named.hand_over(*to)
    assert not named.out.exists()


def test_what_no_consent_limits_goes_to_an_unverified_contact(named: Named) -> None:
    assert not named.may_get_it(named.irja)
    record_consent(named.ws, named.family.child.id, Purposes.SUPERVISION, Answer.GIVEN)
    named.hand_over(named.irja)
    assert named.out.exists()


def test_it_does_not_leave_as_a_plain_file(named: Named) -> None:
    verify_contact(named.ws, named.kaisa.id)
    with pytest.raises(ConsentRefused) as refused:
        export_clip(named.ws, named.moment.id, Purposes.SUPERVISION, named.out.with_suffix(".mp4"))
    assert [one.ground for one in refused.value.refusal.reasons] == [Ground.RECIPIENT]
    assert is_permitted(named.ws, Act.VIEW, Purposes.SUPERVISION, named.moment.recording)


def test_a_contact_that_was_removed_is_nobody(named: Named) -> None:
    verify_contact(named.ws, named.kaisa.id)
    remove_contact(named.ws, named.kaisa.id)
    with pytest.raises(UnknownId):
        permit(named.ws, Act.PACKAGE, Purposes.SUPERVISION, named.moment.recording, recipients=[named.kaisa.id])


def test_a_consent_withdrawn_in_the_middle_or_limited_to_others_lets_nothing_out(named: Named) -> None:
    verify_contact(named.ws, named.kaisa.id)
    assert named.may_get_it(named.kaisa)
    record_consent(named.ws, named.family.child.id, Purposes.SUPERVISION, Answer.GIVEN, recipients=(named.irja.id,))
    assert not named.may_get_it(named.kaisa)


def test_a_yes_names_contacts_and_a_no_names_nobody(named: Named) -> None:
    ws, child = named.ws, named.family.child.id
    stranger = ContactId("abcdefghjkmn")
    before = ws.vault.journal.count
    with pytest.raises(UnknownId):
        record_consent(ws, child, Purposes.SUPERVISION, Answer.GIVEN, recipients=(stranger,))
    assert ws.vault.journal.count == before
    said = Said(recipients=(named.kaisa.id,))
    answers = {
        Purposes.SUPERVISION: Answer.GIVEN,
        Purposes.GUIDANCE: Answer.GIVEN,
        Purposes.TRAINING: Answer.REFUSED,
    }
    assert [one.recipients for one in record_answers(ws, child, answers, said)] == [(named.kaisa.id,), (), ()]
    [no] = record_answers(ws, child, {Purposes.SUPERVISION: Answer.WITHDRAWN}, said)
    assert no.recipients == ()


def test_it_is_on_record_and_older_answers_are_read_as_before(named: Named) -> None:
    [recorded] = [
        event
        for _envelope, event in happened(named.ws)
        if isinstance(event, ConsentRecorded) and event.consent.recipients
    ]
    assert recorded.consent.recipients == (named.kaisa.id,)
    assert recorded.consent in consents(named.ws, named.family.case.id)
    older: dict[str, dict[str, object]] = msgspec.json.decode(encode(recorded))
    assert older["consent"].pop("recipients") == [named.kaisa.id]
    read = decode("consent.recorded", msgspec.json.encode(older))
    assert isinstance(read, ConsentRecorded)
    plain: Consent = replace(recorded.consent, recipients=())
    assert read.consent == plain
