"""Lives of cases, drawn at random: who answers what, when and for whom, and what somebody wants to do with a film."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from tests.in_process_tasks import run_in_process
from tests.services.casework import EVENING, PASSPHRASE, WORK_FACTOR, SetClock
from tests.services.consent_auditor import COVERED, Auditor
from vigtool.domain.accountability import ChildViewHeard, FilmFrozen, FilmThawed
from vigtool.domain.casebook import PersonSet
from vigtool.domain.cases import Case, Recording
from vigtool.domain.consent import Answer, ChildView, Stance
from vigtool.domain.contacts import Contact, ContactSet
from vigtool.domain.events import CaseEdited
from vigtool.domain.identifiers import ContactId, PersonId
from vigtool.domain.people import Deciding, Person, Role
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.opening import create_workspace
from vigtool.services.people import add_person
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Office:
    """A vault in which each example of a property opens a case of its own, and the auditor who reads along."""

    ws: Workspace
    clock: SetClock
    folder: Path
    auditor: Auditor
    tally: dict[str, int] = field(default_factory=lambda: {"done": 0, "refused": 0})

    def agree(self, *, done: bool, expected: bool) -> None:
        """Hold the program against the auditor, who reads on."""
        assert done is expected
        self.tally["done" if done else "refused"] += 1
        self.auditor.catch_up(self.ws.vault.journal)


@contextmanager
def an_office() -> Iterator[Office]:
    """Open a vault and close it in the end."""
    with TemporaryDirectory() as name:
        clock = SetClock()
        ws, _ = create_workspace(Path(name) / "vault", PASSPHRASE, work_factor=WORK_FACTOR, clock=clock)
        ws.run_task = run_in_process
        with closing(ws):
            for number, one in enumerate(CONTACTS):
                meet(ws, one, clock, verified=number == 0)
            yield Office(ws, clock, Path(name), Auditor(EVENING.tzinfo))


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody answers; ``by`` is who answers for them, one of the case or nobody in particular."""

    who: int
    purpose: Purpose
    answer: Answer
    since: int | None
    until: int | None
    by: int | None
    only: tuple[int, ...] = ()
    """The contacts for whom alone a yes is."""


@dataclass(frozen=True, slots=True)
class Minded:
    """Whether the first person has guardians (those named next), who decides then, and what each of them answered."""

    deciding: Deciding | None
    answers: Sequence[Answer | None] = ()


@dataclass(frozen=True, slots=True)
class Guarded:
    who: int
    by: tuple[int, ...]
    deciding: Deciding


@dataclass(frozen=True, slots=True)
class Heard:
    who: int
    stance: Stance


@dataclass(frozen=True, slots=True)
class Froze:
    frozen: bool


@dataclass(frozen=True, slots=True)
class Wait:
    days: int


@dataclass(frozen=True, slots=True)
class Wish:
    """An act is asked for; ``part`` are those in the picture of the part that it is about, None for the whole film.

    ``masked`` are those who would be covered, ``to`` the contacts to whom it would be sealed.
    """

    act: Act
    purpose: Purpose
    part: tuple[int, ...] | None
    masked: tuple[int, ...] = ()
    to: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """The words of a contact were compared, or came to be in doubt."""

    who: int
    verified: bool


Step = Said | Guarded | Heard | Froze | Wait | Wish | Met

CONTACTS = tuple(ContactId(name) for name in ("kaisa", "irja", "olavi"))
"""Of an office, the first of them verified from the beginning."""

