"""``consent``, ``person guardian`` and ``person view`` as scripts use them."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Said
from tests.cli.test_case_verbs import Given
from tests.exchange.pdf_facts import page_texts, without_spaces
from tests.services.casework import film_file
from vigtool.domain.people import Role
from vigtool.services.cases import add_case
from vigtool.services.opening import create_workspace
from vigtool.services.people import add_person

PDF = b"%PDF-1.7\nsigned"


@pytest.fixture
def run(tmp_path: Path) -> Given:
    ws, _key = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=1)
    case = add_case(ws, "Kallio 3")
    child, parent = add_person(ws, case.id, "Aino", Role.CHILD), add_person(ws, case.id, "Marja", Role.PARENT)
    ws.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE, "utf-8")
    (tmp_path / "signed.pdf").write_bytes(PDF)
    return Given(QuickShell(tmp_path), case.id, parent.id, child.id, ("", ""), "")


def give(run: Given, **more: str) -> Said:
    return run("consent", "give", person=run.other_parent, purpose="guidance", **more)


def test_an_answer_has_its_terms_basis_notice_guardian_and_evidence(run: Given) -> None:
    folder = run.shell.folder
    assert run("person", "guardian", person=run.other_parent, guardians=run.parent, deciding="all").answer[
        "guardians"
    ] == [run.parent]
    said = give(
        run,
        **{"from": "2026-01-01", "until": "2027-01-01", "guardian": run.parent, "basis": "public-task"},
        notice="standard-1",
        evidence=str(folder / "signed.pdf"),
    )
    given = said.answer
    assert (given["since"], given["until"], given["guardian"]) == ("2026-01-01", "2027-01-01", run.parent)
    assert (given["basis"], given["notice"]) == ("public-task", "standard-1")
    listed = run("consent", "list", person=run.other_parent).answer
    assert [one["id"] for one in listed] == [given["id"]]
    assert listed[0]["evidence"] == given["evidence"]
    saved = run("consent", "evidence", case=run.case, evidence=given["evidence"][0], out=str(folder / "copy.pdf"))
    assert saved.answer["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (folder / "copy.pdf").read_bytes() == PDF


def test_the_basis_is_proposed_for_a_yes_alone(run: Given) -> None:
    assert give(run).answer["basis"] == "consent"
    assert run("consent", "withdraw", person=run.other_parent, purpose="guidance").answer["basis"] is None


def test_what_cannot_be_is_refused(run: Given) -> None:
    assert run("consent", "give", person=run.parent, purpose="anything").code == 2
    assert give(run, guardian="nobodynobody").code == 2
    assert give(run, recipients="nobodynobody").code == 2
    assert give(run, evidence=str(run.shell.folder / "passphrase")).code == 2
    assert run("person", "guardian", person=run.parent, guardians=run.parent).code == 2
    assert run("consent", "list").answer == []


@pytest.mark.parametrize(("verb", "word"), [("form", "Aino"), ("notice", "GDPR")])
def test_forms_and_notices_are_written(run: Given, verb: str, word: str) -> None:
    out = run.shell.folder / "paper.pdf"
    made = run("consent", verb, case=run.case, out=str(out)).answer
    text = without_spaces("".join(page_texts(out.read_bytes())))
    assert made["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert made["notice"] == "standard-1-en"
    assert (word in text) == (verb == "form")


def test_a_form_is_for_whom_and_what_was_named(run: Given) -> None:
    out = run.shell.folder / "form.pdf"
    run("consent", "form", case=run.case, out=str(out), people=run.parent, purposes="guidance,research")
    text = "".join(page_texts(out.read_bytes()))
    assert "Marja (Parent)" in text
    assert "Aino" not in text
    assert "Research" in text
    assert "Supervision" not in text
    assert run("consent", "form", case=run.case, out=str(out), people="nobodynobody").code == 2
    assert run("consent", "form", case=run.case, out=str(out), purposes="anything").code == 2


def test_a_template_that_fails_is_told_and_the_built_in_one_can_be_taken(run: Given) -> None:
    folder = run.shell.folder / "forms"
    folder.mkdir()
    (folder / "consent_form.en.json").write_text("{", "utf-8")
    out = str(run.shell.folder / "form.pdf")
    refused = run("consent", "form", case=run.case, out=out, templates=str(folder))
    assert (refused.code, refused.answer["error"]) == (2, "BadTemplate")
    assert not Path(out).exists()
    assert run("consent", "form", case=run.case, out=out).code == 0


def test_a_childs_view_is_noted_for_a_film(run: Given) -> None:
    film_file(run.shell.folder / "film.mp4")
    for person in (run.parent, run.other_parent):
        run("consent", "give", person=person, purpose="guidance")
    film = run.shell("import", "v", "film.mp4", "--case", run.case, "--json").lines[0]["id"]
    asked = {"person": run.other_parent, "recording": film}
    heard = run("person", "view", **asked, stance="unwilling", words="hides", by="Marja").answer
    assert (heard["stance"], heard["words"], heard["by"]) == ("unwilling", "hides", "Marja")
    still = run.shell("still", "v", film, "--frame", "1", "--purpose", "guidance", "-o", "x.png")
    assert still.code == 3
    assert run("person", "view", person=run.parent, recording=film, stance="willing").code == 2
