"""A power cut at any point of an erasure: the vault opens, and everything is whole, or erased and on record."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.processes import REPOSITORY, environment
from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, Family, film_file, found_family
from tests.services.erasing_child import BEGUN
from tests.services.recorded_disk import Recording, crash_states, recorded
from vigtool.domain.accountability import Erased, Erasing, ErasureBegun
from vigtool.domain.consent import Answer
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import CaseId, EvidenceId, RecordingId
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import cases
from vigtool.services.consents import record_consent
from vigtool.services.evidence import keep_evidence, read_evidence
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.people import people
from vigtool.services.recordings import is_erased
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace

if shutil.which("strace") is None:
    pytest.skip("strace, which tells what a process does to its files, is not installed", allow_module_level=True)

SAMPLE = 1 if os.environ.get("VIGTOOL_CAMPAIGN") == "all" else 6
"""Of the states every so many-th is tried in an ordinary run."""


@dataclass(frozen=True, slots=True)
class Ids:
    """What lies in the vault before anything is erased."""

    case: CaseId
    child: str
    film: RecordingId
    other: RecordingId
    paper: EvidenceId
    """Of the child."""
    others_paper: EvidenceId

    def of(self, kind: Erasing) -> str:
        return {Erasing.FILM: self.film, Erasing.CASE: self.case, Erasing.PERSON: self.child}[kind]


@pytest.fixture
def ids(tmp_path: Path) -> Ids:
    ws, _ = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=WORK_FACTOR)
    ws.run_task = run_in_process
    family: Family = found_family(ws)
    film = family.film(tmp_path)
    mark_frames(ws, film.id, first=2, end=9, title="Punainen palikka")
    other = import_film(ws, film_file(tmp_path / "b.mp4"), family.case.id, [family.parent.id])
    papers = []
    for person in (family.child, family.parent):
        (tmp_path / "form.pdf").write_bytes(f"%PDF-1.7 {person.id}".encode())
        papers.append(keep_evidence(ws, family.case.id, tmp_path / "form.pdf").id)
        record_consent(ws, person.id, Purposes.TRAINING, Answer.GIVEN, evidence=(papers[-1],))
    ws.close()
    return Ids(family.case.id, family.child.id, film.id, other.id, papers[0], papers[1])


def _record(tmp_path: Path, kind: Erasing, ids: Ids) -> Recording:
    command = [sys.executable, "-m", "tests.services.erasing_child", str(tmp_path / "v"), str(kind), ids.of(kind)]
    own = environment(XDG_DATA_HOME=str(tmp_path / "data"))
    return recorded(command, tmp_path / "v", BEGUN, tmp_path / "strace", {**own, "PYTHONPATH": str(REPOSITORY)})


def _laid_out(folder: Path, state: dict[str, bytes]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("keys", "recordings", "derived", "journal", "evidence"):
        (folder / part).mkdir(parents=True)
    for name, data in state.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The user's data folder is lost with each state: the vault's own folder must do."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no data"))
    yield
    shutil.rmtree(tmp_path / "no data", ignore_errors=True)


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("kind", list(Erasing))
def test_every_state_opens_and_is_whole_or_erased(tmp_path: Path, kind: Erasing, ids: Ids) -> None:
    recording = _record(tmp_path, kind, ids)
    states = list(crash_states(recording))
    chosen = [states[0], *states[1:-1:SAMPLE], states[-1]]
    outcomes = [_outcome(tmp_path, state, kind, ids) for _, state in chosen]
    assert outcomes[0] is False  # nothing was done yet
    assert outcomes[-1] is True  # everything was
    assert len(states) > len(recording.steps)


def _outcome(tmp_path: Path, state: dict[str, bytes], kind: Erasing, ids: Ids) -> bool:
    """Open a state; tell whether the thing is erased. It is not half so."""
    shutil.rmtree(tmp_path / "no data", ignore_errors=True)
    ws = open_workspace(_laid_out(tmp_path / "state", state), PASSPHRASE)
    try:
        begun = len(ws.index.entries(acts={ACT_NAMES[ErasureBegun]}))
        assert len(ws.index.entries(acts={ACT_NAMES[Erased]})) == begun
        assert begun in (0, 1)
        _demand(ws, kind, ids, erased=begun == 1)
        assert verify_vault(ws).damage == ()
        assert ws.vault.inventory([ids.film, ids.other]).temporary == ()
        return begun == 1
    finally:
        ws.close()


def _demand(ws: Workspace, kind: Erasing, ids: Ids, *, erased: bool) -> None:
    left = [path.name for path in ws.folder.rglob(f"{ids.film}*")]
    assert (left == []) is erased
    assert is_erased(ws, ids.film) is erased
    assert is_erased(ws, ids.other) is (erased and kind is Erasing.CASE)
    if not erased:
        ws.vault.open_recording(ids.film).close()
    if kind is Erasing.CASE:
        assert (cases(ws) == []) is erased
    else:
        named = [one.id for one in people(ws, cases(ws)[0].id)]
        assert (ids.child not in named) is (erased and kind is Erasing.PERSON)
    assert any(ws.folder.rglob(f"{ids.paper}*")) is not (erased and kind is not Erasing.FILM)
    if not (erased and kind is Erasing.CASE):
        assert read_evidence(ws, ids.case, ids.others_paper).startswith(b"%PDF-")
    assert ws.vault.has_key(ids.case) is not (erased and kind is not Erasing.FILM)
