"""An auditor of consent: knows the rules from the documentation, reads the journal and nothing else of the program.

What it says is compared with what the program decides, so nothing here may call the program's own deciding, its
standing, its catalogue of purposes or its index.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo

from vigtool.domain.accountability import ChildViewHeard, FilmFrozen, FilmThawed, KeptLonger
from vigtool.domain.casebook import FilmSet, PersonSet
from vigtool.domain.consent import Answer, Consent, Stance
from vigtool.domain.contacts import ContactRemoved, ContactSet
from vigtool.domain.events import (
    CaseEdited,
    ClipExported,
    ConsentRecorded,
    Event,
    MarksChanged,
    MasksChanged,
    MomentsShown,
    PersonAdded,
    RecordingImported,
    RecordingViewed,
    StillExported,
)
from vigtool.domain.exchanging import MarksExported
from vigtool.domain.identifiers import ConsentId, ContactId, MomentId, PersonId, RecordingId
from vigtool.domain.marks import MomentSet
from vigtool.domain.people import Deciding, Person, Role
from vigtool.domain.supervision import PackageMade
from vigtool.services.event_codec import decode
from vigtool.vault.journal import Envelope, Journal

WORKING = frozenset({"view", "annotate", "show", "still", "clip"})
SHOWN_ABROAD = frozenset({"show", "screen", "still", "clip"})
COVERED: dict[str, frozenset[str]] = {
    "guidance": WORKING | {"store"},
    "supervision": WORKING | {"screen", "package"},
    "portfolio": SHOWN_ABROAD | {"package"},
    "training": WORKING | {"screen", "package"},
    "presentation": SHOWN_ABROAD,
    "research": WORKING | {"package"},
    "family-copy": frozenset({"still", "clip", "copy"}),
    "showing": SHOWN_ABROAD,
    "remote-review": frozenset({"screen"}),
    "keep-longer": frozenset({"keep"}),
}
"""What each purpose covers, as docs/consent.md has it."""
HANDED_OUT = frozenset({"still", "clip", "package", "copy"})
SEEN = HANDED_OUT | {"show", "screen"}
MADE_ANEW = frozenset({"still", "clip", "package", "copy"})
"""Acts whose pictures can be made with somebody covered in them."""
WHILE_FROZEN = frozenset({"store", "keep"})


@dataclass(slots=True)
class Auditor:
    """Reads a journal entry by entry; ``acts`` counts what was done on the strength of consents, and holds."""

    zone: tzinfo | None
    people: dict[PersonId, Person] = field(default_factory=dict)
    films: dict[RecordingId, tuple[PersonId, ...]] = field(default_factory=dict)
    moments: dict[MomentId, tuple[PersonId, ...] | None] = field(default_factory=dict)
    answers: list[tuple[int, Consent]] = field(default_factory=list)
    unwilling: dict[tuple[RecordingId, PersonId], bool] = field(default_factory=dict)
    frozen: set[RecordingId] = field(default_factory=set)
    verified: set[ContactId] = field(default_factory=set)
    made_at: list[datetime] = field(default_factory=list)
    acts: int = 0

    def catch_up(self, journal: Journal) -> None:
        """Read what was put on record since the last time, and check what was done."""
        for seq in range(len(self.made_at), journal.count):
            envelope, body = journal.read(seq)
            assert body is not None
            self.read(envelope, decode(envelope.act, body))
            self.made_at.append(envelope.time)

    def read(self, envelope: Envelope, event: Event) -> None:
        """Learn from one entry; an act must stand on exactly the consents that carry it."""
        match event:
            case PersonAdded(person=person):
                self.people[person.id] = person
            case CaseEdited(changes=changes):
                self.people.update((one.person.id, one.person) for one in changes if isinstance(one, PersonSet))
                self.films.update((one.film.id, one.film.people) for one in changes if isinstance(one, FilmSet))
            case ConsentRecorded(consent=consent):
                self.answers.append((envelope.seq, consent))
            case ChildViewHeard(view=view):
                self.unwilling[view.recording, view.person] = view.stance is Stance.UNWILLING
            case FilmFrozen(recording=film):
                self.frozen.add(film)
            case FilmThawed(recording=film):
                self.frozen.discard(film)
            case ContactSet(contact=known):
                (self.verified.discard if known.verified_at is None else self.verified.add)(known.id)
            case ContactRemoved(contact=gone):
                self.verified.discard(gone)
            case _:
                self._read_act(envelope, event)

    def _read_act(self, envelope: Envelope, event: Event) -> None:
        match event:
            case RecordingImported(recording=film):
                self.films[film.id] = film.people
                self._acted(envelope, film.id, "store", "guidance", event.consents)
            case RecordingViewed(recording=film_id, purpose=purpose):
                self._acted(envelope, film_id, "view", purpose, event.consents)
            case MasksChanged(recording=film_id) | MarksChanged(recording=film_id):
                self._acted(envelope, film_id, "annotate", "guidance", event.consents)
                changed = (one.moment for one in event.changes if isinstance(one, MomentSet))
                self.moments.update((one.id, one.people) for one in changed)
            case StillExported(recording=film_id, purpose=purpose):
                part = self.not_covered(film_id, "still", None, event.masked)
                self._acted(envelope, film_id, "still", purpose, event.consents, part)
            case ClipExported(recording=film_id, purpose=purpose, moment=moment):
                part = None if event.in_picture is None else self.moments[moment]
                act = "copy" if event.form == "copy" else "clip"
                shown = self.not_covered(film_id, act, part, event.masked)
                self._acted(envelope, film_id, act, purpose, event.consents, shown)
            case _:
                self._read_leaving(envelope, event)

    def _read_leaving(self, envelope: Envelope, event: Event) -> None:
        match event:
            case MomentsShown(recording=film_id, purpose=purpose, moments=moments):
                act = "screen" if purpose == "remote-review" else "show"
                self._acted(envelope, film_id, act, purpose, event.consents, self.seen_in(moments))
            case PackageMade(recording=film_id, purpose=purpose):
                part = None if event.in_picture is None else self.seen_in(event.moments)
                shown = self.not_covered(film_id, "package", part, event.masked)
                self._acted(envelope, film_id, "package", purpose, event.consents, shown, event.to)
            case MarksExported(recording=film_id, purpose=purpose):
                self._acted(envelope, film_id, "annotate", purpose, event.consents)
            case KeptLonger(recording=film_id):
                self._acted(envelope, film_id, "keep", "keep-longer", event.consents)
            case _:
                pass

    def seen_in(self, moments: Iterable[MomentId]) -> tuple[PersonId, ...] | None:
        """Who is in any of these moments; None as soon as one does not say."""
        everyone: list[PersonId] = []
        for one in moments:
            its = self.moments[one]
            if its is None:
                return None
            everyone.extend(its)
        return tuple(everyone)

    def not_covered(
        self, film: RecordingId, act: str, part: Collection[PersonId] | None, masked: Collection[PersonId]
    ) -> Collection[PersonId] | None:
        """Those in the part who can be seen in what left; where all were covered, all of them."""
        if act not in MADE_ANEW:
            return part
        in_part = self.films[film] if part is None else part
        return [one for one in in_part if one not in masked] or part

    def _acted(
        self,
        envelope: Envelope,
        film: RecordingId,
        act: str,
        purpose: str,
        consents: tuple[ConsentId, ...],
        part: Collection[PersonId] | None = None,
        to: Collection[ContactId] = (),
    ) -> None:
        assert self.verdict(film, act, purpose, envelope.time, part, to) == frozenset(consents)
        places = {consent.id: seq for seq, consent in self.answers}
        assert sorted(leaf.seq for leaf in envelope.consents) == sorted(places[one] for one in consents) != []
        self.acts += 1

    def verdict(
        self,
        film: RecordingId,
        act: str,
        purpose: str,
        now: datetime,
        part: Collection[PersonId] | None = None,
        to: Collection[ContactId] = (),
    ) -> frozenset[ConsentId] | None:
        """The consents that carry an act on a film, None when it must not be; see ``judge``."""
        carried = self.judge(film, self.films[film], act, purpose, now, part)
        return carried if carried is not None and self.may_get_it(act, carried, to) else None

    def may_get_it(self, act: str, carried: Collection[ConsentId], to: Collection[ContactId]) -> bool:
        """Whether no consent that carries what is handed out to these contacts keeps it for others."""
        if act not in HANDED_OUT:
            return True
        limits = [consent.recipients for _seq, consent in self.answers if consent.id in carried and consent.recipients]
        everyone_known = bool(to) and self.verified.issuperset(to)
        return not limits or (everyone_known and all(one in named for named in limits for one in to))

    def judge(
        self,
        film: RecordingId,
        everyone: Collection[PersonId],
        act: str,
        purpose: str,
        now: datetime,
        part: Collection[PersonId] | None = None,
    ) -> frozenset[ConsentId] | None:
        """The same for a film that is not on record: these people are in it, and in the part those of ``part``."""
        in_it = dict.fromkeys([*everyone, *(part or ())])
        if all(self.people[one].role is Role.BYSTANDER for one in in_it) or act not in COVERED.get(purpose, ()):
            return None
        if film in self.frozen and act not in WHILE_FROZEN:
            return None
        in_part = part or in_it  # a list that would be empty is none
        if act in SEEN and any(self.unwilling.get((film, one)) for one in in_part):
            return None
        found: set[ConsentId] = set()
        for one in in_it:
            bystander = self.people[one].role is Role.BYSTANDER
            if bystander and (act not in HANDED_OUT or one not in in_part):
                continue
            for wanted in {"guidance", purpose} if one in in_part else {"guidance"}:
                carried = self._carried(self.people[one], wanted, now)
                if carried is None:
                    return None
                found |= carried
        return frozenset(found)

    def _carried(self, person: Person, purpose: str, now: datetime) -> set[ConsentId] | None:
        """The answers in force of all who have a say, None where it is no yes."""
        said = [(seq, one) for seq, one in self.answers if (one.person, one.purpose) == (person.id, purpose)]
        themselves = set() if person.guardians else {person.id}
        own = [n for n, (_seq, one) in enumerate(said) if one.by_person in {None, *themselves}]
        since_own = said[own[-1] :] if own else said
        voices = {None if one.by_person in themselves else one.by_person: (seq, one) for seq, one in since_own}
        if any(one.answer is not Answer.GIVEN for _seq, one in voices.values()):
            return None
        yes = {voice: one.id for voice, (seq, one) in voices.items() if self._in_force(seq, one, now)}
        good = {voice: id_ for voice, id_ in yes.items() if voice != person.id}
        others = bool(set(good) - set(person.guardians))
        enough = others or (bool(good) and (person.deciding is Deciding.ANY or set(person.guardians) <= set(good)))
        return set(good.values()) if enough else None

    def _in_force(self, seq: int, consent: Consent, now: datetime) -> bool:
        today = now.astimezone(self.zone).date()
        if consent.since is not None and today < consent.since:
            return False
        if consent.until is None:
            return True
        return today <= consent.until and not self._passed(seq, consent.until)

    def _passed(self, seq: int, last_day: date) -> bool:
        """Whether the journal has an entry, later than the consent, from after its last day."""
        end = datetime.combine(last_day, time.max, self.zone)
        return any(made > end for made in self.made_at[seq + 1 :])
