"""The packs that a vault knows, the one that a case works with, and the words that a moment was coded with."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.sample_pack import PACK, changed, tree, written
from tests.services.casework import PASSPHRASE, Family, happened, last_event
from vigtool.domain.case_edits import CaseStep, described
from vigtool.domain.cases import PackChoice
from vigtool.domain.events import CaseEdited, PackAdded
from vigtool.domain.identifiers import CaseId, PackId
from vigtool.domain.moments import PrincipleSeen
from vigtool.exchange.pack_errors import BadPack
from vigtool.exchange.principle_packs import built_in_packs, to_json
from vigtool.services.case_history import CaseDesk
from vigtool.services.errors import PackIdReserved, PackVersionTaken, UnknownId
from vigtool.services.opening import open_workspace
from vigtool.services.principles import (
    add_pack,
    as_new,
    built_in,
    choice_of,
    choose_pack,
    newest,
    pack,
    pack_of_case,
    packs,
    seen,
)
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import VaultReadOnly

FILE = to_json(PACK)
LATER = replace(PACK, version=PACK.version + 1, name=PACK.source)
OTHER_WORDS = replace(PACK, name=PACK.source)


def test_a_new_vault_knows_the_pack_that_comes_with_the_program(ws: Workspace, family: Family) -> None:
    assert built_in() in packs(ws)
    assert pack_of_case(ws, family.case.id) == built_in()
    assert len(built_in().categories) == 6


def test_an_added_pack_lies_in_the_journal_and_is_known_after_a_restart(ws: Workspace, tmp_path: Path) -> None:
    assert add_pack(ws, FILE) == PACK
    event = last_event(ws)
    assert isinstance(event, PackAdded)
    assert (event.pack, event.version, event.content.encode()) == (PACK.id, PACK.version, FILE)
    ws.close()
    again = open_workspace(tmp_path / "vault", PASSPHRASE)
    try:
        assert PACK in packs(again)
        assert pack(again, PACK.id, PACK.version) == PACK
    finally:
        again.close()


def test_a_newer_version_stands_beside_the_older(ws: Workspace) -> None:
    add_pack(ws, to_json(LATER))
    add_pack(ws, FILE)
    assert [one.version for one in packs(ws) if one.id == PACK.id] == [PACK.version, LATER.version]
    assert newest(ws, PACK.id) == LATER
    assert pack(ws, PACK.id, PACK.version) == PACK


def test_the_same_version_in_other_words_is_refused_and_the_first_stays(ws: Workspace) -> None:
    add_pack(ws, FILE)
    before = ws.vault.journal.count
    with pytest.raises(PackVersionTaken) as refused:
        add_pack(ws, to_json(OTHER_WORDS))
    assert (refused.value.pack, refused.value.version) == (PACK.id, PACK.version)
    assert pack(ws, PACK.id, PACK.version) == PACK
    assert ws.vault.journal.count == before


def test_nobody_can_put_other_words_under_the_name_of_the_built_in_pack(ws: Workspace) -> None:
    with pytest.raises(PackVersionTaken):
        add_pack(ws, to_json(replace(built_in(), source=PACK.source)))
    assert packs(ws).count(built_in()) == 1


def test_later_versions_of_the_built_in_pack_come_with_the_program_alone(ws: Workspace) -> None:
    with pytest.raises(PackIdReserved) as refused:
        add_pack(ws, to_json(replace(built_in(), version=2)))
    assert refused.value.pack == built_in().id
    assert len(packs(ws)) == len(built_in_packs())


def test_own_words_for_the_built_in_pack_are_a_pack_of_their_own(ws: Workspace) -> None:
    made = as_new(ws, replace(built_in(), source=PACK.source))
    assert (made.id, made.version) == ("attuned-interaction-own", 1)
    add_pack(ws, to_json(made))
    assert as_new(ws, replace(built_in(), source=PACK.name)).version == 2


def test_other_words_for_an_added_pack_are_its_next_version(ws: Workspace) -> None:
    assert as_new(ws, PACK) == PACK
    add_pack(ws, to_json(LATER))
    assert as_new(ws, PACK) == PACK
    add_pack(ws, FILE)
    assert as_new(ws, PACK) == PACK
    assert as_new(ws, OTHER_WORDS) == replace(OTHER_WORDS, version=LATER.version + 1)


def test_a_pack_that_is_known_is_not_added_again(ws: Workspace) -> None:
    add_pack(ws, FILE)
    before = ws.vault.journal.count
    add_pack(ws, written(tree()))  # the same in other blanks
    add_pack(ws, to_json(built_in()))
    assert ws.vault.journal.count == before


def test_what_is_no_pack_is_not_added(ws: Workspace) -> None:
    before = ws.vault.journal.count
    with pytest.raises(BadPack):
        add_pack(ws, changed(lambda pack: pack["name"].pop("sv")))
    assert ws.vault.journal.count == before


def test_a_case_works_with_the_pack_that_was_chosen_until_that_is_undone(ws: Workspace, family: Family) -> None:
    add_pack(ws, FILE)
    assert choose_pack(ws, family.case.id, choice_of(PACK)).pack == PackChoice(PACK.id, PACK.version)
    assert pack_of_case(ws, family.case.id) == PACK
    assert isinstance(last_event(ws), CaseEdited)
    CaseDesk(ws, family.case.id).undo()
    assert pack_of_case(ws, family.case.id) == built_in()


def test_a_pack_that_is_not_known_cannot_be_chosen(ws: Workspace, family: Family) -> None:
    for choice in (PackChoice(PACK.id, 1), PackChoice(built_in().id, 99)):
        with pytest.raises(UnknownId):
            choose_pack(ws, family.case.id, choice)
    with pytest.raises(UnknownId):
        choose_pack(ws, CaseId("nocase"), choice_of(built_in()))
    assert not any(isinstance(event, CaseEdited) for _envelope, event in happened(ws))


def test_a_case_whose_pack_only_a_newer_vigtool_has_works_with_the_built_in_one(ws: Workspace, family: Family) -> None:
    desk = CaseDesk(ws, family.case.id)
    desk.edit(CaseStep.PACK, described(desk.book, pack=PackChoice(PackId("strange"), 7)))
    assert pack_of_case(ws, family.case.id) == built_in()
    with pytest.raises(UnknownId):
        pack_of_case(ws, CaseId("nocase"))


def test_words_of_a_moment_stay_those_of_its_version_when_the_case_goes_on_to_another(
    ws: Workspace, family: Family
) -> None:
    add_pack(ws, FILE)
    coded = PACK.seen("look")
    add_pack(ws, to_json(LATER))
    choose_pack(ws, family.case.id, choice_of(LATER))
    assert seen(ws, coded) == PACK.find("look")
    assert seen(ws, built_in().seen("nod")) == built_in().find("nod")


def test_what_this_vault_has_no_words_for_is_said_to_be_unknown(ws: Workspace) -> None:
    assert seen(ws, PrincipleSeen(PackId("strange"), 1, "look")) is None
    assert seen(ws, PrincipleSeen(built_in().id, built_in().version, "strange")) is None
    with pytest.raises(UnknownId):
        newest(ws, PackId("strange"))


def test_a_second_window_can_look_at_packs_but_add_none(ws: Workspace, tmp_path: Path) -> None:
    add_pack(ws, FILE)
    beside = open_workspace(tmp_path / "vault", PASSPHRASE, read_only=True)
    try:
        assert PACK in packs(beside)
        with pytest.raises(VaultReadOnly):
            add_pack(beside, to_json(LATER))
    finally:
        beside.close()