WHO = st.integers(0, 3)
DAYS = st.one_of(st.none(), st.none(), st.integers(-1, 3))
YES = Answer.GIVEN
ANSWERS = st.sampled_from([YES, YES, YES, YES, YES, Answer.REFUSED, Answer.WITHDRAWN])
PURPOSES = st.sampled_from([*[Purposes.GUIDANCE, Purposes.TRAINING] * 5, *(Purpose(one) for one in COVERED)])
TO = st.lists(st.integers(0, len(CONTACTS) - 1), min_size=1, max_size=2, unique=True).map(tuple)
ONLY = st.one_of(st.just(()), st.just(()), TO)
SAID = st.builds(Said, WHO, PURPOSES, ANSWERS, DAYS, DAYS, st.one_of(st.none(), WHO), ONLY)
HEARD = st.builds(Heard, WHO, st.sampled_from([Stance.UNWILLING, Stance.UNWILLING, Stance.UNWILLING, *Stance]))
LIFE = st.one_of(
    st.builds(Guarded, WHO, st.lists(WHO, max_size=2).map(tuple), st.sampled_from(Deciding)),
    st.builds(Froze, st.sampled_from([True, True, False])),
    st.builds(Wait, st.integers(-1, 2)),
    st.builds(Met, st.integers(0, len(CONTACTS) - 1), st.booleans()),
)
PART = st.one_of(st.none(), st.lists(WHO, min_size=1, max_size=3).map(tuple), st.just(()))
USUAL = (Purposes.GUIDANCE, Purposes.TRAINING, Purposes.FAMILY_COPY)
FITTING = [(Act(act), one) for one in USUAL for act in sorted(COVERED[one] - {Act.STORE})]
ANY = [(act, Purpose(one)) for act in Act if act is not Act.STORE for one in COVERED]
WANTED = st.booleans().flatmap(lambda fits: st.sampled_from(FITTING if fits else ANY))
MASKED = st.one_of(st.just(()), st.lists(WHO, max_size=3).map(tuple))
WISH = st.builds(
    lambda wanted, part, masked, to: Wish(wanted[0], wanted[1], part, masked, to),
    WANTED,
    PART,
    MASKED,
    st.one_of(st.none(), st.just(()), TO, TO),
)
ROLES = st.lists(st.sampled_from([*Role, Role.CHILD, Role.PARENT]), min_size=1, max_size=4)
STEPS = st.lists(
    st.sampled_from([SAID, HEARD, LIFE, LIFE, WISH, WISH, WISH, WISH, WISH]).flatmap(lambda kind: kind),
    min_size=8,
    max_size=16,
)
DONE = (Act.VIEW, Act.ANNOTATE, Act.SHOW, Act.STILL, Act.CLIP)
"""What the program has a way to do."""
MINDED = st.builds(
    Minded,
    st.sampled_from(Deciding),
    st.lists(st.sampled_from([YES, YES, Answer.REFUSED, None]), min_size=2, max_size=2),
)
ASKED = st.sampled_from([None, Minded(None), MINDED, MINDED]).flatmap(
    lambda one: one if isinstance(one, st.SearchStrategy) else st.just(one)
)
"""Who has agreed to the usual before anything happens: nobody, all for themselves, or guardians for the first."""
IN_GUIDANCE = {Act.VIEW, Act.ANNOTATE, Act.SHOW}
"""What the program itself does for guidance alone."""


def case_of(office: Office, roles: list[Role], asked: Minded | None) -> tuple[Case, list[Person]]:
    """Open a case with people of these roles; ``asked`` when they have answered to the usual already."""
    ws = office.ws
    case = add_case(ws, "Property")
    people = [add_person(ws, case.id, f"Person {n}", role) for n, role in enumerate(roles)]
    if asked is not None and asked.deciding is not None and len(people) > 1:
        minders = tuple(one.id for one in people[1:3])
        people[0] = replace(people[0], guardians=minders, deciding=asked.deciding)
        ws.record(CaseEdited(case.id, "guardians", (PersonSet(people[0]),)))
    for someone in people if asked is not None else ():
        for purpose in USUAL:
            _ask(ws, someone, purpose, asked.answers if asked is not None and purpose != Purposes.GUIDANCE else ())
    office.auditor.catch_up(ws.vault.journal)
    return case, people


def _ask(ws: Workspace, someone: Person, purpose: Purpose, answers: Sequence[Answer | None]) -> None:
    if not someone.guardians:
        record_consent(ws, someone.id, purpose, Answer.GIVEN)
    for number, guardian in enumerate(someone.guardians):
        answer = answers[number] if number < len(answers) else Answer.GIVEN
        if answer is not None:
            record_consent(ws, someone.id, purpose, answer, by_person=guardian)


def live(office: Office, film: Recording, people: list[Person], step: Step) -> None:
    """Let something happen that is no act on the film."""
    ws = office.ws
    match step:
        case Wait(days):
            office.clock.pass_days(days)
        case Said():
            today, by = office.clock.now.date(), _speaker(people, step)
            since, until = (None if days is None else today + timedelta(days=days) for days in (step.since, step.until))
            who = one_of(people, step.who).id
            only = tuple(CONTACTS[one] for one in step.only)
            record_consent(ws, who, step.purpose, step.answer, since=since, until=until, by_person=by, recipients=only)
        case Met(who, verified):
            meet(ws, CONTACTS[who], office.clock, verified=verified)
        case Guarded():
            minders = tuple(dict.fromkeys(one_of(people, one).id for one in step.by))
            guarded = replace(one_of(people, step.who), guardians=minders, deciding=step.deciding)
            people[people.index(one_of(people, step.who))] = guarded
            ws.record(CaseEdited(film.case, "guardians", (PersonSet(guarded),)))
        case Heard():
            view = ChildView(one_of(people, step.who).id, film.id, step.stance, "", office.clock.now)
            ws.record(ChildViewHeard(film.case, view))
        case Froze(frozen):
            ws.record(FilmFrozen(film.case, film.id, "dispute") if frozen else FilmThawed(film.case, film.id, "done"))
    office.auditor.catch_up(ws.vault.journal)


def meet(ws: Workspace, one: ContactId, clock: SetClock, *, verified: bool) -> None:
    """Put a contact on record; nothing is sealed to it here."""
    ws.record(ContactSet(Contact(one, one, "", "", "", clock.now, clock.now if verified else None)))


def _speaker(people: list[Person], said: Said) -> PersonId | None:
    """Who answers: one of the guardians where there are any, else anybody."""
    if said.by is None:
        return None
    voices = one_of(people, said.who).guardians or tuple(one.id for one in people)
    return voices[said.by % len(voices)]


def one_of(people: list[Person], number: int) -> Person:
    """Somebody by a drawn number."""
    return people[number % len(people)]
