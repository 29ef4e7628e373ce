"""The ledger counts what this user did, keeps counting what was erased, and holds neither film nor name."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces
from tests.services.casework import NAMES, QUESTION, Family, SetClock
from vigtool.domain.accountability import Erasing
from vigtool.domain.identifiers import SupervisionId
from vigtool.exchange.errors import UnknownVersion
from vigtool.exchange.stage_profiles import BadProfile
from vigtool.exchange.training_ledger import from_json
from vigtool.services.cycles import add_cycle
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import FileUnreadable, NoSuchLength, TargetInVault, UnknownId
from vigtool.services.jobs import NotRun
from vigtool.services.ledgers import (
    LedgerMaking,
    ledger,
    make_ledger,
    note_supervision,
    profiles,
    read_profile,
)
from vigtool.services.reviewing import begin_review, end_review

DAY = date(2026, 11, 2)


def review(family: Family, cycle: bool) -> None:  # noqa: FBT001 - one switch of a test
    made = add_cycle(family.ws, family.case.id).id if cycle else None
    end_review(family.ws, begin_review(family.ws, family.case.id, made, [family.parent.id]))


def test_cycles_and_clients_are_counted_and_stay_so_when_the_case_is_erased(family: Family) -> None:
    assert (ledger(family.ws).cycles, ledger(family.ws).clients) == (0, 0)
    review(family, cycle=True)
    review(family, cycle=True)
    review(family, cycle=False)
    assert (ledger(family.ws).cycles, ledger(family.ws).clients) == (3, 1)
    erase(family.ws, Target(Erasing.CASE, family.case.id), "asked for")
    assert (ledger(family.ws).cycles, ledger(family.ws).clients) == (3, 1)


def test_two_sessions_of_a_cycle_are_one_cycle(family: Family) -> None:
    cycle = add_cycle(family.ws, family.case.id)
    for _ in range(2):
        end_review(family.ws, begin_review(family.ws, family.case.id, cycle.id))
    assert ledger(family.ws).cycles == 1


def test_supervision_is_noted_corrected_and_taken_back(family: Family) -> None:
    ws = family.ws
    first = note_supervision(ws, DAY, 90)
    note_supervision(ws, DAY + timedelta(days=7), 60)
    assert ledger(ws).supervision_minutes == 150
    note_supervision(ws, DAY, 45, first.id)
    assert ledger(ws).supervision_minutes == 105
    note_supervision(ws, DAY, 0, first.id)
    assert [one.minutes for one in ledger(ws).supervisions] == [60]
    for minutes in (-1, 24 * 60 + 1):
        with pytest.raises(NoSuchLength):
            note_supervision(ws, DAY, minutes)
    assert ledger(ws).supervision_minutes == 60


@pytest.mark.parametrize("unknown", ["nosuch", "../x y", "abcdefghjkmn"])
def test_what_was_never_noted_cannot_be_corrected(family: Family, unknown: str) -> None:
    note_supervision(family.ws, DAY, 90)
    before = family.ws.vault.journal.count
    with pytest.raises(UnknownId):
        note_supervision(family.ws, DAY, 45, SupervisionId(unknown))
    assert family.ws.vault.journal.count == before


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_says_what_was_done_beside_what_a_stage_asks_for(
    family: Family, tmp_path: Path, language: str
) -> None:
    review(family, cycle=True)
    note_supervision(family.ws, DAY, 90)
    for profile in profiles():
        made = make_ledger(family.ws, tmp_path / f"{profile.id}.pdf", language, profile)
        words = without_spaces("".join(page_texts(made.read_bytes())))
        assert without_spaces(profile.name.in_language(language)) in words
        assert all(without_spaces(one.name.in_language(language)) in words for one in profile.stages)
        assert "30min" in words
        assert not any(without_spaces(name) in words for name in (*NAMES, QUESTION))
        document = from_json(made.with_suffix(".json").read_bytes())
        assert (document.cycles, document.clients, document.supervision_minutes) == (1, 1, 90)
        assert document.profile == profile.id


def test_without_a_profile_the_page_only_counts(family: Family, tmp_path: Path) -> None:
    made = make_ledger(family.ws, tmp_path / "ledger.pdf", "en")
    words = without_spaces("".join(page_texts(made.read_bytes())))
    assert "Nosupervisionwasnotedyet." in words
    assert "0h0min" not in words
    assert from_json(made.with_suffix(".json").read_bytes()).profile is None


def test_nothing_is_written_before_it_is_made_nor_into_the_vault(family: Family, tmp_path: Path) -> None:
    with pytest.raises(NotRun):
        LedgerMaking(family.ws, tmp_path / "ledger.pdf", "en").finish()
    with pytest.raises(TargetInVault):
        make_ledger(family.ws, family.ws.folder / "ledger.pdf", "en")
    assert list(tmp_path.glob("ledger*")) == []


def test_a_trainers_own_profile_is_read_and_a_wrong_one_refused_by_its_line(tmp_path: Path, clock: SetClock) -> None:
    assert clock.now
    file = tmp_path / "own.json"
    name = '{"fi": "Oma", "sv": "Egen", "en": "Own"}'
    head = '{"format": "vigtool-stage-profile", "format_version": 1, "id": "own", "version": 2,\n'
    whole = f'{head}"name": {name}, "source": {name},\n"stages": [{{"name": {name}, "clients": 3}}]}}'
    file.write_text(whole, "utf-8")
    assert read_profile(file).stages[0].clients == 3
    file.write_text(whole.replace('"clients": 3', '"clients": 0'), "utf-8")
    with pytest.raises(BadProfile) as bad:
        read_profile(file)
    assert bad.value.line == 3
    file.write_text(whole.replace(', "clients": 3', ""), "utf-8")
    with pytest.raises(BadProfile):
        read_profile(file)
    file.write_text(whole.replace('"format_version": 1', '"format_version": 2'), "utf-8")
    with pytest.raises(UnknownVersion):
        read_profile(file)
    with pytest.raises(FileUnreadable):
        read_profile(tmp_path)
