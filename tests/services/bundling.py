"""Bundles of a small family's log, and what a forger does to them."""

import base64
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.services.casework import Family
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer, Consent
from vigtool.domain.events import RecordingImported, RecordingViewed
from vigtool.domain.identifiers import ConsentId, PersonId, RecordingId
from vigtool.domain.people import Person
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.ticks import TimeBase
from vigtool.services.checkpoints import verifier_key
from vigtool.services.consents import consents, grounds, permit, record_consent
from vigtool.services.identifying import new_identifier
from vigtool.services.log_bundles import make_bundle
from vigtool.services.log_checking import Finding, Flaw, check_bundle
from vigtool.vault.log import Tree, make_checkpoint


@dataclass
class Bundled:
    """A bundle as JSON, to be forged; ``key`` is the vault's."""

    family: Family
    folder: Path
    person: Person
    read: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        made = make_bundle(self.family.ws, self.person.id, self.folder)
        self.key, self.path, self.note = made.key, made.bundle, made.checkpoint
        self.read = json.loads(made.bundle.read_bytes())

    @property
    def leaves(self) -> list[str]:
        found: list[str] = self.read["leaves"]
        return found

    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(leaf) for leaf in self.leaves]

    def place(self, act: str, nth: int = 0) -> int:
        return [seq for seq, one in enumerate(self.entries()) if one["act"] == act][nth]

    def bodies(self) -> dict[int, dict[str, Any]]:
        return {one["seq"]: json.loads(base64.b64decode(one["body"])[16:]) for one in self.read["bodies"]}

    def leave_out(self, *places: int) -> None:
        self.read["bodies"] = [one for one in self.read["bodies"] if one["seq"] not in places]

    def sign_anew(self) -> None:
        """Sign the leaves as they are now with the vault's own key."""
        tree = Tree()
        for leaf in self.leaves:
            tree.append(leaf.encode())
        ws = self.family.ws
        self.read["checkpoint"] = make_checkpoint(ws.id, len(tree), tree.root(), ws.vault.sign).text

    def found(self, *, key: str | None = None, since: Path | None = None) -> list[Finding]:
        self.path.write_text(json.dumps(self.read), encoding="utf-8")
        return check_bundle(self.path, key or self.key, since)

    def flaws(self, *, key: str | None = None, since: Path | None = None) -> set[Flaw]:
        return {one.flaw for one in self.found(key=key, since=since)}


def compact(entry: dict[str, Any]) -> str:
    """An envelope in its canonical form."""
    return json.dumps(entry, separators=(",", ":"), ensure_ascii=False)


def bring_film(family: Family, *people: PersonId) -> RecordingId:
    """Put a film on record, as importing does, without any bytes of it."""
    film = RecordingId(new_identifier())
    now, base = family.ws.clock(), TimeBase(1, 25)
    shown = people or (family.child.id, family.parent.id)
    card = Recording(film, family.case.id, "leikki.mp4", "0" * 64, 1, 1, base, 1, shown, None, now)
    family.ws.record(RecordingImported(card, cited(family, Purposes.GUIDANCE, people=shown)))
    return film


def cited(family: Family, *purposes: Purpose, people: Collection[PersonId] | None = None) -> tuple[ConsentId, ...]:
    """Every yes to these purposes that is on record, in force or not; of some ``people``, or of all."""
    given = [one for one in consents(family.ws, family.case.id) if one.answer is Answer.GIVEN]
    given = [one for one in given if people is None or one.person in people]
    return tuple(one.id for one in given if one.purpose in purposes)


def watch(family: Family, film: RecordingId, purpose: Purpose = Purposes.GUIDANCE) -> None:
    """Watch a film as the program does, with a permit."""
    given = permit(family.ws, Act.VIEW, purpose, film)
    family.ws.record(RecordingViewed(family.case.id, film, purpose, grounds(given)))


def watch_anyway(family: Family, film: RecordingId, purpose: Purpose = Purposes.GUIDANCE) -> None:
    """Watch it without asking, on the strength of every yes that was ever given."""
    family.ws.record(RecordingViewed(family.case.id, film, purpose, cited(family, Purposes.GUIDANCE, purpose)))


def answer(family: Family, person: Person, said: Answer, purpose: Purpose = Purposes.GUIDANCE) -> Consent:
    return record_consent(family.ws, person.id, purpose, said)


def key_of(family: Family) -> str:
    return str(verifier_key(family.ws))
