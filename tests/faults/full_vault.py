"""A vault with something of everything in it, what is true of it, and what a look at a copy of it can come to."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.in_process_tasks import run_in_process
from tests.services.casework import Family, film_file, found_family
from vigtool.domain.accountability import Erasing
from vigtool.domain.consent import Answer
from vigtool.domain.errors import VigtoolError
from vigtool.domain.purposes import Purposes
from vigtool.services.changing_keys import UserAdding
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.evidence import keep_evidence
from vigtool.services.importing import import_film
from vigtool.services.jobs import complete
from vigtool.services.marking import mark_frames
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.recordings import is_erased, recordings
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace

PASSPHRASE = "kuusi sanaa vikojen varalle tässä nyt"
OTHER_WORDS = "toisen käyttäjän omat kuusi sanaa tässä"


def furnish(folder: Path, sources: Path) -> None:
    """Make the vault in ``folder``: two films, one of them erased, moments, a form, a second user, a passphrase."""
    ws, _ = create_workspace(folder, PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    family = found_family(ws)
    for person in (family.child, family.parent):
        for purpose in (Purposes.GUIDANCE, Purposes.FAMILY_COPY):
            record_consent(ws, person.id, purpose, Answer.GIVEN)
    film = import_film(ws, film_file(sources / "one.mp4", 200_000), family.case.id)
    mark_frames(ws, film.id, first=2, end=9, title="the glance")
    other = import_film(ws, film_file(sources / "two.mp4"), family.case.id)
    erase(ws, Target(Erasing.FILM, other.id), "no longer needed")
    (sources / "form.pdf").write_bytes(b"%PDF-1.7 signed by hand")
    keep_evidence(ws, family.case.id, sources / "form.pdf")
    complete(UserAdding(ws, "Toinen", OTHER_WORDS))
    ws.close()


def family_of(ws: Workspace) -> Family:
    """The family of a furnished vault."""
    from vigtool.services.cases import cases  # noqa: PLC0415 - only here
    from vigtool.services.people import people  # noqa: PLC0415 - as above

    (case,) = cases(ws)
    child, parent = people(ws, case.id)
    return Family(ws, case, child, parent)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a vault says: its entries with their words, films by their hashes, papers."""

    entries: tuple[tuple[int, str, str, bytes | None], ...]
    films: dict[str, str]
    papers: dict[str, str]


def truth_of(ws: Workspace) -> Truth:
    """Read everything. Raises what the vault raises."""
    entries = tuple((one.seq, one.act, one.object, body) for one, body in ws.vault.journal.replay())
    films = {}
    for film in recordings(ws):
        if not is_erased(ws, film.id):
            with ws.vault.open_recording(film.id) as reader:
                films[str(film.id)] = hashlib.sha256(reader.read()).hexdigest()
    papers = {
        paper: hashlib.sha256(ws.vault.evidence(case, paper)).hexdigest() for paper, case in evidence_of(ws).items()
    }
    return Truth(entries, films, papers)


def evidence_of(ws: Workspace) -> dict[str, str]:
    """The papers on record."""
    from vigtool.services.evidence import evidence_by_case  # noqa: PLC0415 - only here

    return evidence_by_case(ws)


class Outcome(StrEnum):
    """What came of a look at a damaged vault; only the last two are faults."""

    ERROR = "typed error"
    NAMED = "damage named"
    HARMLESS = "all is right"
    SILENT = "silent wrong data"
    UNTYPED = "untyped error"


@dataclass(slots=True)
class Outcomes:
    """Counts by what was done and what came of it; ``faults`` are told one by one."""

    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def note(self, kind: str, about: str, outcome: Outcome) -> None:
        """Count one."""
        self.counts.setdefault(kind, Counter())[outcome] += 1
        if outcome in (Outcome.SILENT, Outcome.UNTYPED):
            self.faults.append(f"{kind}: {about}: {outcome}")

    def rows(self) -> dict[str, dict[str, int]]:
        """The rows of the campaign's table."""
        return {kind: {one.value: found[one] for one in Outcome if found[one]} for kind, found in self.counts.items()}


def look(folder: Path, truth: Truth, *, read_only: bool = True) -> Outcome:
    """Open a vault, read everything and compare it with the truth."""
    try:
        ws = open_workspace(folder, PASSPHRASE, read_only=read_only)
    except VigtoolError:
        return Outcome.ERROR
    except Exception:  # noqa: BLE001 - it is counted, and the count fails the test
        return Outcome.UNTYPED
    try:
        return _compared(ws, truth)
    except VigtoolError:
        return Outcome.ERROR
    except Exception:  # noqa: BLE001 - as above
        return Outcome.UNTYPED
    finally:
        ws.close()


def _compared(ws: Workspace, truth: Truth) -> Outcome:
    named = verify_vault(ws).damage
    try:
        found = truth_of(ws)
    except VigtoolError:
        return Outcome.NAMED if named else Outcome.ERROR
    if named:
        return Outcome.NAMED
    return Outcome.HARMLESS if found == truth else Outcome.SILENT
