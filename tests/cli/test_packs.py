"""Principle packs from the command line: looked through, taken in, chosen for a case, written out again."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.exchange.sample_pack import PACK, changed
from tests.services.casework import found_family
from vigtool.domain.cases import PackChoice
from vigtool.exchange.principle_packs import from_json, to_json
from vigtool.services.cases import cases
from vigtool.services.opening import create_workspace, open_workspace


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    ws, _ = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=1)
    found_family(ws)
    ws.close()
    (tmp_path / "own.json").write_bytes(to_json(PACK))
    (tmp_path / "bad.json").write_bytes(changed(lambda pack: pack["name"].update(sv="", colour=1)))
    return QuickShell(tmp_path)


def test_a_pack_is_taken_in_and_chosen_and_comes_out_as_it_went_in(shell: Shell) -> None:
    added = shell("pack", "add", "v", "own.json", "--json", "--lang", "sv")
    assert (added.code, added.answer) == (
        0,
        {"id": "trainers-own", "version": 3, "name": "Own på svenska", "categories": 3, "items": 3},
    )
    listed = shell("pack", "list", "v", "--json")
    assert [(one["id"], one["version"]) for one in listed.answer] == [("attuned-interaction", 1), ("trainers-own", 3)]
    with_case = open_workspace(shell.folder / "v", PASSPHRASE)
    case = cases(with_case)[0].id
    with_case.close()
    chosen = shell("pack", "choose", "v", "--case", case, "--id", "trainers-own", "--json")
    assert chosen.answer == {"case": case, "pack": "trainers-own", "version": 3}
    again = open_workspace(shell.folder / "v", PASSPHRASE)
    assert cases(again)[0].pack == PackChoice(PACK.id, 3)
    again.close()
    assert shell("pack", "export", "v", "--id", "trainers-own", "--version", "3", "-o", "out.json", "--json").code == 0
    assert from_json((shell.folder / "out.json").read_bytes()) == PACK


def test_problems_are_told_to_people_by_line_and_to_programs_as_facts(shell: Shell) -> None:
    said = shell("pack", "check", "bad.json", "--json", "--lang", "en")
    lines = (shell.folder / "bad.json").read_text("utf-8").splitlines()
    empty, unknown = said.answer["problems"]
    assert (said.code, said.answer["error"], said.answer["more"]) == (5, "BadPack", 0)
    assert (empty["kind"], empty["where"], lines[empty["line"] - 1].strip()) == ("empty-text", "$.name.sv", '"sv": "",')
    assert (unknown["kind"], unknown["name"], lines[unknown["line"] - 1].strip()) == (
        "unknown-field",
        "colour",
        '"colour": 1',
    )
    assert f"  Line {empty['line']}: The words are missing here" in said.messages
    assert f"  Line {unknown['line']}: A pack has no “colour” here" in said.messages


def test_what_cannot_be_done_has_its_code(shell: Shell) -> None:
    (shell.folder / "other.json").write_bytes(to_json(replace(PACK, name=PACK.source)))
    assert shell("pack", "add", "v", "own.json").code == 0
    for words, code, error in (
        (("check", "nothing.json"), 2, "FileUnreadable"),
        (("check", "."), 2, "FileUnreadable"),
        (("add", "v", "other.json"), 2, "PackVersionTaken"),
        (("add", "v", "bad.json"), 5, "BadPack"),
        (("choose", "v", "--case", "x", "--id", "trainers-own", "--version", "0"), 2, "UnknownId"),
        (("export", "v", "--id", "trainers-own", "-o", "v/x.json"), 2, "TargetInVault"),
    ):
        said = shell("pack", *words, "--json")
        assert (said.code, said.answer["error"]) == (code, error), words
