"""Erasing from the command line: the receipt, what is refused, and what the other verbs say afterwards."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.in_process_tasks import run_in_process
from tests.services.casework import Family, found_family
from vigtool.cli.arguments import parse
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.verbs.erasing import erased_fields
from vigtool.domain.accountability import Erasing, ErasureBegun
from vigtool.domain.cases import Recording
from vigtool.domain.identifiers import ErasureId
from vigtool.services.erasure_list import erasures
from vigtool.services.identifying import new_identifier
from vigtool.services.opening import create_workspace


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return QuickShell(tmp_path)


@pytest.fixture
def family(shell: Shell) -> Family:
    def now() -> datetime:
        return datetime.now(UTC).astimezone()

    ws, _ = create_workspace(shell.folder / "v", PASSPHRASE, work_factor=1, clock=now)
    ws.run_task = run_in_process
    return found_family(ws)


@pytest.fixture
def film(family: Family, shell: Shell) -> Recording:
    made = family.film(shell.folder)
    family.ws.close()
    return made


def test_a_film_and_its_receipt(shell: Shell, film: Recording) -> None:
    said = shell("erase", "v", "--recording", film.id, "--reason", "end", "-o", "receipt.pdf", "--json")
    assert said.code == ExitCode.DONE, said.messages
    assert said.answer["overwritten"] == [film.id]
    assert "backups" in said.answer["beyond_reach"]
    receipt = json.loads((shell.folder / "receipt.json").read_bytes())
    assert (receipt["erasure"], receipt["target"], receipt["what"]) == (said.answer["id"], film.id, "film")
    assert receipt["checkpoint"].splitlines()[1] == str(said.answer["entries"][1] + 1)
    assert (shell.folder / "receipt.pdf").read_bytes().startswith(b"%PDF-")
    assert shell("vault", "verify", "v", "--json").code == ExitCode.DONE
    again = shell("erase", "v", "--recording", film.id, "--reason", "end", "--json")
    assert again.code == ExitCode.USAGE


def test_a_person_with_a_film_left_out_and_then_the_case(shell: Shell, family: Family, film: Recording) -> None:
    person = ("erase", "v", "--person", family.child.id, "--reason", "asked for", "--json")
    said = shell(*person, "--leave-out", film.id, "a court asked for it")
    assert (said.answer["films"], said.answer["left_out"]) == ([], [film.id])
    named = shell("person", "list", "v", "--case", family.case.id, "--json").answer
    assert [one["id"] for one in named] == [family.parent.id]
    case = shell("erase", "v", "--case", family.case.id, "--reason", "end", "--json")
    assert case.answer["films"] == [film.id]
    assert shell("case", "list", "v", "--json").answer == []
    assert shell("vault", "verify", "v", "--json").code == ExitCode.DONE


def test_what_was_erased_is_listed_by_ids_alone(shell: Shell, family: Family, film: Recording) -> None:
    assert shell("case", "list", "v", "--erased", "--json").answer == []
    first = shell("erase", "v", "--recording", film.id, "--reason", "Aino asked for it", "--json").answer
    second = shell("erase", "v", "--case", family.case.id, "--reason", "end", "--json").answer
    listed = shell("case", "list", "v", "--erased", "--json").answer
    assert [(one["id"], one["what"], one["target"]) for one in listed] == [
        (first["id"], "film", film.id),
        (second["id"], "case", family.case.id),
    ]
    for one, told in zip(listed, (first, second), strict=True):
        assert one["destroyed"] == one["overwritten"] == told["overwritten"]
        assert (one["entries"], one["beyond_reach"]) == (told["entries"], told["beyond_reach"])
        assert datetime.fromisoformat(one["begun_at"]) <= datetime.fromisoformat(one["done_at"])
    plain = shell("case", "list", "v", "--erased")
    assert film.id in plain.out
    assert "Aino" not in plain.out
    assert shell("case", "list", "v", "--json").answer == []


def test_an_erasure_that_waits_to_be_finished_is_listed_without_an_end(family: Family) -> None:
    erasure = ErasureId(new_identifier())
    family.ws.record(ErasureBegun(erasure, Erasing.CASE, family.case.id, (family.case.id,), "end"))
    (listed,) = [erased_fields(one) for one in erasures(family.ws)]
    assert (listed["id"], listed["done_at"], listed["overwritten"], listed["destroyed"]) == (
        erasure,
        None,
        [],
        [family.case.id],
    )
    family.ws.close()


def test_a_frozen_film_is_refused_and_stays(shell: Shell, film: Recording) -> None:
    shell("freeze", "v", "--recording", film.id, "--reason", "a dispute")
    said = shell("erase", "v", "--recording", film.id, "--reason", "end", "--json")
    assert said.code == ExitCode.REFUSED
    assert (shell.folder / "v" / "keys" / f"{film.id}.age").exists()


def test_a_receipt_that_cannot_be_written_is_told_before_anything_is_destroyed(shell: Shell, film: Recording) -> None:
    for place in ("v/receipt.pdf", "nowhere/receipt.pdf"):
        said = shell("erase", "v", "--recording", film.id, "--reason", "end", "-o", place, "--json")
        assert said.code != ExitCode.DONE
        assert (shell.folder / "v" / "keys" / f"{film.id}.age").exists()


@pytest.mark.parametrize("words", [(), ("--recording", "a" * 12, "--case", "b" * 12)])
def test_one_thing_at_a_time_is_erased(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["erase", "v", *words, "--reason", "end"])
    assert ended.value.code == ExitCode.USAGE
