"""Scans of signed forms: sealed under the case's key, checked with everything else, shown again from memory."""

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.casework import PASSPHRASE, Family, last_event, on_disk
from vigtool.domain.accountability import Erasing, EvidenceExported, EvidenceKept
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import EvidenceId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import EvidenceTooLarge, FileUnreadable, NotEvidence, TargetInVault, UnknownId
from vigtool.services.evidence import MOST_BYTES, evidence_of_case, keep_evidence, read_evidence, save_evidence
from vigtool.services.handlings import handlings
from vigtool.services.identifying import new_identifier
from vigtool.services.opening import open_workspace
from vigtool.services.people import add_person
from vigtool.services.verifying import verify_vault
from vigtool.vault.errors import Damaged, KeyDestroyed, Part, VaultReadOnly

PNG = b"\x89PNG\r\n\x1a\n" + b"Maarit Zetterqvist signed here" * 9
PAGES = {"a.pdf": (b"%PDF-1.7\n" + b"x" * 99, "application/pdf"), "b": (b"\xff\xd8\xff\xe0" + b"y" * 9, "image/jpeg")}


def scan(folder: Path, data: bytes = PNG, name: str = "scan") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_scan_is_sealed_with_its_case_and_comes_back_as_it_was(family: Family, tmp_path: Path) -> None:
    ws = family.ws
    kept = keep_evidence(ws, family.case.id, scan(tmp_path))
    assert (kept.media_type, kept.size, kept.sha256) == ("image/png", len(PNG), hashlib.sha256(PNG).hexdigest())
    assert last_event(ws) == EvidenceKept(family.case.id, kept)
    assert read_evidence(ws, family.case.id, kept.id) == PNG
    (sealed,) = (ws.folder / "evidence").iterdir()
    assert sealed.name == f"{kept.id}.age"
    assert sealed.read_bytes().startswith(b"age-encryption.org/v1")
    assert b"Maarit" not in sealed.read_bytes()
    assert [one for one in on_disk(tmp_path) if one.endswith(".tmp")] == []


@pytest.mark.parametrize("name", PAGES)
def test_it_is_known_by_its_first_bytes_and_not_by_its_name(family: Family, tmp_path: Path, name: str) -> None:
    data, media_type = PAGES[name]
    assert keep_evidence(family.ws, family.case.id, scan(tmp_path, data, name)).media_type == media_type


def test_what_is_no_scan_is_refused_and_leaves_nothing(family: Family, tmp_path: Path) -> None:
    ws, before = family.ws, family.ws.vault.journal.count
    with pytest.raises(NotEvidence):
        keep_evidence(ws, family.case.id, scan(tmp_path, b"<svg/>", "x.png"))
    with pytest.raises(EvidenceTooLarge) as large:
        keep_evidence(ws, family.case.id, scan(tmp_path, PNG + bytes(MOST_BYTES)))
    assert large.value.most == MOST_BYTES
    with pytest.raises(FileUnreadable):
        keep_evidence(ws, family.case.id, tmp_path / "nowhere")
    with pytest.raises(UnknownId):
        keep_evidence(ws, EvidenceId("nobody"), scan(tmp_path))  # type: ignore[arg-type]
    assert ws.vault.journal.count == before
    assert not (ws.folder / "evidence").exists()


def test_the_largest_file_is_taken(family: Family, tmp_path: Path) -> None:
    whole = PNG + bytes(MOST_BYTES - len(PNG))
    assert keep_evidence(family.ws, family.case.id, scan(tmp_path, whole)).size == MOST_BYTES


def test_an_answer_names_only_evidence_and_guardians_of_its_own_case(family: Family, tmp_path: Path) -> None:
    ws = family.ws
    kept = keep_evidence(ws, family.case.id, scan(tmp_path))
    given = record_consent(ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN, evidence=(kept.id,))
    assert given.evidence == (kept.id,)
    strange = keep_evidence(ws, add_case(ws, "Other").id, scan(tmp_path))
    with pytest.raises(UnknownId):
        record_consent(ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN, evidence=(strange.id,))
    with pytest.raises(UnknownId):
        read_evidence(ws, family.case.id, strange.id)
    assert [one.id for one in evidence_of_case(ws, family.case.id)] == [kept.id]


