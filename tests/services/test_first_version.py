"""A vault of the first version (a case, a child, a parent, a film) goes through everything that came later."""

import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.in_process_tasks import run_in_process
from vigtool.domain.accountability import Erasing
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer, Stance
from vigtool.domain.people import Person
from vigtool.domain.purposes import Purposes
from vigtool.services.backing_up import back_up
from vigtool.services.cases import cases
from vigtool.services.childrens_views import hear_view
from vigtool.services.client_requests import make_client_folder
from vigtool.services.clips import export_clip
from vigtool.services.consents import is_frozen, record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import ConsentRefused
from vigtool.services.evidence import keep_evidence
from vigtool.services.film_keeping import freeze, keep_longer, thaw
from vigtool.services.log_bundles import make_bundle
from vigtool.services.log_checking import Finding, check_bundle
from vigtool.services.marking import mark_frames, moments
from vigtool.services.opening import open_workspace
from vigtool.services.people import people
from vigtool.services.recordings import recordings
from vigtool.services.restoring import restore
from vigtool.services.verifying import verify_vault
from vigtool.services.withdrawing import can_be_withdrawn, departures, withdraw
from vigtool.services.workspace import Workspace

PASSPHRASE = "kuusi sanaa järven rannalla"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with zipfile.ZipFile(Path(__file__).parent / "vaults" / "first-version.zip") as packed:
        packed.extractall(tmp_path / "vault")
    opened = open_workspace(tmp_path / "vault", PASSPHRASE)
    opened.run_task = run_in_process
    yield opened
    opened.close()


@pytest.fixture
def film(ws: Workspace, tmp_path: Path) -> Recording:
    """The film that was in it, marked; everybody agrees to copies and to keeping longer, on a form."""
    (film,) = recordings(ws)
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.7 signed")
    form = keep_evidence(ws, film.case, tmp_path / "form.pdf")
    for someone in people(ws, film.case):
        for purpose in (Purposes.FAMILY_COPY, Purposes.KEEP_LONGER):
            record_consent(ws, someone.id, purpose, Answer.GIVEN, evidence=(form.id,))
    mark_frames(ws, film.id, first=0, end=3)
    return film


def found_in_log(ws: Workspace, someone: Person, folder: Path) -> list[Finding]:
    made = make_bundle(ws, someone.id, folder)
    return check_bundle(made.bundle, made.key)


def test_a_film_is_kept_frozen_handed_out_and_withdrawn(ws: Workspace, film: Recording, tmp_path: Path) -> None:
    child, parent = people(ws, film.case)
    hear_view(ws, film.id, child.id, Stance.WILLING, "nods")
    keep_longer(ws, film.id, ws.clock().date() + timedelta(days=500), "a course")
    freeze(ws, film.id, "a dispute")
    with pytest.raises(ConsentRefused):
        export_clip(ws, moments(ws, film.id)[0].id, Purposes.FAMILY_COPY, tmp_path / "clip.mp4")
    thaw(ws, film.id, "settled")
    assert not is_frozen(ws, film.id)
    folder = make_client_folder(ws, parent.id, tmp_path / "folder", "asked for", "fi")
    assert (folder.clips, folder.left_out) == (1, ())
    withdraw(ws, child.id, can_be_withdrawn(ws, child.id))
    assert len(departures(ws, child.id)) == 1
    for someone in (child, parent):
        assert found_in_log(ws, someone, tmp_path / someone.id) == []


def test_what_is_erased_is_gone_from_its_backup_and_from_what_is_restored(
    ws: Workspace, film: Recording, tmp_path: Path
) -> None:
    child, parent = people(ws, film.case)
    back_up(ws, tmp_path / "backup")
    erase(ws, Target(Erasing.PERSON, parent.id), "asked for", {film.id: "the child's own film"})
    assert [one.id for one in people(ws, film.case)] == [child.id]
    assert found_in_log(ws, child, tmp_path / "log") == []
    back_up(ws, tmp_path / "backup")
    erase(ws, Target(Erasing.CASE, film.case), "over")
    back_up(ws, tmp_path / "backup")
    assert not any(film.id in path.name or film.case in path.name for path in (tmp_path / "backup").rglob("*"))
    restored = restore(tmp_path / "backup", tmp_path / "restored", PASSPHRASE)
    assert restored.vault is not None
    assert (restored.vault.damage, restored.files.damage) == ((), ())
    assert (verify_vault(ws).damage, cases(ws)) == ((), [])
