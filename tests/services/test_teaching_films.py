"""A film of a meeting for training: nothing is done with it unless all in it consent to guidance and to training."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.casework import EVENING, Family, film_file, happened
from vigtool.domain.cases import Case, Recording
from vigtool.domain.consent import Answer, Consent
from vigtool.domain.deciding import Intent, Permit, decide
from vigtool.domain.events import (
    CaseAdded,
    ClipExported,
    MomentsShown,
    RecordingImported,
    RecordingViewed,
    StillExported,
)
from vigtool.domain.identifiers import CaseId, ConsentId, KindId, PersonId, RecordingId
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import STANDARD_PURPOSES, Act, Purpose, Purposes
from vigtool.services.cases import change_kind
from vigtool.services.clips import export_clip
from vigtool.services.consents import is_permitted, record_consent
from vigtool.services.errors import ConsentRefused
from vigtool.services.identifying import new_identifier
from vigtool.services.importing import import_film
from vigtool.services.kinds import UnknownKind, kind, kind_of_case, kinds, stand_in
from vigtool.services.marking import mark_frames
from vigtool.services.offsets import OffsetSearch
from vigtool.services.people import add_person
from vigtool.services.sessions import add_session
from vigtool.services.stills import export_still
from vigtool.services.viewing import view

TEACHING = KindId("teaching")
FILM = RecordingId("film")
ROLES = st.lists(st.sampled_from(Role), min_size=1, max_size=4)
ANSWERS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([Purposes.GUIDANCE, Purposes.TRAINING]), st.sampled_from(Answer)),
    max_size=14,
)


@given(
    ROLES,
    ANSWERS,
    st.sampled_from(Act),
    st.sampled_from(STANDARD_PURPOSES),
    st.sampled_from([TEACHING, KindId("of-tomorrow")]),
)
def test_no_act_on_a_teaching_film_is_permitted_without_everyones_consent_to_training(
    roles: list[Role], said: list[tuple[int, Purpose, Answer]], act: Act, purpose: Purpose, kind_id: KindId
) -> None:
    people = [Person(PersonId(str(n)), CaseId("c"), "", role, n) for n, role in enumerate(roles)]
    consents = [
        Consent(ConsentId(str(n)), people[who % len(people)].id, about, answer, EVENING)
        for n, (who, about, answer) in enumerate(said)
    ]
    film_purposes = (kind(TEACHING) if kind_id == TEACHING else stand_in(kind_id)).film_purposes
    decision = decide(Intent(act, purpose, FILM), people, consents, EVENING, film_purposes=film_purposes)
    last = {(one.person, one.purpose): one.answer for one in consents}
    asked = [one for one in people if one.role is not Role.BYSTANDER]
    if isinstance(decision, Permit):
        assert asked
        for one in asked:
            assert last[one.id, Purposes.TRAINING] is last[one.id, Purposes.GUIDANCE] is Answer.GIVEN
        assert {one.purpose for one in decision.consents} >= {Purposes.TRAINING, Purposes.GUIDANCE}


@pytest.fixture
def teaching(family: Family) -> Family:
    change_kind(family.ws, family.case.id, TEACHING)
    return family


def _say(family: Family, purpose: Purpose, answer: Answer = Answer.GIVEN) -> None:
    family.answer(purpose, answer)


def _refused(act: Callable[[], object]) -> set[Purpose]:
    with pytest.raises(ConsentRefused) as refused:
        act()
    return {reason.purpose for reason in refused.value.refusal.reasons}


def test_a_teaching_film_is_not_even_taken_in_without_consent_to_training(teaching: Family, tmp_path: Path) -> None:
    source = film_file(tmp_path / "meeting.mp4")
    _say(teaching, Purposes.GUIDANCE)
    assert _refused(lambda: import_film(teaching.ws, source, teaching.case.id)) == {Purposes.TRAINING}
    record_consent(teaching.ws, teaching.child.id, Purposes.TRAINING, Answer.GIVEN)
    assert _refused(lambda: import_film(teaching.ws, source, teaching.case.id)) == {Purposes.TRAINING}
    record_consent(teaching.ws, teaching.parent.id, Purposes.TRAINING, Answer.GIVEN)
    import_film(teaching.ws, source, teaching.case.id)


def test_a_withdrawal_from_training_stops_every_act_at_once(teaching: Family, tmp_path: Path) -> None:
    _say(teaching, Purposes.TRAINING)
    _say(teaching, Purposes.SUPERVISION)
    film = teaching.film(tmp_path)
    moment = mark_frames(teaching.ws, film.id, first=3, end=6)
    acts: dict[str, Callable[[], object]] = {
        "store": lambda: import_film(teaching.ws, film_file(tmp_path / "two.mp4"), teaching.case.id),
        "view": lambda: view(teaching.ws, film.id),
        "annotate": lambda: mark_frames(teaching.ws, film.id, first=1, end=2),
        "show": lambda: add_session(teaching.ws, teaching.case.id, moments=[moment.id], present=[teaching.child.id]),
        "still": lambda: export_still(
            teaching.ws, film.id, frame=2, purpose=Purposes.SUPERVISION, out=tmp_path / "still.png"
        ),
        "clip": lambda: export_clip(teaching.ws, moment.id, Purposes.SUPERVISION, tmp_path / "clip.mp4"),
        "listen": lambda: OffsetSearch(teaching.ws, film.id, film.id),
    }
    for act in acts.values():
        act()
    _resting_on_training(teaching)
    record_consent(teaching.ws, teaching.parent.id, Purposes.TRAINING, Answer.WITHDRAWN)
    count = sum(isinstance(event, RecordingViewed) for _, event in happened(teaching.ws))
    for act in acts.values():
        assert _refused(act) == {Purposes.TRAINING}
    assert sum(isinstance(event, RecordingViewed) for _, event in happened(teaching.ws)) == count
    assert not any(is_permitted(teaching.ws, one, Purposes.GUIDANCE, film.id) for one in Act)


def _resting_on_training(family: Family) -> None:
    """Every act in the journal names consents to training of both."""
    trained = {
        event.consent.id
        for _, event in happened(family.ws)
        if hasattr(event, "consent") and event.consent.purpose == Purposes.TRAINING
    }
    acts = RecordingImported | RecordingViewed | StillExported | ClipExported | MomentsShown
    found = [event for _, event in happened(family.ws) if isinstance(event, acts)]
    assert len(found) > 4
    assert all(len(trained & set(event.consents)) == 2 for event in found)


def test_a_bystander_of_a_meeting_need_not_be_asked_to_have_it_kept(teaching: Family, tmp_path: Path) -> None:
    _say(teaching, Purposes.GUIDANCE)
    _say(teaching, Purposes.TRAINING)
    passing = add_person(teaching.ws, teaching.case.id, "Somebody passing", Role.BYSTANDER)
    film = import_film(teaching.ws, film_file(tmp_path / "a.mp4"), teaching.case.id)
    assert passing.id in film.people
    out = tmp_path / "still.png"
    assert _refused(lambda: export_still(teaching.ws, film.id, frame=1, purpose=Purposes.GUIDANCE, out=out)) == {
        Purposes.GUIDANCE,
        Purposes.TRAINING,
    }


def test_making_a_case_one_for_teaching_counts_for_the_films_that_are_there(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    assert is_permitted(family.ws, Act.VIEW, Purposes.GUIDANCE, film.id)
    change_kind(family.ws, family.case.id, TEACHING)
    assert not is_permitted(family.ws, Act.VIEW, Purposes.GUIDANCE, film.id)


def test_every_other_kind_rests_on_guidance_alone() -> None:
    assert {one.id: one.film_purposes for one in kinds() if one.film_purposes != (Purposes.GUIDANCE,)} == {
        TEACHING: (Purposes.GUIDANCE, Purposes.TRAINING)
    }


def test_a_case_of_a_kind_of_tomorrow_asks_for_what_any_kind_asks_for(family: Family, tmp_path: Path) -> None:
    newer = Case(CaseId(new_identifier()), "New", "", EVENING, KindId("choir"))
    family.ws.vault.make_key(newer.id)
    family.ws.record(CaseAdded(newer))
    singer = add_person(family.ws, newer.id, "Singer", Role.PROFESSIONAL)
    record_consent(family.ws, singer.id, Purposes.GUIDANCE, Answer.GIVEN)
    source = film_file(tmp_path / "a.mp4")
    assert _refused(lambda: import_film(family.ws, source, newer.id, [singer.id])) == {Purposes.TRAINING}
    record_consent(family.ws, singer.id, Purposes.TRAINING, Answer.GIVEN)
    film: Recording = import_film(family.ws, source, newer.id, [singer.id])
    view(family.ws, film.id)
    assert kind_of_case(family.ws, newer.id).id == "choir"
    with pytest.raises(UnknownKind) as refused:
        change_kind(family.ws, newer.id, KindId("choir"))
    assert refused.value.kind == "choir"
