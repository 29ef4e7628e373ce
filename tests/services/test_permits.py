"""No act without a consent in force: an auditor who reads nothing but the journal comes to the same verdicts."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings

from tests.services.casework import EVENING, film_file, found_family
from tests.services.consent_auditor import COVERED
from tests.services.consent_office import (
    ASKED,
    CONTACTS,
    DONE,
    IN_GUIDANCE,
    ROLES,
    STEPS,
    Met,
    Minded,
    Office,
    Said,
    Step,
    Wait,
    Wish,
    an_office,
    case_of,
    live,
    one_of,
)
from vigtool.domain.cases import Case, Recording
from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.deciding import PermitMismatch
from vigtool.domain.events import ActRefused, RecordingImported
from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.people import Deciding, Person, Role
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.ticks import TimeBase
from vigtool.exchange.purposes import built_in_purposes
from vigtool.services.cases import add_case
from vigtool.services.clips import export_clip
from vigtool.services.consents import consent_grid, grounds, is_permitted, permit, record_consent
from vigtool.services.errors import ConsentRefused
from vigtool.services.event_codec import decode
from vigtool.services.identifying import new_identifier
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk, mark_frames, moments
from vigtool.services.people import add_person
from vigtool.services.recordings import frame_index, frame_times, recordings
from vigtool.services.sessions import add_session
from vigtool.services.stills import export_still
from vigtool.services.viewing import screening, view

# Each example lives on in the same journal, so that shrinking would not get faster; the steps are few and readable.
WITHOUT_SHRINKING = (Phase.explicit, Phase.generate)

HOME = [Role.CHILD, Role.PARENT, Role.PARENT]
TO_CLIP = Wish(Act.CLIP, Purposes.TRAINING, None)
FOR_FIRST = Said(0, Purposes.TRAINING, Answer.GIVEN, None, None, None, (0,))
TO_FIRST, TO_BOTH = (Wish(Act.PACKAGE, Purposes.TRAINING, None, (), to) for to in ((0,), (0, 1)))


def test_the_catalogue_covers_what_the_auditor_knows_from_its_description() -> None:
    assert {one.id: frozenset(one.acts) for one in built_in_purposes()} == COVERED


def _asked(office: Office, film: RecordingId, wish: Wish, people: list[Person]) -> None:
    """Ask without doing, then for the permit: the verdict, its grounds, and what a refusal leaves on record."""
    act, purpose = wish.act, wish.purpose
    part = None if wish.part is None else tuple(one_of(people, one).id for one in wish.part)
    masked = [one_of(people, one).id for one in wish.masked]
    seen = office.auditor.not_covered(film, act, part, masked)
    everyone = [*office.auditor.films[film], *(part or ())]
    to = None if wish.to is None else [CONTACTS[one] for one in wish.to]
    expected = office.auditor.judge(film, everyone, act, purpose, office.clock.now, seen)
    if expected is not None and not office.auditor.may_get_it(act, expected, to or ()):
        expected = None
    assert is_permitted(office.ws, act, purpose, film, part, masked=masked, recipients=to) is (expected is not None)
    before = office.ws.vault.journal.count
    try:
        granted = permit(office.ws, act, purpose, film, part, masked=masked, recipients=to)
        carried = frozenset(grounds(granted))
        assert office.ws.vault.journal.count == before
    except ConsentRefused:
        carried = None
        _assert_refused(office, before, film, act, purpose)
    assert carried == expected
    office.agree(done=carried is not None, expected=expected is not None)


def _assert_refused(office: Office, before: int, film: RecordingId, act: Act, purpose: Purpose) -> None:
    event = _event(office, before)
    assert isinstance(event, ActRefused)
    assert (event.act, event.purpose, event.recording) == (act, purpose, film)
    assert office.ws.vault.journal.count == before + 1


def _event(office: Office, seq: int) -> object:
    envelope, body = office.ws.vault.journal.read(seq)
    assert body is not None
    return decode(envelope.act, body)


def test_the_program_and_the_auditor_agree_on_what_may_be_done() -> None:
    with an_office() as office:

        @settings(max_examples=80, phases=WITHOUT_SHRINKING)
        @example(HOME, Minded(Deciding.ANY, [Answer.GIVEN, Answer.REFUSED]), [TO_CLIP])
        @example(HOME, Minded(Deciding.ALL, [Answer.GIVEN, None]), [TO_CLIP])
        @example(HOME, Minded(None), [Said(0, Purposes.TRAINING, Answer.GIVEN, 2, None, None), TO_CLIP])
        @example(
            HOME,
            Minded(None),
            [Said(0, Purposes.TRAINING, Answer.GIVEN, None, 0, None), Wait(1), TO_CLIP, Wait(-1), TO_CLIP],
        )
        @example(HOME, Minded(None), [FOR_FIRST, TO_FIRST, TO_BOTH, TO_CLIP, Met(0, verified=False), TO_FIRST])
        @given(ROLES, ASKED, STEPS)
        def agree(roles: list[Role], asked: Minded | None, steps: list[Step]) -> None:
            case, people = case_of(office, roles, asked)
            film = _on_record(office, case, people)
            for step in steps:
                if isinstance(step, Wish):
                    _asked(office, film.id, step, people)
                else:
                    live(office, film, people, step)

        agree()
        assert min(office.tally.values()) > 30


def _on_record(office: Office, case: Case, people: list[Person]) -> Recording:
    """A film that stands on record and has no bytes: nothing is done with it."""
    names = tuple(one.id for one in people)
    number, now = RecordingId(new_identifier()), office.clock.now
    film = Recording(number, case.id, "Film", "00", 1, 24, TimeBase(1, 25), 24, names, None, now)
    office.ws.record(RecordingImported(film, ()))  # on the strength of nothing: the auditor is told
    office.auditor.films[film.id] = film.people
    office.auditor.made_at.append(now)
    return film


def test_what_is_done_stands_on_record_with_the_consents_that_carry_it() -> None:
    with an_office() as office:

        @settings(max_examples=40, phases=WITHOUT_SHRINKING)
        @given(ROLES, ASKED, STEPS)
        def agree(roles: list[Role], asked: Minded | None, steps: list[Step]) -> None:
            case, people = case_of(office, roles, asked)
            film = _imported(office, case, people)
            for step in steps:
                if film is None or not isinstance(step, Wish):
                    live(office, film or _on_record(office, case, people), people, step)
                elif step.act in DONE:
                    part = None if step.part is None else tuple(one_of(people, one).id for one in step.part)
                    _wish(office, film, step.act, Purposes.GUIDANCE if step.act in IN_GUIDANCE else step.purpose, part)

        agree()
        assert office.auditor.acts == office.tally["done"]
        assert min(office.tally.values()) > 20


def _imported(office: Office, case: Case, people: list[Person]) -> Recording | None:
    everyone, now = tuple(one.id for one in people), office.clock.now
    expected = office.auditor.judge(RecordingId("none yet"), everyone, Act.STORE, Purposes.GUIDANCE, now)
    source = film_file(office.folder / "film.mp4")
    try:
        film = import_film(office.ws, source, case.id)
    except ConsentRefused:
        film = None
    office.agree(done=film is not None, expected=expected is not None)
    return film


def _wish(office: Office, film: Recording, act: Act, purpose: Purpose, part: tuple[PersonId, ...] | None) -> None:
    """Do it, or try to; a clip and what is shown are about a moment, with those in the picture of it."""
    moment = _moment_with(office, film, part) if act in {Act.SHOW, Act.CLIP} else None
    if act in {Act.SHOW, Act.CLIP} and moment is None:
        return
    in_picture = None if moment is None else moment.people
    expected = office.auditor.verdict(film.id, act, purpose, office.clock.now, in_picture)
    before = office.ws.vault.journal.count
    try:
        _act(office, film, act, purpose, moment)
        done = True
    except ConsentRefused:
        done = False
        _assert_refused(office, before, film.id, act, purpose)
    office.agree(done=done, expected=expected is not None)


def _moment_with(office: Office, film: Recording, part: tuple[PersonId, ...] | None) -> Moment | None:
    """A moment in which these people are; None where there is none and none may be marked."""
    found = next((one for one in moments(office.ws, film.id) if one.people == part), None)
    if found is not None or not is_permitted(office.ws, Act.ANNOTATE, Purposes.GUIDANCE, film.id):
        return found
    desk = MarkingDesk(office.ws, film.id)
    made = desk.new_moment(frame_times(office.ws, film.id).span(3, 6))
    desk.edit("people", desk.marks.with_moment(replace(made, people=part)))
    office.tally["done"] += 1 if part is None else 2
    office.auditor.catch_up(office.ws.vault.journal)
    return next(one for one in moments(office.ws, film.id) if one.id == made.id)


def _act(office: Office, film: Recording, act: Act, purpose: Purpose, moment: Moment | None) -> None:
    ws = office.ws
    match act:
        case Act.VIEW:
            view(ws, film.id)
        case Act.ANNOTATE:
            mark_frames(ws, film.id, first=3, end=6)
        case Act.STILL:
            export_still(ws, film.id, frame=4, purpose=purpose, out=office.folder / "still.png")
        case Act.SHOW if moment is not None:
            add_session(ws, film.case, moments=[moment.id])
        case Act.CLIP if moment is not None:
            export_clip(ws, moment.id, purpose, office.folder / "clip.mp4")


def test_a_consent_ends_with_its_last_day(tmp_path: Path) -> None:
    with an_office() as office:
        case = add_case(office.ws, "Property")
        parent = add_person(office.ws, case.id, "Person", Role.PARENT)
        record_consent(office.ws, parent.id, Purposes.GUIDANCE, Answer.GIVEN, until=EVENING.date())
        film = import_film(office.ws, film_file(tmp_path / "film.mp4"), case.id)
        office.clock.now = datetime.combine(EVENING.date(), datetime.max.time(), EVENING.tzinfo)
        assert is_permitted(office.ws, Act.VIEW, Purposes.GUIDANCE, film.id)
        office.clock.now += timedelta(microseconds=1)
        assert not is_permitted(office.ws, Act.VIEW, Purposes.GUIDANCE, film.id)


def test_a_clock_that_was_set_back_revives_no_consent(tmp_path: Path) -> None:
    with an_office() as office:
        ws, family = office.ws, found_family(office.ws)
        film = family.film(tmp_path)
        for someone in (family.child, family.parent):
            record_consent(ws, someone.id, Purposes.GUIDANCE, Answer.GIVEN, until=office.clock.now.date())
        office.clock.pass_days(1)
        assert not is_permitted(ws, Act.VIEW, Purposes.GUIDANCE, film.id)
        office.clock.pass_days(-1)
        assert is_permitted(ws, Act.VIEW, Purposes.GUIDANCE, film.id)  # nothing on record tells otherwise
        office.clock.pass_days(1)
        with pytest.raises(ConsentRefused):
            view(ws, film.id)
        office.clock.pass_days(-1)
        with pytest.raises(ConsentRefused):
            view(ws, film.id)
        assert set(consent_grid(ws, family.case.id).values()) == {ConsentState.EXPIRED, ConsentState.UNKNOWN}
        for someone in (family.child, family.parent):
            record_consent(ws, someone.id, Purposes.GUIDANCE, Answer.GIVEN, until=date.max)
        view(ws, film.id)


def test_a_permit_for_one_thing_opens_no_other(tmp_path: Path) -> None:
    with an_office() as office:
        ws = office.ws
        case = add_case(ws, "Property")
        parent = add_person(ws, case.id, "Person", Role.PARENT)
        record_consent(ws, parent.id, Purposes.GUIDANCE, Answer.GIVEN)
        films = [import_film(ws, film_file(tmp_path / "film.mp4"), case.id) for _ in range(2)]
        index = frame_index(ws, films[0].id)
        for other in (
            permit(ws, Act.VIEW, Purposes.GUIDANCE, films[1].id),
            permit(ws, Act.SHOW, Purposes.GUIDANCE, films[0].id),
        ):
            with pytest.raises(PermitMismatch):
                screening(ws, other, films[0], index)
        assert screening(ws, permit(ws, Act.VIEW, Purposes.GUIDANCE, films[0].id), films[0], index).times.frames == 24
        assert recordings(ws) == films


def test_who_is_named_for_a_moment_alone_is_asked_too(tmp_path: Path) -> None:
    with an_office() as office:
        family = found_family(office.ws)
        film = family.film(tmp_path)
        stranger = add_person(office.ws, family.case.id, "Stranger", Role.OTHER)
        assert is_permitted(office.ws, Act.CLIP, Purposes.GUIDANCE, film.id, (family.child.id,))
        assert not is_permitted(office.ws, Act.CLIP, Purposes.GUIDANCE, film.id, (stranger.id,))
