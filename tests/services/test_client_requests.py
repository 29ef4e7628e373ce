"""Everything about one person, and nothing that is somebody else's."""

import base64
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.exchange.pdf_facts import page_texts
from tests.services.casework import CHILD_NAME, PARENT_NAME, Family, Stopping, happened, last_event, on_disk
from vigtool.domain.accountability import ClientFolderMade
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer, Stance
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ClipExported
from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import Turn, TurnKind
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.exchange.client_overview import WhyNot
from vigtool.services.childrens_views import hear_view
from vigtool.services.client_requests import ClientFolder, ClientFolderMaking, make_client_folder
from vigtool.services.clips import export_clip
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused, FolderTaken, TargetInVault
from vigtool.services.evidence import keep_evidence
from vigtool.services.film_keeping import freeze, thaw
from vigtool.services.jobs import NotRun
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.people import add_person
from vigtool.services.sessions import add_session
from vigtool.services.viewing import view

REASON = "asked at the last session"


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    return family.film(tmp_path)


def mark(family: Family, film: Recording, first: int, *people: PersonId, note: str = "") -> None:
    """Mark a moment with a note and a turn of the child; ``people`` are those in the picture, nobody for all."""
    made = mark_frames(family.ws, film.id, first=first, end=first + 4, title=f"{CHILD_NAME} alkaa")
    turn = Turn(family.child.id, TurnKind.INITIATIVE, made.span, f"Katsoo: {PARENT_NAME}n syli")
    desk = MarkingDesk(family.ws, film.id)
    told = replace(made, note=note, turns=(turn,), people=people or None)
    desk.edit("words", desk.marks.with_moment(told))


def ask(family: Family, folder: Path, of: PersonId | None = None) -> tuple[ClientFolder, dict[str, Any]]:
    made = make_client_folder(family.ws, of or family.parent.id, folder, REASON, "en")
    return made, msgspec.json.decode((folder / "data.json").read_bytes())


def test_the_folder_holds_what_its_list_says_and_is_on_record(family: Family, film: Recording, tmp_path: Path) -> None:
    family.answer(Purposes.FAMILY_COPY)
    mark(family, film, 3)
    made, data = ask(family, tmp_path / "folder")
    listed = (made.folder / "files.txt").read_text()
    for line in listed.splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == digest
    names = {line.split("  ")[1] for line in listed.splitlines()}
    there = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    assert there == names | {"files.txt"}
    assert (made.clips, len(data["clips"]), made.left_out) == (1, 1, ())
    assert set(data["clips"]) <= names
    assert hashlib.sha256(listed.encode()).hexdigest() == made.sha256
    event = last_event(family.ws)
    assert event == ClientFolderMade(family.case.id, family.parent.id, REASON, made.sha256)


def test_the_log_in_it_can_be_checked_on_the_spot(family: Family, film: Recording, tmp_path: Path) -> None:
    view(family.ws, film.id)
    made, _ = ask(family, tmp_path / "folder")
    bundle = next((made.folder / "log").glob("log-*.json"))
    command: list[str | Path] = [sys.executable, made.folder / "log" / "verify_log.py", bundle, "--key", made.key]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


def test_others_stand_in_it_without_their_names(family: Family, film: Recording, tmp_path: Path) -> None:
    family.answer(Purposes.FAMILY_COPY)
    mark(family, film, 3, note=f"{CHILD_NAME}lle annettiin aikaa.")
    add_session(family.ws, family.case.id, present=[family.parent.id], words=f"{CHILD_NAME} nauroi.")
    made, data = ask(family, tmp_path / "folder")
    assert data["name"] == PARENT_NAME
    assert data["moments"][0]["note"] == "Child 1 annettiin aikaa."
    assert data["sessions"][0]["words"] == "Child 1 nauroi."
    whole = b"".join(path.read_bytes() for path in made.folder.rglob("*") if path.is_file())
    assert CHILD_NAME.encode() not in whole
    pages = "".join(page_texts((made.folder / "overview.pdf").read_bytes()))
    assert PARENT_NAME in pages
    assert "Child 1 annettiin aikaa." in pages
    assert CHILD_NAME not in pages


def test_others_are_not_named_in_why_it_was_made_and_who_answered(family: Family, tmp_path: Path) -> None:
    said = f"{CHILD_NAME} stood by"
    record_consent(family.ws, family.parent.id, Purposes.RESEARCH, Answer.GIVEN, by=said)
    made = make_client_folder(family.ws, family.parent.id, tmp_path / "folder", f"the mother of {CHILD_NAME}", "en")
    data = json.loads((made.folder / "data.json").read_bytes())
    assert data["reason"] == "the mother of Child 1"
    assert [one["by"] for one in data["answers"] if one["purpose"] == Purposes.RESEARCH] == ["Child 1 stood by"]