def test_a_copy_can_be_saved_but_not_into_the_vault(family: Family, tmp_path: Path) -> None:
    ws = family.ws
    kept = keep_evidence(ws, family.case.id, scan(tmp_path))
    save_evidence(ws, family.case.id, kept.id, tmp_path / "copy.png")
    assert (tmp_path / "copy.png").read_bytes() == PNG
    assert last_event(ws) == EvidenceExported(family.case.id, kept.id, kept.sha256)
    with pytest.raises(TargetInVault):
        save_evidence(ws, family.case.id, kept.id, ws.folder / "copy.png")


def test_a_copy_that_is_not_on_record_is_not_made(family: Family, tmp_path: Path) -> None:
    kept = keep_evidence(family.ws, family.case.id, scan(tmp_path))
    family.ws.close()
    looking = open_workspace(family.ws.folder, PASSPHRASE, read_only=True)
    with closing(looking):
        with pytest.raises(VaultReadOnly):
            save_evidence(looking, family.case.id, kept.id, tmp_path / "copy.png")
        assert read_evidence(looking, family.case.id, kept.id) == PNG
    assert not (tmp_path / "copy.png").exists()


def test_a_copy_counts_for_those_whose_answers_name_the_form(family: Family, tmp_path: Path) -> None:
    ws = family.ws
    kept = keep_evidence(ws, family.case.id, scan(tmp_path))
    record_consent(
        ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN, by_person=family.parent.id, evidence=(kept.id,)
    )
    other = add_person(ws, family.case.id, "Other", Role.PARENT)
    save_evidence(ws, family.case.id, kept.id, tmp_path / "copy.png")
    told = {one: [done.act for done in handlings(ws, one)] for one in (family.child.id, family.parent.id, other.id)}
    assert {one for one, acts in told.items() if "evidence.exported" in acts} == {family.child.id, family.parent.id}


@pytest.mark.parametrize("gone", [True, False])
def test_a_damaged_or_missing_scan_is_named_by_the_check(family: Family, tmp_path: Path, gone: bool) -> None:  # noqa: FBT001 - a parameter
    ws = family.ws
    kept = keep_evidence(ws, family.case.id, scan(tmp_path))
    assert verify_vault(ws).damage == ()
    path = ws.folder / "evidence" / f"{kept.id}.age"
    if gone:
        path.unlink()
    else:
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
    assert [(one.part, one.id) for one in verify_vault(ws).damage] == [(Part.EVIDENCE, kept.id)]
    with pytest.raises(Damaged):
        read_evidence(ws, family.case.id, kept.id)


def test_without_the_key_of_its_case_a_scan_cannot_be_read(family: Family, tmp_path: Path) -> None:
    ws = family.ws
    kept = keep_evidence(ws, family.case.id, scan(tmp_path))
    ws.vault.shred_key(family.case.id)
    with pytest.raises(KeyDestroyed):
        ws.vault.evidence(family.case.id, kept.id)


def test_a_scan_whose_entry_was_never_written_is_named_and_stays(family: Family, tmp_path: Path) -> None:
    ws, alone = family.ws, new_identifier()
    on_record = keep_evidence(ws, family.case.id, scan(tmp_path))
    ws.vault.put_evidence(family.case.id, alone, PNG)  # and the power went out
    ws.close()
    with closing(open_workspace(ws.folder, PASSPHRASE)) as ws:
        report = verify_vault(ws)
        assert (report.damage, report.unclaimed) == ((), ((Part.EVIDENCE, alone),))
        assert {path.stem for path in (ws.folder / "evidence").iterdir()} == {alone, on_record.id}


def test_a_scan_of_an_erased_case_is_not_taken_for_one_without_an_entry(family: Family, tmp_path: Path) -> None:
    kept = keep_evidence(family.ws, family.case.id, scan(tmp_path))
    sealed = family.ws.folder / "evidence" / f"{kept.id}.age"
    old = sealed.read_bytes()
    erase(family.ws, Target(Erasing.CASE, family.case.id), "asked for")
    sealed.write_bytes(old)  # what synchronises the folder brought it back
    assert verify_vault(family.ws).unclaimed == ()