def test_the_log_has_words_as_they_were_typed(family: Family, tmp_path: Path) -> None:
    """What was sealed cannot be changed and still be proved: a limit that docs/requests.md tells of."""
    add_session(family.ws, family.case.id, present=[family.parent.id], words=f"{CHILD_NAME} laughed.")
    made, data = ask(family, tmp_path / "folder")
    assert data["sessions"][0]["words"] == "Child 1 laughed."
    (bundle,) = (made.folder / "log").glob("log-*.json")
    bodies = [base64.b64decode(one["body"]) for one in json.loads(bundle.read_bytes())["bodies"]]
    assert [CHILD_NAME.encode() in body for body in bodies if b'"words"' in body] == [True]


def test_a_childs_own_words_are_the_childs(family: Family, film: Recording, tmp_path: Path) -> None:
    hear_view(family.ws, film.id, family.child.id, Stance.WILLING, f"Näyttää: {PARENT_NAME} saa katsoa")
    mark(family, film, 3)
    _, data = ask(family, tmp_path / "child", family.child.id)
    assert data["views"][0]["words"] == "Näyttää: Parent 1 saa katsoa"
    assert data["moments"][0]["words"] == ["Katsoo: Parent 1 syli"]
    _, data = ask(family, tmp_path / "parent")
    assert (data["views"], data["moments"][0]["words"]) == ([], [])


def test_it_tells_who_handled_and_who_received(family: Family, film: Recording, tmp_path: Path) -> None:
    family.answer(Purposes.FAMILY_COPY)
    mark(family, film, 3)
    view(family.ws, film.id)
    moment = MarkingDesk(family.ws, film.id).marks.moments[0]
    given = export_clip(family.ws, moment.id, Purposes.FAMILY_COPY, tmp_path / "clip.mp4", to=[family.child.id])
    _, data = ask(family, tmp_path / "folder")
    acts = [one["act"] for one in data["handled"]]
    for act in ("person.added", "consent.recorded", "recording.imported", "recording.viewed", "clip.exported"):
        assert act in acts
    assert acts.count("marks.changed") == 1
    assert next(one for one in data["handled"] if one["act"] == "marks.changed")["times"] == 2
    received = next(one for one in data["received"] if one["what"] == "clip")
    assert received["sha256"] == [given.sha256]
    assert [one["role"] for one in received["to"]] == ["child"]


def test_an_entry_is_told_where_the_journal_has_it(family: Family, film: Recording, tmp_path: Path) -> None:
    view(family.ws, film.id)
    _, data = ask(family, tmp_path / "folder")
    acts = {envelope.seq: envelope.act for envelope, _ in happened(family.ws)}
    assert data["handled"]
    assert all(acts[one["entry"]] == one["act"] for one in data["handled"])
    assert all(acts[one["entry"]] == "consent.recorded" for one in data["answers"])


def test_a_film_without_the_person_is_not_told_of(family: Family, film: Recording, tmp_path: Path) -> None:
    other = add_person(family.ws, family.case.id, "Toinen", Role.PARENT)
    mark(family, film, 3)
    view(family.ws, film.id)
    _, data = ask(family, tmp_path / "folder", other.id)
    assert (data["films"], data["moments"], data["received"]) == ([], [], [])
    assert [one["act"] for one in data["handled"]] == ["person.added"]


def test_papers_of_the_persons_answers_come_along(family: Family, tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.7 signed")
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.7 of the child")
    hers = keep_evidence(family.ws, family.case.id, tmp_path / "form.pdf")
    childs = keep_evidence(family.ws, family.case.id, tmp_path / "other.pdf")
    record_consent(family.ws, family.parent.id, Purposes.RESEARCH, Answer.GIVEN, evidence=(hers.id,))
    record_consent(family.ws, family.child.id, Purposes.RESEARCH, Answer.GIVEN, evidence=(childs.id,))
    made, data = ask(family, tmp_path / "folder")
    assert [path.read_bytes() for path in (made.folder / "papers").iterdir()] == [b"%PDF-1.7 signed"]
    assert data["answers"][-1]["papers"] == [f"papers/{hers.id}.pdf"]


@pytest.mark.parametrize("why", list(WhyNot))
def test_each_clip_that_is_left_out_has_its_reason(
    family: Family, film: Recording, tmp_path: Path, why: WhyNot
) -> None:
    mark(family, film, 3)
    if why is not WhyNot.CONSENT:
        record_consent(family.ws, family.parent.id, Purposes.FAMILY_COPY, Answer.GIVEN)
    if why is WhyNot.RESTING:
        freeze(family.ws, film.id, "a dispute")
    if why is WhyNot.ERASED:
        family.ws.vault.shred_key(film.id)
    made, data = ask(family, tmp_path / "folder")
    assert [one.why for one in made.left_out] == [why]
    assert [one["why"] for one in data["left_out"]] == [why]
    assert not list(made.folder.rglob("*.mp4"))


def test_a_moment_with_the_person_alone_needs_nobody_else(family: Family, film: Recording, tmp_path: Path) -> None:
    record_consent(family.ws, family.parent.id, Purposes.FAMILY_COPY, Answer.GIVEN)
    mark(family, film, 3, family.parent.id)
    mark(family, film, 12, family.child.id)
    made, data = ask(family, tmp_path / "folder")
    assert (made.clips, made.left_out, len(data["moments"])) == (1, (), 1)
    exports = [event for _, event in happened(family.ws) if isinstance(event, ClipExported)]
    assert [(one.to, one.in_picture) for one in exports] == [((family.parent.id,), (family.parent.id,))]


def test_stopping_leaves_nothing(family: Family, film: Recording, tmp_path: Path) -> None:
    family.answer(Purposes.FAMILY_COPY)
    mark(family, film, 3)
    folder, before = tmp_path / "deep" / "folder", family.ws.vault.journal.count
    whole = Stopping()
    job = ClientFolderMaking(family.ws, family.parent.id, folder, REASON, "en")
    job.run(whole)
    job.abandon()
    with pytest.raises(NotRun):
        ClientFolderMaking(family.ws, family.parent.id, folder, REASON, "en").finish()
    for at in range(0, len(whole.calls), 3):
        job = ClientFolderMaking(family.ws, family.parent.id, folder, REASON, "en")
        with pytest.raises(Cancelled):
            job.run(Stopping(at))
        assert not folder.exists()
    assert family.ws.vault.journal.count == before


def test_a_withdrawal_meanwhile_keeps_the_clip_in(family: Family, film: Recording, tmp_path: Path) -> None:
    family.answer(Purposes.FAMILY_COPY)
    mark(family, film, 3)
    job = ClientFolderMaking(family.ws, family.parent.id, tmp_path / "folder", REASON, "en")
    job.run(lambda _done, _total: None)
    record_consent(family.ws, family.child.id, Purposes.FAMILY_COPY, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        job.finish()
    assert [path for path in (tmp_path / "folder").rglob("*") if path.is_file()] == []


def test_where_unfinished_files_have_names_a_refusal_leaves_no_clip_half_made(
    family: Family, film: Recording, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    family.answer(Purposes.FAMILY_COPY)
    for first in (3, 10):
        mark(family, film, first)
    making = ClientFolderMaking(family.ws, family.parent.id, tmp_path / "folder", REASON, "en")
    making.run(Stopping())
    record_consent(family.ws, family.child.id, Purposes.FAMILY_COPY, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        making.finish()
    assert [path for path in (tmp_path / "folder").rglob("*") if path.is_file()] == []


def test_it_goes_into_an_empty_folder_outside_the_vault(family: Family, film: Recording, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "letter.txt").write_text("somebody else's")
    before = on_disk(folder)
    with pytest.raises(FolderTaken):
        ClientFolderMaking(family.ws, family.parent.id, folder, REASON, "en")
    with pytest.raises(TargetInVault):
        ClientFolderMaking(family.ws, family.parent.id, family.ws.folder / "x", REASON, "en")
    assert on_disk(folder) == before
    freeze(family.ws, film.id, "a dispute")
    thaw(family.ws, film.id, "settled")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_act_that_is_told_has_its_word(family: Family, film: Recording, tmp_path: Path, language: str) -> None:
    family.answer(Purposes.FAMILY_COPY)
    mark(family, film, 3)
    freeze(family.ws, film.id, "a dispute")
    thaw(family.ws, film.id, "settled")
    make_client_folder(family.ws, family.parent.id, tmp_path / "first", REASON, language)
    made = make_client_folder(family.ws, family.parent.id, tmp_path / "second", REASON, language)
    acts = {one["act"] for one in msgspec.json.decode((made.folder / "data.json").read_bytes())["handled"]}
    assert {"film.frozen", "film.thawed", "client-folder.made", "log-bundle.made", "clip.exported"} <= acts
